"""The wiring: jobs come in time, late, after a failure, and whatever the wall clock does."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import cast

import pytest
from apscheduler.schedulers import base

from bot.scheduler.office import PostOffice
from bot.scheduler.wiring import scheduled
from tests.bot.scheduler.strict_second import block, now, play

START = datetime(2026, 11, 23, 8, tzinfo=UTC)


@dataclass
class WallClock:
    """A wall clock that runs with the loop, and can be set."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return START + timedelta(seconds=now()) + self.ahead


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> WallClock:
    """Give a wall clock that the library goes by too."""
    clock = WallClock()

    class Wall(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Wall":
            return cast("Wall", clock.now().astimezone(tz))

    monkeypatch.setattr(base, "datetime", Wall)
    return clock


@dataclass
class NotedOffice:
    """A post office that notes when it was asked for what."""

    platform: str = "telegram"
    notes: list[tuple[str, float]] = field(default_factory=list)
    trouble: Exception | None = None
    takes: float = 0.0

    async def lead(self) -> None:
        self.notes.append(("lead", now()))

    async def plan(self) -> None:
        self.notes.append(("plan", now()))

    async def deliver(self) -> None:
        self.notes.append(("deliver", now()))
        await asyncio.sleep(self.takes)
        if self.trouble:
            raise self.trouble

    async def post(self) -> None:
        self.notes.append(("post", now()))

    async def close(self) -> None:
        self.notes.append(("close", now()))

    def times(self, what: str) -> list[int]:
        return [round(at) for each, at in self.notes if each == what]


def offices(*noted: NotedOffice) -> list[PostOffice]:
    return [cast("PostOffice", each) for each in noted]


async def nothing() -> None:
    pass


def work_with(
    wall: WallClock, office: NotedOffice, then: Callable[[], None] = lambda: None
) -> None:
    """Let an office work for ten seconds, then something happens, and ten seconds more."""

    async def story() -> None:
        async with scheduled(offices(office), nothing, nothing, wall):
            await asyncio.sleep(10.5)
            then()
            await asyncio.sleep(10)

    play(story())


def test_each_job_comes_at_once_and_in_its_interval(wall: WallClock) -> None:
    office, told, tidied = NotedOffice(), list[float](), list[float]()

    async def tell() -> None:
        told.append(round(now()))

    async def tidy() -> None:
        tidied.append(round(now()))

    async def story() -> None:
        async with scheduled(offices(office), tell, tidy, wall):
            for ahead in (timedelta(minutes=1), timedelta(days=1)):
                await asyncio.sleep(6.5)
                wall.ahead += ahead
            await asyncio.sleep(6)

    play(story())
    assert told == [0, 7, 13]
    assert tidied == [0, 13]
    assert office.times("lead")[:4] == [0, 1, 2, 3]
    assert office.times("plan")[:4] == [0, 2, 4, 6]
    assert office.times("deliver")[:4] == [0, 1, 2, 3]
    assert office.times("post")[:4] == [0, 1, 2, 3]


@pytest.mark.parametrize("back", [timedelta(seconds=5), timedelta(hours=1), timedelta(days=400)])
def test_a_clock_that_is_set_back_stalls_nothing(wall: WallClock, back: timedelta) -> None:
    office = NotedOffice()

    def set_back() -> None:
        wall.ahead -= back

    work_with(wall, office, set_back)
    assert len(office.times("deliver")) == pytest.approx(21, abs=2)
    assert len(office.times("plan")) == pytest.approx(11, abs=2)


@pytest.mark.parametrize("on", [timedelta(hours=1), timedelta(days=40_000)])
def test_a_clock_that_is_set_on_lets_each_job_come_once(wall: WallClock, on: timedelta) -> None:
    office = NotedOffice()

    def set_on() -> None:
        wall.ahead += on

    work_with(wall, office, set_on)
    assert len(office.times("deliver")) == pytest.approx(21, abs=2)


def test_a_loop_that_was_held_up_lets_each_job_come_once(wall: WallClock) -> None:
    office = NotedOffice()
    work_with(wall, office, lambda: block(5.0))
    assert len(office.times("deliver")) == pytest.approx(21, abs=1)


def test_a_job_that_takes_long_is_not_begun_twice_and_nothing_is_said_of_it(
    wall: WallClock, caplog: pytest.LogCaptureFixture
) -> None:
    office = NotedOffice(takes=4.0)
    with caplog.at_level(logging.DEBUG):
        work_with(wall, office)
    assert office.times("deliver") == [0, 4, 8, 12, 16, 20]
    assert [each.message for each in caplog.records if each.name.startswith("apscheduler")] == []


def test_a_job_that_fails_is_logged_and_comes_again(
    wall: WallClock, caplog: pytest.LogCaptureFixture
) -> None:
    office = NotedOffice(trouble=KeyError("x"))
    work_with(wall, office)
    assert len(office.times("deliver")) == 21
    assert {each.message for each in caplog.records} == {"a job failed, and comes again"}
    assert {each.__dict__["job"] for each in caplog.records} == {"deliver telegram"}


def test_in_the_end_every_office_closes_and_nothing_comes_any_more(wall: WallClock) -> None:
    office, other = NotedOffice(), NotedOffice("discord")

    async def story() -> None:
        async with scheduled(offices(office, other), nothing, nothing, wall):
            await asyncio.sleep(1.5)
        await asyncio.sleep(10)

    play(story())
    assert [(what, round(at, 1)) for each in (office, other) for what, at in each.notes[-1:]] == [
        ("close", 1.5)
    ] * 2
