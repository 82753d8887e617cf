"""Render a reply as plain text: for a transcript, a pipe, a log or a screen reader."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from bot.console.files import Kept
from bot.console.people import PLATFORM
from bot.console.printable import printable, printable_lines
from bot.dialogue.reply import (
    Anchor,
    Block,
    Button,
    Code,
    Heading,
    Inline,
    Items,
    Line,
    Link,
    Mention,
    Meter,
    Mono,
    Paragraph,
    Quote,
    Reply,
    Role,
    Row,
    Strong,
    When,
)

ONLY_YOU = "(only you see this)"
_BAR = 10


def plain(reply: Reply, kept: Sequence[Kept] = (), *, only_you: bool = False) -> str:
    """Write a reply in lines without any control character; lines are as long as their text."""
    lines = [ONLY_YOU] if only_you else []
    for block in reply.blocks:
        lines += _block(block)
    lines += ("  ".join(row) for row in numbered(reply.buttons))
    for each in kept:
        lines += (*each.lines, printable(each.where))
    return "\n".join(lines)


def numbered(rows: Sequence[Row]) -> Iterator[list[str]]:
    """Give each row's labels with the numbers that press them, counted through all rows."""
    number = 0
    for row in rows:
        labels = []
        for button in row:
            number += 1
            labels.append(label(number, button))
        yield labels


def label(number: int, button: Button) -> str:
    """Write a button: "[1] Done"."""
    return f"[{number}] {printable(button.label)}"


def meter_words(meter: Meter) -> str:
    """Say a meter: "3 of 8 done"."""
    return f"{meter.done:,} of {meter.total:,} done"


def marks(items: Items) -> list[str]:
    """Give what stands before each item: dashes, or numbers from the start."""
    if items.start is None:
        return ["-"] * len(items.lines)
    return [f"{number}." for number in range(items.start, items.start + len(items.lines))]


def inline(part: Inline) -> str:
    """Write a piece of a line; an address stands in brackets behind its words."""
    match part:
        case str():
            return printable(part)
        case Strong(text) | When(_, text) | Role(_, text):
            return printable(text)
        case Mono(text):
            return f"`{printable(text)}`"
        case Anchor(text, url):
            return _address(text, url)
        case Mention(account, text):
            return (
                f"@{printable(account.user)}" if account.platform == PLATFORM else printable(text)
            )
        case _:
            assert_never(part)


def _block(block: Block) -> list[str]:
    match block:
        case Heading(line):
            lines = [f"== {_line(line)} =="]
        case Paragraph(line):
            lines = [_line(line)]
        case Items(items):
            lines = [
                f"{mark} {_line(item)}" for mark, item in zip(marks(block), items, strict=True)
            ]
        case Meter(line):
            lines = [f"{_line(line)}: {meter_words(block)} {_bar(block)}".rstrip()]
        case Quote(line):
            lines = [f"| {_line(line)}"]
        case Code(text):
            lines = [f"    {line}" for line in printable_lines(text)]
        case Link(text, url):
            lines = [_address(text, url)]
        case _:
            assert_never(block)
    return lines


def _line(line: Line) -> str:
    return "".join(inline(part) for part in line)


def _address(text: str, url: str) -> str:
    return printable(url) if text == url else f"{printable(text)} ({printable(url)})"


def _bar(meter: Meter) -> str:
    """Draw a meter; it is empty, or full, only where nothing, or everything, is done."""
    if not meter.total:
        return ""
    filled = meter.filled(_BAR)
    return f"[{'#' * filled}{'-' * (_BAR - filled)}]"
