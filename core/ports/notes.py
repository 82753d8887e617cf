"""What learners wrote about topics."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from core.learner import LearnerId
from core.roadmap import RoadmapId, TopicId


class Notes(Protocol):
    """Keep notes; a learner has at most one a topic."""

    def get(self, learner: LearnerId, topic: TopicId) -> str | None:
        """Give what a learner wrote about a topic; None where they wrote nothing."""
        ...

    def put(self, learner: LearnerId, topic: TopicId, text: str | None, *, at: datetime) -> None:
        """Write a note in the place of the one before; None takes it away."""
        ...

    def of_roadmap(self, learner: LearnerId, roadmap: RoadmapId) -> Mapping[TopicId, str]:
        """Give a learner's notes on the topics of a roadmap, retired ones too."""
        ...
