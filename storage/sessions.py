"""Focus sessions and who was there, as rows."""

from datetime import UTC, datetime

from sqlalchemy import bindparam, insert, select, update

from core.destination import Destination
from core.focus import Participant, Rounds, Session, SessionId
from core.learner import LearnerId
from core.place import PlaceKind
from storage import tables
from storage.columns import Instant
from storage.link import Link, Row

_S = tables.focus_session.c
_P = tables.focus_participant.c

_SESSIONS = select(
    _S.id,
    _S.platform,
    _S.chat,
    _S.kind,
    _S.thread,
    _S.host,
    _S.work,
    _S.rest,
    _S.count,
    _S.begun,
    _S.ended,
)
_PARTICIPANTS = select(_P.session, _P.learner, _P.name, _P.task, _P.joined, _P.left)
# Held, so that who ends it and who joins it do not pass each other.
_GET = _SESSIONS.where(_S.id == bindparam("its_id")).with_for_update(key_share=True)
_OPEN_AT = (
    _SESSIONS.where(_S.platform == bindparam("platform"), _S.chat == bindparam("chat"))
    .where(_S.thread.is_not_distinct_from(bindparam("thread", type_=_S.thread.type)))
    .where(_S.ended.is_(None))
    .with_for_update(key_share=True)
)
_ADD = insert(tables.focus_session).returning(_S.id)
_END = update(tables.focus_session).where(_S.id == bindparam("its_id"), _S.ended.is_(None))
_THERE = _PARTICIPANTS.where(_P.session == bindparam("session")).order_by(_P.joined, _P.id)
_JOIN = insert(tables.focus_participant)
_PRESENT = update(tables.focus_participant).where(
    _P.session == bindparam("its_session"),
    _P.learner == bindparam("its_learner"),
    _P.left.is_(None),
)
_DECLARE, _LEAVE = _PRESENT.where(), _PRESENT.where()
_OF_LEARNER = (
    _SESSIONS.add_columns(*_PARTICIPANTS.selected_columns)
    .join_from(tables.focus_participant, tables.focus_session, _P.session == _S.id)
    .where(_P.learner == bindparam("learner"), _P.joined >= bindparam("since", type_=Instant))
    .order_by(_P.joined, _P.id)
)
_WIDTH = len(_SESSIONS.selected_columns)


class SqlSessions:
    """Keep focus sessions in the database."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def get(self, session: SessionId) -> Session:
        """Give a session; raise KeyError where there is none."""
        row = self._link.row(_GET, its_id=session)
        if row is None:
            raise KeyError(session)
        return _session(row)

    def open_at(self, place: Destination) -> Session | None:
        """Find the session of a place that has not been ended; its time may be over."""
        here = {"platform": place.platform, "chat": place.chat, "thread": place.thread}
        row = self._link.row(_OPEN_AT, **here)
        return None if row is None else _session(row)

    def add(self, place: Destination, host: LearnerId, rounds: Rounds, *, at: datetime) -> Session:
        """Begin a session in a place whose last one has been ended.

        Of two units of work that race to begin one, the second is run again, and finds the first's.
        """
        number = self._link.added(
            _ADD,
            platform=place.platform,
            chat=place.chat,
            kind=place.kind.value,
            thread=place.thread,
            host=host,
            work=rounds.work,
            rest=rounds.rest,
            count=rounds.count,
            begun=at,
        )
        return Session(SessionId(number), place, host, rounds, at.astimezone(UTC))

    def end(self, session: SessionId, *, at: datetime) -> None:
        """End a session; one that was ended stays so."""
        self._link.write(_END, its_id=session, ended=at)

    def participants(self, session: SessionId) -> tuple[Participant, ...]:
        """List who was in a session, in the order they joined; who came twice is there twice."""
        return tuple(Participant(*row) for row in self._link.rows(_THERE, session=session))

    def join(self, participant: Participant) -> None:
        """Let a learner be in a session from now on, who is not."""
        self._link.write(
            _JOIN,
            session=participant.session,
            learner=participant.learner,
            name=participant.name,
            task=participant.task,
            joined=participant.joined,
            left=participant.left,
        )

    def declare(self, session: SessionId, learner: LearnerId, task: str) -> None:
        """Write what a learner who is in a session wants to do."""
        self._link.write(_DECLARE, its_session=session, its_learner=learner, task=task)

    def leave(self, session: SessionId, learner: LearnerId, *, at: datetime) -> None:
        """Let a learner be in a session no more, who is."""
        self._link.write(_LEAVE, its_session=session, its_learner=learner, left=at)

    def of_learner(
        self, learner: LearnerId, since: datetime
    ) -> tuple[tuple[Session, Participant], ...]:
        """List the sessions that a learner joined since an instant, in the order they did."""
        rows = self._link.rows(_OF_LEARNER, learner=learner, since=since)
        return tuple((_session(row[:_WIDTH]), Participant(*row[_WIDTH:])) for row in rows)


def _session(row: Row) -> Session:
    number, platform, chat, kind, thread, host, work, rest, count, begun, ended = row
    place = Destination(platform, chat, PlaceKind(kind), thread)
    return Session(number, place, host, Rounds(work, rest, count), begun, ended)
