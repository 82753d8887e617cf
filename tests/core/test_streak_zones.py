"""Study days: a change of zone neither rewrites what is over nor makes two days of one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.history import Event
from core.learner import Moment
from core.ledger import LedgerDay, ledger
from core.streak_rules import PLAIN_RULES
from core.study_days import WAKING, StudyDays
from tests.builders import event
from tests.core.calendar_walk import counted_dates, walked

BERLIN, TOKYO, LONDON = "Europe/Berlin", "Asia/Tokyo", "Europe/London"
AUCKLAND, HONOLULU = "Pacific/Auckland", "Pacific/Honolulu"
WORLD = ["UTC", BERLIN, LONDON, TOKYO, AUCKLAND, HONOLULU, "Pacific/Kiritimati", "Etc/GMT+12"]
START = datetime(2026, 10, 1, 10, tzinfo=UTC)


def studied(utc: str, zone: str, *, begins: int = 0) -> Event:
    """Do a topic at an instant, on what the clock of a zone shows."""
    moment = Moment.of(datetime.fromisoformat(f"2026-{utc}:00+00:00"), zone, begins)
    return replace(event(1, 1), moment=moment)


def added(utc: str, zone: str) -> Event:
    """Add a topic for the day before."""
    late = studied(utc, zone)
    moment = replace(late.moment, date=late.moment.date - timedelta(days=1))
    return replace(late, moment=moment, added_later=True)


def dates(*events: Event) -> list[str]:
    """Give the dates that count, in their order."""
    days = sorted(StudyDays().after(events).counted.items())
    return [f"{each.moment.date:%m-%d}" for _, each in days]


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        pytest.param(
            studied("11-10 06:00", HONOLULU),
            studied("11-10 07:00", AUCKLAND),
            ["11-09"],
            id="over the date line to a later date within an hour",
        ),
        pytest.param(
            studied("11-09 12:00", AUCKLAND),
            studied("11-09 13:00", HONOLULU),
            ["11-10"],
            id="over the date line to an earlier date within an hour",
        ),
        pytest.param(
            studied("11-09 12:00", AUCKLAND),
            studied("11-10 09:00", HONOLULU),
            ["11-10"],
            id="back to a date that is over, a night later",
        ),
        pytest.param(
            studied("11-10 06:00", HONOLULU),
            studied("11-10 20:00", AUCKLAND),
            ["11-09", "11-11"],
            id="past midnight on both clocks",
        ),
        pytest.param(
            studied("11-09 19:00", BERLIN),
            studied("11-10 11:00", TOKYO),
            ["11-09", "11-10"],
            id="east, each evening at eight",
        ),
        pytest.param(
            studied("11-09 07:00", BERLIN),
            studied("11-09 19:00", TOKYO),
            ["11-09"],
            id="at eight in the morning and at eight in the evening of one day",
        ),
        pytest.param(
            studied("11-10 12:00", TOKYO),
            studied("11-11 19:00", BERLIN),
            ["11-10", "11-11"],
            id="west, each evening",
        ),
        pytest.param(
            studied("11-10 02:50", BERLIN, begins=240),
            studied("11-10 03:10", "Europe/Paris", begins=240),
            ["11-09", "11-10"],
            id="to another name for the same clock, over the hour at which a day begins",
        ),
        pytest.param(
            studied("11-09 22:50", BERLIN),
            studied("11-09 23:10", BERLIN),
            ["11-09", "11-10"],
            id="nowhere, over midnight",
        ),
        pytest.param(
            studied("11-09 20:00", LONDON),
            added("11-11 12:00", TOKYO),
            ["11-09", "11-10"],
            id="adding yesterday after the journey",
        ),
        pytest.param(
            studied("11-09 12:00", AUCKLAND),
            added("11-10 12:00", HONOLULU),
            ["11-09", "11-10"],
            id="adding a day that was missed before a journey west",
        ),
        pytest.param(
            added("11-10 08:00", BERLIN),
            studied("11-10 20:00", LONDON),
            ["11-09", "11-10"],
            id="adding yesterday in the morning and studying in another zone in the evening",
        ),
        pytest.param(
            studied("11-10 08:00", BERLIN),
            added("11-10 11:00", LONDON),
            ["11-09", "11-10"],
            id="adding yesterday after a move on the same day",
        ),
        pytest.param(
            added("11-10 11:00", AUCKLAND),
            added("11-10 12:00", HONOLULU),
            ["11-10"],
            id="adding yesterday twice, before a move west and after it",
        ),
    ],
)
def test_two_dates_are_two_days_unless_only_the_zone_made_them(
    first: Event, then: Event, expected: list[str]
) -> None:
    assert dates(first, then) == expected


def test_a_topic_later_on_a_date_that_came_too_early_earns_it() -> None:
    early, later = studied("11-09 19:00", TOKYO), studied("11-09 23:30", TOKYO)
    assert dates(studied("11-09 07:00", BERLIN), early, later) == ["11-09", "11-10"]


def test_the_ledger_shows_what_came_too_early_to_count() -> None:
    first, early = studied("11-09 07:00", BERLIN), studied("11-09 19:00", TOKYO)
    told = ledger([first, early], PLAIN_RULES, early.moment.date)
    assert [(day.kind.value, day.event) for day in told] == [("studied", first), ("open", early)]


def test_a_later_begin_of_the_day_earns_no_date_that_is_over() -> None:
    nights = [studied("11-10 02:00", "UTC"), studied("11-10 02:05", "UTC", begins=240)]
    assert dates(*nights) == ["11-10"]


@st.composite
def journeys(draw: st.DrawFn, *, late: bool) -> list[Event]:
    """Draw what a learner did who goes round the world, at any hour, by day or by night."""
    at, found, begins = START, [], draw(st.sampled_from([0, 240]))
    zone = draw(st.sampled_from(WORLD))
    for number in range(1, draw(st.integers(1, 14)) + 1):
        at += timedelta(minutes=15 * draw(st.integers(0, 12) | st.integers(0, 160)))
        zone = draw(st.just(zone) | st.sampled_from(WORLD))
        moment = Moment.of(at, zone, begins)
        is_late = late and draw(st.integers(0, 4)) == 0
        if is_late:
            moment = replace(moment, date=moment.date - timedelta(days=1))
        found.append(replace(event(number, number), moment=moment, added_later=is_late))
    return found


@given(journeys(late=True))
def test_the_days_that_count_are_those_that_watching_the_clocks_gives(events: list[Event]) -> None:
    days = StudyDays().after(events)
    counted = days.counted
    assert not counted.keys() & days.uncounted.keys()
    assert {each.moment.date for each in counted.values()} == counted_dates(events)
    assert list(counted) == [each.moment.date.toordinal() for each in counted.values()]


@given(journeys(late=True), st.integers(0, 14))
def test_study_days_carried_on_are_those_of_the_whole(events: list[Event], cut: int) -> None:
    whole = StudyDays().after(events)
    assert StudyDays().after(events[:cut]).after(events[cut:]) == whole


@given(journeys(late=True))
def test_the_ledger_of_a_journey_is_what_walking_the_calendar_gives(events: list[Event]) -> None:
    today = events[-1].moment.date
    told = ledger(events, PLAIN_RULES, today)
    assert {day.date: day.kind for day in told} == walked(events, PLAIN_RULES, today).days


@given(journeys(late=False))
def test_no_three_days_that_count_lie_in_one_waking_day(events: list[Event]) -> None:
    earned = [each.moment.at for each in StudyDays().after(events).counted.values()]
    assert all(third - first >= WAKING for first, third in zip(earned, earned[2:], strict=False))


@given(st.lists(st.sampled_from(WORLD), min_size=1), st.integers(0, 1439))
def test_whoever_goes_round_the_world_in_a_moment_studies_one_day(
    zones: list[str], minute: int
) -> None:
    at = START + timedelta(minutes=minute)
    events = [replace(event(1, 1), moment=Moment.of(at, zone)) for zone in zones]
    assert dates(*events) == [f"{events[0].moment.date:%m-%d}"]


@given(journeys(late=False))
def test_nothing_but_what_is_added_later_rewrites_a_day_that_is_over(events: list[Event]) -> None:
    for end in range(1, len(events)):
        over = max(StudyDays().after(events[:end]).counted)
        assert over_then(events[: end + 1], over) == over_then(events[:end], over)


def over_then(events: list[Event], last: int) -> list[LedgerDay]:
    told = ledger(events, PLAIN_RULES, events[0].moment.date)
    return [replace(day, event=None) for day in told if day.date.toordinal() <= last]
