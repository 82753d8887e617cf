"""Planning: the statements that find slots, and take their reminders to the outbox."""

from sqlalchemy import (
    BigInteger,
    and_,
    bindparam,
    false,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects import postgresql

from storage import tables
from storage.columns import Instant, SecondsLater

_R = tables.reminder.c
_S = tables.slot.c
_O = tables.outbox.c

_SLOTS = select(
    _S.id,
    _S.platform,
    _S.minute,
    _S.days,
    _S.zone,
    _S.next_due,
    _S.next_date,
    _S.cursor,
    _S.reach,
)
DUE = (
    _SLOTS.where(
        _S.platform == bindparam("platform"), _S.next_due <= bindparam("now", type_=Instant)
    )
    .order_by(_S.next_due, _S.id)
    .limit(bindparam("most"))
    .offset(literal_column("0"))
    # FOR NO KEY UPDATE: reminders may be added meanwhile.
    .with_for_update(key_share=True, skip_locked=True)
)
LATE = (
    _SLOTS.where(_S.platform == bindparam("platform"), _S.id > bindparam("after"))
    .where(_S.next_due > bindparam("than", type_=Instant))
    .order_by(_S.id)
    .limit(bindparam("most"))
    .offset(literal_column("0"))
)
NEXT_DUE = select(func.min(_S.next_due)).where(_S.platform == bindparam("platform"))
CROWD = select(func.count()).select_from(
    select(_R.id)
    .join_from(tables.slot, tables.reminder, and_(_R.slot == _S.id, _R.id > _S.cursor))
    .where(_S.platform == bindparam("platform"), _S.next_due == bindparam("at", type_=Instant))
    .where(_R.muted.is_(false()), _R.since < _S.next_due)
    .limit(bindparam("most"))
    .offset(literal_column("0"))
    .subquery()
)

_AFTER = and_(_R.slot == bindparam("its_slot"), _R.id > bindparam("after"))
_BATCH = (
    select(_R.id)
    .where(_AFTER)
    .order_by(_R.id)
    .limit(bindparam("most"))
    .offset(literal_column("0"))
    .subquery()
)
BATCH = select(func.count(), func.min(_BATCH.c.id), func.max(_BATCH.c.id)).select_from(_BATCH)
_REMINDED = and_(_AFTER, _R.muted.is_(false()), _R.since < bindparam("at", type_=Instant))
COUNT = select(func.count()).select_from(tables.reminder).where(_REMINDED)


PLAN = (
    # SQLite has the same words for ON CONFLICT.
    postgresql.insert(tables.outbox)
    .from_select(
        [
            "learner",
            "platform",
            "kind",
            "reminder",
            "date",
            "details",
            "at",
            "due",
            "expires",
            "attempts",
            "failed",
            "doubtful",
        ],
        select(
            _R.learner,
            bindparam("its_platform", type_=_O.platform.type),
            _R.kind,
            _R.id,
            bindparam("date", type_=_O.date.type),
            literal_column("'{}'"),
            bindparam("at", type_=Instant),
            SecondsLater(
                bindparam("begin", type_=Instant),
                # In the order of the ids, so that they come to lie together in the index by due.
                (_R.id - bindparam("first", type_=BigInteger))
                * bindparam("seconds", type_=BigInteger)
                // bindparam("breadth", type_=BigInteger),
            ),
            bindparam("expires", type_=Instant),
            literal_column("0"),
            literal_column("0"),
            literal_column("0"),
        ).where(_REMINDED, _R.id <= bindparam("last")),
    )
    .on_conflict_do_nothing()
)
