"""Quiet hours: the part of a learner's day in which nothing is sent unasked."""

from dataclasses import dataclass
from datetime import date, datetime

from core.reminder import Schedule, last_occurrence, next_occurrence
from core.weekdays import Days


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours from ``begin`` up to ``end``, over midnight where ``end`` is the earlier.

    Both are minutes from local midnight; raise ValueError for one that no day has, and for two
    that are the same, since hours that never end would drop what they defer.
    """

    begin: int
    end: int

    def __post_init__(self) -> None:
        if self.begin == self.end:
            message = "quiet hours need an end"
            raise ValueError(message)
        for minute in (self.begin, self.end):
            _daily(minute, "UTC")


def open_at(quiet: Quiet, zone: str, now: datetime) -> datetime:
    """Give the first instant from ``now`` on that is not quiet: ``now`` itself, or a later end.

    Hours that have begun last until their end has come: clocks set back neither interrupt them
    nor begin them again. Raise ValueError for a naive instant.
    """
    begin, end = _daily(quiet.begin, zone), _daily(quiet.end, zone)
    # Once more where the clocks skip both, so that the next hours begin as these end.
    while _last(begin, now) > _last(end, now):
        now = next_occurrence(end, now).at
    return now


def _daily(minute: int, zone: str) -> Schedule:
    return Schedule(minute, Days.DAILY, zone)


def _last(schedule: Schedule, now: datetime) -> tuple[datetime, date, int]:
    """Give a key that orders what the clocks skipped together as they would have shown it."""
    last = last_occurrence(schedule, now)
    return last.at, last.date, schedule.minute
