"""The unasked: what falls due in the terminal while its clock runs, and when it is set."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import count
from typing import TypeAlias

from bot.console.clock import ConsoleClock
from bot.console.messenger import Arrival, ConsoleMessenger
from bot.console.people import PLATFORM
from bot.dialogue.gateway import Gateway
from bot.dialogue.messenger import Messenger
from core.ports import Clock, UnitOfWork

Deliver: TypeAlias = Callable[[], Awaitable[object]]
"""Plan and deliver what is due in the terminal."""

OpenDelivery: TypeAlias = Callable[[Messenger, Clock], Deliver]
"""Give what delivers through the terminal's messenger, by its clock."""

MOST_MESSAGES = 60
"""So many messages of one walk are read by a person."""

MOST_STOPS = 1000
"""So many instants are stopped at on one walk, even where nothing is said at most of them."""


class Unasked:
    """Deliver what is due by the terminal's clock, and keep it until the terminal shows it."""

    def __init__(self, gateway: Gateway, clock: ConsoleClock, opens: OpenDelivery) -> None:
        self._gateway = gateway
        self._clock = clock
        self._messenger = ConsoleMessenger(gateway, clock)
        self._deliver = opens(self._messenger, clock)
        self._alone = asyncio.Lock()

    async def look(self) -> bool:
        """Deliver what is due by now; say whether anything waits to be taken.

        Raise StorageUnavailable where nobody knows what is due.
        """
        async with self._alone:
            due = await self._next_due()
            if due is not None and due <= self._clock.now():
                await self._deliver()
            return self._messenger.waiting > 0

    async def walk(self, until: datetime) -> bool:
        """Set the clock; on the way to a later time it stops wherever something is due.

        What is due is delivered while the clock stands there. After ``MOST_MESSAGES`` or
        ``MOST_STOPS`` it jumps to the end: say False then. On the way back nothing is delivered.
        Raise StorageUnavailable with the clock left where it got to.
        """
        async with self._alone:
            if until < self._clock.now():
                self._clock.stand(until)
                return True
            for stops in count():
                due = await self._next_due()
                if due is None or due > until:
                    break
                if stops == MOST_STOPS or self._messenger.waiting >= MOST_MESSAGES:
                    await self._deliver_at(until)
                    return False
                await self._deliver_at(max(due, self._clock.now()))
            self._clock.stand(until)
            return True

    def take(self) -> tuple[Arrival, ...]:
        """Hand over what came since the last time, in order."""
        return self._messenger.take()

    async def _deliver_at(self, at: datetime) -> None:
        self._clock.stand(at)
        await self._deliver()

    async def _next_due(self) -> datetime | None:
        return await self._gateway.run(_next_due)


def _next_due(work: UnitOfWork) -> datetime | None:
    ahead = (
        work.reminders.next_due(PLATFORM),
        work.outbox.next_due(PLATFORM),
        work.groups.next_due(PLATFORM),
        work.live.next_due(PLATFORM),
    )
    return min((each for each in ahead if each is not None), default=None)
