"""Notes, in memory."""

from collections.abc import Mapping
from datetime import datetime

from core.learner import LearnerId
from core.roadmap import RoadmapId, TopicId
from tests.fakes.rules import utc
from tests.fakes.shelf import Shelf


class FakeNotes:
    """Keep notes in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def get(self, learner: LearnerId, topic: TopicId) -> str | None:
        """Give what a learner wrote about a topic; None where they wrote nothing."""
        return self._shelf.notes.get((learner, topic))

    def put(self, learner: LearnerId, topic: TopicId, text: str | None, *, at: datetime) -> None:
        """Write a note in the place of the one before; None takes it away."""
        utc(at)
        if text is None:
            self._shelf.notes.pop((learner, topic), None)
        else:
            self._shelf.notes[learner, topic] = text

    def of_roadmap(self, learner: LearnerId, roadmap: RoadmapId) -> Mapping[TopicId, str]:
        """Give a learner's notes on the topics of a roadmap, retired ones too."""
        kept = self._shelf.roadmaps.get(roadmap)
        topics = sorted(each.topic.id for each in kept.state.topics) if kept else []
        notes = self._shelf.notes
        return {topic: notes[learner, topic] for topic in topics if (learner, topic) in notes}
