"""Retrying: what becomes of a message that did not arrive."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import TypeAlias, assert_never

from core.delivery import Throttled, Unavailable, Undelivered, Unreachable

FIRST_WAIT = 2
"""Seconds that the first wait of the back-off is shorter than; each may be twice the last."""

LONGEST_WAIT = 300
"""Seconds."""


class Repeat(Enum):
    """What it does to a place to get the same message twice."""

    SWALLOWED = "swallowed"
    """Nothing: the platform knows it by its key."""
    BEARABLE = "bearable"
    """One person sees it twice; where nobody knows whether it was sent, it is sent once more."""
    HARMFUL = "harmful"
    """A group sees it twice; where nobody knows whether it was sent, it counts as sent."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A message that was being sent, with its earlier attempts that ended Unavailable.

    ``doubtful`` of the ``failed`` ones may have been sent; an attempt that a crash cut off is one.
    """

    expires: datetime
    repeat: Repeat
    failed: int = 0
    doubtful: int = 0


class Reason(Enum):
    """Why a message is given up."""

    EXPIRED = "expired"
    """By the time it could be tried again nobody wants it any more."""
    MAYBE_SENT = "maybe sent"
    """It may have arrived, and once more would be worse than not at all."""


@dataclass(frozen=True, slots=True)
class Again:
    """Try again then."""

    at: datetime


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Send it no more."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class NextPlace:
    """Pause the place, and go on to the learner's next one, if there is any."""

    reason: str


Decision: TypeAlias = Again | GiveUp | NextPlace


def after(error: Undelivered, sending: Sending, now: datetime, chance: float) -> Decision:
    """Decide what becomes of a message that ``error`` kept from arriving just now.

    ``chance`` is a random number from 0 up to, not including, 1.
    """
    match error:
        case Throttled():
            return _wait(error.after, sending, now)
        case Unavailable():
            if error.heard and not _may_repeat(sending):
                return GiveUp(Reason.MAYBE_SENT)
            # From nothing up to the longest: many that failed together do not come back together.
            return _wait(chance * min(LONGEST_WAIT, FIRST_WAIT << sending.failed), sending, now)
        case Unreachable():
            return NextPlace(str(error))
        case _:
            message = f"not drawn in the tree of what keeps a message: {error!r}"
            raise TypeError(message)


def _may_repeat(sending: Sending) -> bool:
    match sending.repeat:
        case Repeat.SWALLOWED:
            return True
        case Repeat.BEARABLE:
            return not sending.doubtful
        case Repeat.HARMFUL:
            return False
        case _:
            assert_never(sending.repeat)


def _wait(seconds: float, sending: Sending, now: datetime) -> Again | GiveUp:
    if seconds >= (sending.expires - now).total_seconds():
        return GiveUp(Reason.EXPIRED)
    return Again(now + timedelta(seconds=seconds))
