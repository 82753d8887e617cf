"""Leads: paragraphs that begin with their title in bold, as topics when a learner asks for it."""

import re
from collections.abc import Iterable

from core.roadmap_markdown.blocks import Block, Item, Paragraph
from core.roadmap_markdown.draft import Draft
from core.roadmap_markdown.sections import Sections

_LEAD = re.compile(r"\*\*(?P<title>[^*\n]+)\*\*\s*[-–—:.]?\s*(?P<text>\S.*)", re.DOTALL)


def is_lead(block: Block) -> bool:
    """Say whether a paragraph begins with a title in bold and goes on behind it."""
    return isinstance(block, Paragraph) and _LEAD.match(block.text) is not None


def draft_leads(blocks: Iterable[Block], sections: Sections) -> list[Draft]:
    """Draft a topic for each bold lead; the words behind it are its details."""
    drafts: list[Draft] = []
    for block in blocks:
        sections.enter(block)
        lead = _LEAD.match(block.text) if isinstance(block, Paragraph) else None
        if lead:
            path = sections.place(block.inside).path
            title = lead["title"].strip().rstrip(":").rstrip()
            drafts.append(Draft(block.line, path, title, details=[lead["text"]]))
        elif isinstance(block, Item) and block.text and drafts:
            drafts[-1].details.append(block.text)
    return drafts
