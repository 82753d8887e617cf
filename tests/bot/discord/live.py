"""The bot on Discord's test bed: over real sockets, with a real database and real roadmaps."""

import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.dialogue.catalogue import LEXICON
from bot.dialogue.command import Command
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.paused import PausedPlaces
from bot.discord.adapter import DiscordAdapter
from bot.discord.client import StudyClient
from bot.discord.connection import DiscordSettings
from bot.discord.conversation import Conversation
from bot.discord.tracing import Refusals
from tests.builders import NOON
from tests.conversations.conftest import opened, shipped
from tests.conversations.console_driver import StandingClock
from tests.discord_bed.bed import DiscordBed
from tests.discord_bed.library import pointed_at

UNHURRIED = 30.0
"""Seconds: an answer that a test waits for is never announced first."""


def adapter_on(
    bed: DiscordBed,
    dispatcher: Dispatcher,
    settings: Mapping[str, Any] | None = None,
    *,
    commands: Sequence[Command] = (),
) -> DiscordAdapter:
    """Give the bot of a bed, not started, with these commands beside its own."""
    lexicon = Lexicon((*LEXICON.commands, *commands))
    whole = DiscordSettings(bed.token, bed.base_url, defer_after=UNHURRIED)
    return DiscordAdapter(
        replace(dispatcher, lexicon=lexicon),
        StandingClock(NOON),
        replace(whole, **(settings or {})),
        monotonic=lambda: 0.0,
    )


@contextlib.asynccontextmanager
async def offstage(
    bed: DiscordBed,
    settings: Mapping[str, Any] | None = None,
    *,
    commands: Sequence[Command] = (),
) -> AsyncIterator[DiscordAdapter]:
    """Give a bot that a test starts by itself; it is stopped at the end."""
    with pointed_at(bed):
        async with opened(shipped()) as dispatcher:
            adapter = adapter_on(bed, dispatcher, settings, commands=commands)
            try:
                yield adapter
            finally:
                await adapter.stop()


@contextlib.asynccontextmanager
async def live(
    bed: DiscordBed,
    settings: Mapping[str, Any] | None = None,
    *,
    commands: Sequence[Command] = (),
) -> AsyncIterator[DiscordAdapter]:
    """Run the bot of a bed."""
    async with offstage(bed, settings, commands=commands) as adapter:
        await adapter.start()
        yield adapter


@contextlib.asynccontextmanager
async def logged_in(bed: DiscordBed) -> AsyncIterator[StudyClient]:
    """Log a client in that takes nothing in; it can send, and knows no roadmap."""
    with pointed_at(bed):
        async with opened({}) as dispatcher:
            conversation = Conversation(dispatcher, StandingClock(NOON), UNHURRIED)
            paused = PausedPlaces(dispatcher.gateway, "discord")
            async with StudyClient(conversation, paused, Refusals(lambda: 0.0)) as client:
                await client.login(bed.token)
                yield client
