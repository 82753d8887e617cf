"""HTML within a roadmap: comments nobody sees, and folds that hide a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.roadmap_markdown.excerpt import Excerpt

_COMMENT = re.compile(r"<!--.*?(?P<end>-->|\Z)", re.DOTALL)
_FOLD = re.compile(r"<(/?)(details|summary)\b[^<>]*>", re.IGNORECASE)
_AT_LINE_START = re.compile(
    r"^(?:[ \t]*</?[a-z][a-z0-9-]*(?:\s[^<>]*)?>)+", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class FoldOpened:
    """``<details>`` and its summary."""

    line: int
    title: str


@dataclass(frozen=True, slots=True)
class FoldClosed:
    """``</details>``."""


@dataclass(frozen=True, slots=True)
class Inside:
    """Text between the tags, from this line on."""

    line: int
    excerpt: Excerpt


def without_comments(text: str) -> tuple[Excerpt, bool]:
    """Drop comments but not their line breaks; tell whether the last one is left unclosed."""
    unclosed = any(not comment["end"] for comment in _COMMENT.finditer(text))
    return Excerpt(text).without(_COMMENT), unclosed


def pieces(visible: Excerpt, line: int) -> Iterator[FoldOpened | FoldClosed | Inside]:
    """Take an HTML block apart; ``line`` is its first."""
    html = visible.text
    position = 0
    opened: int | None = None
    for tag in _FOLD.finditer(html):
        closing, name = bool(tag[1]), tag[2].lower()
        between = html[position : tag.start()]
        if name == "summary" and closing:
            yield FoldOpened(opened if opened is not None else line, " ".join(between.split()))
            opened = None
        elif between.strip():
            yield Inside(line, visible.part(position, tag.start()).without(_AT_LINE_START))
        line += html.count("\n", position, tag.end())
        position = tag.end()
        if name == "details" and closing:
            yield FoldClosed()
        elif name == "details":
            opened = line
    if html[position:].strip():
        yield Inside(line, visible.part(position, len(html)).without(_AT_LINE_START))
