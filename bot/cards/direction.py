"""Direction: in which order the signs of a line stand, where some scripts run from right to left.

The Unicode Bidirectional Algorithm by python-bidi, and its rule about brackets, which that leaves
out. A line comes without controls of direction, so it is one paragraph at one level.
"""

import unicodedata
from collections.abc import Sequence
from typing import Any

from bidi import algorithm

_STRONG = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
_NEUTRAL = "\N{OBJECT REPLACEMENT CHARACTER}"
_BRACKETS = dict(zip("([{⟨⟪⟦⟮「『【〈《〔〖（［｛", ")]}⟩⟫⟧⟯」』】〉》〕〗）］｝", strict=True))

_Character = dict[str, Any]


def from_left_to_right(graphemes: Sequence[str]) -> list[tuple[int, int]]:
    """Give the place and embedding level of each grapheme as they stand on the line.

    The library's own ``get_display`` gives characters instead, from which no font could shape.
    """
    line = algorithm.get_empty_storage()
    # What follows a grapheme's first character has no direction of its own.
    firsts = "".join(_directed(grapheme[0]) for grapheme in graphemes)
    line["base_level"] = algorithm.get_base_level(firsts)
    line["base_dir"] = "LR"[line["base_level"]]
    algorithm.get_embedding_levels(firsts, line)
    for place, character in enumerate(line["chars"]):
        character["place"] = place
    algorithm.explicit_embed_and_overrides(line)
    algorithm.resolve_weak_types(line)
    _resolve_brackets(line["chars"], line["base_dir"])
    algorithm.resolve_neutral_types(line, debug=False)
    algorithm.resolve_implicit_levels(line, debug=False)
    algorithm.reorder_resolved_levels(line, debug=False)
    return [(character["place"], character["level"]) for character in line["chars"]]


def _directed(character: str) -> str:
    """Give the character, or a neutral one where Python's Unicode knows no direction for it."""
    return character if unicodedata.bidirectional(character) else _NEUTRAL


def _resolve_brackets(characters: list[_Character], base: str) -> None:
    """Turn brackets with what is in them, or else with what is before them: rule N0."""
    for opening, closing in sorted(_pairs(characters)):
        inside = _directions(characters[opening + 1 : closing])
        if base in inside:
            found = base
        elif inside:
            before = _directions(characters[:opening])
            found = before[-1] if before else base
        else:
            continue
        characters[opening]["type"] = characters[closing]["type"] = found


def _pairs(characters: Sequence[_Character]) -> list[tuple[int, int]]:
    """Give the places of brackets that belong together."""
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[int, str]] = []
    for place, character in enumerate(characters):
        # Each is neutral where it stands for itself.
        if character["type"] != "ON":
            continue
        if closes := _BRACKETS.get(character["ch"]):
            opened.append((place, closes))
            continue
        for depth in range(len(opened) - 1, -1, -1):
            opening, closes = opened[depth]
            if character["ch"] == closes:
                pairs.append((opening, place))
                del opened[depth:]
                break
    return pairs


def _directions(characters: Sequence[_Character]) -> list[str]:
    """Give the directions of the characters that have one; numbers run with the right."""
    return [_STRONG[it["type"]] for it in characters if it["type"] in _STRONG]
