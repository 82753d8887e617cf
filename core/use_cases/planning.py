"""Planning: what reminders cause is put in the outbox as it falls due."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from core.ports import UnitOfWork
from core.reminder import ReminderId, next_occurrence
from core.slot import Slot, SlotId, Span

WINDOW = timedelta(hours=3)
"""A notification that comes later than this is worth nothing, unless the host says otherwise."""

SLOTS = 32
"""So many slots are planned in one unit of work."""

SOON = timedelta(hours=26)
"""A slot that is due before this waits for no more than a day: of a daily one it is the next."""

REWOUND = 200
"""So many slots are looked at in one unit of work for whether a clock ran ahead."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a unit of work planned.

    ``folded`` counts the times a learner was not reminded, because a later one comes soon enough
    or the window was over. ``more`` says that more is due; ``overload`` is how much longer than
    the window leaves the platform would take for what was planned.
    """

    planned: int
    folded: int
    more: bool
    overload: timedelta = timedelta()


def plan_due(  # noqa: PLR0913 - how fast, how late and how much are the host's to say
    work: UnitOfWork,
    platform: str,
    now: datetime,
    *,
    pace: float,
    window: timedelta,
    most: int,
) -> Planned:
    """Plan what is due on a platform, about ``most`` notifications at once.

    Of each reminder the last occurrence is planned alone, unless it is a ``window`` old; that and
    what lies before it is folded. A window is shorter than a day. They are spread so that the
    platform, which carries ``pace`` a second, can bring them before they expire. Whoever plans at
    the same time does no harm.
    """
    slots = work.reminders.due_slots(platform, now, most=SLOTS)
    planned = folded = 0
    more, overload = len(slots) == SLOTS, timedelta()
    queue = _Queue(work, platform, now, pace)
    for due in slots:
        if planned + folded >= most:
            more = True
            break
        slot, skipped = _caught_up(work, due, now, window)
        folded += skipped
        if slot.next.at > now:
            continue
        room = max(1, most - planned - folded)
        span = queue.end(slot, slot.next.at + window)
        then = next_occurrence(slot.schedule, slot.next.at)
        batch = work.reminders.plan(slot, span, then=then, most=room)
        overload += max(queue.grow(batch.planned) - (span.expires - span.begin), timedelta())
        planned += batch.planned
        more = more or batch.more
    if slots:
        work.commit()
    return Planned(planned, folded, more, overload)


def rewind(work: UnitOfWork, platform: str, since: datetime, *, after: SlotId) -> SlotId | None:
    """Let no slot wait for longer than its schedule does: a clock that was ahead planned it.

    It waits for the first occurrence after ``since``; one that was planned is not told once more.
    Takes some slots, those with an id ``after``;
    gives the last one's id, None where there are no more.
    """
    slots = work.reminders.late_slots(platform, since + SOON, after=after, most=REWOUND)
    for slot in slots:
        due = next_occurrence(slot.schedule, since)
        if due.at < slot.next.at:
            work.reminders.fold(slot, then=due)
    if slots:
        work.commit()
    return slots[-1].id if len(slots) == REWOUND else None


def _caught_up(work: UnitOfWork, slot: Slot, now: datetime, window: timedelta) -> tuple[Slot, int]:
    """Fold what is a window old: of a slot, at most the last occurrence is not."""
    folded = 0
    while slot.next.at + window <= now:
        then = next_occurrence(slot.schedule, slot.next.at)
        folded += work.reminders.fold(slot, then=then)
        slot = replace(slot, next=then, cursor=ReminderId(0), reach=timedelta())
    return slot, folded


class _Queue:
    """What waits to be sent on a platform, counted once a unit of work, and grown by its own."""

    def __init__(self, work: UnitOfWork, platform: str, now: datetime, pace: float) -> None:
        self._work = work
        self._platform = platform
        self._now = now
        self._pace = pace
        self._waiting: dict[datetime, int] = {}

    def end(self, slot: Slot, expires: datetime) -> Span:
        """Say when a slot's next notifications fall due: as the ones before them are sent."""
        if slot.cursor:
            begin = max(self._now, slot.next.at + slot.reach)
        else:
            begin = self._now + self._time_for(self._before(expires))
        return Span(min(begin, expires), self._time_for(1), expires)

    def grow(self, planned: int) -> timedelta:
        """Let so many more wait; say how long the platform takes for them."""
        for expires in self._waiting:
            self._waiting[expires] += planned
        return self._time_for(planned)

    def _before(self, expires: datetime) -> int:
        if expires not in self._waiting:
            # Counted only so far that it is sure they are too many.
            most = ceil(self._pace * (expires - self._now).total_seconds()) + 1
            count = self._work.outbox.waiting(self._platform, before=expires, most=most)
            self._waiting[expires] = count
        return self._waiting[expires]

    def _time_for(self, number: int) -> timedelta:
        return timedelta(seconds=number / self._pace)
