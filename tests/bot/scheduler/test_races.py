"""Races: planners and couriers get into each other's way, and every learner is told once a day."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import pytest

import storage
from bot.scheduler.budget import Budget
from tests.bot.scheduler.town import KeptMessenger, Town, settle_in
from tests.builders import NOON

SLOTS = 3
LEARNERS = 150
DAYS = 3
PLANNERS = 2
COURIERS = 4


@dataclass
class SetClock:
    """A clock that stands where it is set."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at


def budget() -> Budget:
    return Budget(5000, clock=time.monotonic, sleep=asyncio.sleep)


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_every_occurrence_is_planned_once_and_delivered_once(
    kind: str, migrated_url: Callable[[str], str]
) -> None:
    messenger, clock = KeptMessenger(takes=0.002), SetClock()
    url = migrated_url(kind)

    async def race() -> int:
        with contextlib.ExitStack() as opened:
            towns = [
                Town(
                    opened.enter_context(contextlib.closing(storage.open_gateway(url))),
                    clock,
                    {"telegram": messenger},
                    {"telegram": budget()},
                )
                for _ in range(PLANNERS + COURIERS)
            ]
            for number in range(SLOTS):
                first, at = number * LEARNERS + 1, NOON + timedelta(minutes=number)
                await towns[0].ask(partial(settle_in, learners=LEARNERS, first=first, at=at))
            planners = [each.planner() for each in towns[:PLANNERS]]
            couriers = [
                each.courier(lease=str(number)) for number, each in enumerate(towns[PLANNERS:])
            ]
            for day in range(DAYS):
                clock.at = NOON + timedelta(days=day, minutes=5)
                await asyncio.gather(
                    *(each.tick() for each in planners), *(each.deliver() for each in couriers)
                )
                clock.at += timedelta(minutes=1)
                await asyncio.gather(*(each.deliver() for each in couriers))
            return await towns[0].ask(
                lambda it: it.outbox.waiting("telegram", before=clock.at, most=9999)
            )

    assert asyncio.run(race()) == 0
    assert Counter(messenger.chats) == dict.fromkeys(map(str, range(1, SLOTS * LEARNERS + 1)), DAYS)
    assert max(Counter(each.key for each in messenger.sent).values()) == 1
