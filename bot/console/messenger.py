"""The terminal's messenger: what comes unasked, for whom, where, and at which local time."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.dialogue.gateway import Gateway
from bot.dialogue.reply import Reply
from bot.dialogue.views.words import weekday_words
from core.destination import Destination
from core.learner import Account
from core.ports import Clock, UnitOfWork


@dataclass(frozen=True, slots=True)
class Arrival:
    """A reply that nobody asked for; ``at`` is in the zone of the one it is for.

    ``owner`` is whose buttons it has, None: anybody's.
    """

    reply: Reply
    to: Destination
    owner: Account | None
    at: datetime

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
    ) -> None:
        """Take a reply in; it never fails for the terminal's own part."""
        zone = await self._gateway.run(partial(_zone, account=owner)) if owner else "UTC"
        at = self._clock.now().astimezone(ZoneInfo(zone))
        self._arrived.append(Arrival(reply, to, owner, at))

    def take(self) -> tuple[Arrival, ...]:
        """Hand over what came since the last time, in order."""
        taken = tuple(self._arrived)
        self._arrived.clear()
        return taken


def _zone(work: UnitOfWork, account: Account) -> str:
    learner = work.learners.of_account(account)
    return learner.zone if learner else "UTC"
