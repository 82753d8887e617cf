"""The gateway to SQLite: groups that share a commit, and what happens when that goes wrong."""

import asyncio
import gc
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Event as Gate
from typing import Any

import pytest

import storage
from bench._classroom import seed
from bench._killed import lost_after_kill
from core.errors import StorageUnavailable
from core.ports import UnitOfWork
from storage.sqlite import SqliteGateway
from tests.storage.scenes import ANN, BEN, Enrolled, act, enrol, history_of, write

PATIENCE = 30
"""Seconds after which a test that hangs fails."""


@pytest.fixture
def gateway(sqlite_url: str) -> Iterator[SqliteGateway]:
    opened = storage.open_gateway(sqlite_url + "?timeout=0.05")
    assert isinstance(opened, SqliteGateway)
    with closing(opened):
        yield opened


def run(gateway: SqliteGateway, work: Callable[[UnitOfWork], Any]) -> Any:
    return asyncio.run(gateway.run(work))


async def at_once(gateway: SqliteGateway, *works: Callable[[UnitOfWork], Any]) -> list[Any]:
    return await asyncio.gather(*map(gateway.run, works), return_exceptions=True)


class Group:
    """Works that are run as one group, as they all wait behind one that holds the writer."""

    def __init__(self, gateway: SqliteGateway) -> None:
        self._gateway = gateway
        self._gate = Gate()

    async def __call__(self, *works: Callable[[UnitOfWork], Any]) -> list[Any]:
        """Give the results and errors."""
        tasks = await self.waiting(*works)
        self.let_go()
        return await asyncio.gather(*tasks, return_exceptions=True)

    async def waiting(self, *works: Callable[[UnitOfWork], Any]) -> list[asyncio.Task[Any]]:
        """Give the tasks while the writer is still held."""
        entered = Gate()

        def hold(_: UnitOfWork) -> None:
            entered.set()
            assert self._gate.wait(PATIENCE)

        self._held = asyncio.create_task(self._gateway.run(hold))
        await asyncio.sleep(0)
        assert await asyncio.to_thread(entered.wait, PATIENCE)
        tasks = [asyncio.create_task(self._gateway.run(work)) for work in works]
        await asyncio.sleep(0)
        return tasks

    def let_go(self) -> None:
        """Let the writer go on."""
        self._gate.set()


def failing(enrolled: Enrolled) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.history.append([enrolled.did(90, 1)])
        unit.commit()
        raise LookupError

    return work


def careless(enrolled: Enrolled) -> Callable[[UnitOfWork], None]:
    return lambda unit: unit.history.append([enrolled.did(91, 1)])


def actions(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT action FROM event ORDER BY id")]


def test_use_cases_that_fail_or_do_not_commit_leave_their_group_alone(
    gateway: SqliteGateway, sqlite_path: Path
) -> None:
    ann = run(gateway, enrol())

    results = asyncio.run(
        Group(gateway)(
            act(ANN, ann),
            failing(ann),
            act(ANN, ann),
            careless(ann),
            write(ann.did(1, 1)),
            act(ANN, ann),
        )
    )

    assert [type(it) if isinstance(it, Exception) else it for it in results] == [
        1,
        LookupError,
        2,
        None,
        ValueError,
        3,
    ]
    assert actions(sqlite_path) == [1, 2, 3]


def test_nothing_is_answered_before_the_commit_of_its_group(
    gateway: SqliteGateway, sqlite_path: Path
) -> None:
    ann = run(gateway, enrol())
    seen = []

    async def watch() -> list[int]:
        group = Group(gateway)
        tasks = await group.waiting(
            act(ANN, ann), lambda _: seen.append((actions(sqlite_path), tasks[0].done()))
        )
        group.let_go()
        await asyncio.gather(*tasks)
        return actions(sqlite_path)

    kept = asyncio.run(watch())

    assert (seen, kept) == ([([], False)], [1])


def test_commands_that_come_one_by_one_while_the_writer_is_busy_share_a_commit(
    gateway: SqliteGateway, sqlite_path: Path
) -> None:
    ann = run(gateway, enrol())
    seen = []

    async def come_one_by_one() -> None:
        group = Group(gateway)
        tasks = await group.waiting(act(ANN, ann))
        tasks += [asyncio.create_task(gateway.run(lambda _: seen.append(actions(sqlite_path))))]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        group.let_go()
        await asyncio.gather(*tasks)

    asyncio.run(come_one_by_one())

    assert seen == [[]]


def test_an_awaiter_that_was_cancelled_does_no_harm_to_the_others(gateway: SqliteGateway) -> None:
    ann = run(gateway, enrol())

    async def cancel_one() -> list[Any]:
        group = Group(gateway)
        tasks = await group.waiting(act(ANN, ann), act(ANN, ann), act(ANN, ann))
        tasks[1].cancel()
        group.let_go()
        return await asyncio.gather(*tasks, return_exceptions=True)

    first, second, third = asyncio.run(cancel_one())

    assert (first, type(second), third) == (1, asyncio.CancelledError, 3)


def test_closing_finishes_what_waits_and_takes_nothing_more(sqlite_url: str) -> None:
    gateway = storage.open_gateway(sqlite_url)
    assert isinstance(gateway, SqliteGateway)
    ann = run(gateway, enrol())

    async def close_amid() -> list[Any]:
        group = Group(gateway)
        tasks = await group.waiting(*[act(ANN, ann)] * 100)
        closing_ = asyncio.create_task(asyncio.to_thread(gateway.close))
        group.let_go()
        await closing_
        return [*await asyncio.gather(*tasks), *await at_once(gateway, act(ANN, ann))]

    *finished, refused = asyncio.run(close_amid())

    assert finished == list(range(1, 101))
    assert isinstance(refused, StorageUnavailable)


def test_a_database_locked_by_others_refuses_and_works_again_when_it_is_free(
    gateway: SqliteGateway, sqlite_path: Path
) -> None:
    ann = run(gateway, enrol())
    with closing(sqlite3.connect(sqlite_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        results = asyncio.run(at_once(gateway, act(ANN, ann), act(ANN, ann)))

        other.execute("ROLLBACK")
    assert [type(it) for it in results] == [StorageUnavailable] * 2
    assert run(gateway, act(ANN, ann)) == 1


FULL_DISK = """
import asyncio, resource, sys
import storage
from core.errors import StorageUnavailable
from tests.storage.scenes import ANN, BEN, act, enrol, history_of

gateway = storage.open_gateway(sys.argv[1])

async def attempt(*works):
    results = await asyncio.gather(*map(gateway.run, works), return_exceptions=True)
    return [type(it).__name__ if isinstance(it, Exception) else it for it in results]

async def main():
    ann = await gateway.run(enrol(ANN))
    ben = await gateway.run(enrol(BEN))
    print(await attempt(act(ANN, ann), act(BEN, ben)))
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))
    read = history_of(ann.learner.id)
    print(await attempt(act(ANN, ann), act(BEN, ben), read))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    print(await attempt(act(ANN, ann), act(BEN, ben)))
    print([event.action for event in await gateway.run(history_of(ann.learner.id))])

asyncio.run(main())
gateway.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes can't be limited there")
def test_a_commit_that_fails_refuses_its_whole_group_and_the_next_one_works(
    sqlite_url: str,
) -> None:
    script = [sys.executable, "-c", FULL_DISK, sqlite_url]

    ran = subprocess.run(script, check=True, capture_output=True, text=True)

    assert ran.stdout.splitlines() == [
        "[1, 1]",
        "['StorageUnavailable', 'StorageUnavailable', 'StorageUnavailable']",
        "[2, 2]",
        "[1, 2]",
    ]


def test_a_kill_loses_nothing_that_was_answered(sqlite_url: str, sqlite_path: Path) -> None:
    with closing(storage.open_gateway(sqlite_url)) as gateway:
        asyncio.run(gateway.run(seed))

    lost = lost_after_kill(sqlite_path)

    assert lost == 0
    assert len(actions(sqlite_path)) > 2000


def test_two_gateways_on_one_file_see_what_the_other_wrote(sqlite_url: str) -> None:
    with (
        closing(storage.open_gateway(sqlite_url)) as one,
        closing(storage.open_gateway(sqlite_url)) as other,
    ):
        ann = asyncio.run(one.run(enrol()))

        async def take_turns() -> list[int]:
            return await asyncio.gather(*(it.run(act(ANN, ann)) for it in [one, other] * 25))

        written = asyncio.run(take_turns())
        histories = [asyncio.run(it.run(history_of(ann.learner.id))) for it in (one, other)]

    expected = tuple(ann.did(action, 1) for action in range(1, 51))
    assert sorted(written) == list(range(1, 51))
    assert histories == [expected, expected]


def test_a_memory_database_is_gone_when_it_is_closed() -> None:
    with closing(storage.open_gateway(":memory:")) as first:
        asyncio.run(first.run(enrol(BEN)))

    with closing(storage.open_gateway("sqlite:///:memory:")) as second:
        found = asyncio.run(second.run(lambda unit: unit.learners.of_account(BEN)))

    assert found is None


def test_a_use_case_may_raise_anything(gateway: SqliteGateway) -> None:
    def stop(_: UnitOfWork) -> None:
        raise SystemExit(3)

    async def stop_and_go_on() -> object:
        with suppress(SystemExit):
            await gateway.run(stop)
        return await gateway.run(lambda unit: unit.learners.of_account(ANN))

    assert asyncio.run(stop_and_go_on()) is None


@pytest.mark.parametrize("collecting", [True, False])
def test_no_garbage_is_looked_for_while_others_wait_and_then_as_before(
    sqlite_url: str, *, collecting: bool
) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        with closing(storage.open_gateway(sqlite_url)) as gateway:
            within = asyncio.run(gateway.run(lambda _: gc.isenabled()))
        after = gc.isenabled()
    finally:
        (gc.enable if before else gc.disable)()
    assert (within, after) == (False, collecting)
