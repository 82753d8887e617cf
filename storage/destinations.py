"""Destinations, as rows."""

from sqlalchemy import bindparam, delete, exists, func, insert, literal_column, select, update

from core.destination import Destination
from core.learner import LearnerId
from core.place import PlaceKind
from storage import tables
from storage.link import Link, Row

_D = tables.destination.c

_OF_LEARNER = (
    select(_D.platform, _D.chat, _D.kind, _D.thread)
    .where(_D.learner == bindparam("learner"))
    .order_by(_D.asked.desc(), _D.id)
)
_ASKED = select(_D.platform, _D.chat, _D.kind, _D.thread).where(
    _D.learner == bindparam("learner"), _D.asked
)
_ON_PLATFORM = (
    select(_D.platform, _D.chat, _D.kind, _D.thread)
    .where(_D.platform == bindparam("platform"))
    .group_by(_D.platform, _D.chat, _D.kind, _D.thread)
    .order_by(func.max(_D.id).desc())
    .limit(bindparam("most"))
    .offset(literal_column("0"))  # SQLAlchemy writes one for SQLite, and else binds it
)
_ADD = insert(tables.destination)
_UNASK = update(tables.destination).where(_D.learner == bindparam("its_learner"), _D.asked)
_ASK = update(tables.destination).where(
    _D.learner == bindparam("its_learner"),
    _D.platform == bindparam("its_platform"),
    _D.chat == bindparam("its_chat"),
    _D.thread.is_not_distinct_from(bindparam("its_thread", type_=_D.thread.type)),
)

_OLD = (_D.platform == bindparam("its_platform"), _D.chat == bindparam("old_chat"))
_THERE = tables.destination.alias("there").c
_DROP_DOUBLES = (
    delete(tables.destination)
    .where(
        *_OLD,
        exists().where(
            _THERE.learner == _D.learner,
            _THERE.platform == _D.platform,
            _THERE.chat == bindparam("new_chat"),
            _THERE.thread.is_not_distinct_from(_D.thread),
        ),
    )
    .returning(_D.asked, _D.learner, _D.thread)
)
_RENAME = update(tables.destination).where(*_OLD)


class SqlDestinations:
    """Keep destinations in the database."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def of_learner(self, learner: LearnerId) -> tuple[Destination, ...]:
        """List a learner's destinations: the one they asked for, the others as they were added."""
        return tuple(map(_destination, self._link.rows(_OF_LEARNER, learner=learner)))

    def asked(self, learner: LearnerId) -> Destination | None:
        """Give the destination that a learner asked for; None where they asked for none."""
        row = self._link.row(_ASKED, learner=learner)
        return None if row is None else _destination(row)

    def on_platform(self, platform: str, *, most: int) -> tuple[Destination, ...]:
        """List the destinations of all learners on a platform, each once, the newest first."""
        rows = self._link.rows(_ON_PLATFORM, platform=platform, most=most)
        return tuple(map(_destination, rows))

    def add(self, learner: LearnerId, destination: Destination) -> None:
        """Add a destination that the learner does not have."""
        self._add(learner, destination, asked=False)

    def ask(self, learner: LearnerId, destination: Destination) -> None:
        """Let this be the one destination that the learner asked for, added where they lack it."""
        self._link.write(_UNASK, its_learner=learner, asked=False)
        if not self._ask(learner, destination.platform, destination.chat, destination.thread):
            self._add(learner, destination, asked=True)

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let every learner's destinations in the old chat be in the new one, each once."""
        if old_chat == new_chat:
            return
        old = {"its_platform": platform, "old_chat": old_chat}
        for asked, learner, thread in self._link.rows(_DROP_DOUBLES, **old, new_chat=new_chat):
            if asked:
                self._ask(learner, platform, new_chat, thread)
        self._link.write(_RENAME, **old, chat=new_chat)

    def _add(self, learner: LearnerId, destination: Destination, *, asked: bool) -> None:
        self._link.write(
            _ADD,
            learner=learner,
            platform=destination.platform,
            chat=destination.chat,
            kind=destination.kind.value,
            thread=destination.thread,
            asked=asked,
        )

    def _ask(self, learner: LearnerId, platform: str, chat: str, thread: str | None) -> bool:
        key = {"its_learner": learner, "its_platform": platform, "its_chat": chat}
        return self._link.write(_ASK, **key, its_thread=thread, asked=True) == 1


def _destination(row: Row) -> Destination:
    platform, chat, kind, thread = row
    return Destination(platform, chat, PlaceKind(kind), thread)
