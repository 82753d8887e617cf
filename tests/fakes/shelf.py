"""What is kept in memory."""

from dataclasses import dataclass, field
from datetime import datetime

from core.destination import Destination
from core.goal import Target
from core.history import Event
from core.learner import Account, Enrolment, EnrolmentId, Learner, LearnerId
from core.place import KnownPlace
from core.preferences import Preferences
from core.roadmap import Roadmap, RoadmapId
from tests.fakes.reminding_shelf import RemindingShelf


@dataclass(slots=True)
class Shelf:
    """Everything that is kept."""

    accounts: dict[Account, LearnerId] = field(default_factory=dict)
    learners: dict[LearnerId, Learner] = field(default_factory=dict)
    roadmaps: dict[RoadmapId, Roadmap] = field(default_factory=dict)
    enrolments: dict[EnrolmentId, Enrolment] = field(default_factory=dict)
    targets: dict[EnrolmentId, Target] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    places: dict[tuple[str, str], KnownPlace] = field(default_factory=dict)
    destinations: list[tuple[LearnerId, Destination]] = field(default_factory=list)
    asked: dict[LearnerId, Destination] = field(default_factory=dict)
    preferences: dict[LearnerId, Preferences] = field(default_factory=dict)
    announcements: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, datetime] = field(default_factory=dict)
    reminding: RemindingShelf = field(default_factory=RemindingShelf)

    def copy(self) -> "Shelf":
        """Give a shelf to write on while this one stays as it is."""
        return Shelf(
            dict(self.accounts),
            dict(self.learners),
            dict(self.roadmaps),
            dict(self.enrolments),
            dict(self.targets),
            list(self.events),
            dict(self.places),
            list(self.destinations),
            dict(self.asked),
            dict(self.preferences),
            dict(self.announcements),
            dict(self.receipts),
            self.reminding.copy(),
        )
