"""Times: days, schedules, instants and places, as a learner reads them."""

from datetime import UTC, datetime

import pytest

from bot.dialogue.invocation import Place, PlaceKind
from bot.dialogue.reply import When
from bot.dialogue.views.times import days_words, instant_words, schedule_words, where_words
from core.destination import Destination
from core.reminder import Schedule
from core.weekdays import Days

ALONE = Place("telegram", "1")
CHANNEL = Place("discord", "42", PlaceKind.GROUP)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (Days.DAILY, "every day"),
        (Days.WEEKDAYS, "Mon to Fri"),
        (Days.WEEKENDS, "Sat and Sun"),
        (Days.SUNDAY, "every Sunday"),
        (Days.MONDAY | Days.TUESDAY, "Mon and Tue"),
        (Days.MONDAY | Days.WEDNESDAY | Days.SATURDAY, "Mon, Wed, and Sat"),
        (Days.MONDAY | Days.TUESDAY | Days.WEDNESDAY | Days.SUNDAY, "Mon to Wed and Sun"),
    ],
)
def test_days_are_said_in_few_words(days: Days, words: str) -> None:
    assert days_words(days) == words


def test_a_schedule_is_said_with_the_clock_of_24_hours() -> None:
    assert schedule_words(Schedule(20 * 60 + 5, Days.WEEKDAYS, "UTC")) == "20:05, Mon to Fri"


def test_an_instant_is_said_by_the_date_and_the_clock_of_its_zone() -> None:
    at = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    assert instant_words(at, "Europe/Berlin") == When(at, "Tue 24 Nov, 00:30 Berlin time")


@pytest.mark.parametrize(
    ("destination", "place", "words"),
    [
        (Destination("telegram", "1"), ALONE, "here"),
        (Destination("discord", "42", PlaceKind.GROUP), CHANNEL, "in the group where you asked"),
        (Destination("discord", "7"), CHANNEL, "in our private chat"),
        (Destination("discord", "42", PlaceKind.GROUP), ALONE, "in your group on Discord"),
        (Destination("telegram", "1"), CHANNEL, "in our private chat on Telegram"),
        (Destination("telegram", "-5", PlaceKind.GROUP, "7"), ALONE, "in your group"),
    ],
)
def test_a_place_is_said_as_seen_from_where_one_is(
    destination: Destination, place: Place, words: str
) -> None:
    assert where_words(destination, place) == words
