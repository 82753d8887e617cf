"""The streak: how many days in a row a learner studied."""

from collections.abc import Collection, Iterable
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
    return streak_of(study_days(events), today)


def study_days(events: Iterable[Event]) -> frozenset[int]:
    """Give the days on which a topic was done or reviewed, as proleptic Gregorian ordinals.

    A date costs several times as much as its ordinal to keep in a set and to sort.
    """
    return frozenset(
        event.moment.date.toordinal()
        for event in events
        if event.kind is EventKind.DONE or event.kind is EventKind.REVIEWED
    )


def streak_of(days: Collection[int], today: date) -> Streak:
    """Count the days in a row among study days."""
    longest = run = last = 0
    now = today.toordinal()
    for day in sorted(days):
        run = run + 1 if day == last + 1 else 1
        longest = max(longest, run)
        last = day
    return Streak(
        current=run if last >= now - 1 else 0,
        longest=longest,
        studied_today=now in days,
        last_day=date.fromordinal(last) if last else None,
    )
