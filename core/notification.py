"""A notification: what a learner is to be told unasked, as data; delivery finds the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from core.learner import LearnerId
from core.reminder import ReminderId


class NotificationKind(StrEnum):
    """What a notification is about; reminders of a kind cause notifications of the same name."""

    PROMPT = "prompt"
    NUDGE = "nudge"
    DIGEST = "digest"
    MILESTONE = "milestone"
    STREAK_ENDED = "streak ended"
    FREEZE_USED = "freeze used"
    COMEBACK = "comeback"
    ROADMAP_REMOVED = "roadmap removed"
    BUDDY = "buddy"
    BUDDY_FOUND = "buddy found"


FOR_ONE_ALONE = frozenset({NotificationKind.BUDDY, NotificationKind.BUDDY_FOUND})
"""What is told in private or not at all."""


@dataclass(frozen=True, slots=True)
class Notification:
    """One thing to say to a learner on their local ``date``, worth nothing once it ``expires``.

    ``at`` is the instant it is for, ``platform`` the one whose courier brings it. ``reminder`` is
    the one that caused it, None where what the learner did is the cause; of each there is one a
    date, of the others one a kind and date.
    """

    kind: NotificationKind
    learner: LearnerId
    platform: str
    date: date
    at: datetime
    expires: datetime
    reminder: ReminderId | None = None
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
