"""The outbox in memory."""

from dataclasses import replace
from datetime import datetime

from core.learner import LearnerId
from core.notification import Notification, NotificationKind
from core.outbox import OutboxId, OutboxRow, Outcome
from tests.fakes.reminding_shelf import Kept, RemindingShelf
from tests.fakes.rules import utc


class FakeOutbox:
    """Keep in memory what waits for delivery."""

    def __init__(self, shelf: RemindingShelf) -> None:
        self._shelf = shelf

    def add(self, notification: Notification, *, due: datetime) -> bool:
        """Put a notification in; say False where the one of its cause and date is there already."""
        if self._like(notification) is not None:
            return False
        self._shelf.notifications_made += 1
        self._rows[OutboxId(self._shelf.notifications_made)] = _waiting(notification, due)
        return True

    def put(self, notification: Notification, *, due: datetime) -> None:
        """Put a notification in; the one of its cause and date becomes it, and is due again."""
        there = self._like(notification)
        if there is None:
            self.add(notification, due=due)
        else:
            attempts = self._rows[there].attempts
            self._rows[there] = replace(_waiting(notification, due), attempts=attempts)

    def lease(
        self, platform: str, now: datetime, *, until: datetime, most: int, lease: str
    ) -> tuple[OutboxRow, ...]:
        """Take notifications of a platform that are due, one a learner, the longest due first."""
        served = {
            kept.notification.learner
            for kept in self._waiting_on(platform).values()
            if kept.leased_until is not None and kept.leased_until > now
        }
        first: dict[LearnerId, OutboxId] = {}
        for number in self._due(platform, now):
            learner = self._rows[number].notification.learner
            if learner not in served:
                first.setdefault(learner, number)
        return tuple(self._take(each, until, lease) for each in list(first.values())[:most])

    def lease_with(
        self, row: OutboxRow, now: datetime, *, until: datetime
    ) -> tuple[OutboxRow, ...]:
        """Take all else that is due to the learner of a leased notification, on its platform."""
        return tuple(
            self._take(number, until, row.lease)
            for number in self._due(row.notification.platform, now)
            if number != row.id
            and self._rows[number].notification.learner == row.notification.learner
        )

    def release(self, platform: str) -> int:
        """Give back what is leased of a platform, whoever holds it; say how much that was."""
        leased = [key for key, kept in self._waiting_on(platform).items() if kept.lease is not None]
        for number in leased:
            self._rows[number] = _free(self._rows[number])
        return len(leased)

    def settle(self, row: OutboxRow, outcome: Outcome, *, at: datetime) -> bool:
        """End a leased notification; say False where it is no longer this lease's."""
        if not self._is_held(row):
            return False
        self._rows[row.id] = replace(_free(self._rows[row.id]), ended=utc(at), outcome=outcome)
        return True

    def defer(self, row: OutboxRow, *, due: datetime) -> bool:
        """Give a leased notification back, with what the row now says of it, until it is due."""
        if not self._is_held(row):
            return False
        kept = self._rows[row.id]
        now = row.notification
        later = replace(kept.notification, at=utc(now.at), expires=utc(now.expires))
        self._rows[row.id] = replace(
            _free(kept),
            notification=later,
            due=utc(due),
            failed=row.failed,
            doubtful=row.doubtful,
        )
        return True

    def snoozed_until(self, learner: LearnerId) -> datetime | None:
        """Say when the prompt that a learner snoozed is due; None where none waits."""
        return min(
            (
                kept.due
                for kept in self._rows.values()
                if kept.ended is None
                and kept.notification.learner == learner
                and kept.notification.kind is NotificationKind.PROMPT
                and kept.notification.reminder is None
            ),
            default=None,
        )

    def next_due(self, platform: str) -> datetime | None:
        """Say when a platform's next notification is due, or has been; None where none waits."""
        return min((kept.due for kept in self._waiting_on(platform).values()), default=None)

    def waiting(self, platform: str, *, before: datetime, most: int) -> int:
        """Count a platform's notifications that are due before then, or were, up to ``most``."""
        return min(most, sum(it.due < before for it in self._waiting_on(platform).values()))

    def forget(self, before: datetime, *, most: int) -> int:
        """Forget some that ended before an instant; say how many they were."""
        old = [key for key, kept in self._rows.items() if kept.ended and kept.ended < before]
        for key in old[:most]:
            del self._rows[key]
        return len(old[:most])

    @property
    def _rows(self) -> dict[OutboxId, Kept]:
        return self._shelf.outbox

    def _like(self, notification: Notification) -> OutboxId | None:
        cause = _cause(notification)
        same = (key for key, kept in self._rows.items() if _cause(kept.notification) == cause)
        return next(same, None)

    def _waiting_on(self, platform: str) -> dict[OutboxId, Kept]:
        return {
            number: kept
            for number, kept in self._rows.items()
            if kept.notification.platform == platform and kept.ended is None
        }

    def _due(self, platform: str, now: datetime) -> list[OutboxId]:
        due = sorted(
            (kept.due, number)
            for number, kept in self._waiting_on(platform).items()
            if kept.due <= now and (kept.leased_until is None or kept.leased_until <= now)
        )
        return [number for _, number in due]

    def _take(self, number: OutboxId, until: datetime, lease: str) -> OutboxRow:
        kept = self._rows[number]
        attempts = kept.attempts + 1
        self._rows[number] = replace(kept, attempts=attempts, leased_until=utc(until), lease=lease)
        return OutboxRow(number, kept.notification, attempts, lease, kept.failed, kept.doubtful)

    def _is_held(self, row: OutboxRow) -> bool:
        kept = self._rows.get(row.id)
        return kept is not None and (kept.lease, kept.attempts) == (row.lease, row.attempts)


def _waiting(it: Notification, due: datetime) -> Kept:
    return Kept(replace(it, at=utc(it.at), expires=utc(it.expires)), utc(due))


def _free(kept: Kept) -> Kept:
    return replace(kept, leased_until=None, lease=None)


def _cause(it: Notification) -> tuple[object, ...]:
    return (it.reminder or (it.learner, it.kind), it.date)
