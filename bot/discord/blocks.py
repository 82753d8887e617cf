"""Blocks: how each block of a reply looks on Discord, in lines that can be cut."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import assert_never

from wcwidth import grapheme_boundary_before

from bot.dialogue.reply import (
    Anchor,
    Block,
    Code,
    Heading,
    Items,
    Line,
    Link,
    Meter,
    Paragraph,
    Quote,
)
from bot.dialogue.views.words import progress_words
from bot.dialogue.visible import visible
from bot.discord.escape import clean_lines
from bot.discord.mentions import Mentions
from bot.discord.runs import SEEN, Look, Run, Runs, cut, markdown, runs
from core.progress import Count

_BAR = 10
_FULL, _EMPTY = "▰", "▱"
_HEADING, _QUOTE, _BULLET = "### ", "> ", "- "
_NOTHING = (Run("…"),)
"""Shown for an item that shows nothing, so that the others of its list keep their numbers."""

_FENCE = "```"
_THIRD_TICK = re.compile("`(?=``)")
_ZERO_WIDTH = "\u200b"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line behind the mark that makes it one of a heading, a list or a quote."""

    words: Runs
    mark: str = ""

    def markdown(self) -> str:
        """Write it for a message."""
        return self.mark + markdown(self.words)

    def plain(self) -> str:
        """Write it for a file."""
        return "".join(run.plain() for run in self.words)

    def cut(self, room: int) -> tuple["TextLine | None", "TextLine"]:
        """Cut it where a reader would pause; the first part has at most ``room`` characters.

        There is no first part where the line begins with what is shown whole or not at all.
        """

        def head(length: int) -> TextLine:
            return replace(self, words=cut(self.words, length)[0])

        text = "".join(run.text for run in self.words)
        most = _longest(lambda length: head(length).markdown(), min(room, len(text)), room)
        blank = text.rfind(" ", most // 2, most + 1)
        words, rest = cut(self.words, blank if blank > 0 else _boundary(text, most))
        tail = TextLine(rest, self.mark if self.mark == _QUOTE else "")
        return replace(self, words=words) if words else None, tail


@dataclass(frozen=True, slots=True)
class CodeLines:
    """Lines of code in a fence."""

    text: str

    def markdown(self) -> str:
        """Write it for a message; characters of no width keep it from ending its own fence."""
        held = _THIRD_TICK.sub(f"`{_ZERO_WIDTH}", self.text)
        return f"{_FENCE}\n{held}\n{_FENCE}"

    def plain(self) -> str:
        """Write it for a file."""
        return self.text

    def cut(self, room: int) -> tuple["CodeLines", "CodeLines"]:
        """Cut it at the end of a line where there is one, as a TextLine is cut."""
        most = _longest(
            lambda length: CodeLines(self.text[:length]).markdown(), min(room, len(self.text)), room
        )
        end = self.text.rfind("\n", most // 2, most + 1)
        at = end if end > 0 else _boundary(self.text, most)
        return CodeLines(self.text[:at]), CodeLines(self.text[at:].removeprefix("\n"))


Shown = TextLine | CodeLines


# Learners of one roadmap read the same titles and sections, and all the same words of ours.
@lru_cache(maxsize=1024)
def shown(block: Block, mentions: Mentions) -> tuple[Shown, ...]:
    """Give the lines of a block; none for one that shows nothing."""
    match block:
        case Heading(line):
            # All of a heading is bold already.
            return _text(runs(line, mentions, words=Look.PLAIN), _HEADING)
        case Paragraph(line):
            return _text(runs(line, mentions))
        case Items(lines):
            return tuple(_items(block, [runs(line, mentions) for line in lines]))
        case Meter(label, done, total):
            said = f"{_bar(block)} {progress_words(Count(done, total))}".strip()
            return *_text(runs(label, mentions, words=Look.STRONG)), TextLine((Run(said),))
        case Quote(line):
            return _text(runs(line, mentions), _QUOTE)
        case Code(text):
            code = clean_lines(text).strip("\n")
            return (CodeLines(code.rstrip()),) if visible(code) else ()
        case Link():
            return _text(runs(link_line(block), mentions))
        case _:
            assert_never(block)


def link_line(link: Link) -> Line:
    """Give a link as a line of text has it."""
    return (Anchor(link.text, link.url),)


def _text(words: Runs, mark: str = "") -> tuple[TextLine, ...]:
    return (TextLine(words, mark),) if _seen(words) else ()


def _items(block: Items, lines: list[Runs]) -> Iterator[TextLine]:
    for number, words in enumerate(lines, block.start or 0):
        mark = _BULLET if block.start is None else f"{number}. "
        yield TextLine(words if _seen(words) else _NOTHING, mark)


def _seen(words: Runs) -> bool:
    return any(run.look in SEEN or visible(run.text) for run in words)


def _bar(meter: Meter) -> str:
    if not meter.total:
        return ""
    filled = meter.filled(_BAR)
    return _FULL * filled + _EMPTY * (_BAR - filled)


def _longest(written: Callable[[int], str], longest: int, room: int) -> int:
    """Give the most characters of a text that are written in the room there is."""
    fits, too_long = 0, longest + 1
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if len(written(middle)) <= room:
            fits = middle
        else:
            too_long = middle
    return fits


def _boundary(text: str, at: int) -> int:
    """Give the last place up to one that is not amid an emoji or a letter with its accents."""
    return grapheme_boundary_before(text[: at + 1], at + 1) or at
