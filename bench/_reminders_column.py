"""The plain way as a program: each reminder has a next due instant, written anew when planned.

The same rows of the same outbox, in batches of the same size, by the driver alone; it prints what
it measured, as JSON.
"""

import argparse
import json
import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from bench._reminders_learners import lost
from bench._reminders_table import DUE
from bot.scheduler.planner import BATCH
from core.use_cases.planning import WINDOW

_TABLE = """
    CREATE TABLE plain AS
    SELECT reminder.id, learner, kind, platform, next_due, next_date
    FROM reminder JOIN slot ON slot.id = slot;
    CREATE UNIQUE INDEX plain_id ON plain (id);
    CREATE INDEX plain_due ON plain (next_due, id);
"""
_BATCH = (
    "SELECT max(id) FROM (SELECT id FROM plain WHERE next_due <= ? ORDER BY next_due, id LIMIT ?)"
)
_PLAN = """
    INSERT INTO outbox (learner, platform, kind, reminder, date, details, at, due, expires,
                        attempts, failed, doubtful)
    SELECT learner, platform, kind, id, next_date, '{}', next_due, next_due, ?, 0, 0, 0
    FROM plain WHERE next_due <= ? AND id <= ?
    ON CONFLICT DO NOTHING
"""
_ADVANCE = "UPDATE plain SET next_due = ?, next_date = ? WHERE next_due <= ? AND id <= ?"


def measure(path: Path) -> dict[str, float]:
    """Plan all reminders."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = FULL")
        database.executescript(_TABLE)
        [(now,)] = database.execute("SELECT max(next_due) FROM plain")
        then = DUE + timedelta(days=1)
        expires = str(DUE + WINDOW)
        began = perf_counter()
        while True:
            database.execute("BEGIN IMMEDIATE")
            [(last,)] = database.execute(_BATCH, (now, BATCH))
            if last is not None:
                database.execute(_PLAN, (expires, now, last))
                database.execute(_ADVANCE, (str(then), str(then.date()), now, last))
            database.execute("COMMIT")
            if last is None:
                break
        planned = perf_counter()
    return {"due": planned - began, "lost": lost(path)}


def main() -> None:
    """Measure on the database that the program's arguments name."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database", type=Path)
    sys.stdout.write(json.dumps(measure(parser.parse_args().database)))


if __name__ == "__main__":
    main()
