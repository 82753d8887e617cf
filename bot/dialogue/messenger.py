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
    """Send replies that nobody asked for, and change them, on one platform."""

    @property
    def swallows_repeats(self) -> bool:
        """Whether the platform knows a message by its key, so that sent again it comes once."""
        ...

    async def send(
        self, reply: Reply, to: Destination, *, owner: Account | None, key: str, live: bool = False
    ) -> str:
        """Send a reply; its buttons are ``owner``'s, None: anybody's.

        ``key`` (at most ``KEY_LIMIT`` characters) tells this message from all others. It takes
        ``SEND_WITHIN`` at most. Give the platform's id of its last message, which has the buttons.
        One that is ``live`` is made to be edited, and never sent beside the thread it is for. Raise
        Throttled, Unavailable or Unreachable, of which ThreadClosed is one.
        """
        ...

    async def edit(self, reply: Reply, to: Destination, message: str, *, key: str) -> None:
        """Let a message that was sent say a reply instead, whose buttons are anybody's.

        What does not fit one message is left out. It takes ``SEND_WITHIN`` at most, and twice is no
        harm. Raise Throttled, Unavailable or Unreachable, or Gone where the message is no more.
        """
        ...
