"""The steady gateway: a database that is away is waited for, and the log says so now and then."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from bot.scheduler.steady import SteadyGateway
from core.errors import StorageUnavailable
from core.ports import UnitOfWork
from tests.bot.scheduler.strict_second import now, play
from tests.fakes.gateway import FakeGateway

T = TypeVar("T")


@dataclass
class AwayGateway:
    """A database that is away until an instant."""

    until: float
    asked: int = 0
    behind: FakeGateway = field(default_factory=FakeGateway)

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        self.asked += 1
        if now() < self.until:
            message = "no room on the disk"
            raise StorageUnavailable(message)
        return await self.behind.run(work)


def steady(gateway: AwayGateway) -> SteadyGateway:
    return SteadyGateway(gateway, clock=now, sleep=asyncio.sleep)


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[str, int]]:
    return [(each.message, each.__dict__["seconds"]) for each in caplog.records]


def test_what_has_to_be_done_is_done_once_the_database_is_back() -> None:
    async def story() -> tuple[float, float]:
        at = await steady(AwayGateway(until=60.0)).run(lambda _: now())
        return at, now()

    at, ended = play(story())
    assert at == ended == pytest.approx(60.0, abs=1.0)


def test_the_log_says_once_a_minute_that_it_is_away_and_once_that_it_is_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def story() -> None:
        gateway = steady(AwayGateway(until=150.0))
        await asyncio.gather(*(gateway.run(lambda _: None) for _ in range(3)))

    with caplog.at_level(logging.INFO):
        play(story())
    assert told(caplog) == [
        ("the database is away, reminders wait", 0),
        ("the database is away, reminders wait", 60),
        ("the database is away, reminders wait", 120),
        ("the database is back", 150),
    ]
    assert caplog.records[0].__dict__["error"] == "no room on the disk"


def test_a_database_that_is_there_is_asked_once_and_not_spoken_of(
    caplog: pytest.LogCaptureFixture,
) -> None:
    away = AwayGateway(until=0.0)
    assert play(steady(away).run(lambda _: 7)) == 7
    assert (away.asked, told(caplog)) == (1, [])


def test_what_a_use_case_refuses_is_not_tried_again() -> None:
    away = AwayGateway(until=0.0)

    def refuse(_: UnitOfWork) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        play(steady(away).run(refuse))
    assert away.asked == 1
