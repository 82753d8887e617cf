"""Parsing: from the bytes of a roadmap file to its outline, or to all reasons against it."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from pathlib import PurePath

from core.errors import Problem, RoadmapRefused
from core.roadmap_markdown import limits, outline
from core.roadmap_markdown.about import read_about
from core.roadmap_markdown.blocks import Heading
from core.roadmap_markdown.decode import decode
from core.roadmap_markdown.front_matter import FrontMatter, split
from core.roadmap_markdown.inline import Inline, one_line
from core.roadmap_markdown.reader import read
from core.roadmap_markdown.refusal import no_topics
from core.roadmap_markdown.sources import Sources
from core.roadmap_markdown.topics import Finisher, doubled_keys, doubled_titles


def parse(data: bytes | str, *, name: str, take: outline.Source | None = None) -> outline.Outline:
    """Read a roadmap file; raise RoadmapRefused with every problem found in it.

    ``name`` is the file's, which becomes the title where the file gives none; ``take`` says what
    to take as topics, None leaves it to the file: boxes, else tables, else numbered headings.
    """
    text = decode(data)
    _refuse(limits.check_lines(text))
    front = split(text)
    page = read(front.body, first=front.first_line)
    _refuse(page.problems)
    sources = Sources(page)
    drafted = sources.choose() if take is None else sources.draft(take, asked=True)
    drafts = drafted.drafts
    if not drafts:
        _refuse(no_topics(front, page, sources))
    if len(drafts) > limits.MAX_TOPICS:
        _refuse([limits.too_many_topics(len(drafts), drafts[limits.MAX_TOPICS].line)])
    inline = Inline(page.references)
    finisher = Finisher(inline)
    topics = tuple(finisher.finish(draft) for draft in drafts)
    _refuse(doubled_keys(topics))
    warnings = [
        *page.warnings,
        *sources.boxes.warnings,
        *drafted.warnings,
        *doubled_titles(topics),
    ]
    above = takewhile(lambda block: block.line < topics[0].line, page.blocks)
    return outline.Outline(
        _title(front, sources.title, inline, topics) or PurePath(name).stem or name,
        drafted.source,
        read_about(above, inline),
        topics,
        tuple(sorted(warnings, key=lambda warning: warning.line)),
        sources.aside(drafted),
    )


def _refuse(problems: Iterable[Problem]) -> None:
    """Raise RoadmapRefused with the problems, if there are any."""
    found = tuple(problems)
    if found:
        raise RoadmapRefused(*found)


def _title(
    front: FrontMatter,
    heading: Heading | None,
    inline: Inline,
    topics: Sequence[outline.OutlineTopic],
) -> str | None:
    if front.title is not None or heading is None:
        return front.title
    if heading.line == topics[0].line:
        # It is a topic too, and says its title without a box.
        return topics[0].text
    return inline.read(one_line(heading.text)).text
