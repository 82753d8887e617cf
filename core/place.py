"""A place: a chat or channel where the bot is known, and whether it may speak there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Chat = tuple[str, str]
"""A platform and the id of a chat there, whose people see what is shared with it."""


class PlaceKind(StrEnum):
    """How many people read along."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A chat of a platform; nothing is sent there since ``paused_at``, None where it may be."""

    platform: str
    chat: str
    kind: PlaceKind
    paused_at: datetime | None = None
