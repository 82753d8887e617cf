"""Use cases for the tests of the outbox: small ones, each in a unit of work of its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.learner import LearnerId
from core.notification import Notification, NotificationKind
from core.outbox import OutboxRow, Outcome
from core.ports import UnitOfWork
from core.reminder import ReminderId
from tests.storage.conftest import Run

NOW = datetime(2026, 11, 23, 7, 0, 0, 250_001, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)
WINDOW = timedelta(hours=3)
PROMPT = Notification(
    NotificationKind.PROMPT, LearnerId(7), "telegram", NOW.date(), NOW, NOW + WINDOW, ReminderId(3)
)
MILESTONE = Notification(
    NotificationKind.MILESTONE,
    LearnerId(7),
    "telegram",
    NOW.date(),
    NOW - timedelta(seconds=5),
    NOW + WINDOW,
    details={"days": "12", "ø": "🔥"},
)


def prompt_of(learner: int) -> Notification:
    """Make the prompt of another learner, whose reminder has the same number."""
    return replace(PROMPT, learner=LearnerId(learner), reminder=ReminderId(learner))


def add(notification: Notification, *, due: datetime = NOW) -> Callable[[UnitOfWork], bool]:
    """Add a notification; say whether it is new."""

    def work(unit: UnitOfWork) -> bool:
        added = unit.outbox.add(notification, due=due)
        unit.commit()
        return added

    return work


def put(notification: Notification, *, due: datetime = NOW) -> Callable[[UnitOfWork], None]:
    """Put a notification in, in the place of what is there."""

    def work(unit: UnitOfWork) -> None:
        unit.outbox.put(notification, due=due)
        unit.commit()

    return work


def lease(
    now: datetime = NOW, *, platform: str = "telegram", most: int = 10, name: str = "one"
) -> Callable[[UnitOfWork], tuple[OutboxRow, ...]]:
    """Lease for a minute what is due."""

    def work(unit: UnitOfWork) -> tuple[OutboxRow, ...]:
        rows = unit.outbox.lease(platform, now, until=now + MINUTE, most=most, lease=name)
        unit.commit()
        return rows

    return work


def lease_with(
    row: OutboxRow, now: datetime = NOW
) -> Callable[[UnitOfWork], tuple[OutboxRow, ...]]:
    """Lease for a minute what goes with a row."""

    def work(unit: UnitOfWork) -> tuple[OutboxRow, ...]:
        rows = unit.outbox.lease_with(row, now, until=now + MINUTE)
        unit.commit()
        return rows

    return work


def settle(
    row: OutboxRow, outcome: Outcome = Outcome.SENT, *, at: datetime = NOW
) -> Callable[[UnitOfWork], bool]:
    """End a row; say whether it was still held."""

    def work(unit: UnitOfWork) -> bool:
        settled = unit.outbox.settle(row, outcome, at=at)
        unit.commit()
        return settled

    return work


def defer(row: OutboxRow, due: datetime) -> Callable[[UnitOfWork], bool]:
    """Give a row back; say whether it was still held."""

    def work(unit: UnitOfWork) -> bool:
        deferred = unit.outbox.defer(row, due=due)
        unit.commit()
        return deferred

    return work


def release(platform: str = "telegram") -> Callable[[UnitOfWork], int]:
    """Give all back that is leased; count it."""

    def work(unit: UnitOfWork) -> int:
        released = unit.outbox.release(platform)
        unit.commit()
        return released

    return work


def forget(before: datetime, *, most: int = 10) -> Callable[[UnitOfWork], int]:
    """Forget what ended; count it."""

    def work(unit: UnitOfWork) -> int:
        forgotten = unit.outbox.forget(before, most=most)
        unit.commit()
        return forgotten

    return work


def waiting(run: Run, platform: str = "telegram") -> int:
    """Count what waits on a platform."""
    [number] = run(lambda unit: unit.outbox.waiting(platform, before=NOW + WINDOW, most=100))
    return number


def leased(run: Run, now: datetime = NOW, name: str = "one") -> OutboxRow:
    """Lease the one row that there is."""
    [(row,)] = run(lease(now, name=name))
    return row
