"""The messenger: how a platform is handed what nobody asked for, and when it may pass it on."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Protocol, TypeAlias

from bot.dialogue.reply import Reply
from core.destination import Destination
from core.learner import Account

KEY_LIMIT = 25
"""Characters of a key: Discord's limit for a nonce."""

SEND_WITHIN = 60.0
"""Seconds for all parts of a reply, the wait in the lane included."""

Lane: TypeAlias = Callable[[str], AbstractAsyncContextManager[None]]
"""Wait until a chat may be sent something; one request is made inside."""


def no_lane(_chat: str) -> AbstractAsyncContextManager[None]:
    """Let every request through at once."""
    return nullcontext()


class Messenger(Protocol):
    """Send replies that nobody asked for, on one platform."""

    @property
    def swallows_repeats(self) -> bool:
        """Whether the platform knows a message by its key, so that sent again it comes once."""
        ...

    async def send(self, reply: Reply, to: Destination, *, owner: Account | None, key: str) -> None:
        """Send a reply; its buttons are ``owner``'s, None: anybody's.

        ``key`` (at most ``KEY_LIMIT`` characters) tells this message from all others. It takes
        ``SEND_WITHIN`` at most. Raise Throttled, Unavailable or Unreachable.
        """
        ...
