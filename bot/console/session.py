"""A session: who speaks in the terminal, where, and what they can press or send along."""

from dataclasses import dataclass, field

from bot.console.clock import ConsoleClock
from bot.dialogue.command import Suggestion
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Attachment, Call, Invocation, Person, Place, PlaceKind
from bot.dialogue.reply import Button, Reply
from core.learner import Account

PLATFORM = "console"
GROUP_MARK = "#"
"""Keeps a group apart from a person of the same name."""


def person_named(name: str, *, zone: str | None) -> Person:
    """Give the person of that name; every name is an account of its own."""
    return Person(Account(PLATFORM, name), name, zone=zone)


def private_place(person: Person) -> Place:
    """Give the place where a person is alone with the bot."""
    return Place(PLATFORM, person.account.user)


def group_place(name: str) -> Place:
    """Give the place of the group of that name."""
    return Place(PLATFORM, f"{GROUP_MARK}{name}", PlaceKind.GROUP)


@dataclass
class Session:
    """One run of the chat, changing as its person types.

    ``attachment`` waits for the next command; buttons are kept for each person and place: those
    of the last reply there that had any.
    """

    dispatcher: Dispatcher
    clock: ConsoleClock
    person: Person
    place: Place
    attachment: Attachment | None = None
    _buttons: dict[tuple[Account, Place], tuple[Button, ...]] = field(default_factory=dict)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons this person can press here."""
        return self._buttons.get((self.person.account, self.place), ())

    def speak_as(self, name: str) -> None:
        """Let a person of that name speak: in the same group, or in private with the bot."""
        self.person = person_named(name, zone=self.person.zone)
        if self.place.kind is PlaceKind.PRIVATE:
            self.place = private_place(self.person)

    async def say(self, text: str) -> Reply:
        """Say a line; a command takes the waiting attachment along."""
        attachment = None
        if text.startswith("/"):
            attachment, self.attachment = self.attachment, None
        reply = await self.dispatcher.said(
            text, self.person, self.place, now=self.clock.now(), attachment=attachment
        )
        return self._kept(reply)

    async def press(self, button: Button) -> Reply:
        """Press a button, by the short form that every platform carries."""
        reply = await self.dispatcher.pressed(
            button.invokes.short(), self.person, self.place, now=self.clock.now()
        )
        return self._kept(reply)

    async def suggest(self, command: str, parameter: str, typed: str) -> tuple[Suggestion, ...]:
        """Offer arguments for a parameter of a command."""
        invocation = Invocation(Call(command), self.person, self.place)
        return await self.dispatcher.suggest(invocation, parameter, typed, now=self.clock.now())

    def _kept(self, reply: Reply) -> Reply:
        buttons = tuple(button for row in reply.buttons for button in row)
        if buttons:
            self._buttons[self.person.account, self.place] = buttons
        return reply
