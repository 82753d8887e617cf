"""Aiming: goals and targets are set, lightened, moved and let go of, and nothing else changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.errors import NotEnrolled, UnclearTime
from core.goal import Goal, Per, Target
from core.streak_rules import Pause, RestDays, StreakRules
from core.use_cases.aiming import (
    GoalSet,
    PaceKept,
    TargetMoved,
    TargetSet,
    TargetShown,
    keep_pace,
    lighten_week,
    look_at_target,
    move_target,
    set_goal,
    set_target,
)
from core.use_cases.aims import Lately, SteadyFinish, look_at_aims
from core.use_cases.study import next_topic
from core.weekdays import Days
from tests.builders import TODAY
from tests.core.use_cases.aiming_scenes import ADA, BOB, ada, at, do, studying, switch
from tests.fakes.unit_of_work import FakeUnitOfWork

THURSDAY = 3


def day(ahead: int) -> date:
    """Give the date some days after Monday 23 November 2026."""
    return TODAY + timedelta(days=ahead)


def goals(work: FakeUnitOfWork) -> tuple[Goal, ...]:
    return ada(work).rhythm.goals


def weekly(topics: int, since: int = 0) -> Goal:
    return Goal(topics, Per.WEEK, day(since))


def daily(topics: int, since: int = 0) -> Goal:
    return Goal(topics, Per.DAY, day(since))


def follow(work: FakeUnitOfWork, rules: StreakRules) -> None:
    learner = ada(work)
    work.learners.save(replace(learner, rhythm=replace(learner.rhythm, rules=rules)))


def test_a_goal_is_set_replaced_and_turned_off() -> None:
    work = studying()

    set_it = set_goal(work, ADA, at(0), "5/week")
    assert set_it == GoalSet(look_at_aims(work, ADA, at(0)), before=None)
    assert set_it.aims.goal == weekly(5)
    replaced = set_goal(work, ADA, at(1), "2 a day")
    assert (replaced.aims.goal, replaced.before) == (daily(2, since=1), weekly(5))
    assert goals(work) == (daily(2, since=1),)
    off = set_goal(work, ADA, at(2), None)
    assert (off.aims.goal, off.before) == (None, daily(2, since=1))
    assert goals(work) == ()
    assert work.committed


def test_a_goal_said_again_goes_on_as_it_is() -> None:
    work = studying()
    set_goal(work, ADA, at(0), "5/week")
    work.committed = False

    assert set_goal(work, ADA, at(THURSDAY), "5 per week").aims.goal == weekly(5)
    assert not work.committed


def test_what_cannot_be_read_leaves_goal_and_target_as_they_were() -> None:
    work = studying()
    set_goal(work, ADA, at(0), "5/week")
    set_target(work, ADA, at(0), "30 jun")
    before = look_at_aims(work, ADA, at(0))
    work.committed = False

    with pytest.raises(UnclearTime):
        set_goal(work, ADA, at(0), "plenty")
    with pytest.raises(UnclearTime):
        set_target(work, ADA, at(0), "31 apr")
    assert look_at_aims(work, ADA, at(0)) == before
    assert not work.committed


@pytest.mark.parametrize(
    ("typed", "lighter"),
    [("5/week", weekly(3, since=THURSDAY)), ("2/day", daily(1, since=THURSDAY))],
)
def test_a_lighter_week_asks_for_half_until_sunday(typed: str, lighter: Goal) -> None:
    work = studying()
    goal = set_goal(work, ADA, at(0), typed).aims.goal
    assert goal

    result = lighten_week(work, ADA, at(THURSDAY))

    again = replace(goal, since=day(7))
    assert (result.before, result.aims.goal, result.aims.later) == (goal, lighter, again)
    assert look_at_aims(work, ADA, at(6)).goal == lighter
    assert look_at_aims(work, ADA, at(7)).goal == again
    assert work.committed


def test_half_of_a_topic_a_day_is_one_on_every_other_day_without_rest() -> None:
    plain, resting = studying(), studying()
    follow(resting, StreakRules((RestDays(day(0), Days.WEEKENDS),)))
    for work in (plain, resting):
        set_goal(work, ADA, at(0), "1/day")

    assert lighten_week(plain, ADA, at(0)).aims.goal == weekly(4)
    assert lighten_week(resting, ADA, at(0)).aims.goal == weekly(3)


def test_a_week_that_is_light_is_not_made_lighter() -> None:
    work = studying()
    set_goal(work, ADA, at(0), "8/week")
    first = lighten_week(work, ADA, at(0))
    work.committed = False

    again = lighten_week(work, ADA, at(1))

    assert again.aims.goal == first.aims.goal == weekly(4)
    assert (again.before, again.aims.later) == (weekly(8, since=7), weekly(8, since=7))
    assert not work.committed


def test_the_next_week_can_be_light_too() -> None:
    work = studying()
    set_goal(work, ADA, at(0), "8/week")
    lighten_week(work, ADA, at(0))

    result = lighten_week(work, ADA, at(7))

    assert (result.aims.goal, result.aims.later) == (weekly(4, since=7), weekly(8, since=14))


def test_a_topic_a_week_and_no_goal_at_all_stay_what_they_are() -> None:
    one, none = studying(), studying()
    set_goal(one, ADA, at(0), "1/week")
    one.committed = False

    assert lighten_week(one, ADA, at(1)) == GoalSet(look_at_aims(one, ADA, at(1)), weekly(1))
    assert lighten_week(none, ADA, at(1)) == GoalSet(look_at_aims(none, ADA, at(1)), None)
    assert not one.committed
    assert not none.committed


def test_a_goal_said_in_a_lighter_week_ends_it() -> None:
    work = studying()
    set_goal(work, ADA, at(0), "5/week")
    lighten_week(work, ADA, at(0))

    result = set_goal(work, ADA, at(1), "5/week")

    assert (result.aims.goal, result.aims.later) == (weekly(5, since=1), None)
    assert result.before == weekly(5, since=7)


def test_keeping_the_pace_changes_nothing_and_offers_the_topic() -> None:
    work = studying()
    set_goal(work, ADA, at(0), "5/week")
    do(work, 0, 3)
    work.committed = False

    assert keep_pace(work, ADA, at(2)) == PaceKept(
        look_at_aims(work, ADA, at(2)), Lately(3, 1), next_topic(work, ADA, at(2))
    )
    assert not work.committed


def test_a_target_is_set_replaced_and_turned_off() -> None:
    work = studying()

    assert set_target(work, ADA, at(0), "30 jun") == TargetSet(
        look_at_aims(work, ADA, at(0)), before=None
    )
    first = Target(date(2027, 6, 30), day(0))
    replaced = set_target(work, ADA, at(1), "in 3 months")
    second = Target(date(2027, 2, 24), day(1))
    assert (replaced.aims.target, replaced.before) == (second, first)
    off = set_target(work, ADA, at(2), None)
    assert (off.aims.target, off.before) == (None, second)
    assert work.committed


def test_a_target_said_again_goes_on_as_it_is() -> None:
    work = studying()
    set_target(work, ADA, at(0), "30 jun")
    work.committed = False

    assert set_target(work, ADA, at(1), "2027-06-30").aims.target == Target(
        date(2027, 6, 30), day(0)
    )
    assert not work.committed


def test_every_roadmap_has_its_own_target() -> None:
    work = studying()
    set_target(work, ADA, at(0), "30 jun")
    switch(work, 0, "django")
    set_target(work, ADA, at(0), "31 jan")
    set_target(work, ADA, at(0), None)
    switch(work, 0, "python")

    assert look_at_aims(work, ADA, at(0)).target == Target(date(2027, 6, 30), day(0))


def test_a_day_without_study_until_it_can_be_a_target_but_none_that_is_in_reach() -> None:
    work = studying()
    follow(work, StreakRules(pauses=(Pause(day(0), day(9)),)))

    way = set_target(work, ADA, at(0), "30 nov").aims.way

    assert way
    assert (way.days, way.needed, way.possible, way.feasible) == (0, None, False, day(39))


def test_a_target_moves_to_the_day_on_which_the_goal_arrives() -> None:
    work = studying(60)
    set_goal(work, ADA, at(0), "1/day")
    set_target(work, ADA, at(0), "30 nov")

    moved = move_target(work, ADA, at(3))

    assert moved == TargetMoved(
        look_at_aims(work, ADA, at(3)), Target(day(7), day(0)), daily(1), day(62)
    )
    assert moved.aims.target == Target(day(62), day(3))
    assert work.committed


def test_without_a_goal_a_target_moves_to_the_day_of_the_usual_pace() -> None:
    work = studying(60)
    do(work, -10, 2)
    do(work, 0, 18)
    set_target(work, ADA, at(0), "30 nov")

    moved = move_target(work, ADA, at(3))

    assert (moved.pace, moved.arrives) == (weekly(10, since=3), day(30))
    assert moved.aims.target == Target(day(30), day(3))

    switch(work, 3, "django")
    set_target(work, ADA, at(3), "30 nov")
    moved = move_target(work, ADA, at(3))

    assert (moved.pace, moved.arrives) == (daily(2, since=3), day(32))
    assert moved.aims.target == Target(day(32), day(3))


def test_a_target_never_moves_nearer() -> None:
    work = studying(60)
    set_goal(work, ADA, at(0), "2/day")
    before = set_target(work, ADA, at(0), "30 jun").aims.target
    work.committed = False

    moved = move_target(work, ADA, at(3))

    assert (moved.aims.target, moved.before, moved.arrives) == (before, before, day(32))
    assert not work.committed


def test_a_target_stays_where_a_goal_takes_more_than_ten_years() -> None:
    work = studying(600)
    set_goal(work, ADA, at(0), "1/week")
    before = set_target(work, ADA, at(0), "30 jun").aims.target

    moved = move_target(work, ADA, at(3))

    assert (moved.aims.target, moved.arrives) == (before, None)


def test_a_target_in_a_lighter_week_moves_to_where_the_goal_after_it_arrives() -> None:
    work = studying(60)
    set_goal(work, ADA, at(0), "2/day")
    lighten_week(work, ADA, at(0))
    set_target(work, ADA, at(0), "30 nov")

    moved = move_target(work, ADA, at(0))

    assert (moved.pace, moved.arrives) == (daily(2, since=7), day(33))


def test_where_nothing_remains_or_is_aimed_at_nothing_moves() -> None:
    finished, aimless = studying(2), studying(60)
    set_target(finished, ADA, at(0), "30 nov")
    do(finished, 0, 2)

    moved = move_target(finished, ADA, at(3))

    assert moved.aims.target == moved.before == Target(day(7), day(0))
    assert moved.arrives is None
    assert move_target(aimless, ADA, at(0)).before is None
    assert not aimless.committed


def test_days_that_can_be_reached_are_offered_the_next_first() -> None:
    work = studying(60)
    set_goal(work, ADA, at(0), "5/week")

    shown = look_at_target(work, ADA, at(0))

    assert shown == TargetShown(
        look_at_aims(work, ADA, at(0)),
        (
            (daily(3), day(19)),
            (daily(2), day(29)),
            (daily(1), day(59)),
            (weekly(5), day(83)),
        ),
    )
    assert shown.aims.steady == SteadyFinish(weekly(5), day(83))


def test_a_day_is_offered_once() -> None:
    few, done = studying(1), studying(1)
    do(done, 0)

    assert look_at_target(few, ADA, at(0)).choices == ((daily(1), day(0)),)
    assert look_at_target(done, ADA, at(0)).choices == ()


def test_a_stranger_aims_at_nothing() -> None:
    work = studying()

    for refused in (
        lambda: set_goal(work, BOB, at(0), "5/week"),
        lambda: lighten_week(work, BOB, at(0)),
        lambda: keep_pace(work, BOB, at(0)),
        lambda: look_at_target(work, BOB, at(0)),
        lambda: set_target(work, BOB, at(0), "30 jun"),
        lambda: move_target(work, BOB, at(0)),
    ):
        with pytest.raises(NotEnrolled):
            refused()
    assert not work.committed
