"""The client: the library's, made to hear interactions and nothing else."""

import asyncio
import logging
import sys
from functools import partial
from typing import cast

import discord
import yarl
from discord.gateway import DiscordWebSocket

from bot.dialogue.paused import PausedPlaces
from bot.dialogue.translation import read_translations
from bot.discord.announce import announce
from bot.discord.connection import StartsUsedUp
from bot.discord.conversation import Conversation
from bot.discord.intake import origin_of
from bot.discord.mentions import Mentions
from bot.discord.press import Press
from bot.discord.slash import app_commands_of
from bot.discord.threads import Threads
from bot.discord.tracing import Refusals, trace
from bot.discord.translation import Translator
from bot.discord.tree import StudyTree

logger = logging.getLogger(__name__)

SEND_PATIENCE = 30.0
"""Seconds that a message may wait for Discord's limit: the least that the library can be told.

It holds for what is sent unasked alone. Answers to people go by their interactions, where the
library waits for as long as it takes; of a message that would wait longer, the sender hears.
"""

ANNOUNCE_WITHIN = 20.0
"""Seconds; Discord lets a bot make 200 commands a day, and then asks it to wait for hours."""


class StudyClient(discord.AutoShardedClient):
    """Hear interactions on as many shards as Discord wants; answers are the conversation's."""

    def __init__(
        self,
        conversation: Conversation,
        paused: PausedPlaces,
        refusals: Refusals,
        *,
        guild: int | None = None,
    ) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=SEND_PATIENCE,
            http_trace=trace(refusals),
        )
        self.conversation = conversation
        self.paused = paused
        self.refusals = refusals
        self.threads = Threads()
        self.connected = asyncio.Event()
        """Set once the first shard takes in what people do."""
        self.tree = StudyTree(self, conversation, on_outdated=partial(self._announce, force=True))
        self._guild = guild
        lexicon = conversation.dispatcher.lexicon
        for command in app_commands_of(lexicon, conversation, everywhere=guild is None):
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        """Get ready between the login and the first event."""
        self.add_dynamic_items(Press)
        await self.tree.set_translator(Translator(read_translations()))
        await self._announce()

    async def find_gateway(self) -> None:
        """Ask where the gateway is and how many shards there are to be, before ``connect``.

        Raise StartsUsedUp rather than start once more than Discord allows in a day: it would
        reset the token.
        """
        shards, url, limit = await self.http.get_bot_gateway()
        if limit["remaining"] < shards:
            raise StartsUsedUp(limit["reset_after"] / 1000)
        self.shard_count = shards
        # The library asks once, and goes by this constant whenever it has to connect anew.
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)

    async def leave_gateway(self) -> None:
        """Take nothing more in; what was taken in can still be answered."""
        await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()))

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take in a form, and note that somebody speaks; the rest goes by the tree and Press."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self.conversation.submitted(interaction)
        if str(interaction.channel_id) in self.paused:
            await self.paused.heard(origin_of(interaction).place)

    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        """Remember where a thread was."""
        self.threads.deleted(event.thread_id, event.parent_id)

    async def on_connect(self) -> None:
        """Note that a shard takes in what people do."""
        self.connected.set()

    async def on_shard_connect(self, shard: int) -> None:
        """Log a new session."""
        logger.info("connected to Discord", extra={"shard": shard})

    async def on_shard_disconnect(self, shard: int) -> None:
        """Log a lost connection; the library opens it again."""
        logger.info("disconnected from Discord", extra={"shard": shard})

    async def on_shard_resumed(self, shard: int) -> None:
        """Log that nothing was missed."""
        logger.info("resumed on Discord", extra={"shard": shard})

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """Log what went wrong beside a turn."""
        fields = {"handler": event_method}
        logger.error("an event was not handled", extra=fields, exc_info=sys.exception())

    async def _announce(self, *, force: bool = False) -> None:
        """Announce the commands; where that fails, those of before stay."""
        application = cast("int", self.application_id)  # known since the login
        gateway = self.conversation.dispatcher.gateway
        try:
            async with asyncio.timeout(ANNOUNCE_WITHIN):
                announced = await announce(
                    self.tree, gateway, application=application, guild=self._guild, force=force
                )
        except Exception:
            logger.exception("the commands are not announced")
            return
        self.conversation.mentions = Mentions(announced.ids)
        logger.info("the commands are announced", extra={"told": "; ".join(announced.told)})
