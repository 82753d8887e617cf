"""A learner: who studies, where their day begins and ends, and what they are enrolled in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NewType

from core.day import day_of
from core.rhythm import PLAIN_RHYTHM, Rhythm
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
    """An instant as a learner lived it: UTC time, their zone then, their date then."""

    at: datetime
    zone: str
    date: date

    @classmethod
    def of(cls, at: datetime, zone: str, begins: int = 0) -> "Moment":
        """Place an aware instant in a zone, where the day begins some minutes after midnight.

        Raise ValueError for a naive instant and for a minute that no day has.
        """
        return cls(at.astimezone(UTC), zone, day_of(at, zone, begins))


@dataclass(frozen=True, slots=True)
class Learner:
    """A person who studies; ``zone`` is an IANA name, ``enrolment`` the one they study now."""

    id: LearnerId
    zone: str
    language: str
    joined: datetime
    enrolment: EnrolmentId | None = None
    rhythm: Rhythm = PLAIN_RHYTHM

    def moment(self, at: datetime) -> Moment:
        """Place an aware instant in the learner's days; raise ValueError for a naive one."""
        return Moment.of(at, self.zone, self.rhythm.day_start.at(at))


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A learner's course through one roadmap.

    ``share`` is its part in the daily mix, 0 for none; ``mixed`` is since when it has that part.
    """

    id: EnrolmentId
    learner: LearnerId
    roadmap: RoadmapId
    started: datetime
    share: int = 0
    mixed: datetime | None = None
