"""Leads: paragraphs that begin with their title in bold, as topics when a learner asks for it."""

import re
from collections.abc import Iterable

from core.roadmap_markdown.blocks import Block, Item, Paragraph
from core.roadmap_markdown.draft import Draft
from core.roadmap_markdown.marks import Mark, read_cell
from core.roadmap_markdown.sections import Sections

_LEAD = re.compile(r"\*\*(?P<title>[^*\n]+)\*\*\s*[-–—:.]?\s*(?P<text>\S.*)", re.DOTALL)


def is_lead(block: Block) -> bool:
    """Say whether a paragraph begins with a title in bold and goes on behind it."""
    return isinstance(block, Paragraph) and _LEAD.match(_behind_mark(block.text)[1]) is not None


def draft_leads(blocks: Iterable[Block], sections: Sections) -> list[Draft]:
    """Draft a topic for each bold lead; the words behind it are its details."""
    drafts: list[Draft] = []
    for block in blocks:
        sections.enter(block)
        if isinstance(block, Paragraph):
            mark, text = _behind_mark(block.text)
            lead = _LEAD.match(text)
            if lead:
                path = sections.place(block.inside).path
                title = lead["title"].strip().rstrip(":").rstrip()
                details = [lead["text"]]
                drafts.append(Draft(block.line, block.column, path, title, mark, details=details))
        elif isinstance(block, Item) and block.text and drafts:
            drafts[-1].details.append(block.text)
    return drafts


def _behind_mark(text: str) -> tuple[Mark | None, str]:
    mark = read_cell(text)
    return mark, mark.rest if mark else text
