"""A reminder: a learner's wish to be told at a time of day, and the instants that makes."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from typing import NewType
from zoneinfo import ZoneInfo

from core.learner import LearnerId, Moment
from core.weekdays import Days

ReminderId = NewType("ReminderId", int)

_MINUTE = timedelta(minutes=1)
_DAY_MINUTES = 24 * 60


class ReminderKind(StrEnum):
    """What a reminder is for."""

    PROMPT = "prompt"
    NUDGE = "nudge"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A time of day in minutes from midnight, on some days, as the clocks of an IANA zone show.

    Raise ValueError for a minute that no day has, and for no days.
    """

    minute: int
    days: Days
    zone: str

    def __post_init__(self) -> None:
        if not 0 <= self.minute < _DAY_MINUTES:
            message = f"a day has no minute {self.minute}"
            raise ValueError(message)
        if not self.days:
            message = "a schedule needs a day"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time a schedule comes due: the UTC instant, and the local date it stands for."""

    at: datetime
    date: date


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a learner is told unasked, and when; ``since`` is the UTC instant it was set.

    ``platform`` is where they asked for it.
    """

    id: ReminderId
    learner: LearnerId
    kind: ReminderKind
    schedule: Schedule
    platform: str
    muted: bool
    since: datetime


def next_occurrence(schedule: Schedule, after: datetime) -> Occurrence:
    """Find the first occurrence later than an aware instant.

    A time that the clocks skip occurs at the next minute they show, one that they show twice
    occurs the first time, and a date that a zone left out has no occurrence. Raise ValueError
    for a naive instant.
    """
    first = Moment.of(after, schedule.zone).date
    return next(
        occurrence
        for days in count()
        if (occurrence := occurrence_on(schedule, first + timedelta(days)))
        and occurrence.at > after
    )


def last_occurrence(schedule: Schedule, at: datetime) -> Occurrence:
    """Find the last occurrence that is not later than an aware instant.

    Raise ValueError for a naive instant.
    """
    # Clocks set back over midnight show a date again whose successor has begun before.
    last = Moment.of(at, schedule.zone).date + timedelta(days=1)
    return next(
        occurrence
        for days in count()
        if (occurrence := occurrence_on(schedule, last - timedelta(days))) and occurrence.at <= at
    )


def occurrence_on(schedule: Schedule, day: date) -> Occurrence | None:
    """Give the occurrence that stands for a date, None where there is none."""
    if Days.of(day) not in schedule.days:
        return None
    zone = ZoneInfo(schedule.zone)
    midnight = datetime.combine(day, time(), zone)
    if _first_shown(midnight).astimezone(zone).date() > day:
        return None
    # Adding to an aware datetime moves the hands of the clock, whatever the zone does meanwhile.
    return Occurrence(_first_shown(midnight + _MINUTE * schedule.minute), day)


def _first_shown(local: datetime) -> datetime:
    """Give the first UTC instant, to the minute, at which the clocks show this time or a later."""
    before, since = _offset(local), _offset(local.replace(fold=1))
    if before >= since:
        return local.astimezone(UTC)
    # The clocks skip this time: they are set forward some minutes after `early`.
    early, late = local.replace(fold=1).astimezone(UTC), local.astimezone(UTC)
    return early + _MINUTE * bisect_left(
        range((late - early) // _MINUTE),
        since,
        key=lambda minutes: _offset((early + _MINUTE * minutes).astimezone(local.tzinfo)),
    )


def _offset(local: datetime) -> timedelta:
    return local.utcoffset() or timedelta()
