"""Rhythms, as JSON in a column of their learners: read and written whole, with who they are of.

A table of their own would be read as it was before a learner was waited for: to who waits for a
locked row, PostgreSQL gives that row as it has become, but what is joined to it as it was.
"""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from core.goal import Goal, Per
from core.rhythm import PLAIN_RHYTHM, DayStart, Rhythm
from core.streak_rules import Pause, RestDays, StreakRules
from core.weekdays import Days
from storage.columns import in_utc


class Rhythms(TypeDecorator[Rhythm]):
    """A rhythm as JSON text; NULL is that of a learner who never said anything of it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Rhythm | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Write the rhythm as JSON; raise ValueError where its day starts since a naive instant."""
        return None if value is None or value == PLAIN_RHYTHM else json.dumps(_written(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Rhythm:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Read the JSON back."""
        return PLAIN_RHYTHM if value is None else _read(json.loads(value))


def _written(rhythm: Rhythm) -> dict[str, Any]:
    start, rules = rhythm.day_start, rhythm.rules
    since = None if start.since is None else in_utc(start.since).isoformat()
    return {
        "day_start": [start.minute, start.before, since],
        "rests": [[rest.since.isoformat(), int(rest.days)] for rest in rules.rests],
        "pauses": [[each.first.isoformat(), each.last.isoformat()] for each in rules.pauses],
        "goals": [[goal.topics, goal.per.value, goal.since.isoformat()] for goal in rhythm.goals],
    }


def _read(written: dict[str, Any]) -> Rhythm:
    minute, before, since = written["day_start"]
    day = date.fromisoformat
    return Rhythm(
        DayStart(minute, before, since and datetime.fromisoformat(since)),
        StreakRules(
            tuple(RestDays(day(since), Days(days)) for since, days in written["rests"]),
            tuple(Pause(day(first), day(last)) for first, last in written["pauses"]),
        ),
        tuple(Goal(topics, Per(per), day(since)) for topics, per, since in written["goals"]),
    )
