"""The bot beside a Discord on loopback, with somebody in a server who speaks with it."""

import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.dialogue.dispatcher import Dispatcher
from bot.discord.adapter import DiscordAdapter
from tests.bot.discord.live import UNHURRIED, adapter_on
from tests.conversations.conftest import opened, shipped
from tests.discord_bed.bed import DiscordBed
from tests.discord_bed.library import hasty, pointed_at
from tests.discord_bed.people import Gesture, User
from tests.discord_bed.places import Channel, Message

ROADMAP = "django-backend-developer"


@dataclass(frozen=True, slots=True)
class Bedside:
    """A bed with Ada in a channel of a server, and the bot that speaks there."""

    bed: DiscordBed
    dispatcher: Dispatcher
    adapter: DiscordAdapter
    ada: User
    channel: Channel

    async def asks(
        self, command: str = "help", /, *, where: Channel | None = None, **given: str
    ) -> Gesture:
        """Let Ada use a command, in the server's channel unless told otherwise."""
        return await self.ada.slash(where or self.channel, command, **given)

    async def prompt(self) -> Message:
        """Let Ada study a roadmap, and give the first topic."""
        return await (await self.asks("switch", roadmap=ROADMAP)).answer()

    async def goes_on(self) -> bool:
        """Say whether the bot still answers."""
        return "What I can do" in (await (await self.asks()).answer()).text

    async def met(self, route: str, times: int = 1) -> None:
        """Wait until so many requests of a route have met their faults."""
        await self.bed.until(lambda: len(self.bed.asked(route)) >= times)
        await self.bed.answered()

    def statuses(self, route: str) -> list[int | None]:
        """Say how the requests of a route were answered."""
        return [each.status for each in self.bed.asked(route)]


@contextlib.asynccontextmanager
async def at_bedside(*, defer_first: bool = False, start: bool = True) -> AsyncIterator[Bedside]:
    """Run the bot; at the end its turns in hand are seen through.

    ``defer_first`` lets it announce each answer before it gives it, where else it never needs to.
    """
    async with DiscordBed() as bed, opened(shipped()) as dispatcher:
        ada, channel = bed.user("Ada"), bed.channel(bed.guild("Study hall"))
        settings = {"defer_after": 0.0 if defer_first else UNHURRIED}
        adapter = adapter_on(bed, dispatcher, settings)
        # The map is read when it is first asked; on a busy machine that takes longer than a test
        # waits for an answer.
        dispatcher.gazetteer.zone_in("US")
        with pointed_at(bed), hasty():
            try:
                if start:
                    await adapter.start()
                yield Bedside(bed, dispatcher, adapter, ada, channel)
            finally:
                await adapter.stop()


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str | None]]:
    """Give each trouble in the log, of whichever library, and the turn it names."""
    return [
        (record.getMessage(), getattr(record, "turn", None))
        for record in caplog.records
        if record.levelno >= logging.WARNING
    ]


def logged(caplog: pytest.LogCaptureFixture, event: str) -> int:
    """Count how often an event is in the log."""
    return sum(record.getMessage() == event for record in caplog.records)


def turn_of(caplog: pytest.LogCaptureFixture, number: int = -1) -> str:
    """Give the id of a turn that the dialogue held, of the last one unless told otherwise."""
    turns = [record for record in caplog.records if record.getMessage() == "turn"]
    found: str = vars(turns[number])["turn"]
    return found
