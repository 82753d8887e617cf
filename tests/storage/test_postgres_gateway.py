"""The gateway to PostgreSQL: lost races, lost connections, several processes on one database."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from threading import Barrier
from threading import Event as Gate
from typing import Any

import psycopg
import pytest

import storage
from core.errors import StorageUnavailable
from core.learner import Account, LearnerId
from core.ports import UnitOfWork
from core.reminder import ReminderKind, Schedule, next_occurrence
from core.roadmap import Roadmap
from core.weekdays import Days
from storage.postgres import PostgresGateway
from tests.storage.breaking import end_connections
from tests.storage.roadmap_scenes import join, own
from tests.storage.scenes import ANN, BEN, JOINED, ZONE, act, enrol, history_of

PATIENCE = 30
"""Seconds after which a test that hangs fails."""


@pytest.fixture
def gateway(postgres_url: str) -> Iterator[PostgresGateway]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {connection.info.dbname} SET deadlock_timeout = '20ms'")
    opened = storage.open_gateway(postgres_url)
    assert isinstance(opened, PostgresGateway)
    with closing(opened):
        yield opened


def run(gateway: PostgresGateway, *works: Callable[[UnitOfWork], Any]) -> list[Any]:
    async def together() -> list[Any]:
        return await asyncio.gather(*map(gateway.run, works), return_exceptions=True)

    return asyncio.run(together())


def test_units_of_work_that_lock_each_other_out_both_end_well(gateway: PostgresGateway) -> None:
    [ann] = run(gateway, enrol(ANN))
    [ben] = run(gateway, enrol(BEN))
    barrier = Barrier(2)
    attempts = []

    def hold_both(first: Account, second: Account) -> Callable[[UnitOfWork], int]:
        def work(unit: UnitOfWork) -> int:
            attempts.append(first)
            unit.learners.of_account(first)
            if len(attempts) <= 2:
                barrier.wait(PATIENCE)
            unit.learners.of_account(second)
            return act(ANN, ann)(unit)

        return work

    numbers = run(gateway, hold_both(ANN, BEN), hold_both(BEN, ANN))

    assert sorted(numbers) == [1, 2]
    assert len(attempts) >= 3
    assert run(gateway, history_of(ben.learner.id)) == [()]


def test_a_first_message_that_lost_its_race_is_run_again_and_finds_the_winner(
    gateway: PostgresGateway,
) -> None:
    barrier = Barrier(2)
    attempts = []

    def join(unit: UnitOfWork) -> int:
        attempts.append(ANN)
        learner = unit.learners.of_account(ANN)
        if len(attempts) <= 2:
            barrier.wait(PATIENCE)
        if learner is None:
            learner = unit.learners.add(ANN, zone=ZONE, language="en", joined=JOINED)
            unit.commit()
        return learner.id

    one, other = run(gateway, join, join)

    assert one == other
    assert len(attempts) == 3


def test_a_lost_connection_refuses_the_command_and_the_next_one_works(
    gateway: PostgresGateway, postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    [ann] = run(gateway, enrol())
    reading, cut = Gate(), Gate()

    def act_slowly(unit: UnitOfWork) -> int:
        unit.learners.of_account(ANN)
        reading.set()
        assert cut.wait(PATIENCE)
        return act(ANN, ann)(unit)

    def cut_all_connections() -> None:
        assert reading.wait(PATIENCE)
        end_connections(postgres_url)
        cut.set()

    async def act_amid_the_cut() -> tuple[Any, Any]:
        return await asyncio.gather(
            gateway.run(act_slowly),
            asyncio.to_thread(cut_all_connections),
            return_exceptions=True,
        )

    refused, _ = asyncio.run(act_amid_the_cut())

    assert isinstance(refused, StorageUnavailable)
    assert sorted(run(gateway, *[act(ANN, ann)] * 4)) == [1, 2, 3, 4]
    assert [record for record in caplog.records if record.name.startswith("sqlalchemy")] == []


def test_connections_that_died_while_nobody_used_them_are_replaced_unnoticed(
    gateway: PostgresGateway, postgres_url: str
) -> None:
    [ann] = run(gateway, enrol())
    run(gateway, *[act(ANN, ann)] * 4)

    end_connections(postgres_url)

    assert sorted(run(gateway, *[act(ANN, ann)] * 4)) == [5, 6, 7, 8]


def test_a_use_case_that_goes_on_after_a_refused_write_keeps_nothing(
    gateway: PostgresGateway,
) -> None:
    [ann] = run(gateway, enrol())
    run(gateway, act(ANN, ann))

    def swallow(unit: UnitOfWork) -> None:
        try:
            unit.history.append([ann.did(1, 1)])
        except psycopg.Error:
            unit.commit()

    [refused] = run(gateway, swallow)

    assert isinstance(refused, StorageUnavailable)


def test_processes_that_share_a_database_see_what_the_other_wrote(postgres_url: str) -> None:
    with (
        closing(storage.open_gateway(postgres_url)) as one,
        closing(storage.open_gateway(postgres_url)) as other,
    ):
        ann = asyncio.run(one.run(enrol()))

        async def take_turns() -> list[int]:
            return await asyncio.gather(*(it.run(act(ANN, ann)) for it in [one, other] * 25))

        written = asyncio.run(take_turns())
        histories = [asyncio.run(it.run(history_of(ann.learner.id))) for it in (one, other)]

    expected = tuple(ann.did(action, 1) for action in range(1, 51))
    assert sorted(written) == list(range(1, 51))
    assert histories == [expected, expected]


def test_writers_that_did_not_hold_the_learner_wait_for_those_who_do(
    gateway: PostgresGateway, postgres_url: str
) -> None:
    [ann] = run(gateway, enrol())
    holding, written = Gate(), Gate()

    def hold_and_write(unit: UnitOfWork) -> None:
        unit.learners.of_account(ANN)
        holding.set()
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            while not (written.is_set() or _somebody_waits(connection)):
                pass
        unit.history.append([ann.did(1, 1)])
        unit.commit()

    def only_write(unit: UnitOfWork) -> tuple[Any, ...]:
        assert holding.wait(PATIENCE)
        unit.history.append([ann.did(2, 1)])
        written.set()
        unit.commit()
        return unit.history.of_learner(ann.learner.id).events

    _, seen = run(gateway, hold_and_write, only_write)

    assert seen == (ann.did(1, 1), ann.did(2, 1))


def test_slots_that_one_plans_are_left_out_for_others_and_still_take_reminders(
    gateway: PostgresGateway,
) -> None:
    [ann] = run(gateway, enrol())
    schedule = Schedule(8 * 60, Days.DAILY, ZONE)
    due = next_occurrence(schedule, JOINED).at
    holding, done = Gate(), Gate()

    def remind(unit: UnitOfWork) -> None:
        unit.reminders.add(
            ann.learner.id, ReminderKind.PROMPT, schedule, platform="console", since=JOINED
        )
        unit.commit()

    def slots(unit: UnitOfWork) -> int:
        return len(unit.reminders.due_slots("console", due, most=9))

    def hold(unit: UnitOfWork) -> int:
        held = slots(unit)
        holding.set()
        assert done.wait(PATIENCE)
        return held

    async def meet() -> tuple[int, int]:
        holder = asyncio.create_task(gateway.run(hold))
        await asyncio.to_thread(holding.wait, PATIENCE)
        found = await gateway.run(slots)
        await gateway.run(remind)
        done.set()
        return await holder, found

    run(gateway, remind)

    held, meanwhile = asyncio.run(meet())

    assert (held, meanwhile) == (1, 0)
    assert len(run(gateway, lambda unit: unit.reminders.of_learner(ann.learner.id))[0]) == 2


def _somebody_waits(connection: psycopg.Connection) -> bool:
    return bool(
        connection.execute(
            "SELECT 1 FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        ).fetchone()
    )


def test_after_closing_nothing_more_is_taken(postgres_url: str) -> None:
    gateway = storage.open_gateway(postgres_url)
    assert isinstance(gateway, PostgresGateway)
    gateway.close()

    [refused] = run(gateway, lambda unit: unit.roadmaps.visible(None, None))

    assert isinstance(refused, StorageUnavailable)


def test_who_begins_a_roadmap_as_it_is_deleted_is_run_again_and_finds_none(
    gateway: PostgresGateway,
) -> None:
    [course] = run(gateway, own("course"))
    [ann] = run(gateway, join(ANN))
    deleted, adding = Gate(), Gate()
    found: list[Roadmap | None] = []

    def remove(unit: UnitOfWork) -> tuple[LearnerId, ...]:
        unit.roadmaps.hold(course.id)
        learners = unit.roadmaps.learners_of(course.id, LearnerId(0), 1)
        unit.roadmaps.delete(course.id)
        deleted.set()
        adding.wait(PATIENCE)
        unit.commit()
        return learners

    def begin(unit: UnitOfWork) -> bool:
        if not found:
            deleted.wait(PATIENCE)
        roadmap = unit.roadmaps.of_slug("course")
        found.append(roadmap)
        adding.set()
        if roadmap is not None:
            unit.enrolments.add(ann, roadmap.id, started=JOINED)
            unit.commit()
        return roadmap is not None

    assert run(gateway, remove, begin) == [(), False]
    assert found == [course, None]


def test_who_begins_a_roadmap_first_keeps_it_from_being_deleted(gateway: PostgresGateway) -> None:
    [course] = run(gateway, own("course"))
    [ann] = run(gateway, join(ANN))
    begun, removing = Gate(), Gate()

    def begin(unit: UnitOfWork) -> None:
        unit.enrolments.add(ann, course.id, started=JOINED)
        begun.set()
        removing.wait(PATIENCE)
        # As long as it takes to ask for what is held.
        time.sleep(0.2)
        unit.commit()

    def remove(unit: UnitOfWork) -> tuple[LearnerId, ...]:
        begun.wait(PATIENCE)
        removing.set()
        unit.roadmaps.hold(course.id)
        return unit.roadmaps.learners_of(course.id, LearnerId(0), 1)

    assert run(gateway, begin, remove) == [None, (ann,)]
