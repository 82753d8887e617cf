"""Lettering: any text, of any script and any author, as outlines that fit where they belong."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from wcwidth import iter_graphemes

from bot.cards.direction import from_left_to_right
from bot.cards.typefaces import UNITS, SetRun, Typeface, typeface_for

_LONGEST = 240
"""Characters of a text that are looked at: nowhere is there room for as many."""
_MARKS = 3
"""Marks on one letter; a tower of them reaches into the lines above."""
_JOINERS = "\u200c\u200d"
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text as it is drawn, from left to right; ``width`` in ems."""

    text: str
    runs: tuple[SetRun, ...]

    @property
    def width(self) -> float:
        """The width, for a size of 1."""
        return sum(run.width for run in self.runs) / UNITS

    @property
    def path(self) -> str:
        """The outlines as SVG path data, in units of an em, the left end of the baseline at 0."""
        parts: list[str] = []
        pen = 0
        for run in self.runs:
            for glyph in run.glyphs:
                x, y = pen + glyph.x, glyph.y
                parts += (f"M{x + cx} {y + cy}{rest}" for cx, cy, rest in glyph.contours)
            pen += run.width
        return "".join(parts)


def plain(text: str) -> str:
    """Give a text on one line, without what cannot be seen or would reach out of its place.

    Of those are characters that turn the direction of what follows, and towers of marks.
    """
    kept: list[str] = []
    marks = 0
    for character in text[:_LONGEST]:
        category = unicodedata.category(character)
        if category in {"Mn", "Me"} and character != "\ufe0f":
            marks += 1
            if marks > _MARKS:
                continue
        elif character not in _JOINERS:
            marks = 0
            if category in {"Cc", "Zl", "Zp", "Zs"}:
                kept.append(" ")
                continue
            # What has no meaning yet may have one for a newer typeface.
            if category in {"Cf", "Co", "Cs"}:
                continue
        kept.append(character)
    return " ".join("".join(kept).split()).lstrip(_JOINERS)


@lru_cache(maxsize=512)
def fit(text: str, width: float, *, bold: bool = False) -> Lettering:
    """Letter a text in at most so many ems, cut with an ellipsis where it is longer."""
    graphemes = tuple(iter_graphemes(plain(text)))
    whole = _letter(graphemes, bold=bold)
    if whole.width <= width:
        return whole

    def cut(length: int) -> Lettering:
        kept = "".join(graphemes[:length]).rstrip()
        return _letter((*iter_graphemes(kept), _ELLIPSIS), bold=bold)

    too_long = bisect_left(
        range(len(graphemes)), x=True, key=lambda length: cut(length).width > width
    )
    return cut(max(too_long - 1, 0))


def _letter(graphemes: Sequence[str], *, bold: bool) -> Lettering:
    runs = (
        face.set("".join(graphemes[place] for place in places), right_to_left=level % 2 == 1)
        for level, face, places in _runs(graphemes, bold=bold)
    )
    return Lettering("".join(graphemes), tuple(runs))


def _runs(graphemes: Sequence[str], *, bold: bool) -> Iterator[tuple[int, Typeface, list[int]]]:
    """Give the runs of one level and typeface from left to right, each in the order of reading."""
    for (level, face), run in groupby(
        from_left_to_right(graphemes),
        key=lambda each: (each[1], typeface_for(graphemes[each[0]], bold=bold)),
    ):
        places = [place for place, _ in run]
        yield level, face, places[::-1] if level % 2 else places
