"""Goals: what is asked for, what was done, and a day that can be reached where one cannot."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.goal import (
    FURTHEST,
    STRETCH,
    Goal,
    Per,
    Standing,
    Target,
    WayToTarget,
    WeekOfGoal,
    begin_of,
    finish,
    standing_to,
    usual_of,
    way_to,
    week_of,
)
from core.streak_rules import PLAIN_RULES, Pause, RestDays, StreakRules
from core.weekdays import Days

MONDAY = date(2026, 11, 23)
TUE, WED, THU, FRI, SAT, SUN = (MONDAY + timedelta(ahead) for ahead in range(1, 7))
LONG_AGO = date(2026, 1, 5)
REST_ON_WEEKENDS = (RestDays(LONG_AGO, Days.WEEKENDS),)
MON_TO_WED = Days.MONDAY | Days.TUESDAY | Days.WEDNESDAY
AHEAD, ON, BEHIND = Standing.AHEAD, Standing.ON, Standing.BEHIND

FIVE_A_WEEK = Goal(5, Per.WEEK, LONG_AGO)
TWO_A_DAY = Goal(2, Per.DAY, LONG_AGO)


@pytest.mark.parametrize(
    ("today", "done", "stands"),
    [
        (MONDAY, 0, WeekOfGoal(0, due=0, today=1, week=5, standing=ON)),
        (MONDAY, 1, WeekOfGoal(1, due=0, today=1, week=5, standing=ON)),
        (MONDAY, 2, WeekOfGoal(2, due=0, today=1, week=5, standing=AHEAD)),
        (WED, 0, WeekOfGoal(0, due=1, today=3, week=5, standing=BEHIND)),
        (WED, 1, WeekOfGoal(1, due=1, today=3, week=5, standing=ON)),
        (SUN, 4, WeekOfGoal(4, due=4, today=5, week=5, standing=ON)),
        (SUN, 3, WeekOfGoal(3, due=4, today=5, week=5, standing=BEHIND)),
        (SUN, 6, WeekOfGoal(6, due=4, today=5, week=5, standing=AHEAD)),
    ],
)
def test_a_weeks_topics_are_due_evenly_and_today_is_not_judged_before_it_is_over(
    today: date, done: int, stands: WeekOfGoal
) -> None:
    assert week_of(FIVE_A_WEEK, done, today, PLAIN_RULES) == stands


def test_days_of_rest_ask_for_nothing_and_the_others_for_more() -> None:
    rules = StreakRules(REST_ON_WEEKENDS)

    assert week_of(FIVE_A_WEEK, 4, FRI, rules) == WeekOfGoal(4, 4, 5, 5, ON)
    assert week_of(FIVE_A_WEEK, 5, SUN, rules) == WeekOfGoal(5, 5, 5, 5, ON)


def test_a_pause_takes_its_share_of_the_week() -> None:
    rules = StreakRules(REST_ON_WEEKENDS, (Pause(WED, FRI),))

    assert week_of(FIVE_A_WEEK, 2, FRI, rules) == WeekOfGoal(2, 2, 2, 2, ON)


def test_in_a_week_without_a_day_of_study_nothing_is_due() -> None:
    changed = (RestDays(LONG_AGO, MON_TO_WED), RestDays(THU, Days.DAILY ^ MON_TO_WED))
    rules = StreakRules(changed)

    assert week_of(FIVE_A_WEEK, 0, FRI, rules) == WeekOfGoal(0, 0, 0, 0, ON)


def test_a_daily_goal_is_counted_over_the_week() -> None:
    assert week_of(TWO_A_DAY, 5, WED, PLAIN_RULES) == WeekOfGoal(
        5, due=4, today=6, week=14, standing=ON
    )


def test_a_goal_set_within_a_week_asks_for_the_rest_of_it_alone() -> None:
    goal = Goal(5, Per.WEEK, FRI)

    assert begin_of(goal, SAT) == FRI
    assert week_of(goal, 0, SAT, PLAIN_RULES) == WeekOfGoal(0, due=0, today=2, week=3, standing=ON)


def test_a_week_begins_on_monday_and_owes_nothing_from_before() -> None:
    assert begin_of(FIVE_A_WEEK, SUN) == MONDAY


def test_a_goal_of_no_topics_is_none() -> None:
    with pytest.raises(ValueError, match="a goal needs a topic"):
        Goal(0, Per.DAY, MONDAY)


@pytest.mark.parametrize(
    ("done", "remaining", "standing"),
    [(9, 21, BEHIND), (10, 20, ON), (11, 19, ON), (12, 18, AHEAD), (30, 0, AHEAD)],
)
def test_a_targets_topics_are_due_evenly_from_the_day_it_was_set(
    done: int, remaining: int, standing: Standing
) -> None:
    target = Target(day=MONDAY + timedelta(19), since=MONDAY - timedelta(10))

    assert standing_to(target, remaining, done, MONDAY, PLAIN_RULES) is standing


@pytest.mark.parametrize(("remaining", "standing"), [(1, BEHIND), (0, ON)])
def test_after_a_target_all_is_due_and_no_more(remaining: int, standing: Standing) -> None:
    target = Target(day=MONDAY - timedelta(1), since=MONDAY - timedelta(10))

    assert standing_to(target, remaining, 10 - remaining, MONDAY, PLAIN_RULES) is standing


def test_what_a_target_needs_is_spread_over_the_days_of_study_with_today() -> None:
    rules = StreakRules(REST_ON_WEEKENDS, (Pause(TUE, TUE),))

    assert way_to(Target(SUN, LONG_AGO), 6, TWO_A_DAY, MONDAY, rules) == WayToTarget(
        days=4, needed=Fraction(3, 2), possible=True, feasible=None
    )


def test_a_target_out_of_reach_is_said_with_the_day_the_usual_topics_arrive() -> None:
    reach = STRETCH * 2 * 7
    target = Target(SUN, LONG_AGO)

    assert way_to(target, reach, TWO_A_DAY, MONDAY, PLAIN_RULES) == WayToTarget(
        7, Fraction(6), possible=True, feasible=None
    )
    assert way_to(target, reach + 1, TWO_A_DAY, MONDAY, PLAIN_RULES) == WayToTarget(
        7, Fraction(43, 7), possible=False, feasible=MONDAY + timedelta(21)
    )


def test_a_target_that_is_over_or_rested_away_needs_another_day() -> None:
    over = way_to(Target(SUN - timedelta(7), LONG_AGO), 4, TWO_A_DAY, MONDAY, PLAIN_RULES)
    rested = way_to(
        Target(MONDAY, LONG_AGO), 4, TWO_A_DAY, MONDAY, StreakRules(pauses=(Pause(MONDAY, MONDAY),))
    )

    assert over == WayToTarget(0, None, possible=False, feasible=TUE)
    assert rested == WayToTarget(0, None, possible=False, feasible=WED)


def test_a_target_is_reached_when_nothing_remains() -> None:
    over = Target(SUN - timedelta(7), LONG_AGO)

    assert way_to(over, 0, TWO_A_DAY, MONDAY, PLAIN_RULES) == WayToTarget(
        0, None, possible=True, feasible=None
    )


def test_a_pace_is_that_of_a_week_over_all_days_and_known_after_seven() -> None:
    paces = [usual_of(0, 28, MONDAY), usual_of(9, 6, MONDAY), usual_of(29, 28, MONDAY)]

    assert paces == [None, None, Goal(8, Per.WEEK, MONDAY)]


def test_who_studies_on_sundays_alone_does_no_sunday_on_each_day() -> None:
    sundays = Goal(7, Per.WEEK, MONDAY)

    way = way_to(Target(MONDAY + timedelta(51), MONDAY), 704, sundays, MONDAY, PLAIN_RULES)

    assert way == WayToTarget(
        52, Fraction(704, 52), possible=False, feasible=MONDAY + timedelta(703)
    )


def test_who_keeps_a_goal_finishes_on_the_day_its_topics_arrive() -> None:
    rules = StreakRules(REST_ON_WEEKENDS)

    assert finish(TWO_A_DAY, 11, MONDAY, rules) == MONDAY + timedelta(7)
    assert finish(FIVE_A_WEEK, 5, MONDAY, rules) == FRI
    assert finish(FIVE_A_WEEK, 10, MONDAY, PLAIN_RULES) == SUN + timedelta(7)


def test_who_never_studies_or_needs_more_than_ten_years_has_no_day() -> None:
    assert finish(TWO_A_DAY, 1, MONDAY, StreakRules(pauses=(Pause(MONDAY, date.max),))) is None
    assert (
        finish(Goal(1, Per.DAY, MONDAY), FURTHEST.days + 1, MONDAY, PLAIN_RULES)
        == MONDAY + FURTHEST
    )
    assert finish(Goal(1, Per.DAY, MONDAY), FURTHEST.days + 2, MONDAY, PLAIN_RULES) is None


GOALS = st.builds(Goal, st.integers(1, 30), st.sampled_from(Per), st.dates(LONG_AGO, SUN))
RULES = st.builds(
    lambda days, pauses: StreakRules((RestDays(LONG_AGO, Days(days)),), tuple(pauses)),
    st.integers(0, Days.DAILY - 1),
    st.lists(st.builds(Pause, st.just(TUE), st.dates(TUE, SUN + timedelta(30))), max_size=1),
)


@given(GOALS, RULES, st.integers(1, 900), st.integers(0, 20))
def test_a_finish_is_the_day_that_walking_the_calendar_comes_to(
    goal: Goal, rules: StreakRules, remaining: int, ahead: int
) -> None:
    first = SUN + timedelta(ahead)
    left, day = Fraction(remaining), first - timedelta(1)
    while left > 0 and day - first < FURTHEST:
        day += timedelta(1)
        left -= 0 if rules.spare(day) else goal.a_day(day, rules)

    assert finish(goal, remaining, first, rules) == (day if left <= 0 else None)


def test_nothing_remaining_has_no_finish() -> None:
    with pytest.raises(ValueError, match="a topic that remains"):
        finish(TWO_A_DAY, 0, MONDAY, PLAIN_RULES)


@given(GOALS, RULES, st.integers(0, 6), st.integers(0, 60))
def test_less_than_was_due_is_behind_and_more_than_will_be_is_ahead(
    goal: Goal, rules: StreakRules, ahead: int, done: int
) -> None:
    today = max(MONDAY + timedelta(ahead), goal.since)

    stands = week_of(goal, done, today, rules)

    assert 0 <= stands.due <= stands.today <= stands.week
    assert (stands.standing is BEHIND) == (done < stands.due)
    assert (stands.standing is AHEAD) == (done > stands.today)


@given(st.integers(1, 400), GOALS, st.integers(0, 90), RULES)
def test_who_does_what_a_target_needs_from_today_on_arrives_by_it(
    remaining: int, usual: Goal, days: int, rules: StreakRules
) -> None:
    target = Target(MONDAY + timedelta(days), MONDAY)

    way = way_to(target, remaining, usual, MONDAY, rules)

    if way.needed is None:
        assert not way.possible
        return
    a_day = Goal(-(-way.needed.numerator // way.needed.denominator), Per.DAY, MONDAY)
    arrives = finish(a_day, remaining, MONDAY, rules)
    assert arrives is not None
    assert arrives <= target.day
    assert way.possible == (way.needed <= STRETCH * usual.a_day(MONDAY, rules))
    assert way.possible or way.feasible == finish(usual, remaining, MONDAY, rules)
