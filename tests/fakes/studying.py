"""Roadmaps, who studies them, and what was done, in memory."""

from collections.abc import Iterable
from datetime import datetime

from core.goal import Target
from core.history import Event
from core.learner import Enrolment, EnrolmentId, LearnerId
from core.log import Log
from core.roadmap import Roadmap, RoadmapId, RoadmapSummary, Topic, TopicId, TopicKind
from core.roadmap_markdown.outline import Outline
from tests.fakes.rules import refuse, utc
from tests.fakes.shelf import Shelf


class FakeRoadmaps:
    """Keep roadmaps in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def summaries(self) -> tuple[RoadmapSummary, ...]:
        """List all roadmaps, by title."""
        return tuple(sorted(map(_summary, self._shelf.roadmaps.values()), key=lambda it: it.title))

    def get(self, roadmap: RoadmapId) -> Roadmap:
        """Give a roadmap; raise KeyError where there is none."""
        return self._shelf.roadmaps[roadmap]

    def of_slug(self, slug: str) -> Roadmap | None:
        """Find a roadmap by its slug."""
        return next((each for each in self._shelf.roadmaps.values() if each.slug == slug), None)

    def add(self, slug: str, outline: Outline, *, added: datetime) -> Roadmap:
        """Store an outline as a new roadmap."""
        utc(added)
        refuse(slug, among=(each.slug for each in self._shelf.roadmaps.values()))
        before = sum(len(each.topics) for each in self._shelf.roadmaps.values())
        topics = tuple(
            Topic(
                TopicId(before + number),
                number,
                topic.path,
                topic.title,
                topic.text,
                topic.kind,
                topic.depth,
                topic.hint,
                topic.resources,
                topic.details,
                topic.ticked,
            )
            for number, topic in enumerate(outline.topics, start=1)
        )
        number = RoadmapId(len(self._shelf.roadmaps) + 1)
        roadmap = Roadmap(number, slug, outline.title, outline.about, topics)
        self._shelf.roadmaps[number] = roadmap
        return roadmap


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
        number = EnrolmentId(len(self._shelf.enrolments) + 1)
        enrolment = Enrolment(number, learner, roadmap, utc(started))
        self._shelf.enrolments[number] = enrolment
        return enrolment

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


def _summary(roadmap: Roadmap) -> RoadmapSummary:
    kinds = [topic.kind for topic in roadmap.topics]
    return RoadmapSummary(
        roadmap.id,
        roadmap.slug,
        roadmap.title,
        kinds.count(TopicKind.TOPIC),
        kinds.count(TopicKind.PROJECT),
    )
