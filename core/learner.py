"""A learner: who studies, where their day begins and ends, and what they are enrolled in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NewType
from zoneinfo import ZoneInfo

from core.roadmap import RoadmapId

LearnerId = NewType("LearnerId", int)
EnrolmentId = NewType("EnrolmentId", int)


@dataclass(frozen=True, slots=True)
class Account:
    """How a platform names a person; a learner has one or more."""

    platform: str
    user: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant as a learner lived it: UTC time, their zone then, their local date then."""

    at: datetime
    zone: str
    date: date

    @classmethod
    def of(cls, at: datetime, zone: str) -> "Moment":
        """Place an aware instant in a zone; raise ValueError for a naive one."""
        if at.tzinfo is None:
            message = "a moment needs an aware datetime"
            raise ValueError(message)
        return cls(at.astimezone(UTC), zone, at.astimezone(ZoneInfo(zone)).date())


@dataclass(frozen=True, slots=True)
class Learner:
    """A person who studies; ``zone`` is an IANA name, ``enrolment`` the one they study now."""

    id: LearnerId
    zone: str
    language: str
    joined: datetime
    enrolment: EnrolmentId | None = None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A learner's course through one roadmap."""

    id: EnrolmentId
    learner: LearnerId
    roadmap: RoadmapId
    started: datetime
