"""The ledger: each day with its reason, the same as the streak and as walking the calendar."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.history import Event
from core.ledger import DayKind, LedgerDay, ledger
from core.streak import streak
from core.streak_rules import PLAIN_RULES, Pause, RestDays, StreakRules
from core.weekdays import Days
from tests.builders import TODAY, days_ago
from tests.core.calendar_walk import freezes_after, streak_after, walked
from tests.core.streak_draws import some_rules, some_study, studied


def last_of(events: list[Event]) -> date:
    return max((each.moment.date for each in events), default=TODAY)


def test_who_never_studied_has_no_ledger() -> None:
    assert ledger([], PLAIN_RULES, TODAY) == ()


def test_each_day_is_told_with_what_it_was_and_what_it_left() -> None:
    events = studied(11, 10, 5)
    rules = StreakRules(
        (RestDays(days_ago(30), Days.SATURDAY),), (Pause(days_ago(7), days_ago(6)),)
    )
    assert ledger(events, rules, TODAY) == (
        LedgerDay(days_ago(11), DayKind.STUDIED, 1, 2, events[0]),
        LedgerDay(days_ago(10), DayKind.STUDIED, 2, 2, events[1]),
        LedgerDay(days_ago(9), DayKind.REST, 2, 2),
        LedgerDay(days_ago(8), DayKind.FROZEN, 2, 1),
        LedgerDay(days_ago(7), DayKind.PAUSE, 2, 1),
        LedgerDay(days_ago(6), DayKind.PAUSE, 2, 1),
        LedgerDay(days_ago(5), DayKind.STUDIED, 3, 1, events[2]),
        LedgerDay(days_ago(4), DayKind.FROZEN, 3, 0),
        LedgerDay(days_ago(3), DayKind.MISSED, 0, 0),
        LedgerDay(days_ago(2), DayKind.REST, 0, 0),
        LedgerDay(days_ago(1), DayKind.MISSED, 0, 0),
        LedgerDay(TODAY, DayKind.OPEN, 0, 0),
    )


def test_a_day_is_told_with_the_first_topic_of_it() -> None:
    first, second = studied(0, 0)
    assert [day.event for day in ledger([first, second], PLAIN_RULES, TODAY)] == [first]


def test_a_day_before_one_that_was_studied_is_over_even_for_who_flew_west() -> None:
    told = ledger(studied(1, -1), PLAIN_RULES, TODAY)
    assert [day.kind for day in told] == [DayKind.STUDIED, DayKind.FROZEN, DayKind.STUDIED]


@given(some_study(), some_rules(), st.integers(-5, 20))
def test_the_ledger_is_what_walking_the_calendar_gives(
    events: list[Event], rules: StreakRules, later: int
) -> None:
    today = last_of(events) + timedelta(days=later)
    found = walked(events, rules, today)
    told = ledger(events, rules, today)
    assert [(day.date, day.kind, day.streak, day.freezes) for day in told] == [
        (day, kind, streak_after(found.up_to(day)), freezes_after(found.up_to(day))[0])
        for day, kind in found.days.items()
    ]


@given(some_study(), some_rules(), st.integers(-5, 20))
def test_the_ledger_ends_where_the_streak_stands(
    events: list[Event], rules: StreakRules, later: int
) -> None:
    today = last_of(events) + timedelta(days=later)
    told = ledger(events, rules, today)
    found = streak(events, rules, today)
    end = (told[-1].streak, told[-1].freezes) if told else (0, 2)
    assert (found.current, found.freezes) == end
    assert found.longest == max((day.streak for day in told), default=0)


@given(some_study(), some_rules(), st.integers(0, 20))
def test_the_next_day_rewrites_no_day_that_was_over(
    events: list[Event], rules: StreakRules, later: int
) -> None:
    today = last_of(events) + timedelta(days=later)
    told = ledger(events, rules, today)
    assert ledger(events, rules, today + timedelta(days=1))[: len(told) - 1] == told[:-1]


@given(some_study(), some_rules(), st.data())
def test_a_day_added_later_is_as_if_it_had_been_written_in_time(
    events: list[Event], rules: StreakRules, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, max(len(events) - 1, 0)))
    late = [replace(each, added_later=True) for each in events[number : number + 1]]
    rest = [*events[:number], *events[number + 1 :]]
    told = ledger([*rest, *late], rules, TODAY)
    assert [replace(day, event=None) for day in told] == [
        replace(day, event=None) for day in ledger(events, rules, TODAY)
    ]
