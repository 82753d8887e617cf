"""Styled text: characters and the marks on them, in the one form that Telegram leaves as it is.

Marks never begin or end with a blank and never overlap in part; bold is not within code or an
instant, and stops where a link or a mention begins or ends. Places count characters here; only
entities count UTF-16 units.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from telegram import MessageEntity, User
from telegram.constants import MessageEntityType as Kind

from bot.telegram.clean import DIRECTION_MARKS


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look; ``kind`` is code, a link, an instant or a mention.

    A link or a mention may be bold; ``user`` is the id of who is mentioned.
    """

    text: str
    bold: bool = False
    kind: Kind | None = None
    url: str | None = None
    at: datetime | None = None
    user: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A look from ``start`` to before ``end``."""

    start: int
    end: int
    kind: Kind
    url: str | None = None
    at: datetime | None = None
    user: int | None = None

    def moved(self, start: int, end: int) -> "Mark":
        """Put it at another place."""
        return Mark(start, end, self.kind, self.url, self.at, self.user)


@dataclass(frozen=True, slots=True)
class Styled:
    """Text with its marks, each after those around it."""

    text: str
    marks: tuple[Mark, ...] = ()

    def piece(self, start: int, end: int) -> "Styled":
        """Cut out what stands from ``start`` to before ``end``, without blanks at its edges."""
        in_code = any(
            mark.kind is Kind.PRE and mark.start <= start < mark.end for mark in self.marks
        )
        start, end = _trimmed(self.text, start, end, keep_indent=in_code)
        cut = (self._within(mark, start, end) for mark in self.marks)
        return Styled(self.text[start:end], tuple(mark for mark in cut if mark))

    def trimmed(self) -> "Styled":
        """Leave out the blanks at its edges."""
        return self.piece(0, len(self.text))

    def wrapped(self, kind: Kind) -> "Styled":
        """Put a mark around all of it."""
        return Styled(self.text, (Mark(0, len(self.text), kind), *self.marks))

    def plain(self) -> str:
        """Write it without marks, with addresses behind the words that lead there."""
        pieces = []
        begin = 0
        for mark in self.marks:
            if mark.url and mark.url != self.text[mark.start : mark.end]:
                pieces.append(f"{self.text[begin : mark.end]} ({mark.url})")
                begin = mark.end
        return "".join((*pieces, self.text[begin:]))

    def entities(self) -> tuple[MessageEntity, ...]:
        """Give the marks as Telegram counts them, in UTF-16 units."""
        # The library can count units too, but what it gives compares by the places of before.
        return tuple(
            MessageEntity(
                mark.kind,
                units(self.text[: mark.start]),
                units(self.text[mark.start : mark.end]),
                url=mark.url,
                unix_time=mark.at,
                user=None if mark.user is None else User(mark.user, "", is_bot=False),
            )
            for mark in self.marks
        )

    def _within(self, mark: Mark, first: int, last: int) -> Mark | None:
        """Give the part of a mark between two places, counted from the first; None if blank."""
        start, end = _trimmed(
            self.text,
            max(first, mark.start),
            min(last, mark.end),
            keep_indent=mark.kind is Kind.PRE,
        )
        return mark.moved(start - first, end - first) if start < end else None


def styled(runs: Iterable[Run]) -> Styled:
    """Put runs together to one text without blanks at its edges."""
    text = ""
    marks: list[Mark] = []
    grows = False
    for run in runs:
        # Marks of direction that meet are changed by Telegram, wherever they come from.
        added = run.text.lstrip(DIRECTION_MARKS) if text.endswith(_DIRECTIONS) else run.text
        if not added:
            continue
        start = len(text)
        text += added
        if run.kind:
            marks.append(Mark(start, len(text), run.kind, run.url, run.at, run.user))
        if run.bold and grows:
            marks[-1] = marks[-1].moved(marks[-1].start, len(text))
        elif run.bold:
            marks.append(Mark(start, len(text), Kind.BOLD))
        grows = run.bold and not run.kind
    return Styled(text, tuple(marks)).trimmed() if marks else Styled(text.strip())


_DIRECTIONS = tuple(DIRECTION_MARKS)


def joined(pieces: Iterable[tuple[str, Styled]]) -> Styled:
    """Put pieces one after another, each behind the text that goes before it."""
    texts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for before, piece in pieces:
        texts += (before, piece.text)
        length += len(before)
        marks += (mark.moved(mark.start + length, mark.end + length) for mark in piece.marks)
        length += len(piece.text)
    return Styled("".join(texts), tuple(marks))


def units(text: str) -> int:
    """Count UTF-16 units, as Telegram does."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _trimmed(text: str, start: int, end: int, *, keep_indent: bool) -> tuple[int, int]:
    """Leave out blanks at the edges; those that indent a line of code are no edge."""
    while start < end and text[start].isspace() and not (keep_indent and text[start] != "\n"):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
