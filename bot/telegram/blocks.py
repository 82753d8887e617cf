"""Blocks: how each block of a reply looks on Telegram."""

from collections.abc import Iterator
from typing import assert_never

from telegram.constants import MessageEntityType as Kind

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
    Role,
    Strong,
    When,
)
from bot.dialogue.views.words import progress_words
from bot.dialogue.visible import visible
from bot.telegram.addresses import linkable
from bot.telegram.clean import clean, clean_lines
from bot.telegram.intake import PLATFORM
from bot.telegram.styled import Run, Styled, joined, styled
from core.progress import Count

_BAR = 10
_FULL, _EMPTY = "▰", "▱"


def shown(block: Block) -> Styled:
    """Give a block as it looks."""
    match block:
        case Heading(line):
            look = _line(line, bold=True)
        case Paragraph(line):
            look = _line(line)
        case Items(lines):
            marked = zip(_bullets(block), lines, strict=True)
            look = _lines([styled((Run(bullet), *_runs(line))) for bullet, line in marked])
        case Meter(label, done, total):
            said = Styled(f"{_bar(block)} {progress_words(Count(done, total))}".strip())
            look = _lines([part for part in (_line(label), said) if visible(part.text)])
        case Quote(line):
            look = _line(line).wrapped(Kind.BLOCKQUOTE)
        case Code(text):
            look = Styled(clean_lines(text)).wrapped(Kind.PRE).trimmed()
        case Link(text, url):
            look = styled(_link(text, url, bold=False))
        case _:
            assert_never(block)
    return look


def gap(before: Block, after: Block) -> str:
    """Give what stands between two blocks: a heading stays with what it is over."""
    if isinstance(before, Heading) or type(before) is type(after):
        return "\n"
    apart = isinstance(before, Items | Meter | Link) or isinstance(after, Heading | Meter)
    return "\n\n" if apart else "\n"


def _lines(lines: list[Styled]) -> Styled:
    return joined(("\n" if number else "", line) for number, line in enumerate(lines))


def _line(line: Line, *, bold: bool = False) -> Styled:
    return styled(_runs(line, bold=bold))


def _runs(line: Line, *, bold: bool = False) -> Iterator[Run]:
    for part in line:
        yield from _inline(part, bold=bold)


def _inline(part: Inline, *, bold: bool) -> Iterator[Run]:
    match part:
        case str():
            yield Run(clean(part), bold)
        case Strong(text):
            yield Run(clean(text), bold=True)
        case Mono(text):
            yield Run(clean(text), kind=Kind.CODE)
        case When(at, text):
            # Without a format the words stay as written, and a tap tells the reader's own time.
            yield Run(clean(text), kind=Kind.DATE_TIME, at=at)
        case Anchor(text, url):
            yield from _link(text, url, bold=bold)
        case Mention(account, text) if account.platform == PLATFORM:
            yield Run(clean(text), bold, Kind.TEXT_MENTION, user=int(account.user))
        case Mention(_, text) | Role(_, text):
            yield Run(clean(text), bold)
        case _:
            assert_never(part)


def _link(text: str, url: str, *, bold: bool) -> Iterator[Run]:
    address, bare = linkable(url), clean(url)
    words = clean(text) if visible(text) else bare
    if address:
        yield Run(words, bold, Kind.TEXT_LINK, address)
    else:
        yield Run(words if words == bare else f"{words} ({bare})", bold)


def _bullets(items: Items) -> list[str]:
    if items.start is None:
        return ["• "] * len(items.lines)
    return [f"{number}. " for number in range(items.start, items.start + len(items.lines))]


def _bar(meter: Meter) -> str:
    if not meter.total:
        return ""
    filled = meter.filled(_BAR)
    return _FULL * filled + _EMPTY * (_BAR - filled)
