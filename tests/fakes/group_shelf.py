"""What is kept in memory of study groups, of live messages and of focus sessions."""

from dataclasses import dataclass, field
from datetime import date, datetime

from core.focus import Participant, Session, SessionId
from core.group import Group, GroupDay, GroupId, Member
from core.learner import LearnerId
from core.live import LiveEnd, LiveKey, LiveMessage
from core.roadmap import TopicId
from core.streak_rules import Pause


@dataclass(frozen=True, slots=True)
class Study:
    """A topic that a member of a group did on a date."""

    group: GroupId
    date: date
    learner: LearnerId
    topic: TopicId


@dataclass(frozen=True, slots=True)
class KeptLive:
    """A live message, with its state; a touch makes it due at ``rests_until`` at the earliest."""

    live: LiveMessage
    due: datetime | None
    rests_until: datetime
    leased_until: datetime | None = None
    touched: bool = False
    end: LiveEnd | None = None


@dataclass(slots=True)
class GroupShelf:
    """All groups, live messages and sessions that are kept."""

    groups: dict[GroupId, Group] = field(default_factory=dict)
    members: dict[tuple[GroupId, LearnerId], Member] = field(default_factory=dict)
    pauses: dict[tuple[GroupId, LearnerId], frozenset[Pause]] = field(default_factory=dict)
    days: dict[tuple[GroupId, date], GroupDay] = field(default_factory=dict)
    studies: set[Study] = field(default_factory=set)
    live: dict[LiveKey, KeptLive] = field(default_factory=dict)
    sessions: dict[SessionId, Session] = field(default_factory=dict)
    participants: list[Participant] = field(default_factory=list)
    live_made: int = 0

    def copy(self) -> "GroupShelf":
        """Give a shelf to write on while this one stays as it is."""
        return GroupShelf(
            dict(self.groups),
            dict(self.members),
            dict(self.pauses),
            dict(self.days),
            set(self.studies),
            dict(self.live),
            dict(self.sessions),
            list(self.participants),
            self.live_made,
        )
