"""The streak: how many days in a row a learner studied."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.history import Event, EventKind


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
    # As day numbers: a date costs several times as much to compare, and a log has hundreds.
    days = {event.moment.date.toordinal() for event in events if _counts(event.kind)}
    longest = run = last = 0
    for day in sorted(days):
        run = run + 1 if day == last + 1 else 1
        longest = max(longest, run)
        last = day
    now = today.toordinal()
    return Streak(
        current=run if last >= now - 1 else 0,
        longest=longest,
        studied_today=now in days,
        last_day=date.fromordinal(last) if last else None,
    )


def _counts(kind: EventKind) -> bool:
    return kind is EventKind.DONE or kind is EventKind.REVIEWED
