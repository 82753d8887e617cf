"""Live messages, as rows."""

from datetime import date, datetime

from sqlalchemy import (
    Update,
    bindparam,
    case,
    delete,
    false,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from core.destination import Destination
from core.live import EDIT_EVERY, LiveEnd, LiveKey, LiveKind, LiveMessage
from core.place import PlaceKind
from storage import tables
from storage.columns import Instant
from storage.link import Link, Row

_L = tables.live_message.c

# SQLite has the same words for ON CONFLICT.
_OPEN = insert(tables.live_message).on_conflict_do_nothing()

_AT = bindparam("at", type_=Instant)
_TOUCHED_DUE = case((_L.rests_until > _AT, _L.rests_until), else_=_AT)
_TOUCH = (
    update(tables.live_message)
    .where(
        _L.kind == bindparam("its_kind"),
        _L.subject == bindparam("its_subject"),
        _L.date == bindparam("its_date"),
        _L.ended.is_(None),
    )
    .values(
        due=case((or_(_L.due.is_(None), _L.due > _TOUCHED_DUE), _TOUCHED_DUE), else_=_L.due),
        touched=true(),
    )
)

_NOW = bindparam("now", type_=Instant)
_LEASABLE = (
    select(_L.id)
    .where(_L.platform == bindparam("its_platform"), _L.due <= _NOW)
    .where(or_(_L.leased_until.is_(None), _L.leased_until <= _NOW))
    .order_by(_L.due, _L.id)
    .limit(bindparam("most"))
    .offset(literal_column("0"))  # as storage.destinations says
    .with_for_update(skip_locked=True)
    .cte("leasable")
)
_LEASE = (
    update(tables.live_message)
    .where(_L.id.in_(select(_LEASABLE.c.id)))
    .values(
        leased_until=bindparam("until", type_=Instant),
        leases=_L.leases + literal_column("1"),
        touched=false(),
    )
    .returning(
        _L.due,
        _L.id,
        _L.kind,
        _L.subject,
        _L.date,
        _L.platform,
        _L.chat,
        _L.place_kind,
        _L.thread,
        _L.message,
        _L.shown,
        _L.failed,
        _L.leases,
        _L.sending,
    )
)
_RELEASE = (
    update(tables.live_message)
    .where(_L.platform == bindparam("its_platform"), _L.due.is_not(None))
    .where(_L.leased_until.is_not(None), _L.sending.is_(false()))
    .values(leased_until=null())
)

_HELD = update(tables.live_message).where(
    _L.id == bindparam("its_id"), _L.leases == bindparam("its_leases"), _L.ended.is_(None)
)
_HOLD = _HELD.values(leased_until=bindparam("until", type_=Instant))
_GIVEN_BACK = _HELD.values(leased_until=null())
_SHOWN = _GIVEN_BACK.values(
    due=case(
        (_L.touched, bindparam("if_touched", type_=Instant)),
        else_=bindparam("again", type_=Instant),
    ),
    failed=literal_column("0"),
    sending=false(),
)
_PUT_OFF = _GIVEN_BACK.values(failed=_L.failed + bindparam("more"))
_END = _GIVEN_BACK.values(due=null())

_NEXT_DUE = select(func.min(func.coalesce(_L.leased_until, _L.due))).where(
    _L.platform == bindparam("platform"), _L.due.is_not(None)
)
_FORGET = delete(tables.live_message).where(
    _L.id.in_(
        select(_L.id)
        .where(_L.ended.is_not(None), _L.date < bindparam("before"))
        .order_by(_L.date)
        .limit(bindparam("most"))
        .offset(literal_column("0"))
    )
)


class SqlLiveMessages:
    """Keep live messages in the database."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def open(self, key: LiveKey, place: Destination, *, due: datetime) -> None:
        """Let a live message be sent; one that is there already stays as it is."""
        self._link.write(
            _OPEN,
            kind=key.kind.value,
            subject=key.subject,
            date=key.date,
            platform=place.platform,
            chat=place.chat,
            place_kind=place.kind.value,
            thread=place.thread,
            failed=0,
            leases=0,
            due=due,
            rests_until=due,
            sending=False,
            touched=False,
        )

    def touch(self, key: LiveKey, *, at: datetime) -> None:
        """Let a live message be shown anew since what it shows has changed, as often as may be."""
        its = {"its_kind": key.kind.value, "its_subject": key.subject, "its_date": key.date}
        self._link.write(_TOUCH, **its, at=at)

    def lease(
        self, platform: str, now: datetime, *, until: datetime, most: int
    ) -> tuple[LiveMessage, ...]:
        """Take the live messages of a platform that are due, the longest due first."""
        rows = self._link.rows(_LEASE, its_platform=platform, now=now, until=until, most=most)
        # An update gives its rows in any order.
        return tuple(map(_live, sorted(rows, key=lambda row: row[:2])))

    def release(self, platform: str) -> int:
        """Let all that is leased of a platform be due; say how many these are."""
        return self._link.write(_RELEASE, its_platform=platform)

    def hold(self, live: LiveMessage, *, until: datetime, sending: bool) -> bool:
        """Hold a leased message until then, as it is about to be shown; False where it is lost."""
        return self._write(_HOLD, live, until=until, sending=sending) == 1

    def shown(
        self, live: LiveMessage, message: str, *, at: datetime, again: datetime | None
    ) -> None:
        """Write that a leased message was sent or edited; it changes by itself at ``again``."""
        rests_until = at + EDIT_EVERY
        self._write(
            _SHOWN,
            live,
            message=message,
            shown=at,
            rests_until=rests_until,
            again=again,
            if_touched=rests_until if again is None else min(again, rests_until),
        )

    def put_off(
        self, live: LiveMessage, *, due: datetime, failed: bool, sending: bool = False
    ) -> None:
        """Give a leased message back until it is due again; ``sending``: it may have been sent."""
        more = int(failed)
        self._write(_PUT_OFF, live, due=due, rests_until=due, more=more, sending=sending)

    def end(self, live: LiveMessage, end: LiveEnd) -> bool:
        """Let a leased message be shown no more; False where it is lost, or has ended."""
        return self._write(_END, live, ended=end.value) == 1

    def next_due(self, platform: str) -> datetime | None:
        """Say when a live message of a platform is due next, or was; None where none is."""
        row = self._link.row(_NEXT_DUE, platform=platform)
        return row[0] if row else None

    def forget(self, before: date, *, most: int) -> int:
        """Forget some live messages that have ended, of dates before one; say how many."""
        return self._link.write(_FORGET, before=before, most=most)

    def _write(self, statement: Update, live: LiveMessage, **values: object) -> int:
        """Write the row of a leased message, where this lease is its last; say how many."""
        return self._link.write(statement, its_id=live.id, its_leases=live.leases, **values)


def _live(row: Row) -> LiveMessage:
    _, number, kind, subject, day, platform, chat, place_kind, thread, *state = row
    place = Destination(platform, chat, PlaceKind(place_kind), thread)
    return LiveMessage(number, LiveKey(LiveKind(kind), subject, day), place, *state)
