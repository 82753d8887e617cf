"""The streak: how many days in a row a learner studied."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.history import Event, EventKind

_STUDYING = frozenset({EventKind.DONE, EventKind.REVIEWED})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row: ``current`` may still grow today, ``longest`` is the best there was."""

    current: int
    longest: int
    studied_today: bool
    last_day: date | None


def streak(events: Iterable[Event], today: date) -> Streak:
    """Count the days in a row with at least one topic done, by the dates kept on the events.

    Takes standing events. A day that is not over yet does not break a streak: one that ended
    yesterday is still alive today. Days after ``today`` (a learner who flew west) count.
    """
    days = sorted({event.moment.date for event in events if event.kind in _STUDYING})
    longest = run = 0
    last: date | None = None
    for day in days:
        run = run + 1 if last is not None and day - last == _DAY else 1
        longest = max(longest, run)
        last = day
    alive = last is not None and last >= today - _DAY
    return Streak(run if alive else 0, longest, today in days, last)
