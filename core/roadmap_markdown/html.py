"""HTML within a roadmap: comments nobody sees, and folds that hide a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN, _CLOSE = "<!--", "-->"
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
    text: str


def without_comments(text: str) -> tuple[str, bool]:
    """Drop comments but not their line breaks; tell whether the last one is left unclosed."""
    kept: list[str] = []
    position = 0
    while (start := text.find(_OPEN, position)) >= 0:
        kept.append(text[position:start])
        end = text.find(_CLOSE, start + len(_OPEN))
        if end < 0:
            return "".join(kept), True
        position = end + len(_CLOSE)
        kept.append("\n" * text.count("\n", start, position))
    kept.append(text[position:])
    return "".join(kept), False


def pieces(html: str, line: int) -> Iterator[FoldOpened | FoldClosed | Inside]:
    """Take an HTML block apart; ``line`` is its first."""
    position = 0
    opened: int | None = None
    for tag in _FOLD.finditer(html):
        closing, name = bool(tag[1]), tag[2].lower()
        between = html[position : tag.start()]
        if name == "summary" and closing:
            yield FoldOpened(opened if opened is not None else line, " ".join(between.split()))
            opened = None
        elif between.strip():
            yield Inside(line, _AT_LINE_START.sub("", between))
        line += html.count("\n", position, tag.end())
        position = tag.end()
        if name == "details" and closing:
            yield FoldClosed()
        elif name == "details":
            opened = line
    if html[position:].strip():
        yield Inside(line, _AT_LINE_START.sub("", html[position:]))
