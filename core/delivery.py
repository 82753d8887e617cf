"""Delivery: what can keep a message that nobody asked for from arriving.

Undelivered
├── Throttled          the platform asks to wait, in seconds, in one chat or everywhere
├── Unavailable        the platform did not answer, or not sensibly; it may have been sent
├── Unreachable        the place is closed to the bot; asking again does not help
│   └── ThreadClosed   only the thread is; beside it the bot may be heard
└── Gone               the message that was to be changed is no more
"""

from enum import Enum

from core.destination import Destination


class Extent(Enum):
    """How far a platform's wish to wait goes."""

    CHAT = "chat"
    PLATFORM = "platform"


class Undelivered(Exception):
    """A message did not arrive, as far as anybody knows."""


class Throttled(Undelivered):
    """The platform takes nothing more for ``after`` seconds, as far as ``covers`` goes."""

    def __init__(self, after: float, covers: Extent = Extent.CHAT) -> None:
        super().__init__(after, covers)
        self.after = after
        self.covers = covers


class Unavailable(Undelivered):
    """The platform did not take it now; unless it never ``heard`` of it, it may have been sent."""

    def __init__(self, reason: str, *, heard: bool = True) -> None:
        super().__init__(reason)
        self.heard = heard


class Unreachable(Undelivered):
    """The place is closed to the bot: blocked, left, locked, or gone; its text says which."""


class ThreadClosed(Unreachable):
    """The thread is closed or gone; ``beside`` is the place around it, None where nobody knows."""

    def __init__(self, reason: str, beside: Destination | None = None) -> None:
        super().__init__(reason)
        self.beside = beside


class Gone(Undelivered):
    """The message that was to be changed is no more."""
