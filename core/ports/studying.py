"""Who studies which roadmap, and what was done."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from core.goal import Target
from core.history import Event
from core.learner import Enrolment, EnrolmentId, LearnerId
from core.log import Log
from core.roadmap import RoadmapId


class Enrolments(Protocol):
    """Keep who studies which roadmap; a learner has at most one enrolment a roadmap."""

    def get(self, enrolment: EnrolmentId) -> Enrolment:
        """Give an enrolment; raise KeyError where there is none."""
        ...

    def of_learner(self, learner: LearnerId) -> tuple[Enrolment, ...]:
        """List a learner's enrolments, the oldest first."""
        ...

    def add(self, learner: LearnerId, roadmap: RoadmapId, *, started: datetime) -> Enrolment:
        """Enrol a learner in a roadmap that they are not enrolled in."""
        ...

    def remove(self, enrolment: EnrolmentId) -> None:
        """Delete an enrolment in which nothing was done and that is no learner's current one."""
        ...

    def set_share(self, enrolment: EnrolmentId, share: int, since: datetime | None) -> None:
        """Write an enrolment's part in the daily mix, 0 for none, and since when it is mixed."""
        ...

    def target(self, enrolment: EnrolmentId) -> Target | None:
        """Give the day by which an enrolment's topics are to be done; None where none was set."""
        ...

    def set_target(self, enrolment: EnrolmentId, target: Target | None) -> None:
        """Write the day by which an enrolment's topics are to be done, or that there is none."""
        ...


class History(Protocol):
    """Keep the event log; it is only ever appended to."""

    def of_learner(self, learner: LearnerId) -> Log:
        """Give all that a learner did, in every roadmap, in the order it was written."""
        ...

    def append(self, events: Iterable[Event]) -> None:
        """Write events of one learner; a (learner, action, topic) is written at most once."""
        ...
