"""What is kept in memory of reminders and of what they cause."""

from dataclasses import dataclass, field
from datetime import datetime

from core.notification import Notification
from core.outbox import OutboxId, Outcome
from core.reminder import Reminder, ReminderId, Schedule
from core.slot import Slot


@dataclass(frozen=True, slots=True)
class Kept:
    """A notification in the outbox, with its state."""

    notification: Notification
    due: datetime
    attempts: int = 0
    failed: int = 0
    doubtful: int = 0
    leased_until: datetime | None = None
    lease: str | None = None
    ended: datetime | None = None
    outcome: Outcome | None = None


@dataclass(slots=True)
class RemindingShelf:
    """All reminders, slots and notifications that are kept."""

    reminders: dict[ReminderId, Reminder] = field(default_factory=dict)
    slots: dict[tuple[str, Schedule], Slot] = field(default_factory=dict)
    outbox: dict[OutboxId, Kept] = field(default_factory=dict)
    reminders_made: int = 0
    notifications_made: int = 0

    def copy(self) -> "RemindingShelf":
        """Give a shelf to write on while this one stays as it is."""
        return RemindingShelf(
            dict(self.reminders),
            dict(self.slots),
            dict(self.outbox),
            self.reminders_made,
            self.notifications_made,
        )
