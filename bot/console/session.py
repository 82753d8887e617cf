"""A session: who speaks in the terminal, where, and what they can press or send along."""

from dataclasses import dataclass, field

from bot.console.clock import ConsoleClock
from bot.console.messenger import Arrival
from bot.console.people import PLATFORM, person_named, private_place
from bot.console.unasked import Unasked
from bot.dialogue.command import Suggestion
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Attachment, Call, Invocation, Person, Place, PlaceKind
from bot.dialogue.reply import Button, Reply
from core.learner import Account


@dataclass
class Session:
    """One run of the chat, changing as its person types.

    ``attachment`` waits for what is said next; buttons are kept for each person and place, or for
    everybody there: those of the last reply that had any.
    """

    dispatcher: Dispatcher
    clock: ConsoleClock
    person: Person
    place: Place
    unasked: Unasked
    attachment: Attachment | None = None
    _buttons: dict[tuple[Account | None, Place], tuple[Button, ...]] = field(default_factory=dict)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons this person can press here."""
        own = self._buttons.get((self.person.account, self.place), ())
        return own or self._buttons.get((None, self.place), ())

    def speak_as(self, name: str) -> None:
        """Let a person of that name speak: in the same group, or in private with the bot."""
        self.person = person_named(name, zone=self.person.zone)
        if self.place.kind is PlaceKind.PRIVATE:
            self.place = private_place(self.person)

    async def say(self, text: str) -> Reply:
        """Say a line, which takes the waiting attachment along."""
        attachment, self.attachment = self.attachment, None
        reply = await self.dispatcher.said(
            text, self.person, self.place, now=self.clock.now(), attachment=attachment
        )
        return self._kept(reply, self.person.account, self.place)

    async def press(self, button: Button) -> Reply:
        """Press a button, by the short form that every platform carries."""
        reply = await self.dispatcher.pressed(
            button.invokes.short(), self.person, self.place, now=self.clock.now()
        )
        return self._kept(reply, self.person.account, self.place)

    def arrivals(self) -> tuple[Arrival, ...]:
        """Take what came unasked; its buttons can be pressed by whom they are for, where it is."""
        arrived = self.unasked.take()
        for each in arrived:
            place = Place(each.to.platform, each.to.chat, each.to.kind, each.to.thread)
            self._kept(each.reply, each.owner or _everybody(place), place)
        return arrived

    def about(self, arrival: Arrival) -> str:
        """Say when something came, and for whom and where, as far as that is not clear here."""
        words = f"{arrival.time}, edited" if arrival.edited else arrival.time
        if arrival.owner and arrival.owner != self.person.account:
            words += f", to {arrival.owner.user}"
        if arrival.to.kind is PlaceKind.GROUP:
            return f"{words} in {arrival.to.chat}"
        return words if self.place.kind is PlaceKind.PRIVATE else f"{words} in private"

    async def suggest(self, command: str, parameter: str, typed: str) -> tuple[Suggestion, ...]:
        """Offer arguments for a parameter of a command."""
        invocation = Invocation(Call(command), self.person, self.place)
        return await self.dispatcher.suggest(invocation, parameter, typed, now=self.clock.now())

    def _kept(self, reply: Reply, account: Account | None, place: Place) -> Reply:
        buttons = tuple(button for row in reply.buttons for button in row)
        if buttons and account is None:
            # What everybody was shown last is what each of them presses next.
            self._buttons = {
                (who, where): kept for (who, where), kept in self._buttons.items() if where != place
            }
        if buttons:
            self._buttons[account, place] = buttons
        return reply


def _everybody(place: Place) -> Account | None:
    """Give whose buttons are that anybody may press: in private there is only one person."""
    return Account(PLATFORM, place.chat) if place.kind is PlaceKind.PRIVATE else None
