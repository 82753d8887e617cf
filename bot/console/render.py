"""Render a reply for a person at a terminal: drawn, coloured, and fitted to its width."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.console.files import Kept
from bot.console.plain import ONLY_YOU, inline, marks, meter_words, numbered
from bot.console.printable import printable, printable_lines
from bot.dialogue.reply import (
    Anchor,
    Block,
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
    Strong,
    When,
)

WIDEST = 88
"""Columns: longer lines are hard to follow, however wide the terminal is."""

_BAR = 16
_BESIDE_FROM = 60
"""Columns from which a meter's label, bar and words stand on one line."""

_NARROWEST_BAR = 4
_WORDS = 18
"""Columns for the words of most meters, so that the bars of several stand in one column."""

_GAP = "  "


def drawn(reply: Reply, kept: Sequence[Kept] = (), *, only_you: bool = False) -> RenderableType:
    """Draw a reply; print it uncropped, for the path of a file stays on one line."""
    parts: list[RenderableType] = [Text(ONLY_YOU, "dim")] if only_you else []
    parts += (_block(block) for block in reply.blocks)
    parts += (_Buttons(tuple(row)) for row in numbered(reply.buttons))
    for each in kept:
        parts += (Text(line, "italic") for line in each.lines)
        parts.append(Text(printable(each.where), no_wrap=True, overflow="ignore"))
    return Group(*parts)


def _block(block: Block) -> RenderableType:
    match block:
        case Heading(line):
            shown: RenderableType = Text("", "bold cyan").append_text(_line(line))
        case Paragraph(line):
            shown = _line(line)
        case Items(items):
            shown = _items(marks(block), [_line(item) for item in items])
        case Meter():
            shown = _DrawnMeter(block)
        case Quote(line):
            shown = _Barred(_line(line))
        case Code(text):
            shown = Padding(Text("\n".join(printable_lines(text)), "green"), (0, 0, 0, 4))
        case Link(text, url):
            shown = _address(text, url)
        case _:
            assert_never(block)
    return shown


def _line(line: Line) -> Text:
    return Text().join(_inline(part) for part in line)


def _inline(part: Inline) -> Text:
    match part:
        case str() | When() | Role():
            return Text(inline(part))
        case Strong() | Mention():
            return Text(inline(part), "bold")
        case Mono(text):
            return Text(printable(text), "green")
        case Anchor(text, url):
            return _address(text, url)
        case _:
            assert_never(part)


def _address(text: str, url: str) -> Text:
    """Show an address as well as leading to it: not every terminal follows links."""
    address = printable(url)
    words = Text.assemble((printable(text), Style(underline=True, link=address)))
    return words if text == url else words.append(f" ({address})", Style(dim=True, link=address))


def _items(before: Sequence[str], items: Sequence[Text]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for mark, item in zip(before, items, strict=True):
        table.add_row(Text(mark, "cyan"), item)
    return table


@dataclass(frozen=True, slots=True)
class _Barred:
    """Words of somebody else, behind a bar on every line."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        narrower = options.update(width=max(options.max_width - 2, 1))
        for line in console.render_lines(self.text, narrower, pad=False):
            yield Segment("│ ", Style(dim=True))
            yield from line
            yield Segment.line()


@dataclass(frozen=True, slots=True)
class _DrawnMeter:
    """A meter on one line where there is room, so that several stand in columns."""

    meter: Meter

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        label, words = _line(self.meter.label), Text(meter_words(self.meter))
        room = options.max_width - cell_len(words.plain) - 1
        if options.max_width >= _BESIDE_FROM:
            table = Table.grid(padding=(0, 1), expand=True)
            table.add_column(ratio=1, overflow="fold")
            table.add_column(width=_BAR)
            table.add_column(min_width=_WORDS, no_wrap=True)
            table.add_row(label, self._bar(_BAR), words)
            yield table
        elif room >= _NARROWEST_BAR:
            table = Table.grid(padding=(0, 1))
            table.add_row(self._bar(min(_BAR, room)), words)
            yield from (label, table)
        else:
            yield from (label, words)

    def _bar(self, width: int) -> ProgressBar:
        return ProgressBar(
            max(self.meter.total, 1),  # Rich takes a total of 0 for a whole that is done.
            self.meter.done,
            width,
            complete_style="cyan",
            finished_style="green",
        )


@dataclass(frozen=True, slots=True)
class _Buttons:
    """A row of buttons, broken between them where it is too long for one line."""

    labels: tuple[str, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        line = Text(style="bold")
        for label in self.labels:
            if line and cell_len(line.plain) + len(_GAP) + cell_len(label) > options.max_width:
                yield line
                line = Text(style="bold")
            line.append(_GAP if line else "").append(label)
        yield line
