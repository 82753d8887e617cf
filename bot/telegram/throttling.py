"""Throttling: how far a wish of Telegram's to wait goes, which it does not say itself."""

from core.delivery import Extent

CHATS = 3
"""So many chats that are refused one after the other, and none let through between them, are no
chance: it is all of Telegram that is closed to us."""

WITHIN = 5.0
"""Seconds that those refusals lie apart at most."""


class Throttling:
    """Remember who was refused of late; times are in seconds of a clock that never runs back."""

    def __init__(self) -> None:
        self._refused: dict[str, float] = {}

    def refused(self, chat: str, now: float) -> Extent:
        """Note that Telegram asked to wait in a chat; say how far that goes."""
        recent = {each: at for each, at in self._refused.items() if at > now - WITHIN}
        self._refused = recent | {chat: now}
        return Extent.PLATFORM if len(self._refused) >= CHATS else Extent.CHAT

    def taken(self) -> None:
        """Note that Telegram took a message: what it refused were single chats."""
        self._refused.clear()
