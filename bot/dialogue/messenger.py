"""The messenger: how a platform is handed what nobody asked for."""

from typing import Protocol

from bot.dialogue.reply import Reply
from core.destination import Destination
from core.learner import Account

KEY_LIMIT = 25
"""Characters of a key: Discord's limit for a nonce."""


class Messenger(Protocol):
    """Send replies that nobody asked for, on one platform."""

    async def send(self, reply: Reply, to: Destination, *, owner: Account | None, key: str) -> None:
        """Send a reply; its buttons are ``owner``'s, None: anybody's.

        ``key`` (at most ``KEY_LIMIT`` characters) tells this message from all others: where the
        platform can, a repeat is swallowed. Raise Throttled, Unavailable or Unreachable.
        """
        ...
