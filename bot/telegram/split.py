"""Splitting: a long text becomes a few messages, cut where a reader would pause."""

import math
import re
from bisect import bisect
from collections.abc import Sequence

from wcwidth import grapheme_boundary_before

from bot.dialogue.visible import visible
from bot.telegram.styled import Styled

MOST_ENTITIES = 100
"""In one message; Telegram ignores further ones."""

Gap = tuple[int, int]
"""Where one block ends and where the next begins."""

_LAST_BLANK = re.compile(r"\s\S*\Z")


def split(
    whole: Styled, gaps: Sequence[Gap], *, limit: int, most: int
) -> tuple[list[Styled], Styled]:
    """Cut a text into at most ``most`` parts of ``limit`` UTF-16 units; also give what is left.

    It is cut in gaps; a block longer than a part at a line, a word or a character as people count
    them, in this order.
    """
    at, end = 0, len(whole.text)
    if _room(whole, at, limit) == end:
        return [whole] if visible(whole.text) else [], Styled("")
    parts: list[Styled] = []
    while at < end and len(parts) < most:
        cut = _cut(whole, gaps, at, limit)
        part = whole.piece(at, cut)
        if visible(part.text):
            parts.append(part)
        at = cut
    return parts, whole.piece(at, end)


def _cut(whole: Styled, gaps: Sequence[Gap], at: int, limit: int) -> int:
    """Give where the part that begins at a place ends."""
    room = _room(whole, at, limit)
    if room == len(whole.text):
        return room
    number = bisect(gaps, (room, math.inf))
    if number and gaps[number - 1][1] > at:
        begin = gaps[number - 1][1]
        end = gaps[number][0] if number < len(gaps) else len(whole.text)
        if _room(whole, begin, limit) >= end:
            return begin
    return _within_block(whole.text, at, room)


def _room(whole: Styled, at: int, limit: int) -> int:
    """Give the furthest place that the limits let a part reach, never amid a surrogate pair."""
    within = whole.text[at : at + limit].encode("utf-16-le")[: 2 * limit]
    room = at + len(within.decode("utf-16-le", "ignore"))
    marks = [mark for mark in whole.marks if at < mark.end and mark.start < room]
    return room if len(marks) <= MOST_ENTITIES else max(marks[MOST_ENTITIES].start, at + 1)


def _within_block(text: str, at: int, room: int) -> int:
    """Give the best place to cut within a block; lines and words may cost half a part."""
    half = (at + room) // 2
    line = text.rfind("\n", half, room + 1)
    if line >= half:
        return line + 1
    blank = _LAST_BLANK.search(text, half, room + 1)
    if blank and _between_characters(text, at, blank.start() + 1):
        return blank.start() + 1
    cut = _boundary(text, at, room)
    return cut if cut > at else room


def _between_characters(text: str, at: int, cut: int) -> bool:
    return _boundary(text, at, cut) == cut


def _boundary(text: str, at: int, room: int) -> int:
    """Give the last place up to ``room`` that is not amid an emoji or a letter with its accents."""
    return at + grapheme_boundary_before(text[at : room + 1], room + 1 - at)
