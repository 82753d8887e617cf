"""Leasing: the statements that take what is due out of the outbox, one learner at a time."""

from sqlalchemy import (
    Update,
    and_,
    bindparam,
    exists,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.sql.selectable import CTE

from storage import tables
from storage.columns import Instant

_O = tables.outbox.c

_NOW = bindparam("now", type_=Instant)
_DUE = and_(
    _O.platform == bindparam("its_platform"),
    _O.ended.is_(None),
    _O.due <= _NOW,
    or_(_O.leased_until.is_(None), _O.leased_until <= _NOW),
)
_OTHER = tables.outbox.alias("other").c
_OTHER_GOES_FIRST = exists().where(
    _OTHER.learner == _O.learner,
    _OTHER.platform == _O.platform,
    _OTHER.ended.is_(None),
    or_(
        _OTHER.leased_until > _NOW,
        and_(_OTHER.due <= _NOW, tuple_(_OTHER.due, _OTHER.id) < tuple_(_O.due, _O.id)),
    ),
)


def _lease(rows: CTE) -> Update:
    return (
        update(tables.outbox)
        .where(_O.id.in_(select(rows.c.id)))
        .values(
            leased_until=bindparam("until", type_=Instant),
            lease=bindparam("its_lease"),
            attempts=_O.attempts + literal_column("1"),
        )
        .returning(
            _O.due,
            _O.id,
            _O.kind,
            _O.learner,
            _O.platform,
            _O.date,
            _O.at,
            _O.expires,
            _O.reminder,
            _O.details,
            _O.attempts,
            _O.lease,
            _O.failed,
            _O.doubtful,
        )
    )


# The rows are locked in a part of its own: one that is part of a condition may be run twice.
LEASE = _lease(
    select(_O.id)
    .where(_DUE, ~_OTHER_GOES_FIRST)
    .order_by(_O.due, _O.id)
    .limit(bindparam("most"))
    .offset(literal_column("0"))
    .with_for_update(of=tables.outbox, skip_locked=True)
    .cte("leasable")
)
LEASE_WITH = _lease(
    select(_O.id)
    .where(_DUE, _O.learner == bindparam("its_learner"), _O.id != bindparam("its_id"))
    .with_for_update(skip_locked=True)
    .cte("leasable")
)
