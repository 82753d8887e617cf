"""What a reply intends to show on Discord, said without a word of Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

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
from bot.discord.addresses import linkable
from bot.discord.escape import clean, clean_lines
from core.learner import Account
from core.progress import Count
from tests.bot.discord.reader import Looks

_NONE: Looks = frozenset()
_WIDTHLESS = "\u200b"


@dataclass(frozen=True, slots=True)
class Meant:
    """A character to be shown; ``perhaps`` are looks that it may have or not."""

    char: str
    looks: Looks = _NONE
    perhaps: Looks = _NONE
    of_messages: bool = False


def intended(blocks: Sequence[Block], *, only_words: bool = False) -> list[Meant]:
    """Give every character that blocks are to show, blanks apart.

    ``only_words`` leaves out what only a message shows: the reader's own time, a person's name.
    """
    return [
        meant
        for block in blocks
        for meant in _block(block)
        if seen(meant.char) and not (only_words and meant.of_messages)
    ]


def seen(char: str) -> bool:
    """Say whether a character counts: blanks and what has no width may come and go."""
    return not char.isspace() and char != _WIDTHLESS


def _block(block: Block) -> Iterator[Meant]:
    match block:
        case Heading(line):
            yield from _line(line, frozenset({"heading"}), strong=_NONE)
        case Paragraph(line):
            yield from _line(line)
        case Items(lines, start):
            for number, line in enumerate(lines, start or 0):
                look = frozenset({"item -" if start is None else f"item {number}"})
                yield from list(_line(line, look)) or _words("…", look)
        case Meter(label, done, total):
            yield from _line(label, words=frozenset({"strong"}))
            filled = block.filled(10) if total else 0
            yield from _words("▰" * filled + "▱" * (10 - filled if total else 0))
            yield from _words(progress_words(Count(done, total)))
        case Quote(line):
            yield from _line(line, frozenset({"quote"}))
        case Code(text):
            yield from _words(clean_lines(text) if visible(text) else "", frozenset({"block"}))
        case Link(text, url):
            yield from _line((Anchor(text, url),))
        case _:
            assert_never(block)


def _line(
    line: Line, looks: Looks = _NONE, *, words: Looks = _NONE, strong: Looks = frozenset({"strong"})
) -> Iterator[Meant]:
    ticked = any(isinstance(part, Mono) and "`" in part.text for part in line)
    found = [
        meant for part in line for meant in _inline(part, words, words or strong, ticked=ticked)
    ]
    if visible("".join(meant.char for meant in found)):
        yield from (replace(each, looks=each.looks | looks) for each in found)


def _mention(account: Account, text: str, words: Looks) -> Iterator[Meant]:
    if account.platform != "discord" or len(text) > 500:
        yield from _words(clean(text), words)
    else:
        yield from _called(f"<@{account.user}>")


def _role(role: Role, words: Looks) -> Iterator[Meant]:
    return _words(clean(role.text), words) if len(role.text) > 500 else _called(f"<@&{role.id}>")


def _called(written: str) -> Iterator[Meant]:
    for meant in _words(written, frozenset({"mention"})):
        yield replace(meant, of_messages=True)


def _inline(part: Inline, words: Looks, strong: Looks, *, ticked: bool) -> Iterator[Meant]:
    match part:
        case str():
            yield from _words(clean(part), words)
        case Strong(text):
            yield from _words(clean(text), strong if visible(text) else words)
        case Mono(text):
            code = frozenset({"code"})
            perhaps = (words | code) if ticked else words
            yield from _words(clean(text), _NONE if ticked or not visible(text) else code, perhaps)
        case Anchor(text, url):
            yield from _anchor(clean(text).strip(), clean(url).strip(), words)
        case Mention(account, text):
            yield from _mention(account, text, words)
        case Role():
            yield from _role(part, words)
        case When(at, text):
            if len(text) > 500:  # Too long for an instant, and shown as words.
                yield from _words(clean(text), _NONE, words)
                return
            told = clean(text).strip()
            around = ("(", " for you)") if told else ("", "")
            instant = Meant("@", frozenset({f"instant {int(at.timestamp())}"}))
            yield from _words(told)
            for meant in (*_words(around[0]), instant, *_words(around[1])):
                yield replace(meant, of_messages=True)
        case _:
            assert_never(part)


def _anchor(text: str, url: str, words: Looks) -> Iterator[Meant]:
    address = linkable(url)
    shown = text if visible(text) else url
    if address and len(shown) <= 500 and "://" not in shown and _balanced(shown):
        yield from _words(shown, frozenset({f"link {address}"}))
    elif shown == (address or url):
        yield from _words(shown, words)
    else:
        yield from _words(f"{shown} ({address or url})", words)


def _balanced(words: str) -> bool:
    depth = 0
    for char in words:
        depth += {"[": 1, "]": -1}.get(char, 0)
        if depth not in {0, 1}:
            return False
    return depth == 0


def _words(text: str, looks: Looks = _NONE, perhaps: Looks = _NONE) -> Iterator[Meant]:
    return (Meant(char, looks, perhaps) for char in text)
