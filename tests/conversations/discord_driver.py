"""Discord, led through a script: in private, by slash commands, buttons, menus and forms."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from simcord import InteractionResult, ResponseMessage, UserHandle

from bot.dialogue.arguments import ArgumentRefused, read_arguments
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import FREE_TEXT_COMMAND, Dispatcher
from tests.bot.discord.seen import answers, form_button, press, seen, write
from tests.bot.discord.stage import Stage, on_stage
from tests.conversations.delivering import pass_time
from tests.conversations.script import Answer, sent


@dataclass
class DiscordDriver:
    """Each person speaks with the bot in private."""

    stage: Stage
    people: dict[str, UserHandle] = field(default_factory=dict)
    shown: dict[str, list[ResponseMessage]] = field(default_factory=dict)
    read: set[int] = field(default_factory=set)

    async def say(
        self, person: str, words: str, now: datetime, file: Path | None = None
    ) -> Answer | None:
        self.stage.clock.time = now
        user = self._user(person)
        result = await (
            self._command(user, words, file) if words[0] == "/" else self._text(user, words)
        )
        return self._answered(person, result) if result else None

    async def press(self, person: str, label: str, now: datetime) -> Answer:
        self.stage.clock.time = now
        user = self._user(person)
        *_, message = (each for each in self.shown[user.name] if label in seen(each).labels)
        return self._answered(person, await press(user, message, label))

    async def wait(self, person: str, until: datetime, *, down: bool) -> Answer:
        if down:
            self.stage.clock.time = until
        stage, gateway = self.stage, self.stage.conversation.dispatcher.gateway
        await pass_time("discord", gateway, stage.messenger, stage.clock, until)
        return self._answer(person, self._unread(person))

    async def _command(
        self, user: UserHandle, line: str, file: Path | None
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
        called: InteractionResult = await user.slash(command.full_name, **arguments, **attached)
        return called

    async def _text(self, user: UserHandle, words: str) -> InteractionResult:
        """Write into the form that the last answer asks with; without one, search."""
        for message in self.shown[user.name][-1:]:
            label = form_button(message)
            if label:
                return await write(user, await press(user, message, label), words)
        found: InteractionResult = await user.slash(FREE_TEXT_COMMAND, what=words)
        return found

    def _answered(self, person: str, result: InteractionResult) -> Answer:
        answer = self._answer(person, answers(result))
        self._unread(person)
        return answer

    def _answer(self, person: str, messages: list[ResponseMessage]) -> Answer:
        self.shown[person] += messages
        parts = [seen(message) for message in messages]
        text = "\n".join(part.text for part in parts)
        return Answer(text, tuple(label for part in parts for label in part.labels))

    def _unread(self, person: str) -> list[ResponseMessage]:
        """Take what the bot wrote to somebody by itself since the last time."""
        written = self.stage.messages(self._user(person).dm_channel)
        unread = [message for message in written if message.id not in self.read]
        self.read |= {message.id for message in unread}
        return unread

    def _user(self, name: str) -> UserHandle:
        if name not in self.people:
            self.people[name] = self.stage.env.create_user(name)
            self.shown[name] = []
        return self.people[name]


@contextlib.asynccontextmanager
async def on_discord(dispatcher: Dispatcher) -> AsyncIterator[DiscordDriver]:
    """Run the bot on a simulated Discord of its own."""
    async with on_stage(dispatcher) as stage:
        # No country speaks Esperanto, so UTC is guessed, as in the terminal.
        stage.tells["locale"] = "eo"
        yield DiscordDriver(stage)
