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
from tests.conversations.script import Answer, sent
from tests.telegram_bed.bed import TelegramBed
from tests.telegram_bed.chats import Chat
from tests.telegram_bed.clock import BedClock
from tests.telegram_bed.people import User


@dataclass
class TelegramDriver:
    """Each person writes to the bot in private."""

    bed: TelegramBed
    clock: BedClock
    gateway: Gateway
    messenger: Messenger
    people: dict[str, User] = field(default_factory=dict)

    async def say(self, person: str, words: str, now: datetime, file: Path | None = None) -> Answer:
        self.clock.time = now
        user = self._user(person)
        chat = self.bed.private(user)
        chat.unread()
        if file is None:
            await user.says(chat, words)
        else:
            await user.sends_document(chat, *sent(file), caption=words)
        return await self._answer(chat)

    async def press(self, person: str, label: str, now: datetime) -> Answer:
        self.clock.time = now
        user = self._user(person)
        chat = self.bed.private(user)
        chat.unread()
        *_, message = (each for each in chat.messages if label in each.labels)
        query = await user.presses(message, label)
        answer = await self._answer(chat)
        notice = (query.answer or {}).get("text", "")
        return Answer("\n".join(filter(None, (answer.text, notice))), answer.labels)

    async def wait(self, person: str, until: datetime, *, down: bool) -> Answer:
        if down:
            self.clock.time = until
        await pass_time("telegram", self.gateway, self.messenger, self.clock, until)
        return await self._answer(self.bed.private(self._user(person)))

    async def _answer(self, chat: Chat) -> Answer:
        # The bot confirms an update once its turn is over: then all of its answer is there.
        await self.bed.settled()
        shown = chat.unread()
        text = "\n".join(message.text for message in shown)
        return Answer(text, tuple(label for message in shown for label in message.labels))

    def _user(self, name: str) -> User:
        if name not in self.people:
            # No country speaks Esperanto, so UTC is guessed, as in the terminal.
            self.people[name] = self.bed.user(name, language="eo")
        return self.people[name]


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
