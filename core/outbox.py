"""The outbox: notifications that wait for delivery, and what became of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from core.notification import Notification

OutboxId = NewType("OutboxId", int)


class Outcome(StrEnum):
    """How a notification ended."""

    SENT = "sent"
    MAYBE_SENT = "maybe sent"
    """Nobody knows, and once more would be worse than not at all."""
    NEEDLESS = "needless"
    """It no longer applied."""
    EXPIRED = "expired"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A notification, leased by ``lease`` for its delivery.

    ``attempts`` counts the leases, this one among them: no two leases of a notification are alike.
    ``failed`` counts the attempts that ended Unavailable, ``doubtful`` those of them that may have
    arrived.
    """

    id: OutboxId
    notification: Notification
    attempts: int
    lease: str
    failed: int = 0
    doubtful: int = 0
