"""Reminders in memory."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.learner import LearnerId
from core.notification import Notification, NotificationKind
from core.reminder import (
    Occurrence,
    Reminder,
    ReminderId,
    ReminderKind,
    Schedule,
    next_occurrence,
)
from core.slot import Batch, Slot, SlotId, Span
from tests.fakes.outbox import FakeOutbox
from tests.fakes.reminding_shelf import RemindingShelf
from tests.fakes.rules import utc


class FakeReminders:
    """Keep reminders in memory, and plan what they cause there."""

    def __init__(self, shelf: RemindingShelf) -> None:
        self._shelf = shelf

    def of_learner(self, learner: LearnerId) -> tuple[Reminder, ...]:
        """List a learner's reminders, the oldest first."""
        return tuple(each for each in self._shelf.reminders.values() if each.learner == learner)

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
        self._shelf.reminders_made += 1
        number = ReminderId(self._shelf.reminders_made)
        since = utc(since)
        reminder = Reminder(number, learner, kind, schedule, platform, muted=False, since=since)
        self._put(reminder)
        return reminder

    def save(self, reminder: Reminder) -> None:
        """Write a reminder's schedule and platform, whether it is muted, and since when."""
        if reminder.id in self._shelf.reminders:
            self._put(replace(reminder, since=utc(reminder.since)))

    def remove(self, reminder: Reminder) -> None:
        """Remove a reminder, there or not, and what waits in the outbox for it."""
        self._shelf.reminders.pop(reminder.id, None)
        for number, kept in list(self._shelf.outbox.items()):
            if kept.notification.reminder == reminder.id and kept.ended is None:
                del self._shelf.outbox[number]

    def due_slots(self, platform: str, now: datetime, *, most: int) -> tuple[Slot, ...]:
        """Give a platform's slots whose next occurrence has come, the longest due first."""
        due = [slot for slot in self._slots_of(platform) if slot.next.at <= now]
        return tuple(sorted(due, key=lambda slot: (slot.next.at, slot.id))[:most])

    def late_slots(
        self, platform: str, than: datetime, *, after: SlotId, most: int
    ) -> tuple[Slot, ...]:
        """Give a platform's slots that are due later than an instant, in the order of their ids."""
        late = [it for it in self._slots_of(platform) if it.next.at > than and it.id > after]
        return tuple(sorted(late, key=lambda slot: slot.id)[:most])

    def next_due(self, platform: str) -> datetime | None:
        """Say when a slot of a platform is due next, or has been; None where it has no slot."""
        return min((slot.next.at for slot in self._slots_of(platform)), default=None)

    def crowd(self, platform: str, at: datetime, *, most: int) -> int:
        """Count the reminders that fall due on a platform at an instant, up to ``most``."""
        slots = [slot for slot in self._slots_of(platform) if slot.next.at == at]
        return min(most, sum(len(self._reminded(slot)) for slot in slots))

    def plan(self, slot: Slot, span: Span, *, then: Occurrence, most: int) -> Batch:
        """Put a notification in the outbox for each of the slot's next ``most`` reminders."""
        if self._kept(slot) != slot:
            return Batch(0, more=False)
        batch = self._after_cursor(slot)[:most]
        more = len(batch) == most
        length = span.length(len(batch))
        reach = span.begin + length - slot.next.at
        self._keep(replace(slot, cursor=batch[-1].id, reach=reach) if more else _begun(slot, then))
        outbox = FakeOutbox(self._shelf)
        seconds = round(length.total_seconds())
        ids = [each.id for each in batch]
        planned = [
            outbox.add(
                Notification(
                    NotificationKind(each.kind.value),
                    each.learner,
                    slot.platform,
                    slot.next.date,
                    slot.next.at,
                    span.expires,
                    each.id,
                ),
                due=span.begin.replace(microsecond=0)
                + timedelta(seconds=(each.id - ids[0]) * seconds // (ids[-1] - ids[0] + 1)),
            )
            for each in batch
            if _is_reminded(each, slot)
        ]
        return Batch(sum(planned), more=more)

    def fold(self, slot: Slot, *, then: Occurrence) -> int:
        """Let the slot's next occurrence be ``then``; count who is not reminded of the last."""
        if self._kept(slot) != slot:
            return 0
        self._keep(_begun(slot, then))
        return len(self._reminded(slot))

    def _put(self, reminder: Reminder) -> None:
        self._shelf.reminders[reminder.id] = reminder
        if (reminder.platform, reminder.schedule) not in self._shelf.slots:
            number = SlotId(len(self._shelf.slots) + 1)
            first = next_occurrence(reminder.schedule, reminder.since)
            slot = Slot(number, reminder.platform, reminder.schedule, first, ReminderId(0))
            self._keep(slot)

    def _slots_of(self, platform: str) -> list[Slot]:
        return [slot for slot in self._shelf.slots.values() if slot.platform == platform]

    def _kept(self, slot: Slot) -> Slot:
        return self._shelf.slots[slot.platform, slot.schedule]

    def _keep(self, slot: Slot) -> None:
        self._shelf.slots[slot.platform, slot.schedule] = slot

    def _after_cursor(self, slot: Slot) -> list[Reminder]:
        return [
            each
            for _, each in sorted(self._shelf.reminders.items())
            if (each.platform, each.schedule) == (slot.platform, slot.schedule)
            and each.id > slot.cursor
        ]

    def _reminded(self, slot: Slot) -> list[Reminder]:
        return [each for each in self._after_cursor(slot) if _is_reminded(each, slot)]


def _is_reminded(reminder: Reminder, slot: Slot) -> bool:
    return not reminder.muted and reminder.since < slot.next.at


def _begun(slot: Slot, occurrence: Occurrence) -> Slot:
    return replace(slot, next=occurrence, cursor=ReminderId(0), reach=timedelta())
