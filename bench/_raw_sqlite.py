"""The floor: the same unit of work by hand on the standard library's sqlite3, one commit each."""

import sqlite3
from itertools import count
from pathlib import Path

from bench._classroom import LEARNERS, NOW, PAST, TOPICS, account
from bench.harness import Timed, one_by_one
from storage.engine import Synchronous

_READ = """
    SELECT learner.id, learner.zone, learner.language, learner.joined, learner.enrolment
    FROM account JOIN learner ON learner.id = account.learner
    WHERE account.platform = ? AND account.user = ?
"""
_WRITE = """
    INSERT INTO event
        (learner, enrolment, action, kind, at, zone, date, topic, undoes, added_later)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class RawSqlite:
    """Read a learner and write an event, with nothing between us and the database."""

    def __init__(self, path: Path, synchronous: Synchronous) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute(f"PRAGMA synchronous = {synchronous}")
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._actions = count(PAST + 1)

    def units(self, units: int) -> Timed:
        """Run bare units of work of all learners in turn."""
        return one_by_one(LEARNERS, units, self._unit)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _unit(self, person: int) -> None:
        run = self._connection.execute
        action = next(self._actions)
        who = account(person)
        run("BEGIN IMMEDIATE")
        learner, zone, _, _, enrolment = run(_READ, (who.platform, who.user)).fetchone()
        at = NOW.isoformat(timespec="microseconds")
        day = NOW.date().isoformat()
        topic = action % TOPICS + 1
        run(_WRITE, (learner, enrolment, action, "done", at, zone, day, topic, None, 0))
        run("COMMIT")
