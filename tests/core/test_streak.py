"""The streak: days in a row, told by the dates on the events."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.history import Event, EventKind
from core.streak import Streak, streak
from tests.builders import TODAY, days_ago, event


def studied(*days: int) -> list[Event]:
    return [event(i, 1, day=days_ago(ago)) for i, ago in enumerate(days, start=1)]


def test_nobody_begins_with_a_streak() -> None:
    assert streak([], TODAY) == Streak(0, 0, studied_today=False, last_day=None)


def test_a_topic_today_makes_a_streak_of_one() -> None:
    assert streak(studied(0), TODAY) == Streak(1, 1, studied_today=True, last_day=TODAY)


def test_a_day_that_is_not_over_breaks_nothing() -> None:
    assert streak(studied(2, 1), TODAY) == Streak(2, 2, studied_today=False, last_day=days_ago(1))


def test_a_missed_day_ends_the_streak() -> None:
    assert streak(studied(4, 3, 2), TODAY) == Streak(
        0, 3, studied_today=False, last_day=days_ago(2)
    )


def test_many_topics_on_one_day_are_one_day() -> None:
    assert streak(studied(0, 0, 0), TODAY).current == 1


def test_skips_and_ticked_boxes_earn_no_day() -> None:
    log = [event(1, 1, EventKind.SKIPPED), event(2, 2, EventKind.TICKED)]
    assert streak(log, TODAY).current == 0


def test_a_review_earns_a_day() -> None:
    assert streak([event(1, 1, EventKind.REVIEWED)], TODAY).current == 1


def test_a_day_written_down_later_joins_what_lay_apart() -> None:
    assert streak(studied(3, 1, 0, 2), TODAY).current == 4


def test_a_learner_who_flew_west_keeps_tomorrow() -> None:
    assert streak(studied(0, -1), TODAY).current == 2


def walked(days: set[date], today: date) -> tuple[int, int]:
    """Walk the calendar day by day: the slow way to the current and the longest streak."""
    longest = run = current = 0
    day = min(days, default=today)
    while day <= max(days | {today}):
        run = run + 1 if day in days else 0
        longest = max(longest, run)
        if run or day < today:
            current = run
        day += timedelta(days=1)
    return current, longest


@given(st.sets(st.integers(0, 40)))
def test_the_streak_is_what_walking_the_calendar_gives(ago: set[int]) -> None:
    found = streak(studied(*ago), TODAY)
    assert (found.current, found.longest) == walked({days_ago(n) for n in ago}, TODAY)
