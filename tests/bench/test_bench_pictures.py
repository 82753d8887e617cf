"""What the picture bench measures is what it says: cards of one size, each another."""

from io import BytesIO

from PIL import Image

from bench._pictures_cards import years
from bench._pictures_matplotlib import draw_with_matplotlib
from bot.cards.drawing import draw
from bot.cards.theme import LIGHT


def test_both_draw_a_picture_of_the_same_size() -> None:
    (year,) = years(1)

    ours, theirs = (
        Image.open(BytesIO(it)) for it in (draw(year, LIGHT), draw_with_matplotlib(year))
    )

    assert ours.size == theirs.size


def test_each_year_is_another_and_always_the_same() -> None:
    assert len(set(years(50))) == 50
    assert years(50) == years(50)
