"""A year and a course to draw, and what is written on a card."""

from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from bot.cards.course import Course, Phase
from bot.cards.year import Spared, Year


@pytest.fixture
def year() -> Year:
    return Year(
        title="Ada’s year",
        today=date(2026, 11, 20),
        topics=(
            (date(2025, 11, 16), 9),
            (date(2025, 11, 17), 1),
            (date(2026, 10, 31), 5),
            (date(2026, 11, 19), 2),
            (date(2026, 11, 20), 1),
        ),
        spared=((date(2026, 11, 18), Spared.FREEZE), (date(2026, 11, 19), Spared.REST)),
        current=2,
        longest=1,
        freezes=1,
    )


@pytest.fixture
def course() -> Course:
    return Course(
        title='Python <b>&amp; "friends"',
        phases=(Phase("Basics", 4, 4), Phase("Objects", 1, 3, current=True), Phase("Nets", 0, 1)),
        projects_done=1,
        projects=2,
    )


@pytest.fixture
def written() -> Callable[[str], list[str]]:
    """Give what is written on a card, in the order in which it was drawn."""

    def read(svg: str) -> list[str]:
        labels = (path.get("aria-label") for path in ET.fromstring(svg))  # noqa: S314 - our own
        return [label for label in labels if label is not None]

    return read
