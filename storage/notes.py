"""Notes, as rows."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from core.learner import LearnerId
from core.roadmap import RoadmapId, TopicId
from storage import tables
from storage.link import Link

_N = tables.note.c
_T = tables.topic.c

_THIS = (_N.learner == bindparam("learner"), _N.topic == bindparam("topic"))
_GET = select(_N.text).where(*_THIS)
_REMOVE = delete(tables.note).where(*_THIS)
# SQLite has the same words for it.
_ADD = insert(tables.note)
_PUT = _ADD.on_conflict_do_update(
    index_elements=[_N.learner, _N.topic],
    set_={each.name: _ADD.excluded[each.name] for each in (_N.text, _N.at)},
)
_OF_ROADMAP = (
    select(_N.topic, _N.text)
    .join_from(tables.note, tables.topic, _N.topic == _T.id)
    .where(_N.learner == bindparam("learner"), _T.roadmap == bindparam("roadmap"))
    .order_by(_N.topic)
)


class SqlNotes:
    """Keep notes in the database."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def get(self, learner: LearnerId, topic: TopicId) -> str | None:
        """Give what a learner wrote about a topic; None where they wrote nothing."""
        row = self._link.row(_GET, learner=learner, topic=topic)
        return None if row is None else row[0]

    def put(self, learner: LearnerId, topic: TopicId, text: str | None, *, at: datetime) -> None:
        """Write a note in the place of the one before; None takes it away."""
        if text is None:
            self._link.write(_REMOVE, learner=learner, topic=topic)
        else:
            self._link.write(_PUT, learner=learner, topic=topic, text=text, at=at)

    def of_roadmap(self, learner: LearnerId, roadmap: RoadmapId) -> Mapping[TopicId, str]:
        """Give a learner's notes on the topics of a roadmap, retired ones too."""
        return dict(self._link.rows(_OF_ROADMAP, learner=learner, roadmap=roadmap))
