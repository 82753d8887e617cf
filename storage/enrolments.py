"""Enrolments, as rows."""

from datetime import UTC, datetime

from sqlalchemy import bindparam, insert, select

from core.learner import Enrolment, EnrolmentId, LearnerId
from core.roadmap import RoadmapId
from storage import tables
from storage.link import Link

_E = tables.enrolment.c

_ALL = select(_E.id, _E.learner, _E.roadmap, _E.started)
_GET = _ALL.where(_E.id == bindparam("enrolment"))
_OF_LEARNER = _ALL.where(_E.learner == bindparam("learner")).order_by(_E.id)
_ADD = insert(tables.enrolment).returning(_E.id)


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
