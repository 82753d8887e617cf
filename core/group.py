"""A study group: a chat, or a thread of one, that studies one roadmap together."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from core.destination import Destination
from core.learner import LearnerId
from core.reminder import Schedule
from core.roadmap import RoadmapId, TopicId

GroupId = NewType("GroupId", int)

QUORUM = 50
"""Per cent of the members who are not paused; a day counts when so many studied."""


class Moves(StrEnum):
    """When a group goes on to the next topic."""

    DAILY = "daily"
    """With every post."""
    QUORUM = "quorum"
    """With the post after the day on which enough members have done the topic."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the managers of a group chose for it.

    ``schedule`` is when its post comes, ``quorum`` per cent of the members, ``role`` the id of a
    role of the platform that is called with each post, None where nobody is.
    """

    roadmap: RoadmapId
    schedule: Schedule
    moves: Moves = Moves.DAILY
    quorum: int = QUORUM
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A study group and where it stands.

    ``topic`` is the one of its last post, None before the first; ``members`` counts them.
    ``next_post`` is the UTC instant of the next one, None while the group is not at work: it was
    set up and not started, or stopped, rests, or has finished its roadmap. ``started`` is when it
    was last put to work, ``moved_from`` the chat that its own was before it moved.
    """

    id: GroupId
    place: Destination
    plan: Plan
    topic: TopicId | None = None
    members: int = 0
    next_post: datetime | None = None
    started: datetime | None = None
    moved_from: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A learner in a group.

    ``name`` is what the platform called them when they last acted there; it is shown only where
    they chose to be seen: ``on_board``. ``buddy`` says that they explain, and are explained to;
    ``asked`` is the date on which they were last asked to explain.
    """

    group: GroupId
    learner: LearnerId
    name: str
    joined: datetime
    on_board: bool = False
    buddy: bool = False
    asked: date | None = None


@dataclass(frozen=True, slots=True)
class GroupDay:
    """A date on which a group had a post.

    ``studied`` counts the members who did a topic of its roadmap on it, ``needed`` how many had to
    for the day to count, 0 where it needs nothing; it is fixed when the day is over, and None until
    then.
    """

    date: date
    topic: TopicId
    studied: int = 0
    needed: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One member on the board: on how many days they studied, in the week and in the month."""

    learner: LearnerId
    name: str
    week: int
    month: int
