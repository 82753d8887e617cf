"""Delivering: what is due to a learner is made ready to be sent, and how it ended is written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import chain
from types import MappingProxyType

from core.notification import FOR_ONE_ALONE, Notification
from core.outbox import OutboxRow, Outcome
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.quiet import open_at
from core.use_cases.destinations import Way, ways_of
from core.use_cases.listener import Listener, listener_of
from core.use_cases.news import News, true_news

KEPT_FOR = timedelta(days=3)
"""An outage of a weekend can still be looked into."""

FORGOTTEN = 1000
"""So many are forgotten at once."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that is due to one learner now, as one message; ``news`` has the prompt last.

    It goes the first of the ``ways`` that is open, and is worth nothing once it ``expires``;
    ``zone`` is the learner's.
    """

    rows: tuple[OutboxRow, ...]
    news: tuple[News, ...]
    ways: tuple[Way, ...]
    expires: datetime
    zone: str

    @property
    def key(self) -> str:
        """What the message is known by: the same for the same rows, at most 25 characters."""
        if len(self.rows) == 1:
            return str(self.rows[0].id)
        ids = " ".join(str(row.id) for row in self.rows)
        return blake2b(ids.encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Prepared:
    """What became of the rows that were due to a learner.

    ``parcel`` is to be sent now, None where nothing is; so many rows ``ended`` unsent, by how, and
    so many were ``deferred`` to the end of the quiet hours.
    """

    parcel: Parcel | None
    ended: Mapping[Outcome, int] = field(default_factory=lambda: MappingProxyType({}))
    deferred: int = 0


def lease_due(  # noqa: PLR0913 - who takes how much, and for how long, is the courier's to say
    work: UnitOfWork, platform: str, now: datetime, *, most: int, lease: str, until: datetime
) -> tuple[OutboxRow, ...]:
    """Take what is due on a platform for delivery, at most one notification a learner."""
    rows = work.outbox.lease(platform, now, until=until, most=most, lease=lease)
    if rows:
        work.commit()
    return rows


def prepare(work: UnitOfWork, row: OutboxRow, now: datetime, *, until: datetime) -> Prepared:
    """Make all that is due to the learner of a leased notification ready to be sent.

    What has expired, is unwanted or no longer true ends here, and in quiet hours all else is put
    off to their end. What more is taken for this is leased until ``until``.
    """
    try:
        learner = work.learners.get(row.notification.learner)
    except KeyError:
        return _prepared(work, {row: Outcome.NEEDLESS}, now)
    rows = (row, *_others(work, row, now, until))
    listener = listener_of(work, learner)
    quiet = listener.preferences.quiet
    opens = now if quiet is None else open_at(quiet, learner.zone, now)
    ended = {
        each: outcome
        for each in rows
        if (outcome := _end(each.notification, listener, now, opens)) is not None
    }
    left = {each.notification: each for each in rows if each not in ended}
    if opens > now:
        return _prepared(work, ended, now, deferred=[_deferred(it, opens) for it in left.values()])
    told = dict(true_news(work, listener, tuple(left), now))
    ended |= {each: Outcome.NEEDLESS for it, each in left.items() if it not in told}
    ways = _ways(work, row) if told else ()
    if not ways:
        ended |= {left[it]: Outcome.UNREACHABLE for it in told}
        return _prepared(work, ended, now)
    parcel = Parcel(
        rows=tuple(sorted((left[it] for it in told), key=lambda each: each.id)),
        news=tuple(chain.from_iterable(told.values())),
        ways=ways,
        expires=max(it.expires for it in told),
        zone=learner.zone,
    )
    return replace(_prepared(work, ended, now), parcel=parcel)


def settle(work: UnitOfWork, rows: Sequence[OutboxRow], outcome: Outcome, now: datetime) -> int:
    """Write how notifications ended; count those that were still this lease's."""
    settled = [work.outbox.settle(row, outcome, at=now) for row in rows]
    work.commit()
    return sum(settled)


def try_later(
    work: UnitOfWork,
    rows: Sequence[OutboxRow],
    _now: datetime,
    *,
    due: datetime,
    failed: bool,
    doubtful: bool,
) -> int:
    """Give notifications back until they are due again; count those still this lease's.

    The attempt has ``failed``, or was only put off; it is ``doubtful`` where they may have arrived.
    """
    deferred = [
        work.outbox.defer(
            replace(row, failed=row.failed + failed, doubtful=row.doubtful + doubtful), due=due
        )
        for row in rows
    ]
    work.commit()
    return sum(deferred)


def forget_delivered(work: UnitOfWork, now: datetime) -> int:
    """Forget some notifications that ended long ago; say how many they were, 0 when all are."""
    forgotten = work.outbox.forget(now - KEPT_FOR, most=FORGOTTEN)
    if forgotten:
        work.commit()
    return forgotten


def _others(
    work: UnitOfWork, row: OutboxRow, now: datetime, until: datetime
) -> tuple[OutboxRow, ...]:
    """Take what else is due to a notification's learner, and may be sent in one message with it.

    A message that may have arrived goes again as it was, so that a platform which knows it by its
    key swallows it. What is for one alone goes by itself, since the rest may go where others read.
    """
    together = []
    for each in work.outbox.lease_with(row, now, until=until):
        if bool(each.doubtful) == bool(row.doubtful) and _is_private(each) == _is_private(row):
            together.append(each)
        else:
            work.outbox.defer(each, due=now)
    return tuple(together)


def _is_private(row: OutboxRow) -> bool:
    return row.notification.kind in FOR_ONE_ALONE


def _ways(work: UnitOfWork, row: OutboxRow) -> tuple[Way, ...]:
    """Give the ways that a notification may go to its learner."""
    ways = ways_of(work, row.notification.learner)
    if not _is_private(row):
        return ways
    return tuple(each for each in ways if each.destination.kind is PlaceKind.PRIVATE)


def _end(
    notification: Notification, listener: Listener, now: datetime, opens: datetime
) -> Outcome | None:
    """Say how a notification ends that is not to be sent, nor put off."""
    if notification.expires <= now:
        return Outcome.EXPIRED
    if not listener.wants(notification, now) or listener.has_later(notification, opens):
        return Outcome.NEEDLESS
    return None


def _deferred(row: OutboxRow, opens: datetime) -> OutboxRow:
    """Give a row that is for the end of the quiet hours, and worth something as long as before."""
    known = row.notification
    expires = opens + (known.expires - known.at)
    return replace(row, notification=replace(known, at=opens, expires=expires))


def _prepared(
    work: UnitOfWork,
    ended: Mapping[OutboxRow, Outcome],
    now: datetime,
    *,
    deferred: Sequence[OutboxRow] = (),
) -> Prepared:
    """Write what is not sent now."""
    settled = Counter(
        outcome for row, outcome in ended.items() if work.outbox.settle(row, outcome, at=now)
    )
    put_off = [work.outbox.defer(row, due=row.notification.at) for row in deferred]
    work.commit()
    return Prepared(None, settled, sum(put_off))
