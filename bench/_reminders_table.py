"""A plain table of learners who all want to be reminded at the same instant."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

from core.reminder import Schedule
from core.weekdays import Days

DUE = datetime(2026, 5, 4, 6, 30, tzinfo=UTC)
"""That instant; a Monday."""

_ZONES = ("Europe/Berlin", "Europe/Lisbon", "Asia/Kolkata", "America/Sao_Paulo")


def popular() -> tuple[Schedule, ...]:
    """Give the schedules that come due then."""
    return tuple(
        Schedule(local.hour * 60 + local.minute, days, zone)
        for zone, days in product(_ZONES, (Days.DAILY, Days.WEEKDAYS))
        for local in (DUE.astimezone(ZoneInfo(zone)),)
    )


def write(path: Path, learners: int) -> None:
    """Make the table, in a database of its own; learners take the schedules in turn."""
    schedules = popular()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE learner (id INTEGER PRIMARY KEY, minute, days, zone)")
        database.executemany(
            "INSERT INTO learner VALUES (?, ?, ?, ?)",
            (
                (learner, schedule.minute, int(schedule.days), schedule.zone)
                for learner in range(1, learners + 1)
                for schedule in (schedules[learner % len(schedules)],)
            ),
        )


def read(path: Path) -> Iterator[tuple[int, Schedule]]:
    """Read a learner's id and schedule, one after the other."""
    with closing(sqlite3.connect(path)) as database:
        for learner, minute, days, zone in database.execute("SELECT * FROM learner"):
            yield learner, Schedule(minute, Days(days), zone)


def weekdays(days: Days) -> tuple[int, ...]:
    """Give the days of a schedule as numbers, Monday as 0."""
    return tuple(day for day in range(7) if days & 1 << day)
