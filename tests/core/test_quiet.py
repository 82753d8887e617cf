"""Quiet hours: they defer to their end, and never drop."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quiet import Quiet, open_at

NIGHT = Quiet(22 * 60, 7 * 60)
MINUTES = st.integers(0, 1439)
ZONES = st.sampled_from(
    [
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Africa/Casablanca",
        "Asia/Kathmandu",
        "Antarctica/Troll",
        "America/Nuuk",
        "Europe/Lisbon",
    ]
)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (utc(2026, 5, 4, 21, 59), utc(2026, 5, 4, 21, 59)),
        (utc(2026, 5, 4, 22), utc(2026, 5, 5, 7)),
        (utc(2026, 5, 5, 3), utc(2026, 5, 5, 7)),
        (utc(2026, 5, 5, 6, 59), utc(2026, 5, 5, 7)),
        (utc(2026, 5, 5, 7), utc(2026, 5, 5, 7)),
    ],
)
def test_a_quiet_night_opens_in_the_morning(now: datetime, opens: datetime) -> None:
    assert open_at(NIGHT, "UTC", now) == opens


def test_quiet_hours_are_those_of_where_the_learner_lives() -> None:
    assert open_at(NIGHT, "Asia/Kathmandu", utc(2026, 5, 4, 17)) == utc(2026, 5, 5, 1, 15)


def test_an_end_that_the_clocks_skip_comes_as_soon_as_they_go_on() -> None:
    late = Quiet(22 * 60, 90)
    assert open_at(late, "Europe/Lisbon", utc(2026, 3, 29, 0, 30)) == utc(2026, 3, 29, 1)


def test_an_end_that_the_clocks_show_twice_ends_the_quiet_the_first_time() -> None:
    late = Quiet(22 * 60, 90)
    again = utc(2026, 10, 25, 1, 10)
    assert again.astimezone(ZoneInfo("Europe/Lisbon")).hour == 1
    assert open_at(late, "Europe/Lisbon", again) == again


def test_clocks_set_back_before_the_begin_do_not_wake_anybody() -> None:
    begun = Quiet(90, 7 * 60)
    assert open_at(begun, "Europe/Lisbon", utc(2026, 10, 25, 1, 10)) == utc(2026, 10, 25, 7)


def test_hours_that_end_and_begin_in_a_skipped_hour_go_on() -> None:
    most = Quiet(100, 70)
    assert open_at(most, "Europe/Lisbon", utc(2026, 3, 28, 12)) == utc(2026, 3, 30, 0, 10)


def test_hours_within_a_skipped_hour_never_come() -> None:
    little = Quiet(70, 100)
    now = utc(2026, 3, 29, 1)
    assert open_at(little, "Europe/Lisbon", now) == now


@given(MINUTES, MINUTES.filter(bool), st.integers(0, 3000))
def test_where_clocks_are_never_set_the_minute_decides(begin: int, length: int, now: int) -> None:
    quiet = Quiet(begin, (begin + length) % 1440)
    start = utc(2026, 5, 4)
    opens = next(
        start + timedelta(minutes=minute)
        for minute in range(now, now + 1441)
        if (minute - begin) % 1440 >= length
    )
    assert open_at(quiet, "UTC", start + timedelta(minutes=now)) == opens


@given(MINUTES, MINUTES.filter(bool), ZONES, st.integers(0, 366 * 1440))
def test_what_is_deferred_comes_at_an_open_instant_within_two_days(
    begin: int, length: int, zone: str, minute: int
) -> None:
    quiet = Quiet(begin, (begin + length) % 1440)
    now = utc(2011, 1, 1) + timedelta(minutes=minute)
    opens = open_at(quiet, zone, now)
    assert now <= opens <= now + timedelta(days=2)
    assert open_at(quiet, zone, opens) == opens


@pytest.mark.parametrize(("begin", "end"), [(420, 420), (-1, 420), (420, 1440)])
def test_hours_without_an_end_or_outside_the_day_are_refused(begin: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"end|minute"):
        Quiet(begin, end)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        open_at(NIGHT, "UTC", utc(2026, 5, 4).replace(tzinfo=None))
