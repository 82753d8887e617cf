"""The header of a card: whose it is, of which time, and its numbers."""

from bot.cards.canvas import MARGIN, SMALLEST, WIDTH, Canvas
from bot.cards.figure import Figure
from bot.cards.theme import Theme

HEADER = 320
"""Pixels from the top of a card to what comes below its header."""

_TITLE = 104
_BELOW = 152
_NUMBERS = 242
_LABELS = 284


def draw_header(
    canvas: Canvas, theme: Theme, title: str, below: str, figures: tuple[Figure, ...]
) -> None:
    """Draw the title, a line below it, and the figures side by side."""
    canvas.words(title, MARGIN, _TITLE, size=60, smallest=44, fill=theme.words, bold=True)
    canvas.words(below, MARGIN, _BELOW, size=32, smallest=SMALLEST, fill=theme.quiet)
    column = (WIDTH - 2 * MARGIN) / len(figures)
    for place, figure in enumerate(figures):
        x, room = MARGIN + place * column, column - 36
        canvas.words(
            figure.number,
            x,
            _NUMBERS,
            size=60,
            room=room,
            smallest=28,
            fill=theme.accent,
            bold=True,
        )
        canvas.words(
            figure.label, x, _LABELS, size=30, room=room, smallest=SMALLEST, fill=theme.quiet
        )
