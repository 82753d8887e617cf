"""The stage: the bot on a simulated Discord, with a real database and the shipped roadmaps."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
import simcord
from simcord import ChannelHandle, GuildHandle, MemberActor, ResponseMessage

from bot.dialogue.catalogue import LEXICON
from bot.dialogue.command import Command
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.paused import PausedPlaces
from bot.discord.client import StudyClient
from bot.discord.conversation import Conversation
from bot.discord.mentions import NO_MENTIONS
from bot.discord.messenger import DiscordMessenger
from bot.discord.tracing import Refusals
from core.learner import Account
from core.ports import UnitOfWork
from tests.bot.discord.seen import Actor
from tests.builders import NOON
from tests.conversations.conftest import opened, shipped
from tests.conversations.console_driver import StandingClock
from tests.discord_bed.specification import Specification

INTERACTION = "INTERACTION_CREATE"
"""What Discord calls the event that somebody did something."""

SETTLED_WITHIN = 60.0
"""Seconds that a turn may take on a machine that has other things to do."""


async def never(_seconds: float) -> None:
    """Wait for longer than any test does."""
    await asyncio.Event().wait()


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of the bot: its path, and its body."""

    path: str
    body: Any


@dataclass(slots=True)
class Stage:
    """A simulated Discord with one server, and the bot that speaks there.

    ``tells`` is what Discord says with each interaction from now on, beside or instead of what the
    simulation says by itself.
    """

    env: simcord.Env
    clock: StandingClock
    conversation: Conversation
    tells: dict[str, Any] = field(default_factory=dict)
    server: GuildHandle = field(init=False)
    channel: ChannelHandle = field(init=False)

    def __post_init__(self) -> None:
        self.server = self.env.create_guild("Readers")
        self.channel = self.server.create_text_channel("study")

    @property
    def client(self) -> StudyClient:
        """The bot of now, which is another after a restart."""
        assert isinstance(self.env.bot, StudyClient)
        return self.env.bot

    @property
    def messenger(self) -> DiscordMessenger:
        """What sends unasked."""
        return DiscordMessenger(self.client)

    async def restart(self, *, lexicon: Lexicon = LEXICON) -> None:
        """End the bot, and start another with these commands on the same database."""
        dialogue = replace(self.conversation.dispatcher, lexicon=lexicon)
        self.conversation = replace(self.conversation, dispatcher=dialogue, mentions=NO_MENTIONS)
        await self.env.restart_bot(await _client(self.conversation))

    def member(self, name: str) -> MemberActor:
        """Let somebody join the server."""
        return self.server.add_member(self.env.create_user(name))

    def thread(self, parent: ChannelHandle | None = None, **metadata: bool) -> ChannelHandle:
        """Open a thread in a channel, or a post in a forum."""
        backend = self.env.backend
        above = parent or self.channel
        thread = backend.create_thread(above.id, "a thread", self.server.owner.id, broadcast=False)
        assert thread.thread_metadata is not None
        for name, value in metadata.items():
            setattr(thread.thread_metadata, name, value)
        backend.announce_thread_create(thread)
        return ChannelHandle(self.env, self.server, thread)

    def messages(self, channel: ChannelHandle) -> list[ResponseMessage]:
        """Give what the bot wrote in a channel for everybody."""
        stored = self.env.backend.messages[channel.id].values()
        return [
            ResponseMessage(self.env, each)
            for each in stored
            if each.author_id == self.env.backend.bot_user.id and not each.is_ephemeral
        ]

    def asked(self, method: str, ending: str) -> list[Asked]:
        """Give the requests of the bot whose path ends so."""
        return [
            Asked(each.path, each.json)
            for each in self.env.http_requests
            if each.method == method and each.path.endswith(ending)
        ]

    async def done(self, person: Actor) -> int:
        """Count what somebody did."""
        account = Account("discord", str(person.id))

        def count(work: UnitOfWork) -> int:
            learner = work.learners.of_account(account)
            return len(work.history.of_learner(learner.id)) if learner else 0

        return await self.conversation.dispatcher.gateway.run(count)

    async def again(self) -> None:
        """Hand over the last interaction once more, as after a connection that was lost."""
        *_, payload = (
            payload for _, event, payload in self.env.backend.transcript if event == INTERACTION
        )
        self.env.backend.emit(INTERACTION, payload)
        await self.env.settle()

    def violations(self) -> list[str]:
        """Say where the requests of the bot break the published specification, if it is here."""
        specification = Specification.load()
        if specification is None:
            return []
        return [
            violation
            for each in self.env.http_requests
            for violation in specification.violations(each.method, each.path, each.json)
        ]


@contextlib.asynccontextmanager
async def on_stage(
    dispatcher: Dispatcher | None = None,
    *,
    commands: Sequence[Command] = (),
    defer_first: bool = False,
) -> AsyncIterator[Stage]:
    """Run the bot, and hold its requests against the published specification at the end.

    ``commands`` are there beside its own; ``defer_first`` lets it announce each answer before it
    gives it, where else it never needs to.
    """
    async with contextlib.AsyncExitStack() as opening:
        if dispatcher is None:
            dispatcher = await opening.enter_async_context(opened(shipped()))
        if commands:
            dispatcher = replace(dispatcher, lexicon=Lexicon((*LEXICON.commands, *commands)))
        clock = StandingClock(NOON)
        conversation = Conversation(dispatcher, clock, 0.0 if defer_first else 1.0, never)
        client = await _client(conversation)
        env = await opening.enter_async_context(
            simcord.run(client, shard_count=1, settle_timeout=SETTLED_WITHIN)
        )
        stage = Stage(env, clock, conversation)
        with _as_discord_is(stage):
            yield stage
        assert stage.violations() == []


@contextlib.contextmanager
def _as_discord_is(stage: Stage) -> Iterator[None]:
    """Mend where the simulation differs from Discord."""
    backend = stage.env.backend
    emit, delete = backend.emit, backend.delete_message

    def emit_whole(event: str, payload: Mapping[str, Any]) -> None:
        if event == INTERACTION:
            owners = {"authorizing_integration_owners": {"0": payload.get("guild_id", "0")}}
            payload = {**payload, **owners, **stage.tells}
        emit(event, payload)

    def delete_and_go_on(channel_id: int, message_id: int) -> None:
        # A placeholder that the bot itself deletes can be followed by a message of any kind:
        # https://github.com/discord/discord-api-docs/issues/2739
        delete(channel_id, message_id)
        for interaction in backend.interactions.values():
            if interaction.message_id == message_id and interaction.loading:
                interaction.complete_deferred()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backend, "emit", emit_whole)
        patch.setattr(backend, "delete_message", delete_and_go_on)
        yield


async def _client(conversation: Conversation) -> StudyClient:
    paused = PausedPlaces(conversation.dispatcher.gateway, "discord")
    await paused.load()
    return StudyClient(conversation, paused, Refusals(lambda: 0.0))
