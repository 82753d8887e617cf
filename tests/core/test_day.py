"""A day: the date that an instant counts for, with the hour at which a learner's day begins."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.day import day_of
from core.learner import Moment

FOUR = 4 * 60
INSTANTS = st.integers(0, 40 * 365 * 24 * 60).map(
    lambda minutes: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Kiritimati"])


@given(INSTANTS, ZONES)
def test_a_day_that_begins_at_midnight_is_the_date_the_calendar_shows(
    at: datetime, zone: str
) -> None:
    assert day_of(at, zone) == at.astimezone(ZoneInfo(zone)).date()


@pytest.mark.parametrize(
    ("clock", "day"), [((3, 59), date(2026, 8, 1)), ((4, 0), date(2026, 8, 2))]
)
def test_a_night_owls_day_lasts_until_it_begins_again(clock: tuple[int, int], day: date) -> None:
    at = datetime(2026, 8, 2, *clock, tzinfo=ZoneInfo("Europe/Berlin"))
    assert day_of(at, "Europe/Berlin", FOUR) == day


@given(INSTANTS, st.integers(0, 1439))
def test_every_day_has_as_many_minutes_wherever_it_begins(at: datetime, begins: int) -> None:
    assert day_of(at + timedelta(days=1), "UTC", begins) - day_of(at, "UTC", begins) == timedelta(1)


@pytest.mark.parametrize(("clock", "day"), [((1, 59), 28), ((3, 0), 29)])
def test_a_day_begins_with_the_first_minute_after_a_beginning_that_the_clocks_skip(
    clock: tuple[int, int], day: int
) -> None:
    at = datetime(2026, 3, 29, *clock, tzinfo=ZoneInfo("Europe/Berlin"))
    assert day_of(at, "Europe/Berlin", 150) == date(2026, 3, day)


def test_a_moment_keeps_the_date_that_it_counts_for() -> None:
    at = datetime(2026, 8, 2, 1, 30, tzinfo=UTC)
    assert Moment.of(at, "Europe/Berlin", FOUR) == Moment(at, "Europe/Berlin", date(2026, 8, 1))


@pytest.mark.parametrize("begins", [-1, 1440])
def test_a_day_begins_at_a_minute_that_it_has(begins: int) -> None:
    with pytest.raises(ValueError, match=f"a day has no minute {begins}"):
        day_of(datetime(2026, 8, 2, tzinfo=UTC), "UTC", begins)


def test_an_instant_without_a_zone_lies_on_no_day() -> None:
    with pytest.raises(ValueError, match="aware"):
        day_of(datetime(2026, 8, 2), "UTC")  # noqa: DTZ001 # what is refused
