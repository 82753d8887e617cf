"""What the reminder bench measures is what it says: every learner is due, in every contender."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bench import _reminders_column as column
from bench import _reminders_jobs, _reminders_table
from bench._reminders_idle import IdleTicks
from bench._reminders_jobs import JobOptions, Peer
from bench._reminders_learners import IDLE, fill, lost, scattered
from bench._reminders_ours import measure
from bench._reminders_queue import Queue
from bench._reminders_store import Store
from bench._reminders_table import DUE, popular
from core.reminder import Schedule, next_occurrence
from core.weekdays import Days

LEARNERS = 20


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.db"
    fill(path, LEARNERS, popular())
    return path


def _outbox(path: Path) -> list[tuple[int, int]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT reminder, learner FROM outbox ORDER BY id").fetchall()


def test_the_plain_way_puts_the_same_into_the_outbox(ours: Path) -> None:
    measured = column.measure(ours)

    assert measured["lost"] == 0
    assert sorted(_outbox(ours)) == [(each, each) for each in range(1, LEARNERS + 1)]


def test_what_is_popular_comes_due_at_the_same_instant() -> None:
    assert {next_occurrence(it, IDLE).at for it in popular()} == {DUE}


def test_what_is_scattered_is_many_slots_none_of_which_is_due_meanwhile() -> None:
    schedules = scattered()

    assert len(set(schedules)) == 9216
    assert min(next_occurrence(it, IDLE).at for it in schedules) == DUE


def test_learners_of_ours_take_the_slots_in_turn(ours: Path) -> None:
    with closing(sqlite3.connect(ours)) as database:
        slots = [it for (it,) in database.execute("SELECT slot FROM reminder ORDER BY id")]

    assert slots == [1 + learner % len(popular()) for learner in range(LEARNERS)]


def test_all_learners_of_ours_are_planned_once_each(ours: Path) -> None:
    measured = asyncio.run(measure(ours))

    assert measured["lost"] == 0
    assert sorted(_outbox(ours)) == [(each, each) for each in range(1, LEARNERS + 1)]


def test_a_reminder_that_is_not_in_the_outbox_is_lost(ours: Path) -> None:
    asyncio.run(measure(ours))
    with closing(sqlite3.connect(ours)) as database, database:
        database.execute("DELETE FROM outbox WHERE reminder = 7")

    assert lost(ours) == 1


def test_idle_ticks_plan_nothing(tmp_path: Path) -> None:
    path = tmp_path / "idle.db"
    fill(path, LEARNERS, scattered())

    with closing(IdleTicks(path)) as idle:
        ticks = idle.run(3)

    assert len(ticks.each) == 3
    assert _outbox(path) == []


def test_learners_of_the_plain_table_take_the_schedules_in_turn(tmp_path: Path) -> None:
    path = tmp_path / "table.db"

    _reminders_table.write(path, 9)

    asked = dict(_reminders_table.read(path))
    assert asked == {learner: popular()[learner % 8] for learner in range(1, 10)}
    assert asked[9] == Schedule(8 * 60 + 30, Days.WEEKDAYS, "Europe/Berlin")


@pytest.mark.parametrize("peer", [Queue, Store])
def test_a_peer_runs_the_job_of_every_learner(
    peer: Callable[[Path, JobOptions], Peer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_reminders_jobs, "LEAD", timedelta(milliseconds=20))
    path = tmp_path / "table.db"
    _reminders_table.write(path, LEARNERS)

    measured = asyncio.run(_reminders_jobs.measure(peer(path, {"misfire_grace_time": None})))

    assert (measured["jobs"], measured["lost"]) == (LEARNERS, 0)
