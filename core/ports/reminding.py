"""Reminders, and the notifications that wait for delivery."""

from datetime import datetime
from typing import Protocol

from core.learner import LearnerId
from core.notification import Notification
from core.outbox import OutboxRow, Outcome
from core.reminder import Occurrence, Reminder, ReminderKind, Schedule
from core.slot import Batch, Slot, SlotId, Span


class Reminders(Protocol):
    """Keep reminders, and plan what they cause; reminders of one schedule share a slot."""

    def of_learner(self, learner: LearnerId) -> tuple[Reminder, ...]:
        """List a learner's reminders, the oldest first."""
        ...

    def add(
        self,
        learner: LearnerId,
        kind: ReminderKind,
        schedule: Schedule,
        *,
        platform: str,
        since: datetime,
    ) -> Reminder:
        """Make a reminder, for the occurrences after ``since``."""
        ...

    def save(self, reminder: Reminder) -> None:
        """Write a reminder's schedule and platform, whether it is muted, and since when it is so.

        Where one of the first two is another than before, ``since`` is the instant of the change:
        only the occurrences after it are planned.
        """
        ...

    def remove(self, reminder: Reminder) -> None:
        """Remove a reminder, there or not, and what waits in the outbox for it."""
        ...

    def due_slots(self, platform: str, now: datetime, *, most: int) -> tuple[Slot, ...]:
        """Give a platform's slots whose next occurrence has come, the longest due first.

        They are held until the unit of work ends; those that another holds are left out.
        """
        ...

    def late_slots(
        self, platform: str, than: datetime, *, after: SlotId, most: int
    ) -> tuple[Slot, ...]:
        """Give a platform's slots that are due later than an instant, in the order of their ids."""
        ...

    def next_due(self, platform: str) -> datetime | None:
        """Say when a slot of a platform is due next, or has been; None where it has no slot."""
        ...

    def crowd(self, platform: str, at: datetime, *, most: int) -> int:
        """Count the reminders that fall due on a platform at an instant, up to ``most``.

        Those that are planned already are not among them.
        """
        ...

    def plan(self, slot: Slot, span: Span, *, then: Occurrence, most: int) -> Batch:
        """Put a notification in the outbox for each of the slot's next ``most`` reminders.

        They are due within the span, on whole seconds, in the order of the reminders' ids. Muted
        reminders and those set since the occurrence have none. After the last reminder, the slot's
        next occurrence is ``then``; before it, the slot keeps how far the batch reaches. A slot
        that is not as it was read, because somebody else planned it, is left as it is: nothing is
        planned, no more.
        """
        ...

    def fold(self, slot: Slot, *, then: Occurrence) -> int:
        """Let the slot's next occurrence be ``then``; count who is not reminded of the last.

        A slot that is not as it was read is left as it is, and 0 given.
        """
        ...


class Outbox(Protocol):
    """Keep the notifications that wait for delivery, and for a while those that ended."""

    def add(self, notification: Notification, *, due: datetime) -> bool:
        """Put a notification in; say False where the one of its cause and date is there already."""
        ...

    def put(self, notification: Notification, *, due: datetime) -> None:
        """Put a notification in; the one of its cause and date becomes it, and is due again."""
        ...

    def lease(
        self, platform: str, now: datetime, *, until: datetime, most: int, lease: str
    ) -> tuple[OutboxRow, ...]:
        """Take a platform's notifications that are due, the longest due first, until ``until``.

        Nobody else gets them before. Those that have expired are among them: their end is the
        taker's to write. A learner has at most one among them, and none while another is leased:
        ``lease_with`` gives the rest.
        """
        ...

    def lease_with(
        self, row: OutboxRow, now: datetime, *, until: datetime
    ) -> tuple[OutboxRow, ...]:
        """Take all else that is due to the learner of a leased notification, on its platform."""
        ...

    def release(self, platform: str) -> int:
        """Give back what is leased of a platform, whoever holds it; say how much that was."""
        ...

    def settle(self, row: OutboxRow, outcome: Outcome, *, at: datetime) -> bool:
        """End a leased notification; say False where it is no longer this lease's."""
        ...

    def defer(self, row: OutboxRow, *, due: datetime) -> bool:
        """Give a leased notification back, with what the row now says of it, until it is due.

        That is its attempts that failed, the instant it is for, and when it expires. Say False
        where it is no longer this lease's.
        """
        ...

    def snoozed_until(self, learner: LearnerId) -> datetime | None:
        """Say when the prompt that a learner snoozed is due; None where none waits."""
        ...

    def next_due(self, platform: str) -> datetime | None:
        """Say when a platform's next notification is due, or has been; None where none waits."""
        ...

    def waiting(self, platform: str, *, before: datetime, most: int) -> int:
        """Count a platform's notifications that are due before then, or were, up to ``most``."""
        ...

    def forget(self, before: datetime, *, most: int) -> int:
        """Forget some that ended before an instant; say how many they were."""
        ...
