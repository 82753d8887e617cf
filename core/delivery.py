"""Delivery: what can keep a message that nobody asked for from arriving.

Undelivered
├── Throttled      the platform asks to wait, in seconds
├── Unavailable    the platform did not answer, or not sensibly; it may have been sent
└── Unreachable    the place is closed to the bot; asking again does not help
"""


class Undelivered(Exception):
    """A message did not arrive, as far as anybody knows."""


class Throttled(Undelivered):
    """The platform takes nothing more for ``after`` seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(after)
        self.after = after


class Unavailable(Undelivered):
    """The platform did not take it now; nobody knows whether it was sent."""


class Unreachable(Undelivered):
    """The place is closed to the bot: blocked, left, locked, or gone; its text says which."""
