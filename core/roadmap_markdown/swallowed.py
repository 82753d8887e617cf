"""Swallowed boxes: list items that wrong indentation made part of the text above them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from core.roadmap_markdown.marks import BOX_LINE

BOX_IN_TEXT = re.compile(rf"^([ \t]*){BOX_LINE}", re.MULTILINE)
_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")


class Swallowed(NamedTuple):
    """A box in a text: so many lines below its first, indented or not, and its own text."""

    below: int
    indented: bool
    text: str


def split_off(content: str) -> tuple[str, tuple[Swallowed, ...]]:
    """Split an item's text from the boxes that it swallowed."""
    if "\n" not in content:
        return content, ()
    boxes = list(BOX_IN_TEXT.finditer(content))
    if not boxes:
        return content, ()
    return content[: boxes[0].start()].rstrip(), tuple(_taken_out(boxes, content))


def _taken_out(boxes: list[re.Match[str]], content: str) -> Iterator[Swallowed]:
    ends = [box.start() for box in boxes[1:]] + [len(content)]
    below = position = 0
    for box, end in zip(boxes, ends, strict=True):
        below += content.count("\n", position, box.start())
        position = box.start()
        text = _MARKER.sub("", content[position:end], count=1).rstrip()
        yield Swallowed(below, bool(box[1]), text)
