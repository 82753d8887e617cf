"""Delivery in scripts: a platform's planner and courier, by a clock that stands where it is set."""

import time
from asyncio import sleep
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from bot.dialogue.gateway import Gateway
from bot.dialogue.messenger import Messenger
from bot.scheduler.budget import Budget
from bot.scheduler.courier import Courier
from bot.scheduler.planner import Planner
from bot.scheduler.poster import Poster
from core.ports import Clock, UnitOfWork
from core.use_cases.planning import WINDOW

LIMIT = 1000
"""Messages a second, so that nothing is spread."""


class SettableClock(Protocol):
    """A clock that stands at ``time``."""

    time: datetime

    def now(self) -> datetime:
        """Give this instant, aware, in UTC."""
        ...


def opened_delivery(
    platform: str, gateway: Gateway, messenger: Messenger, clock: Clock
) -> Callable[[], Awaitable[None]]:
    """Give what plans and delivers all that is due on a platform."""
    budgets = {platform: Budget(LIMIT, clock=time.monotonic, sleep=sleep)}
    pace = budgets[platform].pace
    planner = Planner(platform, gateway, clock, pace=pace, window=WINDOW)
    messengers = {platform: messenger}
    courier = Courier(
        platform, gateway, messengers, budgets, clock, lease="script", chance=lambda: 0.5
    )
    poster = Poster(platform, gateway, messengers, budgets, clock, chance=lambda: 0.5)

    async def deliver() -> None:
        await planner.tick()
        await poster.plan()
        await courier.deliver()
        await poster.show()
        await poster.rested()

    return deliver


async def pass_time(
    platform: str, gateway: Gateway, messenger: Messenger, clock: SettableClock, until: datetime
) -> None:
    """Set a clock on, and deliver on the way whatever falls due, as it falls due."""
    deliver = opened_delivery(platform, gateway, messenger, clock)

    def next_due(work: UnitOfWork) -> datetime | None:
        ahead = (
            work.reminders.next_due(platform),
            work.outbox.next_due(platform),
            work.groups.next_due(platform),
            work.live.next_due(platform),
        )
        return min((each for each in ahead if each is not None), default=None)

    while (due := await gateway.run(next_due)) is not None and due <= until:
        clock.time = max(clock.time, due)
        await deliver()
    clock.time = until
