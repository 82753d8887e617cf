"""A focus session: rounds of work with breaks between, alone or together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from core.destination import Destination
from core.learner import LearnerId

SessionId = NewType("SessionId", int)


@dataclass(frozen=True, slots=True)
class Rounds:
    """How a session goes: minutes of work, minutes of the breaks between, and how many rounds."""

    work: int = 25
    rest: int = 0
    count: int = 1


class PhaseKind(StrEnum):
    """What a session is doing."""

    WORK = "work"
    REST = "rest"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a session; ``round`` counts from 1, ``end`` is None for the end of all."""

    kind: PhaseKind
    round: int
    begin: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Session:
    """A focus session; ``ended`` is when it was ended, None while its time alone ends it."""

    id: SessionId
    place: Destination
    host: LearnerId
    rounds: Rounds
    begun: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A learner in a session: what they want to do, and from when to when they were there."""

    session: SessionId
    learner: LearnerId
    name: str
    task: str | None
    joined: datetime
    left: datetime | None = None


def phases(session: Session) -> Iterator[Phase]:
    """Give the phases of a session in their order, the one when it is over as the last."""
    rounds, at = session.rounds, session.begun
    for number in range(1, rounds.count + 1):
        stretches = [(PhaseKind.WORK, rounds.work)]
        if number < rounds.count and rounds.rest:
            stretches.append((PhaseKind.REST, rounds.rest))
        for kind, minutes in stretches:
            end = at + timedelta(minutes=minutes)
            if session.ended is not None and session.ended < end:
                if session.ended > at:
                    yield Phase(kind, number, at, session.ended)
                yield Phase(PhaseKind.OVER, number, session.ended, None)
                return
            yield Phase(kind, number, at, end)
            at = end
    yield Phase(PhaseKind.OVER, rounds.count, at, None)


def phase_at(session: Session, at: datetime) -> Phase:
    """Give the phase that a session is in at an aware instant, the first before it has begun."""
    return next(each for each in phases(session) if each.end is None or at < each.end)


def worked(session: Session, participant: Participant, until: datetime) -> timedelta:
    """Give how long a participant was there while the session worked, up to an aware instant."""
    left = min(participant.left or until, until)
    return sum(
        (
            max(min(left, each.end) - max(participant.joined, each.begin), timedelta())
            for each in phases(session)
            if each.kind is PhaseKind.WORK and each.end is not None
        ),
        timedelta(),
    )
