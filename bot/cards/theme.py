"""Themes: the colours of a card, light and dark.

What is done is told by lightness of one hue, from none to most, so that it reads the same to people
who see colours differently; everything else is told by a shape or a word as well.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as ``#rrggbb``; ``levels`` go from nothing done to the most."""

    name: str
    ground: str
    words: str
    quiet: str
    accent: str
    levels: tuple[str, str, str, str, str]


LIGHT = Theme(
    name="light",
    ground="#ffffff",
    words="#16202c",
    quiet="#566273",
    accent="#0b4f8f",
    levels=("#e9ecf0", "#b3d4f0", "#6fadde", "#2f7dbf", "#0a3f73"),
)
DARK = Theme(
    name="dark",
    ground="#11161d",
    words="#eef2f6",
    quiet="#a3afbd",
    accent="#8fcbff",
    levels=("#27303b", "#1c5078", "#2f7fb8", "#66b3ea", "#c6e6ff"),
)
