"""A database that is locked, full or gone for a minute: nobody is forgotten or told twice."""

import asyncio
import contextlib
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

import psycopg
import pytest
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url

import storage
from bot.scheduler.budget import Budget
from bot.scheduler.steady import SteadyGateway
from tests.bot.scheduler.town import KeptMessenger, Town, settle_in
from tests.builders import NOON

LEARNERS = 200
MINUTE = 60.0
QUICKER = 20.0
"""So many made-up seconds go by in a real one."""

Trouble = Callable[[], AbstractContextManager[None]]


def seconds() -> float:
    return time.monotonic() * QUICKER


async def pause(made_up: float) -> None:
    await asyncio.sleep(made_up / QUICKER)


class AfterNoon:
    """A clock by which everybody is due."""

    def now(self) -> datetime:
        return NOON + timedelta(minutes=5)


@dataclass
class Scene:
    """A town on a database of its own, and what can be wrong with that."""

    town: Town
    messenger: KeptMessenger
    trouble: Trouble

    async def works(self) -> None:
        """Plan and deliver until everybody was told."""
        planner, courier = self.town.planner(), self.town.courier()
        while len(set(self.messenger.chats)) < LEARNERS:
            await planner.tick()
            await courier.deliver()


@pytest.fixture(params=["locked", "full", "gone"])
def scene(request: pytest.FixtureRequest, migrated_url: Callable[[str], str]) -> Iterator[Scene]:
    url = migrated_url("postgres" if request.param == "gone" else "sqlite")
    connections: list[sqlite3.Connection] = []

    def keep(connection: sqlite3.Connection, _: object) -> None:
        connections.append(connection)

    troubles: dict[str, Trouble] = {
        "locked": lambda: locked(url),
        "full": lambda: full(connections[-1]),
        "gone": lambda: gone(url),
    }
    event.listen(Engine, "connect", keep)
    opened = storage.open_gateway(f"{url}?timeout=0.05" if url.startswith("sqlite") else url)
    event.remove(Engine, "connect", keep)
    with contextlib.closing(opened):
        asyncio.run(opened.run(lambda work: settle_in(work, LEARNERS)))
        messenger = KeptMessenger(takes=0.001)
        steady = SteadyGateway(opened, clock=seconds, sleep=pause)
        budget = Budget(5000, clock=time.monotonic, sleep=asyncio.sleep)
        town = Town(steady, AfterNoon(), {"telegram": messenger}, {"telegram": budget})
        yield Scene(town, messenger, troubles[request.param])


@contextlib.contextmanager
def locked(url: str) -> Iterator[None]:
    """Let another process write, and not come to an end."""
    with contextlib.closing(sqlite3.connect(str(make_url(url).database))) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextlib.contextmanager
def full(connection: sqlite3.Connection) -> Iterator[None]:
    """Let there be no room for another page."""
    [pages] = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    yield
    connection.execute("PRAGMA max_page_count = 1000000")


@contextlib.contextmanager
def gone(url: str) -> Iterator[None]:
    """Let the server end all connections, and take none."""
    where = make_url(url)
    name = where.database
    maintenance = where.set(database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(maintenance, autocommit=True) as server:
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
        )
        yield
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.message for each in caplog.records if each.name == "bot.scheduler.steady"]


def test_what_falls_due_meanwhile_is_planned_and_delivered_afterwards(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> int:
        with scene.trouble():
            working = asyncio.create_task(scene.works())
            await pause(MINUTE)
            meanwhile = len(scene.messenger.sent)
        async with asyncio.timeout(60):
            await working
        return meanwhile

    assert asyncio.run(story()) == 0
    assert set(Counter(scene.messenger.chats).values()) == {1}
    assert told(caplog)[0] == "the database is away, reminders wait"
    assert told(caplog)[-1] == "the database is back"
    assert len(told(caplog)) <= 3


@pytest.mark.parametrize("scene", ["locked", "gone"], indirect=True)
def test_trouble_amid_a_delivery_loses_nothing_and_repeats_nothing(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> int:
        working = asyncio.create_task(scene.works())
        while len(scene.messenger.sent) < LEARNERS // 4:  # noqa: ASYNC110 - a list has no event
            await asyncio.sleep(0)
        with scene.trouble():
            await pause(MINUTE)
            meanwhile = len(scene.messenger.sent)
        async with asyncio.timeout(60):
            await working
        return meanwhile

    assert asyncio.run(story()) < LEARNERS
    assert Counter(scene.messenger.chats) == dict.fromkeys(map(str, range(1, LEARNERS + 1)), 1)
    assert told(caplog)[-1] == "the database is back"
