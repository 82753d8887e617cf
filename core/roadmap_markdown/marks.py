"""Marks: what stands in a box, and what it says about the topic behind it."""

import re
import unicodedata
from enum import Enum
from typing import NamedTuple

_DONE = frozenset("xX✓✔☑✅")
_OTHER_STATES = frozenset("-~/>!?✗✘✖❌")
_WORDS_DONE = frozenset({"done", "ok", "ok_ok", "finished", "complete", "completed"})
WORDS_OPEN = frozenset({"todo", "wip", "running", "in progress", "pending", "doing", "started"})
PICTURES = {
    "☐": False,
    "⬜": False,
    "◻": False,
    "🔲": False,
    ":white_large_square:": False,
    ":white_medium_square:": False,
    ":black_square_button:": False,
    "☑": True,
    "✅": True,
    "✔": True,
    "✓": True,
    ":white_check_mark:": True,
    ":heavy_check_mark:": True,
    ":ballot_box_with_check:": True,
    "❌": False,
    "🚫": False,
    ":x:": False,
    ":no_entry_sign:": False,
}
"""Emoji that stand for a box, and whether they say that it is ticked."""
_DRAWN_BOXES = frozenset(
    {
        "☐",
        "⬜",
        "◻",
        "🔲",
        ":white_large_square:",
        ":white_medium_square:",
        "☑",
        ":ballot_box_with_check:",
    }
)

BLANKS = " \t\u00a0"
_AROUND_TEXT = BLANKS + "\n"
_EMOJI_STYLE = "\ufe0f"
_JOINER = "\u200d"
_BRACKET = re.compile(r"\[([^\[\]\n]{0,40})\](?=[ \t\u00a0\n]|\Z)")
_PICTURE = re.compile(rf"({'|'.join(map(re.escape, PICTURES))}){_EMOJI_STYLE}?(?=[ \t\u00a0\n]|\Z)")

BOX_LINE = (
    r"(?:[-*+]|\d{1,9}[.)])[ \t]+"
    r"\[[ \t\u00a0]*[xX✓✔☑✅\-~/>!?✗✘✖❌]?\ufe0f?[ \t\u00a0]*\][ \t\u00a0]"
)
"""How a line begins that is a list item with a box, after its indent."""


class MarkKind(Enum):
    """How sure it is that a bracket is a box."""

    KNOWN = "known"
    WORD = "word"
    """A word such as ``[WIP]``: a box only beside known ones."""
    SYMBOL = "symbol"
    """One symbol that is not known: a box where its list is made of boxes."""
    PICTURE = "picture"
    """An emoji instead of a bracket."""


class Mark(NamedTuple):
    """What stands in a box, blanks removed, and the text behind the box."""

    raw: str
    ticked: bool
    kind: MarkKind
    rest: str

    @property
    def is_drawn_box(self) -> bool:
        """Say whether this is an emoji that shows a box, which nothing else is drawn as."""
        return self.raw in _DRAWN_BOXES


def read_mark(text: str) -> Mark | None:
    """Read the box that a text begins with; None where it begins with none."""
    if text.startswith("[ ] "):
        return Mark("", ticked=False, kind=MarkKind.KNOWN, rest=text[4:].strip(_AROUND_TEXT))
    if not text.startswith("["):
        return _read_picture(text)
    bracket = _BRACKET.match(text)
    if bracket is None:
        return None
    raw = bracket[1].strip(BLANKS)
    rest = text[bracket.end() :].strip(_AROUND_TEXT)
    kind, ticked = _classify(raw, rest)
    return None if kind is None else Mark(raw, ticked, kind, rest)


def read_cell(cell: str) -> Mark | None:
    """Read a mark that needs none beside it: in a table's cell, a heading, before a title."""
    mark = read_mark(cell)
    return mark if mark and mark.kind in {MarkKind.KNOWN, MarkKind.PICTURE} else None


def _read_picture(text: str) -> Mark | None:
    picture = _PICTURE.match(text)
    if picture is None:
        return None
    rest = text[picture.end() :].strip(_AROUND_TEXT)
    return Mark(picture[1], PICTURES[picture[1]], MarkKind.PICTURE, rest)


def _classify(raw: str, rest: str) -> tuple[MarkKind | None, bool]:
    plain = raw.removesuffix(_EMOJI_STYLE)
    if not plain or plain in _OTHER_STATES:
        return MarkKind.KNOWN, False
    if plain in _DONE:
        return MarkKind.KNOWN, True
    word = plain.casefold()
    if word in _WORDS_DONE or word in WORDS_OPEN:
        return MarkKind.WORD, word in _WORDS_DONE
    # "[C] (https://...)" names a resource.
    if _is_one_symbol(plain) and not rest.startswith("("):
        return MarkKind.SYMBOL, False
    return None, False


def _is_one_symbol(text: str) -> bool:
    """Say whether a person sees one character, however many code points it has."""
    seen = 0
    joined = False
    for character in text:
        if not joined and unicodedata.category(character)[0] != "M":
            seen += character != _JOINER
        joined = character == _JOINER
    return seen == 1
