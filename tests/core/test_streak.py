"""The streak: days in a row, told by the dates on the events."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.history import Event, EventKind
from core.streak import Streak, last_chance, streak
from core.streak_rules import PLAIN_RULES, Pause, RestDays, StreakRules
from core.weekdays import Days
from tests.builders import TODAY, days_ago, event
from tests.core.calendar_walk import walked_streak
from tests.core.streak_draws import some_rules, some_study, studied


def plain(*days: int) -> Streak:
    """Give the streak of a learner who studied so many days ago, without rest days or pauses."""
    return streak(studied(*days), PLAIN_RULES, TODAY)


def back(first: int, last: int) -> Iterable[int]:
    """Count the days ago, from the first to the last of them."""
    return range(first, last - 1, -1)


def test_nobody_begins_with_a_streak() -> None:
    assert plain() == Streak(0, 0, studied_today=False, last_day=None, freezes=2)


def test_a_topic_today_makes_a_streak_of_one() -> None:
    assert plain(0) == Streak(1, 1, studied_today=True, last_day=TODAY)


def test_a_day_that_is_not_over_breaks_nothing_and_takes_no_freeze() -> None:
    assert plain(2, 1) == Streak(2, 2, studied_today=False, last_day=days_ago(1))


def test_many_topics_on_one_day_are_one_day() -> None:
    assert plain(0, 0, 0).current == 1


def test_skips_and_ticked_boxes_earn_no_day() -> None:
    log = [event(1, 1, EventKind.SKIPPED), event(2, 2, EventKind.TICKED)]
    assert streak(log, PLAIN_RULES, TODAY).current == 0


def test_a_review_earns_a_day() -> None:
    assert streak([event(1, 1, EventKind.REVIEWED)], PLAIN_RULES, TODAY).current == 1


def test_a_day_written_down_later_joins_what_lay_apart_and_gives_its_freezes_back() -> None:
    later = [replace(each, added_later=True) for each in studied(3, 2, 1)]
    assert streak([*studied(4, 0), *later], PLAIN_RULES, TODAY) == plain(*back(4, 0))


def test_a_learner_who_flew_west_keeps_tomorrow() -> None:
    assert plain(0, -1).current == 2


class TestFreezes:
    """A freeze covers a missed day by itself, and comes back after seven days of study."""

    def test_a_missed_day_takes_a_freeze_and_counts_for_nothing(self) -> None:
        assert plain(4, 3, 2) == Streak(
            3, 3, studied_today=False, last_day=days_ago(2), freezes=1, freeze_in=7, frozen=1
        )

    def test_a_third_missed_day_ends_the_streak_with_the_freezes_gone(self) -> None:
        assert plain(6, 5, 4) == Streak(
            0,
            3,
            studied_today=False,
            last_day=days_ago(4),
            freezes=0,
            freeze_in=7,
            frozen=2,
            missed=1,
            lost=3,
        )

    def test_without_a_streak_no_freeze_is_taken(self) -> None:
        log = [*back(40, 34), *back(27, 21), *back(14, 8)]
        assert plain(*log).freezes == 0
        gone = streak(studied(*back(21, 15)), PLAIN_RULES, TODAY + timedelta(days=300))
        assert (gone.freezes, gone.frozen, gone.missed) == (0, 2, 312)

    def test_a_freeze_that_was_used_comes_back_on_the_seventh_study_day(self) -> None:
        before, after = plain(8, *back(6, 1)), plain(8, *back(6, 0))
        assert (before.freezes, before.freeze_in) == (1, 1)
        assert (after.freezes, after.freeze_in, after.current) == (2, None, 8)

    def test_study_days_while_none_is_missing_are_not_saved_up(self) -> None:
        assert plain(*back(30, 2)).freeze_in == 7

    def test_study_days_before_a_streak_ended_still_pay_for_a_freeze(self) -> None:
        found = plain(*back(14, 12), *back(10, 8), *back(3, 0))
        assert (found.current, found.freezes, found.freeze_in) == (4, 1, 7)

    def test_no_more_than_two_are_ever_kept(self) -> None:
        assert plain(*back(100, 0)).freezes == 2


class TestTheLastChance:
    """The day at whose end a streak is lost is known beforehand."""

    def test_with_freezes_left_it_is_days_ahead(self) -> None:
        assert last_chance(plain(1), PLAIN_RULES, TODAY) == days_ago(-2)

    def test_after_a_topic_today_it_is_one_day_later(self) -> None:
        assert last_chance(plain(1, 0), PLAIN_RULES, TODAY) == days_ago(-3)

    def test_without_freezes_it_is_today(self) -> None:
        assert last_chance(plain(3), PLAIN_RULES, TODAY) == TODAY

    def test_days_that_need_no_study_put_it_off(self) -> None:
        rules = PLAIN_RULES.pausing(TODAY, days_ago(-9), TODAY)
        assert last_chance(plain(3), rules, TODAY) == days_ago(-10)

    @given(some_study(), some_rules(), st.integers(-5, 5))
    def test_a_streak_lives_up_to_it_and_no_longer(
        self, events: list[Event], rules: StreakRules, later: int
    ) -> None:
        today = TODAY + timedelta(days=later)
        last = last_chance(streak(events, rules, today), rules, today)
        lived = [
            bool(last and streak(events, rules, max(today, last + timedelta(days=n))).current)
            for n in (0, 1)
        ]
        assert lived == [last is not None, False]

    def test_where_there_is_no_streak_there_is_none(self) -> None:
        assert last_chance(plain(9), PLAIN_RULES, TODAY) is None


class TestRest:
    """Days that need no study neither count nor break, unless something is studied on them."""

    def test_a_rest_day_takes_no_freeze(self) -> None:
        rules = StreakRules((RestDays(days_ago(30), Days.WEEKENDS),))
        assert streak(studied(4, 3), rules, TODAY) == Streak(
            2, 2, studied_today=False, last_day=days_ago(3)
        )

    def test_a_pause_ends_by_itself(self) -> None:
        rules = StreakRules(pauses=(Pause(days_ago(20), days_ago(4)),))
        assert streak(studied(21), rules, TODAY) == Streak(
            0,
            1,
            studied_today=False,
            last_day=days_ago(21),
            freezes=0,
            freeze_in=7,
            frozen=2,
            missed=1,
            lost=1,
        )

    def test_study_on_a_rest_day_and_in_a_pause_counts(self) -> None:
        rules = StreakRules(
            (RestDays(days_ago(30), Days.SUNDAY),), (Pause(days_ago(9), days_ago(0)),)
        )
        assert streak(studied(*back(9, 0)), rules, TODAY).current == 10


@given(some_study(), some_rules(), st.integers(-5, 20))
def test_the_streak_is_what_walking_the_calendar_gives(
    events: list[Event], rules: StreakRules, later: int
) -> None:
    last = max((each.moment.date for each in events), default=TODAY)
    today = last + timedelta(days=later)
    assert streak(events, rules, today) == walked_streak(events, rules, today)
