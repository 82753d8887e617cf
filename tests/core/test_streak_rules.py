"""Streak rules: rest days and pauses hold from the day on which they are said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.streak_rules import PLAIN_RULES, Pause, RestDays, StreakRules
from core.weekdays import Days
from tests.builders import TODAY, days_ago
from tests.core.streak_draws import DAYS_OF_THE_WEEK, OFFSETS, some_rules

TOMORROW, YESTERDAY = days_ago(-1), days_ago(1)


def spared(rules: StreakRules, *days: date) -> list[bool]:
    return [rules.spare(day) for day in days]


def test_rest_days_hold_from_the_day_on_which_they_are_said() -> None:
    rules = PLAIN_RULES.resting(Days.SUNDAY | Days.MONDAY, TODAY)
    assert f"{TODAY:%A}" == "Monday"
    assert spared(rules, days_ago(7), YESTERDAY, TODAY, TOMORROW, days_ago(-6)) == [
        False,
        False,
        True,
        False,
        True,
    ]


def test_the_rest_days_said_last_on_a_day_hold() -> None:
    rules = PLAIN_RULES.resting(Days.WEEKENDS, TODAY).resting(Days(0), TODAY)
    assert rules == PLAIN_RULES


def test_rest_days_said_again_later_add_nothing() -> None:
    rules = PLAIN_RULES.resting(Days.WEEKENDS, YESTERDAY)
    assert rules.resting(Days.WEEKENDS, TODAY) == rules


def test_what_lies_ahead_is_all_that_is_asked_of_days_to_come() -> None:
    rules = StreakRules(
        (RestDays(days_ago(9), Days.MONDAY), RestDays(days_ago(3), Days.SUNDAY)),
        (Pause(days_ago(8), days_ago(7)), Pause(YESTERDAY, TOMORROW)),
    )
    assert rules.ahead(TODAY) == StreakRules(rules.rests[1:], rules.pauses[1:])


def test_a_pause_counts_from_today_on_both_its_ends_included() -> None:
    rules = PLAIN_RULES.pausing(days_ago(5), TOMORROW, TODAY)
    assert spared(rules, YESTERDAY, TODAY, TOMORROW, days_ago(-2)) == [False, True, True, False]


def test_a_pause_that_is_over_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        PLAIN_RULES.pausing(days_ago(5), YESTERDAY, TODAY)


def test_a_pause_taken_back_leaves_the_days_that_were_paused() -> None:
    begun = StreakRules(pauses=(Pause(days_ago(2), days_ago(-9)), Pause(TOMORROW, days_ago(-3))))
    assert begun.resuming(TODAY) == StreakRules(pauses=(Pause(days_ago(2), YESTERDAY),))


def test_a_week_of_rest_days_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="a week needs a day"):
        PLAIN_RULES.resting(Days.DAILY, TODAY)


@given(some_rules(), DAYS_OF_THE_WEEK, OFFSETS, OFFSETS, st.integers(0, 20))
def test_what_is_said_of_rest_changes_no_day_that_is_over(
    rules: StreakRules, days: Days, now: int, first: int, more: int
) -> None:
    today = days_ago(now)
    last = max(days_ago(first - more), today)
    said = rules.resuming(today).pausing(days_ago(first), last, today).resting(days, today)
    over = [days_ago(ago) for ago in range(80, now, -1)]
    assert [(said.pauses_on(day), said.rests_on(day)) for day in over] == [
        (rules.pauses_on(day), rules.rests_on(day)) for day in over
    ]
