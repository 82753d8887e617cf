"""The terminal, led through a script."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.console.clock import ConsoleClock
from bot.console.colon import obey
from bot.console.people import PLATFORM, person_named, private_place
from bot.console.plain import plain
from bot.console.session import Session
from bot.console.unasked import Unasked
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.reply import Reply
from tests.builders import NOON
from tests.conversations.delivering import opened_delivery
from tests.conversations.script import Answer


@dataclass(slots=True)
class StandingClock:
    """Tell the time that a script says it is."""

    time: datetime

    def now(self) -> datetime:
        return self.time


@dataclass(slots=True)
class ConsoleDriver:
    """One session, in which people take turns, each in private."""

    session: Session
    unread: defaultdict[str, list[Reply]] = field(default_factory=lambda: defaultdict(list))

    async def say(self, person: str, words: str, now: datetime, file: Path | None = None) -> Answer:
        self._turn_to(person, now)
        if file is not None:
            await obey(self.session, f":attach {file}")
        return _answer(await self.session.say(words))

    async def press(self, person: str, label: str, now: datetime) -> Answer:
        self._turn_to(person, now)
        (button,) = (each for each in self.session.buttons if each.label == label)
        return _answer(await self.session.press(button))

    async def wait(self, person: str, until: datetime, *, down: bool) -> Answer:
        if down:
            self.session.clock.stand(until)
        await self.session.unasked.walk(until)
        for each in self.session.arrivals():
            self.unread[each.to.chat].append(each.reply)
        return _answer(*self.unread.pop(person, ()))

    def _turn_to(self, person: str, now: datetime) -> None:
        self.session.clock.stand(now)
        self.session.speak_as(person)
        self.unread.pop(person, None)


def on_console(dispatcher: Dispatcher) -> ConsoleDriver:
    """Hold a session on a dialogue."""
    clock = ConsoleClock(StandingClock(NOON))
    opens = partial(opened_delivery, PLATFORM, dispatcher.gateway)
    unasked = Unasked(dispatcher.gateway, clock, opens)
    person = person_named("nobody", zone="UTC")
    return ConsoleDriver(Session(dispatcher, clock, person, private_place(person), unasked))


def _answer(*replies: Reply) -> Answer:
    labels = (button.label for reply in replies for row in reply.buttons for button in row)
    text = "\n".join(plain(Reply(reply.blocks)).replace("`", "") for reply in replies)
    return Answer(text, tuple(labels))
