"""The event log: what a learner did, kept as it happened and never rewritten."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from core.learner import EnrolmentId, LearnerId, Moment
from core.roadmap import TopicId

ActionNumber = NewType("ActionNumber", int)
"""Counts a learner's actions from 1; one action may hold several events (``/done 57-60``)."""


class EventKind(StrEnum):
    """What happened to a topic, or to an earlier action."""

    DONE = "done"
    TICKED = "ticked"
    """Taken as done from a box ticked in the roadmap's file; earns no streak."""
    SKIPPED = "skipped"
    REVIEWED = "reviewed"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log.

    ``topic`` is None and ``undoes`` set for UNDONE alone; ``added_later`` marks work that counts
    for the date of the moment but was written down after it.
    """

    learner: LearnerId
    enrolment: EnrolmentId
    action: ActionNumber
    kind: EventKind
    moment: Moment
    topic: TopicId | None = None
    undoes: ActionNumber | None = None
    added_later: bool = False
