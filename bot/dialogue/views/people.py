"""People's own words within ours: names and tasks, on one line and without what steers a screen."""

from bot.dialogue.views.words import cut
from bot.dialogue.visible import visible

NOBODY = "somebody"
"""Whose name shows nothing."""

_NAME = 40
_KEPT = " \n\t\u200c\u200d"
"""Blanks, and what joins letters and emoji or keeps them apart."""


def person_words(name: str) -> str:
    """Say what a platform calls somebody."""
    return plain_words(name, _NAME) or NOBODY


def plain_words(text: str, limit: int) -> str:
    """Give what somebody wrote, cut to ``limit`` characters; empty where it shows nothing."""
    shown = "".join(char for char in text if char.isprintable() or char in _KEPT)
    return cut(" ".join(shown.split()), limit) if visible(shown) else ""
