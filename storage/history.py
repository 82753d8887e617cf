"""The event log, as rows that are only ever appended."""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, insert, select

from core.history import Event, EventKind
from core.learner import LearnerId, Moment
from core.log import Log
from storage import tables
from storage.link import Link, Row
from storage.memory import Past, Recent

_V = tables.event.c

_AFTER = (
    select(
        _V.id,
        _V.enrolment,
        _V.action,
        _V.kind,
        _V.at,
        _V.zone,
        _V.date,
        _V.topic,
        _V.undoes,
        _V.added_later,
    )
    .where(_V.learner == bindparam("learner"), _V.id > bindparam("last"))
    .order_by(_V.id)
)
_APPEND = insert(tables.event)
_HOLD = (
    select(tables.learner.c.id)
    .where(tables.learner.c.id == bindparam("learner"))
    .with_for_update(key_share=True)
)


class SqlHistory:
    """Keep the event log in the database.

    Events of one learner are written only while that learner is held, so on PostgreSQL too their
    ids are committed in rising order, and reading on from the last id seen misses none.
    """

    __slots__ = ("_link", "_pasts", "_written")

    def __init__(self, link: Link, pasts: Recent[LearnerId, Past]) -> None:
        self._link = link
        self._pasts = pasts
        self._written: set[LearnerId] = set()

    def of_learner(self, learner: LearnerId) -> Log:
        """Give all that a learner did, in every roadmap, in the order it was written."""
        # A log carries on what it worked out, so that those who did nothing yet share none.
        past = self._pasts.get(learner) or Past(0, Log.of())
        rows = self._link.rows(_AFTER, learner=learner, last=past.last)
        if not rows:
            return past.log
        log = past.log.then([_event(learner, row) for row in rows])
        if learner not in self._written:
            self._pasts.put(learner, Past(rows[-1][0], log))
        return log

    def append(self, events: Iterable[Event]) -> None:
        """Write events of one learner; raise ValueError where one of them is written already."""
        written = tuple(events)
        for learner in {event.learner for event in written}:
            self._hold(learner)
        self._link.write_columns(_APPEND, _columns(written))

    def _hold(self, learner: LearnerId) -> None:
        if learner not in self._link.held:
            self._link.row(_HOLD, learner=learner)
            self._link.held.add(learner)
        self._written.add(learner)


def _event(learner: LearnerId, row: Row) -> Event:
    _, enrolment, action, kind, at, zone, date, topic, undoes, added_later = row
    moment = Moment(at, zone, date)
    return Event(learner, enrolment, action, EventKind(kind), moment, topic, undoes, added_later)


def _columns(events: Sequence[Event]) -> dict[str, Sequence[object]]:
    moments = [event.moment for event in events]
    return {
        "learner": [event.learner for event in events],
        "enrolment": [event.enrolment for event in events],
        "action": [event.action for event in events],
        "kind": [event.kind.value for event in events],
        "at": [moment.at for moment in moments],
        "zone": [moment.zone for moment in moments],
        "date": [moment.date for moment in moments],
        "topic": [event.topic for event in events],
        "undoes": [event.undoes for event in events],
        "added_later": [event.added_later for event in events],
    }
