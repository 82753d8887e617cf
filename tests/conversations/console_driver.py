"""The terminal, led through a script."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.console.clock import ConsoleClock
from bot.console.colon import obey
from bot.console.messenger import Arrival
from bot.console.people import PLATFORM, group_place, person_named, private_place
from bot.console.plain import plain
from bot.console.session import Session
from bot.console.unasked import Unasked
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import PlaceKind
from bot.dialogue.reply import Button, Reply
from tests.builders import NOON
from tests.conversations.delivering import opened_delivery
from tests.conversations.script import Answer, Speaker


@dataclass(slots=True)
class StandingClock:
    """Tell the time that a script says it is."""

    time: datetime

    def now(self) -> datetime:
        return self.time


@dataclass(frozen=True, slots=True)
class Shown:
    """A reply that stands in a chat; ``reader`` is the only one who sees it, None: everybody."""

    reply: Reply
    reader: str | None = None
    message: str | None = None

    def button(self, label: str) -> Button | None:
        buttons = (each for row in self.reply.buttons for each in row)
        return next((each for each in buttons if each.label == label), None)


@dataclass(slots=True)
class ConsoleDriver:
    """One session, in which people take turns, each in private or in a group."""

    session: Session
    shown: defaultdict[str, list[Shown]] = field(default_factory=lambda: defaultdict(list))
    unread: defaultdict[str, list[Reply]] = field(default_factory=lambda: defaultdict(list))
    managers: dict[str, str] = field(default_factory=dict)

    async def say(
        self, speaker: Speaker, words: str, now: datetime, file: Path | None = None
    ) -> Answer:
        self._turn_to(speaker, now)
        if file is not None:
            await obey(self.session, f":attach {file}")
        reply = await self.session.say(words)
        self.shown[self._chat].append(self._standing(reply))
        return self._answered(reply)

    async def press(self, speaker: Speaker, label: str, now: datetime) -> Answer:
        self._turn_to(speaker, now)
        chat = self.shown[self._chat]
        seen = [at for at, it in enumerate(chat) if it.reader in {None, speaker.name}]
        *_, (at, button) = ((at, button) for at in seen if (button := chat[at].button(label)))
        reply = await self.session.press(button)
        standing = self._standing(reply)
        if reply.replace and chat[at].reader == standing.reader:
            chat[at] = replace(standing, message=chat[at].message)
        else:
            chat.append(standing)
        return self._answered(reply)

    async def wait(self, speaker: Speaker, until: datetime, *, down: bool) -> Answer:
        if down:
            self.session.clock.stand(until)
        await self.session.unasked.walk(until)
        for each in self.session.arrivals():
            self._arrive(each)
        self._go_to(speaker)
        return _answer(self.unread.pop(self._chat, ()), public=speaker.group is not None)

    @property
    def _chat(self) -> str:
        return self.session.place.chat

    def _turn_to(self, speaker: Speaker, now: datetime) -> None:
        self.session.clock.stand(now)
        self._go_to(speaker)
        self.unread.pop(self._chat, None)

    def _go_to(self, speaker: Speaker) -> None:
        person = person_named(speaker.name, zone=self.session.person.zone)
        if speaker.group is None:
            self.session.person, self.session.place = person, private_place(person)
            return
        manager = self.managers.setdefault(speaker.group, speaker.name)
        self.session.person = replace(person, manages=manager == speaker.name)
        self.session.place = group_place(speaker.group)

    def _standing(self, reply: Reply) -> Shown:
        return Shown(reply, self.session.person.name if self._is_aside(reply) else None)

    def _answered(self, reply: Reply) -> Answer:
        in_group = self.session.place.kind is PlaceKind.GROUP
        return _answer([reply], public=in_group and not self._is_aside(reply))

    def _is_aside(self, reply: Reply) -> bool:
        return self.session.place.kind is PlaceKind.GROUP and reply.private

    def _arrive(self, arrival: Arrival) -> None:
        """Let a message stand in its chat, in place of what it said before."""
        chat = arrival.to.chat
        shown = Shown(arrival.reply, None, arrival.message)
        numbers = [each.message for each in self.shown[chat]]
        if arrival.edited and arrival.message in numbers:
            self.shown[chat][numbers.index(arrival.message)] = shown
        else:
            self.shown[chat].append(shown)
        self.unread[chat].append(arrival.reply)


def on_console(dispatcher: Dispatcher) -> ConsoleDriver:
    """Hold a session on a dialogue."""
    clock = ConsoleClock(StandingClock(NOON))
    opens = partial(opened_delivery, PLATFORM, dispatcher.gateway)
    unasked = Unasked(dispatcher.gateway, clock, opens)
    person = person_named("nobody", zone="UTC")
    return ConsoleDriver(Session(dispatcher, clock, person, private_place(person), unasked))


def _answer(replies: Sequence[Reply], *, public: bool) -> Answer:
    labels = (button.label for reply in replies for row in reply.buttons for button in row)
    text = "\n".join(plain(Reply(reply.blocks)).replace("`", "") for reply in replies)
    return Answer(text, tuple(labels), text if public else "")
