"""Boxes: which items of a page are check boxes, judged by the whole file."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from core.roadmap_markdown import outline
from core.roadmap_markdown.blocks import Item
from core.roadmap_markdown.marks import Mark, MarkKind, read_mark


@dataclass(frozen=True, slots=True)
class Boxes:
    """The mark of each item that is a box with text, and what was odd about others."""

    marks: Mapping[Item, Mark]
    warnings: tuple[outline.Warning, ...]
    unknown: Mapping[str, int]
    """How often each mark stands that was not taken for a box."""


def find_boxes(items: Iterable[Item]) -> Boxes:
    """Decide which items are boxes.

    A known mark always makes one, a symbol where most items of its list have a bracket. Beside
    those a word does too; without any, an emoji where most items of its list have one, or where
    one of them is a box.
    """
    read = [(item, read_mark(item.text)) for item in items]
    marks = {item: mark for item, mark in read if mark is not None}
    doubtful = {item: mark for item, mark in marks.items() if mark.kind is not MarkKind.KNOWN}
    sizes = Counter(item.listing for item, _ in read) if doubtful else {}
    refused = doubtful.keys() - _accepted(marks, doubtful, sizes)
    return Boxes(
        {item: mark for item, mark in marks.items() if mark.rest and item not in refused},
        tuple(_warnings(marks, doubtful, refused)),
        # By the file's order and not the set's, so that a refusal always reads the same.
        Counter(mark.raw for item, mark in doubtful.items() if item in refused),
    )


def _accepted(
    marks: Mapping[Item, Mark], doubtful: Mapping[Item, Mark], sizes: Mapping[int, int]
) -> set[Item]:
    """Find the doubtful marks that make a box; ticking one of the boxes changes none of this."""
    if not doubtful:
        return set()
    pictures = {item for item in doubtful if doubtful[item].kind is MarkKind.PICTURE}
    brackets = Counter(item.listing for item in marks if item not in pictures)
    symbols = {
        item
        for item in doubtful
        if doubtful[item].kind is MarkKind.SYMBOL
        and 2 * brackets[item.listing] > sizes[item.listing]
    }
    if symbols or len(doubtful) < len(marks):
        return symbols | {item for item in doubtful if doubtful[item].kind is MarkKind.WORD}
    drawn = {item.listing for item in pictures if doubtful[item].is_drawn_box}
    shown = Counter(item.listing for item in pictures)
    return {
        item
        for item in pictures
        if item.listing in drawn or 2 * shown[item.listing] > sizes[item.listing]
    }


def _warnings(
    marks: Mapping[Item, Mark], doubtful: Mapping[Item, Mark], refused: AbstractSet[Item]
) -> Iterator[outline.Warning]:
    lines: defaultdict[tuple[MarkKind, str, bool], list[int]] = defaultdict(list)
    for item, mark in doubtful.items():
        lines[mark.kind, mark.raw, item in refused].append(item.line)
    for (kind, raw, is_refused), where in lines.items():
        times = "once" if len(where) == 1 else f"{len(where)} times"
        if kind is MarkKind.SYMBOL:
            read_as = "read as text, not as a box" if is_refused else "read as an open box"
            yield outline.Warning(where[0], f"[{raw}] is not a known mark ({times}): {read_as}")
        elif kind is MarkKind.WORD and is_refused:
            message = f"[{raw}] counts as a mark only in a file that has boxes too ({times})"
            yield outline.Warning(where[0], message)
    for item, mark in marks.items():
        if not mark.rest and item not in refused:
            yield outline.Warning(item.line, "this box has no text; it is not a topic")
