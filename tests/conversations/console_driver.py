"""The terminal, led through a script."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.console.clock import ConsoleClock
from bot.console.plain import plain
from bot.console.session import Session, person_named, private_place
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.reply import Reply
from tests.conversations.script import Answer


@dataclass(slots=True)
class StandingClock:
    """Tell the time that a script says it is."""

    time: datetime

    def now(self) -> datetime:
        return self.time


@dataclass
class ConsoleDriver:
    """Each person has a session of their own, over one dialogue."""

    dispatcher: Dispatcher
    sessions: dict[str, tuple[Session, StandingClock]] = field(default_factory=dict)

    async def say(self, person: str, words: str, now: datetime) -> Answer:
        return _answer(await self._session(person, now).say(words))

    async def press(self, person: str, label: str, now: datetime) -> Answer:
        session = self._session(person, now)
        (button,) = (each for each in session.buttons if each.label == label)
        return _answer(await session.press(button))

    def _session(self, name: str, now: datetime) -> Session:
        if name not in self.sessions:
            clock = StandingClock(now)
            person = person_named(name, zone="UTC")
            session = Session(self.dispatcher, ConsoleClock(clock), person, private_place(person))
            self.sessions[name] = (session, clock)
        session, clock = self.sessions[name]
        clock.time = now
        return session


def _answer(reply: Reply) -> Answer:
    labels = tuple(button.label for row in reply.buttons for button in row)
    unmarked = Reply(reply.blocks)
    return Answer(plain(unmarked).replace("`", ""), labels)
