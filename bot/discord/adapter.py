"""The adapter: the dialogue on Discord, from the login to the last answer."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterator

from discord.http import Route

from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.messenger import Lane, Messenger
from bot.dialogue.paused import PausedPlaces
from bot.discord.client import StudyClient
from bot.discord.connection import DiscordSettings, quieten, refusal
from bot.discord.conversation import Conversation
from bot.discord.intake import PLATFORM
from bot.discord.messenger import DiscordMessenger
from bot.discord.tracing import Refusals
from core.ports import Clock

logger = logging.getLogger(__name__)


class DiscordAdapter:
    """Speak on Discord between ``start`` and ``stop``."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        clock: Clock,
        settings: DiscordSettings,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        quieten()  # it speaks up as soon as a client is made
        self._settings = settings
        self._conversation = Conversation(dispatcher, clock, defer_after=settings.defer_after)
        self._paused = PausedPlaces(dispatcher.gateway, PLATFORM)
        self._client = StudyClient(
            self._conversation,
            self._paused,
            Refusals(monotonic),
            guild=settings.guild,
        )
        self._opened = contextlib.AsyncExitStack()
        self._connection: asyncio.Task[None] | None = None

    def messenger(self, lane: Lane) -> Messenger:
        """Give what sends unasked, each request through a lane; it can while this is connected.

        Answers to interactions take no lane: Discord does not count them.
        """
        return DiscordMessenger(self._client, lane)

    async def start(self) -> None:
        """Log in, announce the commands and wait until the first shard takes in what people do.

        Raise DiscordRefused where Discord does not let us, or cannot be reached.
        """
        Route.BASE = self._settings.base_url.rstrip("/")
        try:
            with self._explained():
                async with asyncio.timeout(self._settings.patience):
                    await self._begin()
        except BaseException:
            await self.stop()
            raise
        logger.info("speaking on Discord", extra={"bot": str(self._client.user)})

    async def rejected(self) -> None:
        """Wait until the connection ends for good, and raise DiscordRefused.

        As long as it can be opened again, the library does so.
        """
        if self._connection is None:
            message = "not started"
            raise RuntimeError(message)
        with self._explained():
            await asyncio.shield(self._connection)

    async def stop(self) -> None:
        """Take nothing more in, let the turns in hand be answered, and log out."""
        connection = self._connection
        # Where it ended by itself, it is closing the rest, which is not to be cut off.
        if connection is not None and not self._client.is_closed():
            connection.cancel()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._settings.drain):
                await self._client.leave_gateway()
        cut_off = await self._conversation.finish(within=self._settings.drain)
        if cut_off:
            logger.warning("stopped amid turns", extra={"turns": cut_off})
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._settings.drain):
                await self._opened.aclose()
        if connection is not None:
            await asyncio.wait({connection}, timeout=self._settings.drain)

    async def _begin(self) -> None:
        await self._paused.load()
        client = await self._opened.enter_async_context(self._client)
        await client.login(self._settings.token)
        await client.find_gateway()
        connection = asyncio.create_task(client.connect())
        connected = asyncio.create_task(client.connected.wait())
        self._connection = connection
        try:
            await asyncio.wait({connection, connected}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            connected.cancel()
        if connection.done():
            connection.result()

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            refused = refusal(error, self._settings.base_url)
            if refused is None:
                raise
            raise refused from error
