"""Live messages: what stands in a place and is edited there, so that it is true without repeating.

A live message is data: which kind, of what, where. Its words are found whenever it is shown.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from core.destination import Destination

LiveId = NewType("LiveId", int)

EDIT_EVERY = timedelta(seconds=10)
"""A message is edited no more often: Telegram takes 20 requests a minute in one group."""


class LiveKind(StrEnum):
    """What a live message shows; ``subject`` is the id of a group, or of a focus session."""

    POST = "post"
    """A group's topic of a date."""
    WEEK = "week"
    """What a group did in the week before a date."""
    FINISHED = "finished"
    """A group has come to the end of its roadmap."""
    UNSEEN = "unseen"
    """A group rests since its chat sees its roadmap no longer."""
    IDLE = "idle"
    """A group rests since nobody in it studied for long."""
    FOCUS = "focus"
    """A focus session, from its first round to its report."""


@dataclass(frozen=True, slots=True)
class LiveKey:
    """Which live message: there is one of each. ``date`` is that of the post."""

    kind: LiveKind
    subject: int
    date: date


@dataclass(frozen=True, slots=True)
class LiveMessage:
    """A live message, leased to be shown.

    ``message`` is the platform's id of it, None before it was sent; ``shown`` is when it was last
    sent or edited, ``failed`` how often that failed since, ``leases`` how often it was leased: no
    two leases are alike. ``sending`` says that it was being sent for the first time, under an
    earlier lease, and that nobody knows whether it was.
    """

    id: LiveId
    key: LiveKey
    place: Destination
    message: str | None = None
    shown: datetime | None = None
    failed: int = 0
    leases: int = 0
    sending: bool = False


class LiveEnd(StrEnum):
    """How a live message ended, to be shown no more."""

    DONE = "done"
    """Nothing of it changes any more."""
    GONE = "gone"
    """Somebody deleted it."""
    MAYBE_SENT = "maybe sent"
    """Nobody knows whether it was sent, and sent twice it would be worse than not at all."""
    UNREACHABLE = "unreachable"
    NEEDLESS = "needless"
    """It no longer applied before it was sent."""
    FAILED = "failed"
    """It could not be shown, again and again, by a fault of ours."""
