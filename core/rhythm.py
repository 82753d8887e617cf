"""A rhythm: when a learner's days begin, which need no study, and how much is wished for."""

from dataclasses import dataclass
from datetime import date, datetime

from core.goal import Goal
from core.streak_rules import PLAIN_RULES, StreakRules


@dataclass(frozen=True, slots=True)
class DayStart:
    """The minute after midnight at which a day begins; until ``since`` it was the one ``before``.

    It changes where a day ends, so that no instant lies on two dates and no change gives a date
    away: the day before the change only becomes longer or shorter.
    """

    minute: int = 0
    before: int = 0
    since: datetime | None = None

    def at(self, instant: datetime) -> int:
        """Give the minute at which days begin as of an instant."""
        return self.before if self.since is not None and instant < self.since else self.minute


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a learner wishes to study; ``goals`` are in the order of the dates from which they hold.

    A lighter week is a goal that another one follows.
    """

    day_start: DayStart = DayStart()
    rules: StreakRules = PLAIN_RULES
    goals: tuple[Goal, ...] = ()

    def goals_on(self, day: date) -> tuple[Goal | None, Goal | None]:
        """Give the goal that holds on a date, and the one that follows it.

        One said on a date that somebody who flew west comes to once more holds before it already.
        """
        holding = max(sum(goal.since <= day for goal in self.goals), 1)
        goal, later = (*self.goals[holding - 1 : holding + 1], None, None)[:2]
        return goal, later


PLAIN_RHYTHM = Rhythm()
"""That of a learner who never said anything of it."""
