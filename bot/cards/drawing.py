"""Drawing: from a card's facts to a PNG, in one step, for a process that has nothing else to do."""

from typing import assert_never

from bot.cards.canvas import Canvas
from bot.cards.card import Card
from bot.cards.course import Course
from bot.cards.course_drawing import draw_course
from bot.cards.rendering import png
from bot.cards.theme import Theme
from bot.cards.year import Year
from bot.cards.year_drawing import draw_year


def draw(card: Card, theme: Theme) -> bytes:
    """Draw a card as PNG, which takes some tens of milliseconds."""
    canvas = drawn(card, theme)
    return png(canvas.svg(), canvas.width, canvas.height)


def drawn(card: Card, theme: Theme) -> Canvas:
    """Draw a card on a canvas."""
    match card:
        case Year():
            return draw_year(card, theme)
        case Course():
            return draw_course(card, theme)
        case _:
            assert_never(card)
