"""The forecast: a range of days that follows from the last 28, and from nothing else."""

from datetime import date, timedelta
from itertools import repeat
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forecast import DAYS_SEEN, Forecast, forecast, ratio_of_waits
from core.goal import FURTHEST
from core.streak_rules import Pause, StreakRules
from tests.builders import TODAY, days_ago


def done(by_days_ago: dict[int, int]) -> list[date]:
    """Give a date for each topic done so many days ago."""
    return [days_ago(ago) for ago, topics in by_days_ago.items() for _ in range(topics)]


def ahead(days: int) -> date:
    """Give the date some days after TODAY."""
    return days_ago(-days)


EVERY_DAY = done(dict.fromkeys(range(40), 1))
EVERY_OTHER_DAY = done(dict.fromkeys(range(0, 40, 2), 1))


def test_who_studied_every_day_finishes_about_when_a_topic_a_day_does() -> None:
    assert forecast(EVERY_DAY, 30, TODAY) == Forecast(ahead(29), ahead(32))


def test_half_the_pace_takes_twice_as_long() -> None:
    assert forecast(EVERY_OTHER_DAY, 30, TODAY) == Forecast(ahead(51), ahead(72))


def test_four_sundays_prove_less_than_28_days() -> None:
    sundays = done(dict.fromkeys(range(2, 50, 7), 7))

    assert forecast(sundays, 30, TODAY) == Forecast(ahead(23), ahead(39))


def test_who_studies_by_fits_and_starts_gets_a_wider_range() -> None:
    uneven = done({1: 9, 2: 8, 3: 1, 20: 4, 21: 6, 50: 1})

    assert forecast(uneven, 30, TODAY) == Forecast(ahead(10), ahead(86))


def test_what_lies_before_the_last_28_days_changes_nothing() -> None:
    before = done({DAYS_SEEN: 50, DAYS_SEEN + 30: 7})

    assert forecast(EVERY_OTHER_DAY + before, 30, TODAY) == forecast(EVERY_OTHER_DAY, 30, TODAY)


def test_today_counts_once_something_was_done() -> None:
    before_study = forecast(done(dict.fromkeys(range(1, 40), 1)), 30, TODAY)
    after_study = forecast(done(dict.fromkeys(range(40), 1)), 29, TODAY)

    assert before_study == Forecast(ahead(28), ahead(31))
    assert after_study == Forecast(ahead(28), ahead(31))


def test_who_has_begun_today_and_is_almost_there_may_finish_today() -> None:
    three_a_day = dict.fromkeys(range(1, 40), 3)

    assert forecast(done({0: 2} | three_a_day), 1, TODAY) == Forecast(TODAY, ahead(1))
    assert forecast(done(three_a_day), 1, TODAY) == Forecast(TODAY, TODAY)


@pytest.mark.parametrize(
    "too_few",
    [
        {},
        {0: 5},
        {7: 1, 5: 1, 3: 1},
        {60: 1, 20: 30, 19: 30},
        {90: 1, 60: 1, 30: 1},
    ],
)
def test_there_is_no_forecast_from_less_than_a_week_or_from_less_than_three_days_of_study(
    too_few: dict[int, int],
) -> None:
    assert forecast(done(too_few), 30, TODAY) is None


def test_a_beginner_is_judged_by_the_days_after_the_first() -> None:
    beginner = done({8: 40, 7: 1, 5: 2, 4: 1, 2: 1, 1: 1})

    assert forecast(beginner, 30, TODAY) == Forecast(ahead(21), ahead(63))


def test_a_pause_neither_slows_the_pace_seen_nor_lets_study_be_expected() -> None:
    rules = StreakRules(pauses=(Pause(days_ago(9), ahead(4)),))
    before = done(dict.fromkeys(range(10, 60), 1))

    paused = forecast(before, 30, TODAY, rules=rules)

    assert paused == Forecast(ahead(28 + 5), ahead(31 + 5))


def test_study_in_a_pause_counts() -> None:
    rules = StreakRules(pauses=(Pause(days_ago(50), TODAY),))

    assert forecast(EVERY_DAY, 30, TODAY, rules=rules) == forecast(EVERY_DAY, 30, TODAY)


def test_the_last_topic_of_who_works_in_great_bursts_waits_for_the_next() -> None:
    bursts = done({1: 20, 2: 20, 3: 20, 50: 1})

    one, a_days_topics = forecast(bursts, 1, TODAY), forecast(bursts, 20, TODAY)

    assert one == Forecast(TODAY, ahead(42))
    assert a_days_topics == one


def test_a_day_more_than_ten_years_ahead_is_not_named() -> None:
    seldom = done({3: 1, 11: 1, 19: 1, 27: 1, 60: 1})

    assert forecast(seldom, 500, TODAY) == Forecast(ahead(2564), None)
    assert forecast(seldom, 5000, TODAY) == Forecast(None, None)


def test_who_is_paused_for_years_gets_no_day() -> None:
    rules = StreakRules(pauses=(Pause(ahead(1), TODAY + FURTHEST),))

    paused = forecast(EVERY_DAY, 30, TODAY, rules=rules)

    assert paused == Forecast(None, None)


def test_nothing_remaining_is_no_question() -> None:
    with pytest.raises(ValueError, match="a topic that remains"):
        forecast(EVERY_DAY, 0, TODAY)


@given(
    st.lists(st.integers(0, 40), max_size=60),
    st.integers(1, 400),
    st.integers(1, 50),
)
def test_more_topics_never_finish_earlier_and_the_range_is_never_upside_down(
    ago: list[int], remaining: int, more: int
) -> None:
    dates = [days_ago(each) for each in ago]
    soon, later = forecast(dates, remaining, TODAY), forecast(dates, remaining + more, TODAY)
    if soon is None or later is None:
        assert soon is later
        return
    assert TODAY <= filled(soon.earliest) <= filled(soon.latest)
    assert filled(soon.earliest) <= filled(later.earliest)
    assert filled(soon.latest) <= filled(later.latest)


@pytest.mark.parametrize("coming", [1, 3, 10, 40])
@pytest.mark.parametrize("past", [1, 2, 5, 30])
def test_the_quantiles_are_those_of_the_f_distribution_within_a_tenth(
    coming: int, past: int
) -> None:
    normal = 1.2815515655
    for probability, quantile in ((0.1, -normal), (0.9, normal)):
        exact = f_quantile(probability, coming, past)
        assert ratio_of_waits(coming, past, quantile) == pytest.approx(exact, rel=0.1)


def filled(day: date | None) -> date:
    """Put a day that is not named behind all that are."""
    return day or TODAY + FURTHEST + timedelta(1)


def f_quantile(probability: float, coming: int, past: int) -> float:
    """Bisect the exact distribution function, a binomial sum where both shapes are whole."""
    low, high = 0.0, 1000.0
    for _ in repeat(None, 80):
        middle = (low + high) / 2
        share = middle * coming / (middle * coming + past)
        trials = coming + past - 1
        below = sum(
            comb(trials, hits) * share**hits * (1 - share) ** (trials - hits)
            for hits in range(coming, trials + 1)
        )
        low, high = (middle, high) if below < probability else (low, middle)
    return low
