"""The library as everybody has it, pointed at the bed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from typing import Any

import discord
import pytest
import yarl
from discord import app_commands, http
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.webhook import async_

from tests.discord_bed.bed import DiscordBed


@contextlib.contextmanager
def pointed_at(bed: DiscordBed) -> Iterator[None]:
    """Let the library find the bed where it would look for Discord, and wait for no turn.

    It waits five seconds before it identifies anew, as Discord asks of it; the bed does not.
    """

    async def at_once(*_: Any, **__: Any) -> None:
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Route, "BASE", bed.base_url)
        patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(bed.gateway_url))
        patch.setattr(discord.Client, "before_identify_hook", at_once)
        yield


class LibraryClient(discord.AutoShardedClient):
    """A client that does nothing but hold a command tree."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            guild_ready_timeout=0.0,
            enable_debug_events=False,
            **options,
        )
        self.tree = app_commands.CommandTree(self)
        self.events: list[str] = []

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        self.events.append(event)
        super().dispatch(event, *args, **kwargs)


@contextlib.asynccontextmanager
async def connected(
    bed: DiscordBed, client: LibraryClient, token: str | None = None
) -> AsyncIterator["asyncio.Task[None]"]:
    """Log a client in and let it listen, until the end; its task tells how it ended."""
    with pointed_at(bed):
        async with client:
            await client.login(token or bed.token)
            running = asyncio.create_task(client.connect())
            try:
                await bed.until(lambda: bed.gateway.listening == bed.world.shards or running.done())
                yield running
            finally:
                await client.close()
                await asyncio.gather(running, return_exceptions=True)


@contextlib.contextmanager
def hasty() -> Iterator[None]:
    """Let the library not wait before it asks again; it is up to 25 seconds in all."""

    class Hasty:
        """What it takes for ``asyncio``."""

        @staticmethod
        async def sleep(_seconds: float) -> None:
            await asyncio.sleep(0)

        def __getattr__(self, name: str) -> Any:
            return getattr(asyncio, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(http, "asyncio", Hasty())
        patch.setattr(async_, "asyncio", Hasty())
        yield
