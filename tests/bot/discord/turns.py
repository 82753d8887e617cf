"""Turns of a conversation with a dialogue of one command that answers as a test wants it to."""

import asyncio
from dataclasses import dataclass, field, replace
from itertools import count

import discord

from bot.dialogue.command import Command
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Value
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.reply import Reply
from bot.dialogue.turn import AlreadyHandled, Turn, TurnId
from bot.discord.conversation import Conversation
from bot.discord.custom_ids import Carried
from bot.gazetteer import CityGazetteer
from tests.builders import NOON
from tests.conversations.console_driver import StandingClock
from tests.fakes.gallery import HereGallery
from tests.fakes.gateway import FakeGateway
from tests.fakes.reading import HereReader


@dataclass(slots=True)
class Turns:
    """A conversation whose command ``say`` gives the replies one after the other.

    A None among them was answered before. Each waits until ``ready`` is set, and the first
    response is announced when ``late`` is.
    """

    replies: list[Reply | None]
    public: bool = False
    defer_first: bool = False
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    late: asyncio.Event = field(default_factory=asyncio.Event)
    invocations: list[Turn] = field(default_factory=list)
    command: Command = field(init=False)
    conversation: Conversation = field(init=False)

    def __post_init__(self) -> None:
        self.ready.set()
        self.command = Command("say", "Say it.", (), self._answer, "/say", public=self.public)
        numbers = count(1)
        self.conversation = Conversation(
            Dispatcher(
                Lexicon([self.command]),
                FakeGateway(),
                CityGazetteer(),
                lambda: TurnId(f"t-{next(numbers)}"),
                HereReader(),
                HereGallery(),
            ),
            StandingClock(NOON),
            defer_after=0.0 if self.defer_first else 1.0,
            sleep=self._sleep,
        )

    def lexicon(self, lexicon: Lexicon) -> None:
        """Give the dialogue other commands."""
        self.conversation.dispatcher = replace(self.conversation.dispatcher, lexicon=lexicon)

    async def invoke(
        self, interaction: discord.Interaction, file: discord.Attachment | None = None
    ) -> None:
        """Call the command."""
        await self.conversation.invoked(interaction, self.command, {}, file)

    async def press(self, interaction: discord.Interaction) -> None:
        """Press a button that stands for the command."""
        await self.conversation.pressed(interaction, Carried("say"))

    async def _answer(self, turn: Turn, /, **_arguments: Value) -> Reply:
        self.invocations.append(turn)
        reply = self.replies.pop(0)
        await self.ready.wait()
        if reply is None:
            raise AlreadyHandled
        return reply

    async def _sleep(self, _seconds: float) -> None:
        await self.late.wait()
