"""List items as topics: their nesting, their sections, and what hangs below them."""

from collections.abc import Callable, Iterable, Mapping

from core.roadmap_markdown.blocks import Block, Container, Item, Paragraph, Table
from core.roadmap_markdown.draft import Draft
from core.roadmap_markdown.marks import Mark
from core.roadmap_markdown.sections import Place, Sections

OnTable = Callable[[Table, Place], Iterable[Draft]]
"""Says which rows of a table are topics."""


def draft_items(
    blocks: Iterable[Block],
    topics: Mapping[Item, Mark | None],
    sections: Sections,
    on_table: OnTable,
) -> list[Draft]:
    """Draft the items that are topics; other items are their details, or sections above them."""
    above = _containers_of(topics)
    drafts: list[Draft] = []
    index: dict[Item, int] = {}
    for block in blocks:
        sections.enter(block)
        if isinstance(block, Table):
            drafts.extend(on_table(block, sections.place(block.inside)))
        elif isinstance(block, Item) and block in topics:
            parent = _topic_above(block.inside, index)
            mark = topics[block]
            index[block] = len(drafts)
            drafts.append(
                Draft(
                    block.line,
                    block.column,
                    sections.place(block.inside).path,
                    mark.rest if mark else block.text,
                    mark,
                    depth=1 if parent is None else drafts[parent].depth + 1,
                    parent=parent,
                )
            )
        elif isinstance(block, Item | Paragraph) and block.text and block not in above:
            owner = _topic_above(block.inside, index, unless=above)
            if owner is not None:
                drafts[owner].details.append(block.text)
    return drafts


def _containers_of(topics: Iterable[Item]) -> set[Container]:
    """Find what stands above topics without being one: plain items, folds and quotes."""
    topics = set(topics)
    above: set[Container] = set()
    for topic in topics:
        inside = topic.inside
        while inside is not None and inside not in above:
            if inside not in topics:
                above.add(inside)
            inside = inside.inside
    return above


def _topic_above(
    inside: Container | None, index: Mapping[Item, int], unless: set[Container] | None = None
) -> int | None:
    """Find the nearest topic that something stands in, unless a section stands between."""
    while inside is not None:
        if isinstance(inside, Item) and inside in index:
            return index[inside]
        if unless is not None and inside in unless:
            return None
        inside = inside.inside
    return None
