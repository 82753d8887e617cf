"""Rhythm: rest days, pauses and the begin of a day hold from today on, and rewrite nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.day import day_of
from core.errors import NotEnrolled, UnclearTime
from core.goal import Goal, Per
from core.learner import Account
from core.ledger import DayKind
from core.ports import UnitOfWork
from core.reminder import ReminderKind
from core.rhythm import DayStart, Rhythm
from core.selection import Pick
from core.streak_rules import Pause, RestDays, StreakRules
from core.use_cases.course import open_course
from core.use_cases.enrolment import Newcomer, set_zone
from core.use_cases.reminding import opt_in
from core.use_cases.rhythm import (
    MOST_PAUSES,
    DayStartSet,
    PauseEnded,
    PauseSet,
    RestDaysSet,
    RhythmShown,
    end_pause,
    look_at_rhythm,
    set_day_start,
    set_pause,
    set_rest_days,
)
from core.use_cases.study import complete_topics
from core.weekdays import Days
from tests.core.use_cases.reminding_scenes import (
    ADA,
    BOB,
    CHAT,
    DAY,
    HOUR,
    LISBON,
    brought,
    learner,
    monday,
    school,
)

Say = Callable[[UnitOfWork, Account, datetime, str], object]
"""A use case that takes what was typed."""

NINE = monday(9)
TODAY = date(2026, 11, 23)
TOMORROW = monday(0) + DAY


def on(day: int) -> date:
    """Give a date so many days after today."""
    return TODAY + timedelta(days=day)


def shown(**changes: object) -> RhythmShown:
    """Give the rhythm of today in Lisbon that nothing was said of, but for some changes."""
    usual = {
        "today": TODAY,
        "zone": LISBON,
        "ends": TOMORROW,
        "day_start": 0,
        "rest_days": Days(0),
        "pauses": (),
        "goal": None,
    }
    return RhythmShown(**{**usual, **changes})  # type: ignore[arg-type] # by keyword


def rhythm(work: UnitOfWork) -> Rhythm:
    return learner(work).rhythm


def test_who_said_nothing_has_days_from_midnight_to_midnight_that_all_need_study() -> None:
    work = school()

    assert look_at_rhythm(work, ADA, NINE) == shown()


def test_rest_days_hold_from_today_on_in_place_of_those_before() -> None:
    work = school()

    first = set_rest_days(work, ADA, NINE, "sat sun")
    second = set_rest_days(work, ADA, NINE + 2 * DAY, "wed")

    assert first == RestDaysSet(Days(0), shown(rest_days=Days.WEEKENDS))
    wednesday = shown(today=on(2), ends=TOMORROW + 2 * DAY, rest_days=Days.WEDNESDAY)
    assert second == RestDaysSet(Days.WEEKENDS, wednesday)
    assert wednesday.rests_on(on(2))
    assert rhythm(work).rules == StreakRules(
        rests=(RestDays(TODAY, Days.WEEKENDS), RestDays(on(2), Days.WEDNESDAY))
    )


def test_rest_days_are_lifted_from_today_on() -> None:
    work = school()
    set_rest_days(work, ADA, NINE, "tue")

    result = set_rest_days(work, ADA, NINE + 2 * DAY, None)

    assert (result.before, result.rhythm.rest_days) == (Days.TUESDAY, Days(0))
    assert rhythm(work).rules.rests_on(on(1))
    assert not rhythm(work).rules.rests_on(on(8))


def test_what_changes_nothing_is_not_kept() -> None:
    work = school()

    set_rest_days(work, ADA, NINE, None)
    end_pause(work, ADA, NINE)
    set_day_start(work, ADA, NINE, "midnight")

    assert not work.committed


def test_a_pause_begins_today_and_includes_its_last_day() -> None:
    work = school()

    result = set_pause(work, ADA, NINE, "14d")

    pause = Pause(TODAY, on(13))
    assert result == PauseSet(pause, (), shown(pauses=(pause,)))
    assert result.rhythm.pause == pause
    assert rhythm(work).rules == StreakRules(pauses=(pause,))


def test_a_pause_to_come_stands_beside_the_one_that_runs() -> None:
    work = school()
    set_pause(work, ADA, NINE, "1-15 aug")

    result = set_pause(work, ADA, NINE, "3d")

    now, august = Pause(TODAY, on(2)), Pause(date(2027, 8, 1), date(2027, 8, 15))
    assert result == PauseSet(now, (), shown(pauses=(now, august)))


def test_a_pause_stands_in_place_of_those_it_touches_from_today_on() -> None:
    work = school()
    set_pause(work, ADA, NINE, "14d")
    set_pause(work, ADA, NINE, "1-5 dec 2027")

    result = set_pause(work, ADA, NINE + 2 * DAY, "3d")

    assert result.before == (Pause(TODAY, on(13)),)
    assert rhythm(work).rules.pauses == (
        Pause(date(2027, 12, 1), date(2027, 12, 5)),
        Pause(TODAY, on(1)),
        Pause(on(2), on(4)),
    )


def test_a_pause_ends_by_itself() -> None:
    work = school()
    set_pause(work, ADA, NINE, "2d")

    assert look_at_rhythm(work, ADA, NINE + 2 * DAY).pauses == ()


def test_a_pause_that_is_ended_leaves_the_days_it_took() -> None:
    work = school()
    set_pause(work, ADA, NINE, "14d")
    set_pause(work, ADA, NINE, "1-15 aug")

    result = end_pause(work, ADA, NINE + 3 * DAY)

    assert result == PauseEnded(
        (Pause(TODAY, on(13)), Pause(date(2027, 8, 1), date(2027, 8, 15))),
        shown(today=on(3), ends=TOMORROW + 3 * DAY),
    )
    assert rhythm(work).rules.pauses == (Pause(TODAY, on(2)),)


def test_more_pauses_than_anybody_needs_are_refused() -> None:
    work = school()
    for month in range(1, MOST_PAUSES + 1):
        set_pause(work, ADA, NINE, f"2027-{month:02}-01")

    with pytest.raises(UnclearTime, match="You have 10 pauses to come already"):
        set_pause(work, ADA, NINE, "2028-01-01")
    assert set_pause(work, ADA, NINE, "2027-01-01").pause in rhythm(work).rules.pauses


def test_study_in_a_pause_and_on_a_rest_day_counts() -> None:
    work = school()
    set_pause(work, ADA, NINE, "1d")
    set_rest_days(work, ADA, NINE, "tue")

    complete_topics(work, ADA, NINE, Pick())
    complete_topics(work, ADA, NINE + DAY, Pick())

    assert open_course(work, ADA, NINE + DAY).streak.current == 2


def test_today_lasts_longer_where_days_begin_later() -> None:
    work = school()

    result = set_day_start(work, ADA, NINE, "04:00")

    assert result == DayStartSet(0, shown(day_start=240, ends=TOMORROW + 4 * HOUR))
    assert rhythm(work).day_start == DayStart(240, 0, TOMORROW)


def test_a_day_that_began_late_ends_late_before_days_begin_at_midnight_again() -> None:
    work = school()
    set_day_start(work, ADA, NINE, "04:00")

    result = set_day_start(work, ADA, NINE + DAY, "midnight")

    ends = TOMORROW + DAY + 4 * HOUR
    assert result == DayStartSet(240, shown(today=on(1), ends=ends))
    assert learner(work).moment(ends - HOUR).date == on(1)
    assert learner(work).moment(ends).date == on(2)


def test_a_change_of_the_day_start_is_taken_back_before_it_holds() -> None:
    work = school()
    set_day_start(work, ADA, NINE, "04:00")

    result = set_day_start(work, ADA, NINE + HOUR, "midnight")

    assert result == DayStartSet(0, shown())
    assert rhythm(work).day_start == DayStart()


def test_what_is_done_after_midnight_counts_for_the_day_before_where_it_lasts_longer() -> None:
    work = school()
    set_day_start(work, ADA, NINE, "04:00")

    complete_topics(work, ADA, TOMORROW + 3 * HOUR, Pick())

    (told,) = open_course(work, ADA, TOMORROW + 3 * HOUR).log.ledger(TODAY, StreakRules())
    assert (told.date, told.kind) == (TODAY, DayKind.STUDIED)


@given(
    changes=st.lists(st.tuples(st.integers(0, 36), st.integers(0, 719)), max_size=8),
    zone=st.sampled_from(["UTC", LISBON, "America/Sao_Paulo", "Asia/Kolkata"]),
)
def test_changes_of_the_day_start_neither_skip_a_date_nor_go_back_to_one(
    changes: list[tuple[int, int]], zone: str
) -> None:
    work = school()
    set_zone(work, ADA, monday(0), Newcomer(zone, "en"))
    now = monday(0)
    seen = [learner(work).moment(now).date]
    for hours, minute in [*changes, (72, 0)]:
        for _ in range(hours * 4):
            now += timedelta(minutes=15)
            seen.append(learner(work).moment(now).date)
        set_day_start(work, ADA, now, f"{minute // 60}:{minute % 60:02}")
        seen.append(learner(work).moment(now).date)

    steps = {(after - before).days for before, after in pairwise(seen)}
    assert steps <= {0, 1}


def test_a_change_of_the_day_start_follows_a_move() -> None:
    work = school()
    set_day_start(work, ADA, NINE, "04:00")

    set_zone(work, ADA, NINE, Newcomer("America/New_York", "en"))

    midnight = datetime(2026, 11, 24, 5, tzinfo=UTC)
    assert rhythm(work).day_start == DayStart(240, 0, midnight)
    assert day_of(midnight, "America/New_York") == on(1)


def test_a_day_start_that_holds_already_is_kept_on_a_move() -> None:
    work = school()
    set_day_start(work, ADA, NINE, "04:00")

    set_zone(work, ADA, NINE + DAY, Newcomer("America/New_York", "en"))

    assert rhythm(work).day_start == DayStart(240, 0, TOMORROW)


def test_the_goal_of_today_is_part_of_it() -> None:
    work = school()
    goal = Goal(5, Per.WEEK, TODAY)
    work.learners.save(replace(learner(work), rhythm=Rhythm(goals=(goal,))))

    assert look_at_rhythm(work, ADA, NINE) == shown(goal=goal)


@pytest.mark.parametrize(
    ("say", "told"),
    [
        pytest.param(lambda _: None, 2, id="nothing"),
        pytest.param(lambda work: set_rest_days(work, ADA, NINE, "tue"), 3, id="a rest day"),
        pytest.param(lambda work: set_pause(work, ADA, NINE, "3d"), 4, id="a pause"),
    ],
)
def test_news_of_a_missed_day_comes_on_the_morning_after_the_days_that_need_study(
    say: Callable[[UnitOfWork], object], told: int
) -> None:
    work = school(CHAT)
    opt_in(work, ADA, NINE, ReminderKind.NUDGE, here=CHAT)
    complete_topics(work, ADA, NINE, Pick())
    say(work)

    nights = [brought(work, monday(9) + day * DAY) for day in range(1, 6)]

    first = next(day for day, parcels in enumerate(nights, start=1) if parcels)
    assert first == told


def test_who_studies_nothing_has_no_rhythm() -> None:
    work = school()
    for refused in (
        lambda: look_at_rhythm(work, BOB, NINE),
        lambda: set_rest_days(work, BOB, NINE, "sat"),
        lambda: set_pause(work, BOB, NINE, "3d"),
        lambda: end_pause(work, BOB, NINE),
        lambda: set_day_start(work, BOB, NINE, "4"),
    ):
        with pytest.raises(NotEnrolled):
            refused()


@pytest.mark.parametrize(
    ("say", "typed"),
    [
        (set_rest_days, "mon-sun"),
        (set_pause, "2 years"),
        (set_pause, "2026-01-01"),
        (set_day_start, "13:00"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(say: Say, typed: str) -> None:
    work = school()
    with pytest.raises(UnclearTime):
        say(work, ADA, NINE, typed)
    assert rhythm(work) == Rhythm()
    assert not work.committed
