"""Who studies which roadmap, and what was done, in memory."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from core.goal import Target
from core.history import Event
from core.learner import Enrolment, EnrolmentId, LearnerId
from core.log import Log
from core.roadmap import RoadmapId
from tests.fakes.rules import refuse, utc
from tests.fakes.shelf import Shelf


class FakeEnrolments:
    """Keep enrolments in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def get(self, enrolment: EnrolmentId) -> Enrolment:
        """Give an enrolment; raise KeyError where there is none."""
        return self._shelf.enrolments[enrolment]

    def of_learner(self, learner: LearnerId) -> tuple[Enrolment, ...]:
        """List a learner's enrolments, the oldest first."""
        return tuple(each for each in self._shelf.enrolments.values() if each.learner == learner)

    def add(self, learner: LearnerId, roadmap: RoadmapId, *, started: datetime) -> Enrolment:
        """Enrol a learner in a roadmap that they are not enrolled in."""
        refuse(roadmap, among=(each.roadmap for each in self.of_learner(learner)))
        number = EnrolmentId(self._shelf.new_id("enrolment"))
        enrolment = Enrolment(number, learner, roadmap, utc(started))
        self._shelf.enrolments[number] = enrolment
        return enrolment

    def remove(self, enrolment: EnrolmentId) -> None:
        """Delete an enrolment in which nothing was done and that is no learner's current one."""
        self.set_target(enrolment, None)
        del self._shelf.enrolments[enrolment]

    def set_share(self, enrolment: EnrolmentId, share: int, since: datetime | None) -> None:
        """Write an enrolment's part in the daily mix, 0 for none, and since when it is mixed."""
        mixed = None if since is None else utc(since)
        self._shelf.enrolments[enrolment] = replace(self.get(enrolment), share=share, mixed=mixed)

    def target(self, enrolment: EnrolmentId) -> Target | None:
        """Give the day by which an enrolment's topics are to be done; None where none was set."""
        return self._shelf.targets.get(enrolment)

    def set_target(self, enrolment: EnrolmentId, target: Target | None) -> None:
        """Write the day by which an enrolment's topics are to be done, or that there is none."""
        if target is None:
            self._shelf.targets.pop(enrolment, None)
        else:
            self._shelf.targets[enrolment] = target


class FakeHistory:
    """Keep the event log in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def of_learner(self, learner: LearnerId) -> Log:
        """Give all that a learner did, in the order it was written."""
        return Log.of([event for event in self._shelf.events if event.learner == learner])

    def append(self, events: Iterable[Event]) -> None:
        """Write events of one learner."""
        for event in events:
            key = (event.learner, event.action, event.topic)
            refuse(key, among=((it.learner, it.action, it.topic) for it in self._shelf.events))
            self._shelf.events.append(event)
