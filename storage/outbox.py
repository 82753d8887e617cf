"""The outbox, as rows."""

from collections.abc import Sequence
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import (
    Update,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from core.learner import LearnerId
from core.notification import Notification, NotificationKind
from core.outbox import OutboxRow, Outcome
from storage import tables
from storage.columns import Instant
from storage.leasing import LEASE, LEASE_WITH
from storage.link import Link, Row

_O = tables.outbox.c

# SQLite has the same words for ON CONFLICT.
_INSERT = insert(tables.outbox)
_ADD = _INSERT.on_conflict_do_nothing()
# The attempts are counted on, so that who holds a lease of what was there has none of this.
_ANEW = {
    **{
        each: _INSERT.excluded[each]
        for each in ("platform", "kind", "details", "at", "due", "expires", "failed", "doubtful")
    },
    **dict.fromkeys(("leased_until", "lease", "ended", "outcome"), literal_column("NULL")),
}
_PUT = _INSERT.on_conflict_do_update(
    index_elements=[_O.learner, _O.kind, _O.date], index_where=_O.reminder.is_(None), set_=_ANEW
)
_PUT_OF_REMINDER = _INSERT.on_conflict_do_update(index_elements=[_O.reminder, _O.date], set_=_ANEW)

_RELEASE = update(tables.outbox).where(
    _O.platform == bindparam("its_platform"), _O.lease.is_not(None)
)
_WRITE_LEASED = update(tables.outbox).where(
    _O.id == bindparam("its_id"),
    _O.lease == bindparam("its_lease"),
    _O.attempts == bindparam("its_attempts"),
)
_SETTLE, _DEFER = _WRITE_LEASED.where(), _WRITE_LEASED.where()

_SNOOZED_UNTIL = select(func.min(_O.due)).where(
    _O.learner == bindparam("learner"),
    _O.kind == literal_column(f"'{NotificationKind.PROMPT.value}'"),
    _O.reminder.is_(None),
    _O.ended.is_(None),
)
_NEXT_DUE = select(func.min(_O.due)).where(_O.platform == bindparam("platform"), _O.ended.is_(None))
_WAITING = select(func.count()).select_from(
    select(_O.id)
    .where(_O.platform == bindparam("platform"), _O.ended.is_(None))
    .where(_O.due < bindparam("before", type_=Instant))
    .limit(bindparam("most"))
    .offset(literal_column("0"))
    .subquery()
)
_FORGET = delete(tables.outbox).where(
    _O.id.in_(
        select(_O.id)
        .where(_O.ended < bindparam("before", type_=Instant))
        .order_by(_O.ended)
        .limit(bindparam("most"))
        .offset(literal_column("0"))
    )
)


class SqlOutbox:
    """Keep in the database what waits for delivery."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, notification: Notification, *, due: datetime) -> bool:
        """Put a notification in; say False where the one of its cause and date is there already."""
        return self._link.write(_ADD, **_values(notification, due)) == 1

    def put(self, notification: Notification, *, due: datetime) -> None:
        """Put a notification in; the one of its cause and date becomes it, and is due again."""
        statement = _PUT if notification.reminder is None else _PUT_OF_REMINDER
        self._link.write(statement, **_values(notification, due))

    def lease(
        self, platform: str, now: datetime, *, until: datetime, most: int, lease: str
    ) -> tuple[OutboxRow, ...]:
        """Take notifications of a platform that are due, one a learner, the longest due first."""
        return _leased(
            self._link.rows(
                LEASE, its_platform=platform, now=now, until=until, most=most, its_lease=lease
            )
        )

    def lease_with(
        self, row: OutboxRow, now: datetime, *, until: datetime
    ) -> tuple[OutboxRow, ...]:
        """Take all else that is due to the learner of a leased notification, on its platform."""
        return _leased(
            self._link.rows(
                LEASE_WITH,
                its_platform=row.notification.platform,
                its_learner=row.notification.learner,
                its_id=row.id,
                now=now,
                until=until,
                its_lease=row.lease,
            )
        )

    def release(self, platform: str) -> int:
        """Give back what is leased of a platform, whoever holds it; say how much that was."""
        return self._link.write(_RELEASE, its_platform=platform, lease=None, leased_until=None)

    def settle(self, row: OutboxRow, outcome: Outcome, *, at: datetime) -> bool:
        """End a leased notification; say False where it is no longer this lease's."""
        return self._write_leased(_SETTLE, row, ended=at, outcome=outcome.value)

    def defer(self, row: OutboxRow, *, due: datetime) -> bool:
        """Give a leased notification back, with what the row now says of it, until it is due."""
        return self._write_leased(
            _DEFER,
            row,
            due=due,
            at=row.notification.at,
            expires=row.notification.expires,
            failed=row.failed,
            doubtful=row.doubtful,
        )

    def snoozed_until(self, learner: LearnerId) -> datetime | None:
        """Say when the prompt that a learner snoozed is due; None where none waits."""
        row = self._link.row(_SNOOZED_UNTIL, learner=learner)
        return row[0] if row else None

    def next_due(self, platform: str) -> datetime | None:
        """Say when a platform's next notification is due, or has been; None where none waits."""
        row = self._link.row(_NEXT_DUE, platform=platform)
        return row[0] if row else None

    def waiting(self, platform: str, *, before: datetime, most: int) -> int:
        """Count a platform's notifications that are due before then, or were, up to ``most``."""
        [(number,)] = self._link.rows(_WAITING, platform=platform, before=before, most=most)
        return int(number)

    def forget(self, before: datetime, *, most: int) -> int:
        """Forget some that ended before an instant; say how many they were."""
        return self._link.write(_FORGET, before=before, most=most)

    def _write_leased(self, statement: Update, row: OutboxRow, **values: object) -> bool:
        written = self._link.write(
            statement,
            its_id=row.id,
            its_lease=row.lease,
            its_attempts=row.attempts,
            leased_until=None,
            lease=None,
            **values,
        )
        return written == 1


def _values(notification: Notification, due: datetime) -> dict[str, object]:
    """Give the columns of a notification that nobody has leased yet."""
    return {
        "learner": notification.learner,
        "platform": notification.platform,
        "kind": notification.kind.value,
        "reminder": notification.reminder,
        "date": notification.date,
        "details": notification.details,
        "at": notification.at,
        "due": due,
        "expires": notification.expires,
        "attempts": 0,
        "failed": 0,
        "doubtful": 0,
    }


def _leased(rows: Sequence[Row]) -> tuple[OutboxRow, ...]:
    # An update gives its rows in any order.
    return tuple(map(_row, sorted(rows, key=lambda row: row[:2])))


def _row(row: Row) -> OutboxRow:
    _, number, kind, learner, platform, date, at, expires, reminder, details, *lease = row
    kind = NotificationKind(kind)
    notification = Notification(
        kind, learner, platform, date, at, expires, reminder, MappingProxyType(details)
    )
    return OutboxRow(number, notification, *lease)
