"""Aims: how a learner stands to a goal and a target, and when they will finish."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from core.errors import NotEnrolled
from core.forecast import forecast
from core.goal import Goal, Per, Standing, Target, WayToTarget, WeekOfGoal
from core.selection import Pick
from core.streak_rules import PLAIN_RULES, Pause, StreakRules
from core.use_cases.aiming import lighten_week, set_goal, set_target
from core.use_cases.aims import (
    Aims,
    Lately,
    SteadyFinish,
    arrival,
    lately,
    look_at_aims,
    usual_pace,
)
from core.use_cases.course import open_course
from core.use_cases.study import complete_ticked, complete_topics, skip_topic
from core.use_cases.undo import undo_action
from tests.builders import TODAY
from tests.core.use_cases.aiming_scenes import ADA, BOB, ada, at, do, fly, studying, switch

TWO_A_DAY = Goal(2, Per.DAY, TODAY)


def day(ahead: int) -> date:
    """Give the date some days after Monday 23 November 2026."""
    return TODAY + timedelta(days=ahead)


def test_who_aims_at_nothing_is_told_when_two_topics_a_day_arrive() -> None:
    assert look_at_aims(studying(60), ADA, at(0)) == Aims(
        today=TODAY,
        remaining=60,
        goal=None,
        week=None,
        later=None,
        target=None,
        standing=None,
        way=None,
        forecast=None,
        steady=SteadyFinish(TWO_A_DAY, day(29)),
    )


def test_both_aims_are_held_against_what_was_done_since_they_were_set() -> None:
    work = studying(60)
    do(work, -1, 3)
    set_goal(work, ADA, at(0), "5/week")
    set_target(work, ADA, at(0), "22 dec")
    do(work, 0, 2)

    aims = look_at_aims(work, ADA, at(1))

    goal = Goal(5, Per.WEEK, TODAY)
    assert aims == Aims(
        today=day(1),
        remaining=55,
        goal=goal,
        week=WeekOfGoal(2, due=0, today=2, week=5, standing=Standing.ON),
        later=None,
        target=Target(day(29), TODAY),
        standing=Standing.ON,
        way=WayToTarget(29, needed=Fraction(55, 29), possible=True, feasible=None),
        forecast=None,
        steady=SteadyFinish(goal, day(77)),
    )


def test_a_goal_counts_every_roadmap_and_a_target_its_own() -> None:
    work = studying(60)
    set_goal(work, ADA, at(0), "5/week")
    set_target(work, ADA, at(0), "22 dec")
    do(work, 0, 2)
    switch(work, 0, "django")
    do(work, 0, 1)

    here = look_at_aims(work, ADA, at(1))
    switch(work, 1, "python")
    there = look_at_aims(work, ADA, at(1))

    assert here.week
    assert there.week
    assert (here.week.done, here.remaining, here.target) == (3, 59, None)
    assert (there.week.done, there.remaining, there.standing) == (3, 58, Standing.ON)
    assert there.target == Target(day(29), TODAY)


def test_what_was_ticked_or_put_aside_brings_no_aim_nearer_than_it_is() -> None:
    work = studying(60, ticked=30)
    set_goal(work, ADA, at(0), "5/week")
    set_target(work, ADA, at(0), "23 nov")
    complete_ticked(work, ADA, at(0))
    skip_topic(work, ADA, at(0), Pick())

    aims = look_at_aims(work, ADA, at(1))

    assert aims.week
    assert (aims.remaining, aims.week.done, aims.standing) == (30, 0, Standing.BEHIND)
    assert lately(open_course(work, ADA, at(1))) == Lately(0, 0)


def test_the_forecast_is_of_what_was_done_in_this_roadmap_alone() -> None:
    work = studying(60)
    for each in range(10):
        do(work, each)
    switch(work, 10, "django")
    do(work, 10, 30)
    switch(work, 10, "python")

    aims = look_at_aims(work, ADA, at(10))

    assert aims.forecast == forecast(map(day, range(10)), 50, day(10))
    assert aims.forecast


def test_a_pause_to_come_pushes_off_the_forecast_and_the_finish() -> None:
    work = studying(60)
    for each in range(10):
        do(work, each)
    before = look_at_aims(work, ADA, at(10))
    rules = StreakRules(pauses=(Pause(day(11), day(30)),))
    learner = ada(work)
    work.learners.save(replace(learner, rhythm=replace(learner.rhythm, rules=rules)))

    after = look_at_aims(work, ADA, at(10))

    assert before.forecast
    assert after.forecast
    assert before.steady
    assert after.steady
    assert before.forecast.earliest
    assert after.forecast.earliest == before.forecast.earliest + timedelta(days=20)
    assert (before.steady.day, after.steady.day) == (day(34), day(54))


@pytest.mark.parametrize(("topics", "there"), [(15, True), (14, False)])
def test_with_the_end_in_sight_there_is_no_forecast_any_more(topics: int, *, there: bool) -> None:
    work = studying(topics)
    for each in range(10):
        do(work, each)

    assert bool(look_at_aims(work, ADA, at(10)).forecast) is there


def test_where_nothing_remains_there_is_nothing_to_expect() -> None:
    work = studying(3)
    set_target(work, ADA, at(0), "30 nov")
    do(work, 0, 3)

    aims = look_at_aims(work, ADA, at(1))

    assert (aims.remaining, aims.forecast, aims.steady) == (0, None, None)
    assert aims.standing is Standing.AHEAD
    assert aims.way == WayToTarget(7, Fraction(0), possible=True, feasible=None)


def test_a_target_out_of_reach_names_the_day_of_the_usual_pace() -> None:
    work = studying(60)
    for each in (-8, -1):
        do(work, each, 4)
    set_target(work, ADA, at(0), "25 nov")

    aims = look_at_aims(work, ADA, at(0))

    assert aims.way
    assert (aims.way.days, aims.way.possible, aims.way.feasible) == (3, False, day(51))


def test_what_was_taken_back_or_added_later_counts_as_if_it_had_always_been_so() -> None:
    work = studying(60)
    set_goal(work, ADA, at(0), "2/day")
    set_target(work, ADA, at(0), "22 dec")
    before = look_at_aims(work, ADA, at(1))
    complete_topics(work, ADA, at(1), Pick("1-3"), yesterday=True)
    after = look_at_aims(work, ADA, at(1))
    undo_action(work, ADA, at(1))

    assert after.week == WeekOfGoal(3, due=2, today=4, week=14, standing=Standing.ON)
    assert after.remaining == 57
    assert look_at_aims(work, ADA, at(1)) == before


def test_a_goal_holds_though_one_flies_west_to_the_day_before_it_was_set() -> None:
    work = studying(60)
    fly(work, 0, "Pacific/Auckland")
    goal = set_goal(work, ADA, at(0), "5/week").aims.goal
    do(work, 0)
    fly(work, 0, "America/Los_Angeles")

    aims = look_at_aims(work, ADA, at(0))

    assert goal
    assert goal.since == day(1) > aims.today
    assert aims.goal == goal
    assert aims.week
    assert aims.week.done == 1


def test_a_lighter_week_holds_though_one_flies_west_to_the_day_before_it() -> None:
    work = studying(60)
    fly(work, 0, "Pacific/Auckland")
    set_goal(work, ADA, at(0), "8/week")
    set_by = lighten_week(work, ADA, at(0)).aims
    fly(work, 0, "America/Los_Angeles")

    aims = look_at_aims(work, ADA, at(0))

    assert set_by.goal == Goal(4, Per.WEEK, day(1))
    assert (aims.goal, aims.later) == (set_by.goal, set_by.later)


def test_a_lighter_week_arrives_later_than_the_goal_it_stands_for() -> None:
    work = studying(60)
    goal = set_goal(work, ADA, at(0), "2/day").aims.goal
    assert goal
    lighten_week(work, ADA, at(0))

    aims = look_at_aims(work, ADA, at(0))

    assert (aims.goal, aims.later) == (Goal(1, Per.DAY, TODAY), replace(goal, since=day(7)))
    assert aims.steady == SteadyFinish(replace(goal, since=day(7)), day(33))


@pytest.mark.parametrize(
    ("remaining", "arrives"), [(1, 0), (7, 6), (8, 7), (9, 7), (10, 8), (21, 13)]
)
def test_a_lighter_week_gives_what_it_has_and_the_next_goal_the_rest(
    remaining: int, arrives: int
) -> None:
    light, later = Goal(1, Per.DAY, TODAY), Goal(2, Per.DAY, day(7))

    assert arrival(light, later, remaining, TODAY, PLAIN_RULES) == day(arrives)


def test_days_of_rest_give_a_lighter_week_nothing() -> None:
    light, later = Goal(1, Per.DAY, TODAY), Goal(2, Per.DAY, day(7))
    rules = StreakRules(pauses=(Pause(day(2), day(6)),))

    assert arrival(light, later, 9, TODAY, rules) == day(10)


def test_the_usual_is_of_the_last_28_days() -> None:
    work = studying(60)
    do(work, 0, 20)
    do(work, 1, 3)

    assert lately(open_course(work, ADA, at(27))) == Lately(23, 2)
    assert lately(open_course(work, ADA, at(28))) == Lately(3, 1)
    assert usual_pace(open_course(work, ADA, at(5))) is None
    assert usual_pace(open_course(work, ADA, at(27))) == Goal(6, Per.WEEK, day(27))
    assert usual_pace(open_course(work, ADA, at(29))) is None


def test_a_stranger_has_no_aims() -> None:
    with pytest.raises(NotEnrolled):
        look_at_aims(studying(), BOB, at(0))
