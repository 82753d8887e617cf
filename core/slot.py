"""A slot: all reminders of one schedule on one platform, which fall due together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

from core.reminder import Occurrence, ReminderId, Schedule

SlotId = NewType("SlotId", int)


@dataclass(frozen=True, slots=True)
class Slot:
    """A schedule that reminders of a platform share, and its next occurrence.

    That is planned in the order of the reminders' ids, those up to ``cursor`` already; their
    notifications fall due until ``reach`` after it.
    """

    id: SlotId
    platform: str
    schedule: Schedule
    next: Occurrence
    cursor: ReminderId
    reach: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Span:
    """When notifications fall due: from ``begin`` on, one ``step`` after the other.

    They are worth nothing once they expire, so those that would come later come then.
    """

    begin: datetime
    step: timedelta
    expires: datetime

    def length(self, number: int) -> timedelta:
        """Say how long the time is over which so many are spread."""
        return min(number * self.step, self.expires - self.begin)


@dataclass(frozen=True, slots=True)
class Batch:
    """What was planned at once: so many notifications, and whether the slot has ``more``."""

    planned: int
    more: bool
