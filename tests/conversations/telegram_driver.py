"""Telegram, led through a script: the bot polls the test bed, over a socket."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.gateway import Gateway
from bot.dialogue.messenger import Messenger, no_lane
from bot.telegram.adapter import TelegramAdapter
from bot.telegram.connection import TelegramSettings
from tests.conversations.delivering import pass_time
from tests.conversations.script import Answer, Speaker, sent
from tests.telegram_bed.bed import TelegramBed
from tests.telegram_bed.chats import Chat, Message
from tests.telegram_bed.clock import BedClock
from tests.telegram_bed.people import User


@dataclass
class TelegramDriver:
    """Each person writes to the bot in private, or in a group."""

    bed: TelegramBed
    clock: BedClock
    gateway: Gateway
    messenger: Messenger
    people: dict[str, User] = field(default_factory=dict)
    private: dict[str, Chat] = field(default_factory=dict)
    """The chats of those who have begun one: to nobody else can the bot write."""
    groups: dict[str, Chat] = field(default_factory=dict)

    async def say(
        self, speaker: Speaker, words: str, now: datetime, file: Path | None = None
    ) -> Answer:
        self.clock.time = now
        user, chat = self._user(speaker.name), self._chat(speaker)
        self._unread(speaker)
        if file is not None:
            await user.sends_document(chat, *sent(file), caption=words)
        elif speaker.group is None or words.startswith("/"):
            await user.says(chat, words)
        else:
            *_, last = (each for each in chat.messages if each.sender["is_bot"])
            await user.says(chat, words, reply_to=last)
        return await self._answer(speaker)

    async def press(self, speaker: Speaker, label: str, now: datetime) -> Answer:
        self.clock.time = now
        user, chat = self._user(speaker.name), self._chat(speaker)
        self._unread(speaker)
        *_, message = (it for it in chat.messages if label in it.labels and not it.deleted)
        query = await user.presses(message, label)
        answer = await self._answer(speaker)
        notice = (query.answer or {}).get("text", "")
        text = "\n".join(filter(None, (answer.text, notice)))
        return Answer(text, answer.labels, answer.public)

    async def wait(self, speaker: Speaker, until: datetime, *, down: bool) -> Answer:
        if down:
            self.clock.time = until
        await pass_time("telegram", self.gateway, self.messenger, self.clock, until)
        await self.bed.settled()
        shown = _last_of_each(self._chat(speaker).unread())
        return _answer(shown, shown if speaker.group else ())

    async def _answer(self, speaker: Speaker) -> Answer:
        # The bot confirms an update once its turn is over: then all of its answer is there.
        await self.bed.settled()
        return _answer(*self._unread(speaker))

    def _unread(self, speaker: Speaker) -> tuple[tuple[Message, ...], tuple[Message, ...]]:
        """Take what a speaker has not seen where they are, and of it what everybody sees."""
        alone = self.private.get(speaker.name)
        aside = _last_of_each(alone.unread()) if alone else ()
        if speaker.group is None:
            return aside, ()
        public = _last_of_each(self._chat(speaker).unread())
        return (*public, *aside), public

    def _user(self, name: str) -> User:
        if name not in self.people:
            # No country speaks Esperanto, so UTC is guessed, as in the terminal.
            self.people[name] = self.bed.user(name, language="eo")
        return self.people[name]

    def _chat(self, speaker: Speaker) -> Chat:
        if speaker.group is None:
            if speaker.name not in self.private:
                self.private[speaker.name] = self.bed.private(self._user(speaker.name))
            return self.private[speaker.name]
        if speaker.group not in self.groups:
            group = self.groups[speaker.group] = self.bed.supergroup(speaker.group)
            group.managers.add(self._user(speaker.name).id)
        return self.groups[speaker.group]


@contextlib.asynccontextmanager
async def on_telegram(dispatcher: Dispatcher) -> AsyncIterator[TelegramDriver]:
    """Run the bot on a bed of its own."""
    clock = BedClock()
    async with TelegramBed(clock=clock) as bed:
        adapter = TelegramAdapter(dispatcher, clock, TelegramSettings(bed.token, bed.base_url))
        await adapter.start()
        try:
            messenger = adapter.messenger(no_lane)
            yield TelegramDriver(bed, clock, dispatcher.gateway, messenger)
        finally:
            await adapter.stop()


def _answer(shown: tuple[Message, ...], public: tuple[Message, ...]) -> Answer:
    labels = tuple(label for message in shown for label in message.labels)
    return Answer(_text(shown), labels, _text(public))


def _text(messages: tuple[Message, ...]) -> str:
    return "\n".join(message.text for message in messages)


def _last_of_each(shown: tuple[Message, ...]) -> tuple[Message, ...]:
    """Give each message once, where it was sent or edited last."""
    last = {each.id: at for at, each in enumerate(shown)}
    return tuple(each for at, each in enumerate(shown) if last[each.id] == at)
