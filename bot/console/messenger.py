"""The terminal's messenger: what comes unasked, for whom, where, and at which local time."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count
from zoneinfo import ZoneInfo

from bot.console.people import PLATFORM
from bot.dialogue.gateway import Gateway
from bot.dialogue.reply import Reply
from bot.dialogue.views.words import weekday_words
from core.destination import Destination
from core.learner import Account
from core.place import PlaceKind
from core.ports import Clock, UnitOfWork


@dataclass(frozen=True, slots=True)
class Arrival:
    """A reply that nobody asked for; ``at`` is in the zone of whom it is for.

    ``owner`` is whose buttons it has, None: anybody's. ``message`` is its id; ``edited`` says that
    one of that id came before, and it takes the place of that.
    """

    reply: Reply
    to: Destination
    owner: Account | None
    at: datetime
    message: str = ""
    edited: bool = False

    @property
    def time(self) -> str:
        """Say when it came: "Sun 29 Mar, 02:00 WEST"."""
        return f"{weekday_words(self.at.date())}, {self.at:%H:%M %Z}"


class ConsoleMessenger:
    """Keep what comes until the terminal shows it."""

    swallows_repeats = False

    def __init__(self, gateway: Gateway, clock: Clock) -> None:
        self._gateway = gateway
        self._clock = clock
        self._arrived: deque[Arrival] = deque()
        self._numbers = count(1)

    @property
    def waiting(self) -> int:
        """How many wait to be taken."""
        return len(self._arrived)

    async def send(
        self,
        reply: Reply,
        to: Destination,
        *,
        owner: Account | None,
        key: str,  # noqa: ARG002 - the port's; nothing is sent through a network twice
        live: bool = False,  # noqa: ARG002 - the port's; the terminal has no threads
    ) -> str:
        """Take a reply in; it never fails for the terminal's own part."""
        message = str(next(self._numbers))
        self._arrived.append(Arrival(reply, to, owner, await self._time(to, owner), message))
        return message

    async def edit(
        self,
        reply: Reply,
        to: Destination,
        message: str,
        *,
        key: str,  # noqa: ARG002 - as above
    ) -> None:
        """Take in what a message says now."""
        at = await self._time(to, None)
        self._arrived.append(Arrival(reply, to, None, at, message, edited=True))

    def take(self) -> tuple[Arrival, ...]:
        """Hand over what came since the last time, in order."""
        taken = tuple(self._arrived)
        self._arrived.clear()
        return taken

    async def _time(self, to: Destination, owner: Account | None) -> datetime:
        """Tell the time in the zone of whom a message is for, or of the group it is for."""
        zone = await self._gateway.run(partial(_zone, to=to, owner=owner))
        return self._clock.now().astimezone(ZoneInfo(zone))


def _zone(work: UnitOfWork, to: Destination, owner: Account | None) -> str:
    if owner is None and to.kind is PlaceKind.GROUP:
        group = work.groups.at(to)
        return group.plan.schedule.zone if group else "UTC"
    learner = work.learners.of_account(owner or Account(PLATFORM, to.chat))
    return learner.zone if learner else "UTC"
