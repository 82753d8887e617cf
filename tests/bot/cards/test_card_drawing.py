"""A card shows its facts, whatever its titles hold."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from bot.cards.card import Card
from bot.cards.course import Course, Phase
from bot.cards.drawing import draw, drawn
from bot.cards.theme import DARK, LIGHT, Theme
from bot.cards.year import Year

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
Written = Callable[[str], list[str]]


def _pixels(card: Card, theme: Theme) -> Image.Image:
    return Image.open(BytesIO(draw(card, theme))).convert("RGB")


def _near(image: Image.Image, place: tuple[int, int], colour: str) -> bool:
    seen = image.getpixel(place)
    assert isinstance(seen, tuple)
    # The palette rounds.
    wanted = ImageColor.getrgb(colour)
    return max(abs(one - other) for one, other in zip(seen, wanted, strict=True)) <= 2


def test_a_year_has_its_facts_written_on_it(year: Year, written: Written) -> None:
    labels = written(drawn(year, LIGHT).svg())

    assert labels[:10] == [
        "Ada’s year",
        "17 Nov 2025 to 20 Nov 2026 · 1 freeze left",
        *("2", "days in a row", "1", "day at best", "4", "days of study", "9", "topics"),
    ]
    assert labels[-8:] == ["Topics a day:", "none", "1", "2", "3–4", "5+", "Freeze", "Today"]


def test_months_are_named_in_order_and_never_over_each_other(year: Year, written: Written) -> None:
    labels = written(drawn(year, LIGHT).svg())

    first, second = (at for at, label in enumerate(labels) if label == "Fri")
    assert labels[first + 1 : second - 2] == ["Dec", "Jan", "Feb", "Mar", "Apr", "May"]
    assert labels[second + 1 : -8] == ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]


def test_a_course_has_its_facts_written_on_it(course: Course, written: Written) -> None:
    assert written(drawn(course, LIGHT).svg()) == [
        *('Python <b>&amp; "friends"', "62 % done"),
        *("5 of 8", "topics", "1 of 3", "phases", "1 of 2", "projects"),
        *("Basics", "4 of 4", "Objects", "1 of 3", "Nets", "0 of 1"),
    ]


def test_each_number_in_the_picture_is_in_the_words(
    year: Year, course: Course, written: Written
) -> None:
    for card in (year, course):
        labels = written(drawn(card, LIGHT).svg())
        for figure in card.figures:
            assert labels[labels.index(figure.number) + 1] == figure.label
            assert f"{figure.number} {figure.label}" in card.words


@THEMES
def test_days_are_shaded_by_what_was_done(year: Year, theme: Theme) -> None:
    image = _pixels(year, theme)

    # The first Monday, a Saturday of five topics in October, and today, a Friday.
    assert _near(image, (142, 378), theme.levels[1])
    assert _near(image, (142 + 33 * 22, 378 + 299 + 33 * 5), theme.levels[4])
    assert _near(image, (142 + 33 * 25, 378 + 299 + 33 * 4), theme.levels[1])
    # Tomorrow is not drawn.
    assert _near(image, (142 + 33 * 25, 378 + 299 + 33 * 5 + 8), theme.ground)


@THEMES
def test_bars_are_filled_as_done(course: Course, theme: Theme) -> None:
    image = _pixels(course, theme)
    left, width, bar = 92, 940, 320 + 46 + 11

    # All of the longest bar, a third of one three quarters as long, nothing of the last.
    assert _near(image, (left + width - 12, bar), theme.levels[3])
    assert _near(image, (left + width // 4 - 12, bar + 88), theme.levels[3])
    assert _near(image, (left + width // 4 + 12, bar + 88), theme.levels[0])
    assert _near(image, (left + width * 3 // 4 + 12, bar + 88), theme.ground)
    assert _near(image, (left + 12, bar + 176), theme.levels[0])


def test_phases_are_measured_by_the_longest_of_them_not_by_a_sum() -> None:
    course = Course("Long", tuple(Phase(str(number), 2, 2) for number in range(40)), 0, 0)

    image = _pixels(course, LIGHT)

    for row in range(13):
        assert _near(image, (92 + 940 - 12, 320 + 46 + 11 + 88 * row), LIGHT.levels[3])


def test_a_long_title_leaves_the_count_alone(course: Course, written: Written) -> None:
    long = replace(course, phases=(Phase("An endless title " * 20, 12345, 67890),))

    labels = written(drawn(long, LIGHT).svg())
    image = _pixels(long, LIGHT)

    assert labels[-2].endswith("…")
    assert labels[-1] == "12345 of 67890"
    # Between them, and at the card's edges, there is nothing.
    for x in (*range(844, 856), *range(20), *range(1060, 1080)):
        assert all(_near(image, (x, y), LIGHT.ground) for y in range(320, 360))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_title_leaves_the_card_whole(course: Course, written: Written, title: str) -> None:
    hostile = replace(course, title=title, phases=(Phase(title, 1, 2),))

    assert written(drawn(hostile, LIGHT).svg())[-1] == "1 of 2"
    assert Image.open(BytesIO(draw(hostile, LIGHT))).size == (1080, 440)


def test_an_empty_course_is_drawn() -> None:
    assert Image.open(BytesIO(draw(Course("", (), 0, 0), DARK))).size == (1080, 352)
