"""Reminders and the slots they share, as rows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    bindparam,
    delete,
    insert,
    select,
    update,
)

from core.learner import LearnerId
from core.reminder import Occurrence, Reminder, ReminderId, ReminderKind, Schedule, next_occurrence
from core.slot import Batch, Slot, SlotId, Span
from core.weekdays import Days
from storage import tables
from storage.columns import Instant
from storage.link import Link, Row
from storage.planning import (
    BATCH,
    COUNT,
    CROWD,
    DUE,
    LATE,
    NEXT_DUE,
    PLAN,
)

_R = tables.reminder.c
_S = tables.slot.c
_O = tables.outbox.c

_OF_LEARNER = (
    select(
        _R.id,
        _R.learner,
        _R.kind,
        _S.minute,
        _S.days,
        _S.zone,
        _S.platform,
        _R.muted,
        _R.since,
    )
    .join_from(tables.reminder, tables.slot, _R.slot == _S.id)
    .where(_R.learner == bindparam("learner"))
    .order_by(_R.id)
)
_ADD = insert(tables.reminder).returning(_R.id)
_SAVE = update(tables.reminder).where(_R.id == bindparam("its_id"))
_REMOVE = delete(tables.reminder).where(_R.id == bindparam("its_id"))
_REMOVE_WAITING = delete(tables.outbox).where(
    _O.reminder == bindparam("its_reminder"), _O.ended.is_(None)
)

_SLOT = select(_S.id).where(
    _S.platform == bindparam("platform"),
    _S.minute == bindparam("minute"),
    _S.days == bindparam("days"),
    _S.zone == bindparam("zone"),
)
_ADD_SLOT = insert(tables.slot).returning(_S.id)
_ADVANCE = update(tables.slot).where(
    _S.id == bindparam("its_id"),
    _S.next_due == bindparam("read_due", type_=Instant),
    _S.cursor == bindparam("read_cursor"),
)


class SqlReminders:
    """Keep reminders in the database, and plan what they cause there."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def of_learner(self, learner: LearnerId) -> tuple[Reminder, ...]:
        """List a learner's reminders, the oldest first."""
        return tuple(map(_reminder, self._link.rows(_OF_LEARNER, learner=learner)))

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
        number = self._link.added(
            _ADD,
            learner=learner,
            kind=kind.value,
            slot=self._slot(platform, schedule, since),
            muted=False,
            since=since,
        )
        since = since.astimezone(UTC)
        return Reminder(
            ReminderId(number), learner, kind, schedule, platform, muted=False, since=since
        )

    def save(self, reminder: Reminder) -> None:
        """Write a reminder's schedule and platform, whether it is muted, and since when."""
        self._link.write(
            _SAVE,
            its_id=reminder.id,
            slot=self._slot(reminder.platform, reminder.schedule, reminder.since),
            muted=reminder.muted,
            since=reminder.since,
        )

    def remove(self, reminder: Reminder) -> None:
        """Remove a reminder, there or not, and what waits in the outbox for it."""
        self._link.write(_REMOVE, its_id=reminder.id)
        self._link.write(_REMOVE_WAITING, its_reminder=reminder.id)

    def due_slots(self, platform: str, now: datetime, *, most: int) -> tuple[Slot, ...]:
        """Give a platform's slots whose next occurrence has come, the longest due first."""
        return tuple(map(_slot, self._link.rows(DUE, platform=platform, now=now, most=most)))

    def late_slots(
        self, platform: str, than: datetime, *, after: SlotId, most: int
    ) -> tuple[Slot, ...]:
        """Give a platform's slots that are due later than an instant, in the order of their ids."""
        rows = self._link.rows(LATE, platform=platform, than=than, after=after, most=most)
        return tuple(map(_slot, rows))

    def next_due(self, platform: str) -> datetime | None:
        """Say when a slot of a platform is due next, or has been; None where it has no slot."""
        row = self._link.row(NEXT_DUE, platform=platform)
        return row[0] if row else None

    def crowd(self, platform: str, at: datetime, *, most: int) -> int:
        """Count the reminders that fall due on a platform at an instant, up to ``most``."""
        [(number,)] = self._link.rows(CROWD, platform=platform, at=at, most=most)
        return int(number)

    def plan(self, slot: Slot, span: Span, *, then: Occurrence, most: int) -> Batch:
        """Put a notification in the outbox for each of the slot's next ``most`` reminders."""
        [(number, first, last)] = self._link.rows(
            BATCH, its_slot=slot.id, after=slot.cursor, most=most
        )
        more = number == most
        length = span.length(number)
        reach = span.begin + length - slot.next.at
        rest = replace(slot, cursor=last, reach=reach) if more else _begun(slot, then)
        if not self._advance(slot, rest) or not number:
            return Batch(0, more=False)
        planned = self._link.write(
            PLAN,
            its_slot=slot.id,
            after=slot.cursor,
            last=last,
            its_platform=slot.platform,
            at=slot.next.at,
            date=slot.next.date,
            begin=span.begin.replace(microsecond=0),
            first=first,
            seconds=round(length.total_seconds()),
            breadth=last - first + 1,
            expires=span.expires,
        )
        return Batch(planned, more=more)

    def fold(self, slot: Slot, *, then: Occurrence) -> int:
        """Let the slot's next occurrence be ``then``; count who is not reminded of the last."""
        if not self._advance(slot, _begun(slot, then)):
            return 0
        [(number,)] = self._link.rows(COUNT, its_slot=slot.id, after=slot.cursor, at=slot.next.at)
        return int(number)

    def _slot(self, platform: str, schedule: Schedule, since: datetime) -> int:
        """Give the slot of a schedule on a platform, made where it has none.

        Of two units of work that race to make one, the second is run again, and finds the first's.
        """
        key = {
            "platform": platform,
            "minute": schedule.minute,
            "days": int(schedule.days),
            "zone": schedule.zone,
        }
        row = self._link.row(_SLOT, **key)
        if row is not None:
            number: int = row[0]
            return number
        first = next_occurrence(schedule, since)
        return self._link.added(
            _ADD_SLOT, **key, next_due=first.at, next_date=first.date, cursor=0, reach=timedelta()
        )

    def _advance(self, read: Slot, slot: Slot) -> bool:
        """Write where a slot's planning is; say False where it was not as it was read."""
        written = self._link.write(
            _ADVANCE,
            its_id=read.id,
            read_due=read.next.at,
            read_cursor=read.cursor,
            next_due=slot.next.at,
            next_date=slot.next.date,
            cursor=slot.cursor,
            reach=slot.reach,
        )
        return written == 1


def _begun(slot: Slot, occurrence: Occurrence) -> Slot:
    """Give a slot with another next occurrence, of which nothing is planned."""
    return replace(slot, next=occurrence, cursor=ReminderId(0), reach=timedelta())


def _reminder(row: Row) -> Reminder:
    number, learner, kind, minute, days, zone, platform, muted, since = row
    schedule = Schedule(minute, Days(days), zone)
    kind = ReminderKind(kind)
    return Reminder(number, learner, kind, schedule, platform, muted=muted, since=since)


def _slot(row: Row) -> Slot:
    number, platform, minute, days, zone, due, date, cursor, reach = row
    schedule = Schedule(minute, Days(days), zone)
    return Slot(number, platform, schedule, Occurrence(due, date), cursor, reach)
