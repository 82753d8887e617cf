"""Plain bullets as topics: taken only when a learner asks for it."""

import re
from collections.abc import Iterable

from core.roadmap_markdown.blocks import Block, Container, Heading, Item, Paragraph
from core.roadmap_markdown.sections import Sections

# Sections that speak about the file, and those that list where to read on.
_PROSE = re.compile(
    r"\b(?:(?:table of )?contents?|toc|introduction|about|goals?|audience|contribut\w*|licen[cs]e"
    r"|translations?|acknowledge?ments?|credits|communit\w+|sponsors?|support|team|authors?"
    r"|how to use|why use|follow me|code of conduct|resources?|references|further reading|see also"
    r"|changelog|faq)\b",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"\W*(?:table of contents|contents?|toc|index)\W*", re.IGNORECASE)
_ROLE = re.compile(
    r"\W*(?:resources?|references|further reading|links|see also|notes?)\W*", re.IGNORECASE
)
_LABEL = re.compile(r"(?:\*\*|__)?[^*_]{1,60}(?:\*\*|__)?:?(?:\*\*|__)?")
_INTERNAL_LINK = re.compile(r"\[[^\]]*\]\(#[^)]*\)\s*")


def is_contents(title: str) -> bool:
    """Say whether a heading announces a table of contents."""
    return _CONTENTS.fullmatch(title) is not None


def find_bullets(blocks: Iterable[Block], sections: Sections) -> dict[Item, None]:
    """Find the plain items that could be topics, in order.

    Left out are tables of contents, sections about the file itself, and lists of resources.
    """
    found: dict[Item, None] = {}
    resources: set[Container | None] = set()
    for block in blocks:
        sections.enter(block)
        if isinstance(block, Heading):
            resources.discard(block.inside)
        elif isinstance(block, Paragraph) and _LABEL.fullmatch(block.text):
            resources.discard(block.inside)
            if _ROLE.fullmatch(block.text):
                resources.add(block.inside)
        elif isinstance(block, Item) and block.text and block.inside not in resources:
            path = sections.place(block.inside).path
            if not any(_PROSE.search(title) for title in path) and not _INTERNAL_LINK.fullmatch(
                block.text
            ):
                found[block] = None
    return found
