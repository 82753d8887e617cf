"""Units: headings such as "Week 3" that are the topics of a file without boxes and tables."""

import re
from collections.abc import Iterable, Sequence

from core.roadmap_markdown.blocks import Block, Heading, Item, Paragraph
from core.roadmap_markdown.draft import Draft
from core.roadmap_markdown.inline import one_line
from core.roadmap_markdown.marks import read_cell
from core.roadmap_markdown.sections import Sections, heading_title

_UNIT = re.compile(
    r"\W*(?:day|week|month|module|phase|lesson|chapter|part|unit|step|stage|level)s?"
    r"\s*[#:.-]?\s*\d",
    re.IGNORECASE,
)
_LEAST = 2


def find_units(blocks: Iterable[Block]) -> tuple[Heading, ...]:
    """Find the numbered headings that hold no other ones; none where there is but one."""
    units: list[Heading] = []
    holders: set[Heading] = set()
    for block in blocks:
        if isinstance(block, Heading) and _UNIT.match(heading_title(block)):
            if units and block.level > units[-1].level and _directly_below(units[-1], block):
                holders.add(units[-1])
            units.append(block)
    innermost = tuple(unit for unit in units if unit not in holders)
    return innermost if len(innermost) >= _LEAST else ()


def _directly_below(holder: Heading, unit: Heading) -> bool:
    return holder.inside is unit.inside


def draft_units(
    blocks: Iterable[Block], units: Sequence[Heading], sections: Sections
) -> list[Draft]:
    """Draft the units; what stands below each becomes its details."""
    wanted = frozenset(units)
    drafts: list[Draft] = []
    current: Heading | None = None
    for block in blocks:
        sections.enter(block)
        if isinstance(block, Heading):
            if block in wanted:
                place = sections.place(block.inside)
                mark = read_cell(block.text)
                title = one_line(mark.rest) if mark and mark.rest else heading_title(block)
                drafts.append(Draft(block.line, block.column, place.path, title, mark))
                current = block
            elif current is not None and block.level <= current.level:
                current = None
        elif isinstance(block, Item | Paragraph) and block.text and current is not None:
            drafts[-1].details.append(block.text)
    return drafts
