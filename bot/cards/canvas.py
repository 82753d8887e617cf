"""Canvas: the SVG of a card, built up from shapes and lettering."""

from html import escape
from math import ceil
from typing import Literal

from bot.cards.lettering import fit
from bot.cards.theme import Theme
from bot.cards.typefaces import UNITS

WIDTH = 1080
"""Pixels: three times the width of a phone's screen as its system counts."""
MARGIN = 48
SMALLEST = 28
"""Pixels of the smallest words: about 10 points where the card is as wide as a phone."""


class Canvas:
    """A card while it is drawn; lengths are pixels, y goes down."""

    def __init__(self, height: int, theme: Theme) -> None:
        self.width = WIDTH
        self.height = height
        self._theme = theme
        self._parts: list[str] = []

    def rectangle(  # noqa: PLR0913 - a rectangle has four sides
        self, x: float, y: float, width: float, height: float, fill: str, *, radius: float = 0
    ) -> None:
        """Fill a rectangle."""
        self._parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}"'
            f' fill="{fill}"/>'
        )

    def shape(
        self, path: str, *, fill: str = "none", stroke: str = "none", width: float = 0
    ) -> None:
        """Draw a path, given as SVG path data."""
        self._parts.append(
            f'<path d="{path}" fill="{fill}" stroke="{stroke}" stroke-width="{width:g}"'
            ' stroke-linecap="round" stroke-linejoin="round"/>'
        )

    def words(  # noqa: PLR0913 - where, how large and how
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float,
        fill: str,
        room: float = WIDTH - 2 * MARGIN,
        bold: bool = False,
        anchor: Literal["start", "end"] = "start",
        smallest: float | None = None,
    ) -> int:
        """Write a text with its baseline at y, in at most so much room; give the width it took.

        Where it has too little room it becomes smaller down to ``smallest``, and then is cut.
        """
        lettering = fit(text, room / (smallest or size), bold=bold)
        size = min(size, room / lettering.width) if lettering.width else size
        width = lettering.width * size
        left = x - width if anchor == "end" else x
        self._parts.append(
            f'<path aria-label="{escape(lettering.text)}" fill="{fill}"'
            f' transform="translate({left:.2f} {y:g}) scale({size / UNITS:.6f})"'
            f' d="{lettering.path}"/>'
        )
        return ceil(width)

    def svg(self) -> str:
        """Give the card as SVG."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}">'
            f'<rect width="{self.width}" height="{self.height}" fill="{self._theme.ground}"/>'
            f"{''.join(self._parts)}</svg>"
        )
