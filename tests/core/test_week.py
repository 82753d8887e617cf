"""A week: what was done in its seven days and in those before, whatever lies around them."""

from core.history import EventKind
from core.log import Log
from core.week import Week, week
from tests.builders import TODAY, days_ago, event


def test_a_week_is_the_last_seven_days_with_today() -> None:
    days = (0, 0, 3, 6, 7, 13, 13, 14)
    log = Log.of([event(n, n, day=days_ago(ago)) for n, ago in enumerate(days, start=1)])

    assert week(log, TODAY) == Week(topics=4, days=3, before=3)


def test_only_what_was_done_and_not_taken_back_counts() -> None:
    log = Log.of(
        [
            event(1, 1),
            event(2, 2, EventKind.TICKED),
            event(3, 3, EventKind.SKIPPED),
            event(4, 4),
            event(5, None, EventKind.UNDONE, undoes=4),
        ]
    )

    assert week(log, TODAY) == Week(topics=1, days=1, before=0)


def test_a_week_without_anything_done_is_empty() -> None:
    assert week(Log.of(), TODAY) == Week(topics=0, days=0, before=0)


def test_a_day_that_has_not_come_yet_where_the_learner_is_now_waits_for_its_week() -> None:
    assert week(Log.of([event(1, 1, day=days_ago(-1))]), TODAY) == Week(0, 0, 0)
