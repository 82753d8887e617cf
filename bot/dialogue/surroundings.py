"""Surroundings: what a platform tells of its groups and of the bot, when it is asked."""

from enum import Enum
from typing import Protocol

from bot.dialogue.invocation import Invocation, Place


class Standing(Enum):
    """What somebody is in a group."""

    OUTSIDE = "outside"
    """They are not in it, or nobody tells."""
    MEMBER = "member"
    MANAGER = "manager"
    """A member who may manage it."""


class Surroundings(Protocol):
    """Answer what an invocation does not carry, since asking for it costs a request."""

    async def standing(self, invocation: Invocation, chat: str, *, turn: str) -> Standing:
        """Say what whoever speaks is in a group of their platform, where they speak or elsewhere.

        ``turn`` is the id that log lines bear. Never raises.
        """
        ...

    async def lacks(self, place: Place, *, turn: str) -> tuple[str, ...]:
        """Name what the bot needs before it can post by itself in a place. Never raises.

        ``turn`` is as above.
        """
        ...

    def link(self, word: str) -> str | None:
        """Give the address under which somebody starts the bot with a word.

        None where the platform has no such address.
        """
        ...


class PlainSurroundings:
    """Know no more than the invocation tells."""

    async def standing(self, invocation: Invocation, chat: str, *, turn: str) -> Standing:  # noqa: ARG002 - nothing is asked of anybody
        """Say what the platform said of the person, who is nowhere but where they speak."""
        if chat != invocation.place.chat:
            return Standing.OUTSIDE
        return Standing.MANAGER if invocation.person.manages else Standing.MEMBER

    async def lacks(self, place: Place, *, turn: str) -> tuple[str, ...]:  # noqa: ARG002 - nothing is asked of anybody
        """Name what the platform said with the invocation."""
        return place.lacks

    def link(self, _word: str) -> str | None:
        """Know no address."""
        return None
