"""What is kept in memory."""

from dataclasses import dataclass, field
from datetime import datetime

from core.destination import Destination
from core.goal import Target
from core.history import Event
from core.learner import Account, Enrolment, EnrolmentId, Learner, LearnerId
from core.place import KnownPlace
from core.preferences import Preferences
from core.roadmap import RoadmapId, TopicId
from tests.fakes.group_shelf import GroupShelf
from tests.fakes.reminding_shelf import RemindingShelf
from tests.fakes.roadmap_shelf import KeptRoadmap


@dataclass(slots=True)
class Shelf:
    """Everything that is kept."""

    accounts: dict[Account, LearnerId] = field(default_factory=dict)
    learners: dict[LearnerId, Learner] = field(default_factory=dict)
    roadmaps: dict[RoadmapId, KeptRoadmap] = field(default_factory=dict)
    shares: set[tuple[RoadmapId, str, str]] = field(default_factory=set)
    untold: dict[RoadmapId, LearnerId] = field(default_factory=dict)
    enrolments: dict[EnrolmentId, Enrolment] = field(default_factory=dict)
    targets: dict[EnrolmentId, Target] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    notes: dict[tuple[LearnerId, TopicId], str] = field(default_factory=dict)
    places: dict[tuple[str, str], KnownPlace] = field(default_factory=dict)
    destinations: list[tuple[LearnerId, Destination]] = field(default_factory=list)
    asked: dict[LearnerId, Destination] = field(default_factory=dict)
    preferences: dict[LearnerId, Preferences] = field(default_factory=dict)
    announcements: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, datetime] = field(default_factory=dict)
    reminding: RemindingShelf = field(default_factory=RemindingShelf)
    grouping: GroupShelf = field(default_factory=GroupShelf)
    last_ids: dict[str, int] = field(default_factory=dict)

    def new_id(self, kind: str) -> int:
        """Give an id that nothing of its kind ever had."""
        self.last_ids[kind] = self.last_ids.get(kind, 0) + 1
        return self.last_ids[kind]

    def copy(self) -> "Shelf":
        """Give a shelf to write on while this one stays as it is."""
        return Shelf(
            dict(self.accounts),
            dict(self.learners),
            dict(self.roadmaps),
            set(self.shares),
            dict(self.untold),
            dict(self.enrolments),
            dict(self.targets),
            list(self.events),
            dict(self.notes),
            dict(self.places),
            list(self.destinations),
            dict(self.asked),
            dict(self.preferences),
            dict(self.announcements),
            dict(self.receipts),
            self.reminding.copy(),
            self.grouping.copy(),
            dict(self.last_ids),
        )
