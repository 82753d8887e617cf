"""Exporting: the file as it was written, with the boxes of what is done ticked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from core.errors import RoadmapRefused
from core.roadmap_markdown.outline import Outline
from core.roadmap_markdown.parsing import parse
from core.roadmap_markdown.ticks import (
    BEFORE_TITLE,
    Emoji,
    box_at,
    emptied,
    may_be_praise,
    ticked,
)

_BYTE_ORDER_MARK = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class _Edit(NamedTuple):
    line: int
    column: int
    old: str
    new: str


def export(
    source: bytes,
    outline: Outline,
    done: AbstractSet[int],
    *,
    clear: bool = False,
    beside_titles: bool = False,
) -> bytes:
    """Tick the topics of these numbers, counted from 1, in the file that the outline was read from.

    Nothing changes but what stands in their boxes. A box that came ticked stays so, done or not,
    as its tick is the author's; ``clear`` empties it where the topic is not done. A topic without
    a box stays as it is, unless ``beside_titles`` puts a tick before its title; one whose box a
    comment cuts through stays as it is.
    """
    text = source.decode("utf-8")
    start = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    lines = _LINE.findall(text, len(start))
    wanted = [
        number in done or (topic.ticked and not clear)
        for number, topic in enumerate(outline.topics, start=1)
    ]
    edits = list(_edits(lines, outline, wanted, Emoji.PAIRED, beside_titles=beside_titles))
    exported = (start + _edited(lines, edits)).encode()
    if any(may_be_praise(edit.new) for edit in edits) and not _reads_as(exported, outline):
        edits = list(_edits(lines, outline, wanted, Emoji.DRAWN, beside_titles=beside_titles))
        exported = (start + _edited(lines, edits)).encode()
    return exported


def _edits(
    lines: Sequence[str],
    outline: Outline,
    wanted: Iterable[bool],
    emoji: Emoji,
    *,
    beside_titles: bool,
) -> Iterator[_Edit]:
    for topic, tick in zip(outline.topics, wanted, strict=True):
        if tick == topic.ticked:
            continue
        if topic.mark is None:
            if beside_titles:
                yield _Edit(topic.line, topic.column, "", BEFORE_TITLE)
            continue
        box = box_at(lines[topic.line - 1], topic.column, topic.mark)
        if box is not None:
            new = ticked(box, emoji) if tick else emptied(box)
            yield _Edit(topic.line, topic.column, box, new)


def _edited(lines: Sequence[str], edits: Iterable[_Edit]) -> str:
    written = list(lines)
    # From the last to the first, as an edit may move what stands behind it in its line.
    for edit in sorted(edits, reverse=True):
        line = written[edit.line - 1]
        end = edit.column + len(edit.old)
        written[edit.line - 1] = f"{line[: edit.column]}{edit.new}{line[end:]}"
    return "".join(written)


def _reads_as(exported: bytes, outline: Outline) -> bool:
    """Say whether the file still has the outline's topics."""
    try:
        topics = parse(exported, name=outline.title, take=outline.source).topics
    except RoadmapRefused:
        return False
    return [(topic.line, topic.title) for topic in topics] == [
        (topic.line, topic.title) for topic in outline.topics
    ]
