"""Next and last occurrence, held against a walk over every minute that the clocks show."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.reminder import Occurrence, Schedule, last_occurrence, next_occurrence
from core.weekdays import Days

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


ODD = [
    ("Australia/Lord_Howe", utc(2026, 4, 4, 15)),  # half an hour back
    ("Australia/Lord_Howe", utc(2026, 10, 3, 15, 30)),  # half an hour ahead
    ("Pacific/Apia", utc(2011, 12, 30, 10)),  # a whole date left out
    ("Africa/Casablanca", utc(2026, 2, 15, 2)),  # back for Ramadan
    ("Africa/Casablanca", utc(2026, 3, 22, 2)),
    ("Asia/Kathmandu", utc(1985, 12, 31, 18, 30)),  # a quarter of an hour ahead at new year
    ("Antarctica/Troll", utc(2026, 3, 29, 1)),  # two hours ahead
    ("Antarctica/Troll", utc(2026, 10, 25, 1)),
    ("Europe/Lisbon", utc(2026, 3, 29, 1)),
    ("Europe/Lisbon", utc(2026, 10, 25, 1)),
    ("America/New_York", utc(2026, 3, 8, 7)),
    ("America/New_York", utc(2026, 11, 1, 6)),
    ("America/New_York", utc(2028, 2, 29, 12)),  # a leap day
    ("America/Nuuk", utc(2026, 3, 29, 1)),  # the last hour of a date is skipped
    ("America/St_Johns", utc(2006, 10, 29, 2, 31)),  # back over midnight
    ("Africa/Cairo", utc(2026, 4, 23, 22)),  # midnight is skipped
    ("UTC", utc(2028, 2, 29)),
]


@st.composite
def schedules_around_a_change(draw: st.DrawFn) -> tuple[Schedule, datetime]:
    """Draw a schedule and an instant, both likely to be close to where a zone is odd."""
    zone, change = draw(st.sampled_from(ODD))
    shown = change.astimezone(ZoneInfo(zone))
    near = (shown.hour * 60 + shown.minute + draw(st.integers(-150, 150))) % 1440
    minute = draw(st.just(near) | st.integers(0, 1439))
    days = Days(draw(st.integers(1, 127)))
    seconds = draw(st.integers(-7200, 7200) | st.integers(-3 * 86400, 3 * 86400))
    return Schedule(minute, days, zone), change + timedelta(seconds=seconds)


def walk(schedule: Schedule, first: datetime) -> Iterator[Occurrence]:
    """Look at the clock every minute, and tell each time the schedule comes due."""
    zone = ZoneInfo(schedule.zone)
    at = first.replace(second=0, microsecond=0)
    before = at.astimezone(zone).replace(tzinfo=None)
    shown, dates = {before}, {before.date()}
    while True:
        at += MINUTE
        now = at.astimezone(zone).replace(tzinfo=None)
        dates.add(now.date())
        skipped = before + MINUTE
        while skipped < now:
            if fits(schedule, skipped) and skipped.date() in dates:
                yield Occurrence(at, skipped.date())
            skipped += MINUTE
        if now not in shown and fits(schedule, now):
            yield Occurrence(at, now.date())
        shown.add(now)
        before = now


def fits(schedule: Schedule, shown: datetime) -> bool:
    minute = shown.hour * 60 + shown.minute
    return minute == schedule.minute and bool(schedule.days & 1 << shown.weekday())


@given(schedules_around_a_change())
@example((Schedule(720, Days.FRIDAY, "Pacific/Apia"), utc(2011, 12, 24)))
def test_the_next_occurrence_is_what_watching_the_clock_gives(
    case: tuple[Schedule, datetime],
) -> None:
    schedule, after = case
    expected = next(each for each in walk(schedule, after - 2 * DAY) if each.at > after)
    assert next_occurrence(schedule, after) == expected


@given(schedules_around_a_change())
def test_the_last_occurrence_is_the_one_whose_next_is_still_to_come(
    case: tuple[Schedule, datetime],
) -> None:
    schedule, at = case
    last = last_occurrence(schedule, at)
    assert last.at <= at < next_occurrence(schedule, last.at).at
    assert next_occurrence(schedule, last.at - MINUTE) == last


def occurrences(schedule: Schedule, after: datetime, number: int) -> list[Occurrence]:
    found = [next_occurrence(schedule, after)]
    while len(found) < number:
        found.append(next_occurrence(schedule, found[-1].at))
    return found


def test_a_time_that_the_clocks_skip_occurs_as_soon_as_they_go_on() -> None:
    assert occurrences(Schedule(90, Days.DAILY, "Europe/Lisbon"), utc(2026, 3, 28), 3) == [
        Occurrence(utc(2026, 3, 28, 1, 30), date(2026, 3, 28)),
        Occurrence(utc(2026, 3, 29, 1), date(2026, 3, 29)),
        Occurrence(utc(2026, 3, 30, 0, 30), date(2026, 3, 30)),
    ]


def test_a_time_that_the_clocks_show_twice_occurs_once() -> None:
    assert occurrences(Schedule(90, Days.DAILY, "Europe/Lisbon"), utc(2026, 10, 24, 12), 2) == [
        Occurrence(utc(2026, 10, 25, 0, 30), date(2026, 10, 25)),
        Occurrence(utc(2026, 10, 26, 1, 30), date(2026, 10, 26)),
    ]


def test_a_date_that_a_zone_left_out_has_no_occurrence() -> None:
    assert occurrences(Schedule(720, Days.DAILY, "Pacific/Apia"), utc(2011, 12, 29), 2) == [
        Occurrence(utc(2011, 12, 29, 22), date(2011, 12, 29)),
        Occurrence(utc(2011, 12, 30, 22), date(2011, 12, 31)),
    ]


def test_a_time_skipped_before_midnight_stands_for_its_own_date() -> None:
    schedule = Schedule(23 * 60 + 30, Days.SATURDAY, "America/Nuuk")
    assert next_occurrence(schedule, utc(2026, 3, 28)) == Occurrence(
        utc(2026, 3, 29, 1), date(2026, 3, 28)
    )


def test_leap_days_are_days() -> None:
    assert next_occurrence(Schedule(510, Days.TUESDAY, "UTC"), utc(2028, 2, 28)) == Occurrence(
        utc(2028, 2, 29, 8, 30), date(2028, 2, 29)
    )


def test_an_instant_that_is_due_is_not_its_own_next() -> None:
    due = utc(2026, 5, 4, 8, 30)
    schedule = Schedule(510, Days.DAILY, "UTC")
    assert (last_occurrence(schedule, due).at, next_occurrence(schedule, due).at) == (
        due,
        due + DAY,
    )


def test_a_learner_who_flew_west_meets_the_same_date_again() -> None:
    told = next_occurrence(Schedule(510, Days.DAILY, "Asia/Tokyo"), utc(2026, 5, 3, 12))
    again = next_occurrence(Schedule(510, Days.DAILY, "America/New_York"), told.at)
    assert (told.date, again) == (
        date(2026, 5, 4),
        Occurrence(utc(2026, 5, 4, 12, 30), date(2026, 5, 4)),
    )


@pytest.mark.parametrize("find", [next_occurrence, last_occurrence])
def test_a_naive_instant_is_refused(find: Callable[[Schedule, datetime], Occurrence]) -> None:
    naive = utc(2026, 5, 4).replace(tzinfo=None)
    with pytest.raises(ValueError, match="aware"):
        find(Schedule(510, Days.DAILY, "UTC"), naive)


def test_a_machine_without_zones_of_its_own_knows_them() -> None:
    program = (
        "from datetime import UTC, datetime\n"
        "from core.reminder import Schedule, next_occurrence\n"
        "from core.weekdays import Days\n"
        "schedule = Schedule(510, Days.DAILY, 'Asia/Kathmandu')\n"
        "print(next_occurrence(schedule, datetime(2026, 5, 4, tzinfo=UTC)).at)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONTZPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "2026-05-04 02:45:00+00:00\n"
