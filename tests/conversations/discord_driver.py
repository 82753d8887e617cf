"""Discord, led through a script: by slash commands, buttons, menus and forms."""

import contextlib
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from discord import Permissions
from simcord import ChannelHandle, InteractionResult, MemberActor, ResponseMessage, UserHandle

from bot.dialogue.arguments import ArgumentRefused, read_arguments
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import FREE_TEXT_COMMAND, Dispatcher
from tests.bot.discord.seen import Actor, Seen, answers, form_button, press, seen, write
from tests.bot.discord.stage import Stage, on_stage
from tests.conversations.delivering import pass_time
from tests.conversations.script import Answer, Speaker, sent


@dataclass
class DiscordDriver:
    """Each person speaks with the bot in private, or in a channel of a server of its own."""

    stage: Stage
    people: dict[str, UserHandle] = field(default_factory=dict)
    groups: dict[str, ChannelHandle] = field(default_factory=dict)
    members: dict[Speaker, MemberActor] = field(default_factory=dict)
    shown: dict[Speaker, list[ResponseMessage]] = field(default_factory=dict)
    read: dict[int, Seen] = field(default_factory=dict)

    async def say(
        self, speaker: Speaker, words: str, now: datetime, file: Path | None = None
    ) -> Answer | None:
        self.stage.clock.time = now
        self._enter(speaker)
        self._unread(speaker)
        result = await (
            self._command(speaker, words, file) if words[0] == "/" else self._text(speaker, words)
        )
        return self._answered(speaker, result) if result else None

    async def press(self, speaker: Speaker, label: str, now: datetime) -> Answer:
        self.stage.clock.time = now
        self._enter(speaker)
        self._unread(speaker)
        *_, message = (each for each in self._visible(speaker) if label in seen(each).labels)
        return self._answered(speaker, await press(self._actor(speaker), message, label))

    async def wait(self, speaker: Speaker, until: datetime, *, down: bool) -> Answer:
        if down:
            self.stage.clock.time = until
        self._enter(speaker)
        stage, gateway = self.stage, self.stage.conversation.dispatcher.gateway
        await pass_time("discord", gateway, stage.messenger, stage.clock, until)
        return self._answer(speaker, self._unread(speaker))

    async def _command(
        self, speaker: Speaker, line: str, file: Path | None
    ) -> InteractionResult | None:
        """Call a command with its options filled in; None where Discord would not send it."""
        understood = LEXICON.understand(line[1:])
        if understood is None:
            return None
        command = understood.command
        try:
            arguments = read_arguments(command, understood.rest)
        except ArgumentRefused:
            return None
        required = {each.name for each in command.parameters if each.required}
        if bool(command.file) is not bool(file) or not required <= arguments.keys():
            return None
        attached = {"file": sent(file)} if file else {}
        called: InteractionResult = await self._slash(speaker)(
            command.full_name, **arguments, **attached
        )
        return called

    async def _text(self, speaker: Speaker, words: str) -> InteractionResult:
        """Write into the form that the last answer asks with; without one, search."""
        actor = self._actor(speaker)
        for message in self.shown[speaker][-1:]:
            label = form_button(message)
            if label:
                return await write(actor, await press(actor, message, label), words)
        found: InteractionResult = await self._slash(speaker)(FREE_TEXT_COMMAND, what=words)
        return found

    def _answered(self, speaker: Speaker, result: InteractionResult) -> Answer:
        messages = answers(result)
        given = {each.id for each in messages}
        others = [each for each in self._unread(speaker) if each.id not in given]
        return self._answer(speaker, [*messages, *(others if speaker.group else ())])

    def _answer(self, speaker: Speaker, messages: list[ResponseMessage]) -> Answer:
        self.shown[speaker] += messages
        parts = [seen(message) for message in messages]
        public = (part for part in parts if speaker.group and not part.private)
        return Answer(
            _text(parts), tuple(it for part in parts for it in part.labels), _text(public)
        )

    def _unread(self, speaker: Speaker) -> list[ResponseMessage]:
        """Take what the bot wrote or changed where somebody is since the last time."""
        now = [(each, seen(each)) for each in self.stage.messages(self._channel(speaker))]
        unread = [each for each, looks in now if self.read.get(each.id) != looks]
        self.read |= {each.id: looks for each, looks in now}
        return unread

    def _visible(self, speaker: Speaker) -> list[ResponseMessage]:
        """Give what a speaker can press, in order: what everybody sees, and what only they do."""
        public = self.stage.messages(self._channel(speaker)) if speaker.group else ()
        own = (each for each in self.shown[speaker] if each.ephemeral or not speaker.group)
        return sorted((*public, *own), key=lambda each: each.id) if speaker.group else [*own]

    def _enter(self, speaker: Speaker) -> None:
        """Let somebody be known, and be a member of the server that a group is in."""
        if speaker.name not in self.people:
            self.people[speaker.name] = self.stage.env.create_user(speaker.name)
        if speaker in self.shown:
            return
        self.shown[speaker] = []
        if speaker.group is not None:
            self.members[speaker] = self._join(self.people[speaker.name], speaker.group)

    def _join(self, user: UserHandle, group: str) -> MemberActor:
        """Let somebody join the server of a group, the first as who manages it."""
        if group in self.groups:
            server = self.groups[group].guild
            assert server is not None
            return server.add_member(user)
        server = self.stage.env.create_guild(group)
        self.groups[group] = server.create_text_channel("study")
        managers = server.create_role("Managers", permissions=Permissions(manage_guild=True))
        return server.add_member(user, roles=[managers])

    def _actor(self, speaker: Speaker) -> Actor:
        return self.members[speaker] if speaker.group else self.people[speaker.name]

    def _slash(self, speaker: Speaker) -> Callable[..., Any]:
        if speaker.group is None:
            return self.people[speaker.name].slash
        return partial(self.members[speaker].slash, self.groups[speaker.group])

    def _channel(self, speaker: Speaker) -> ChannelHandle:
        if speaker.group is None:
            return self.people[speaker.name].dm_channel
        return self.groups[speaker.group]


def _text(parts: Iterable[Seen]) -> str:
    return "\n".join(part.text for part in parts)


@contextlib.asynccontextmanager
async def on_discord(dispatcher: Dispatcher) -> AsyncIterator[DiscordDriver]:
    """Run the bot on a simulated Discord of its own."""
    async with on_stage(dispatcher) as stage:
        # No country speaks Esperanto, so UTC is guessed, as in the terminal.
        stage.tells["locale"] = "eo"
        yield DiscordDriver(stage)
