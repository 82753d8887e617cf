"""Enrolments, as rows."""

from datetime import UTC, datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from core.goal import Target
from core.learner import Enrolment, EnrolmentId, LearnerId
from core.roadmap import RoadmapId
from storage import tables
from storage.link import Link

_E = tables.enrolment.c
_T = tables.target.c

_ALL = select(_E.id, _E.learner, _E.roadmap, _E.started, _E.share, _E.mixed)
_GET = _ALL.where(_E.id == bindparam("enrolment"))
_OF_LEARNER = _ALL.where(_E.learner == bindparam("learner")).order_by(_E.id)
_ADD = insert(tables.enrolment).returning(_E.id)
_REMOVE = delete(tables.enrolment).where(_E.id == bindparam("enrolment"))
_SET_SHARE = update(tables.enrolment).where(_E.id == bindparam("enrolment"))
_TARGET = select(_T.day, _T.since).where(_T.enrolment == bindparam("enrolment"))
# SQLite has the same words for it.
_ADD_TARGET = insert(tables.target)
_SET_TARGET = _ADD_TARGET.on_conflict_do_update(
    index_elements=[_T.enrolment],
    set_={each.name: _ADD_TARGET.excluded[each.name] for each in (_T.day, _T.since)},
)
_REMOVE_TARGET = delete(tables.target).where(_T.enrolment == bindparam("enrolment"))


class SqlEnrolments:
    """Keep enrolments in the database."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def get(self, enrolment: EnrolmentId) -> Enrolment:
        """Give an enrolment; raise KeyError where there is none."""
        row = self._link.row(_GET, enrolment=enrolment)
        if row is None:
            raise KeyError(enrolment)
        return Enrolment(*row)

    def of_learner(self, learner: LearnerId) -> tuple[Enrolment, ...]:
        """List a learner's enrolments, the oldest first."""
        return tuple(Enrolment(*row) for row in self._link.rows(_OF_LEARNER, learner=learner))

    def add(self, learner: LearnerId, roadmap: RoadmapId, *, started: datetime) -> Enrolment:
        """Enrol a learner in a roadmap that they are not enrolled in."""
        number = self._link.added(_ADD, learner=learner, roadmap=roadmap, started=started)
        return Enrolment(EnrolmentId(number), learner, roadmap, started.astimezone(UTC))

    def remove(self, enrolment: EnrolmentId) -> None:
        """Delete an enrolment in which nothing was done and that is no learner's current one."""
        self.set_target(enrolment, None)
        self._link.write(_REMOVE, enrolment=enrolment)

    def set_share(self, enrolment: EnrolmentId, share: int, since: datetime | None) -> None:
        """Write an enrolment's part in the daily mix, 0 for none, and since when it is mixed."""
        self._link.write(_SET_SHARE, enrolment=enrolment, share=share, mixed=since)

    def target(self, enrolment: EnrolmentId) -> Target | None:
        """Give the day by which an enrolment's topics are to be done; None where none was set."""
        row = self._link.row(_TARGET, enrolment=enrolment)
        return None if row is None else Target(*row)

    def set_target(self, enrolment: EnrolmentId, target: Target | None) -> None:
        """Write the day by which an enrolment's topics are to be done, or that there is none."""
        if target is None:
            self._link.write(_REMOVE_TARGET, enrolment=enrolment)
        else:
            self._link.write(_SET_TARGET, enrolment=enrolment, day=target.day, since=target.since)
