"""Ticks: how a box is written once it is ticked, and once it is empty again."""

import re
from enum import Enum

from core.roadmap_markdown.marks import BLANKS, WORDS_OPEN

BEFORE_TITLE = "✅ "
"""Ticks a topic that has no box; the title follows."""

_BRACKETS = re.compile(r"\[([^\[\]\n]*)\]")
_DONE = "done"

_TICKED = {
    "☐": "☑",
    "⬜": "✅",
    "◻": "✅",
    "🔲": "✅",
    "❌": "✅",
    "🚫": "✅",
    ":white_large_square:": ":white_check_mark:",
    ":white_medium_square:": ":white_check_mark:",
    ":black_square_button:": ":white_check_mark:",
    ":x:": ":white_check_mark:",
    ":no_entry_sign:": ":white_check_mark:",
}
_DRAWN = {"✅": "☑", ":white_check_mark:": ":ballot_box_with_check:"}
_EMPTIED = {
    "☑": "☐",
    "✅": "⬜",
    "✔": "⬜",
    "✓": "⬜",
    ":white_check_mark:": ":white_large_square:",
    ":heavy_check_mark:": ":white_large_square:",
    ":ballot_box_with_check:": ":white_large_square:",
}


class Emoji(Enum):
    """How an emoji is ticked."""

    PAIRED = "paired"
    """As people pair them: ⬜ becomes ✅, which alone in a list may be no box but praise."""
    DRAWN = "drawn"
    """As a box with a tick in it, which is a box wherever it stands."""


def box_at(line: str, column: int, mark: str) -> str | None:
    """Give the box that stands in a line; None where it is not written there in one piece."""
    brackets = _BRACKETS.match(line, column)
    if brackets:
        return brackets[0] if brackets[1].strip(BLANKS) == mark else None
    return mark if mark and line.startswith(mark, column) else None


def ticked(box: str, emoji: Emoji) -> str:
    """Tick a box, in the spelling it has."""
    if not box.startswith("["):
        tick = _TICKED[box]
        return _DRAWN.get(tick, tick) if emoji is Emoji.DRAWN else tick
    inside = box[1:-1]
    mark = inside.strip(BLANKS)
    if mark:
        return f"[{inside.replace(mark, _tick_for(mark), 1)}]"
    middle = (len(inside) - 1) // 2
    return f"[{inside[:middle]}x{inside[middle + 1 :]}]" if inside else "[x]"


def may_be_praise(tick: str) -> bool:
    """Say whether a tick makes a box only beside other boxes of its list."""
    return tick in _DRAWN


def emptied(box: str) -> str:
    """Empty a ticked box."""
    return "[ ]" if box.startswith("[") else _EMPTIED[box]


def _tick_for(mark: str) -> str:
    """Find the tick for an open mark: a word for a word, written as that was, else a cross."""
    if mark.casefold() not in WORDS_OPEN:
        return "x"
    if mark.isupper():
        return _DONE.upper()
    return _DONE.capitalize() if mark[0].isupper() else _DONE
