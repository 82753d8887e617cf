"""Visible: whether a text shows anything at all, for platforms refuse what looks empty."""

from wcwidth import wcwidth

_LOOK_EMPTY = "\xad\u115f\u1160\u2800\u3164\uffa0\ufffc"
"""Characters with a width and nothing to see."""


def visible(text: str) -> bool:
    """Say whether there is anything to see."""
    return any(
        not char.isspace() and char not in _LOOK_EMPTY and wcwidth(char) > 0 for char in text
    )
