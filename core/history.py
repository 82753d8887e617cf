"""The event log: what a learner did, kept as it happened and never rewritten."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from core.learner import EnrolmentId, LearnerId, Moment
from core.roadmap import TopicId

ActionNumber = NewType("ActionNumber", int)
"""Counts a learner's actions from 1; one action may hold several events (``/done 57-60``)."""


class EventKind(StrEnum):
    """What happened to a topic, to a whole enrolment, or to an earlier action."""

    DONE = "done"
    TICKED = "ticked"
    """Taken as done from a box ticked in the roadmap's file; earns no streak."""
    KNOWN = "known"
    """Known before it came up, as the learner said when placing themselves; earns no streak."""
    SKIPPED = "skipped"
    REVIEWED = "reviewed"
    RESET = "reset"
    """The enrolment begins anew: what was done in it before counts for its progress no more."""
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log.

    ``topic`` is None for UNDONE and RESET alone, ``undoes`` set for UNDONE alone; ``added_later``
    marks work that counts for the date of the moment but was written down after it.
    """

    learner: LearnerId
    enrolment: EnrolmentId
    action: ActionNumber
    kind: EventKind
    moment: Moment
    topic: TopicId | None = None
    undoes: ActionNumber | None = None
    added_later: bool = False
