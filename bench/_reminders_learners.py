"""Learners with a reminder each, by the million, in a database of ours."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from functools import partial
from itertools import product
from pathlib import Path

import storage
from bench._reminders_table import DUE
from core.learner import Account
from core.ports import UnitOfWork
from core.reminder import ReminderKind, Schedule
from core.weekdays import Days

PLATFORM = "bench"
IDLE = DUE - timedelta(minutes=5)
"""Nothing is due yet."""
_SET = DUE - timedelta(minutes=10)

_ZONES = (
    "Africa/Lagos",
    "Africa/Nairobi",
    "America/Bogota",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Dhaka",
    "Asia/Jakarta",
    "Asia/Karachi",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Manila",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Tashkent",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Istanbul",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Warsaw",
)
_DAYS = (Days.DAILY, Days.WEEKDAYS, Days.WEEKENDS, Days.MONDAY | Days.THURSDAY)
_MINUTES = range(0, 24 * 60, 15)
"""People name quarters of an hour."""

# Each of the new ones is like one of those there, in turn.
_NEW = """
    CREATE TEMPORARY TABLE new AS
    WITH RECURSIVE new(id) AS (SELECT :there + 1 UNION ALL SELECT id + 1 FROM new WHERE id < :all)
    SELECT id, (id - 1) % :there + 1 AS model FROM new
"""
_NEW_LEARNERS = """
    INSERT INTO learner (id, zone, language, joined)
    SELECT new.id, zone, language, joined FROM new JOIN learner ON learner.id = model
"""
_NEW_REMINDERS = """
    INSERT INTO reminder (id, learner, kind, slot, muted, since)
    SELECT new.id, new.id, kind, slot, muted, since FROM new JOIN reminder ON reminder.id = model
"""


def scattered() -> tuple[Schedule, ...]:
    """Give schedules all over the day and the world, 9,216 of them."""
    return tuple(
        Schedule(minute, days, zone) for minute, days, zone in product(_MINUTES, _DAYS, _ZONES)
    )


def fill(path: Path, learners: int, schedules: Sequence[Schedule]) -> None:
    """Make the database; learners take the schedules in turn."""
    url = f"sqlite:///{path}"
    storage.migrate(url)
    first = schedules[:learners]
    with closing(storage.open_gateway(url)) as gateway:
        asyncio.run(gateway.run(partial(_enrol, schedules=first)))
    if learners > len(first):
        with closing(sqlite3.connect(path)) as database, database:
            database.execute(_NEW, {"there": len(first), "all": learners})
            database.execute(_NEW_LEARNERS)
            database.execute(_NEW_REMINDERS)


def lost(path: Path) -> int:
    """Count the reminders that are not in the outbox."""
    missing = "SELECT count(*) FROM reminder WHERE id NOT IN (SELECT reminder FROM outbox)"
    with closing(sqlite3.connect(path)) as database:
        [(number,)] = database.execute(missing)
    return int(number)


def _enrol(work: UnitOfWork, schedules: Sequence[Schedule]) -> None:
    for number, schedule in enumerate(schedules):
        account = Account(PLATFORM, str(number))
        learner = work.learners.add(account, zone=schedule.zone, language="en", joined=_SET)
        work.reminders.add(learner.id, ReminderKind.PROMPT, schedule, platform=PLATFORM, since=_SET)
    work.commit()
