"""The quorum streak: the days in a row on which enough members of a group studied."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.group import GroupDay
from core.streak import MOST_FREEZES, Walk


@dataclass(frozen=True, slots=True)
class QuorumStreak:
    """Days in a row that counted: ``current`` may still grow, ``longest`` is the best there was.

    ``freezes`` are left; ``counted_today`` says that enough studied today.
    """

    current: int = 0
    longest: int = 0
    freezes: int = MOST_FREEZES
    counted_today: bool = False


def needed(members: int, quorum: int) -> int:
    """Give how many of some members are enough, at least one; ``quorum`` is per cent."""
    return max(1, -(-members * quorum // 100))


def quorum_streak(days: Iterable[tuple[GroupDay, int]], today: date) -> QuorumStreak:
    """Count the days in a row on which enough studied.

    The days come in the order of their dates, each with how many it needs. The rules are a
    learner's: a missed day takes a freeze where there is one, and study days earn it back. Only
    days with a post need study, and one that is not over breaks nothing. A day that needs nobody
    counts where somebody studied, and is not missed where nobody did.
    """
    walk, counted_today = Walk(), False
    for day, enough in days:
        if day.studied >= max(enough, 1):
            walk.study(day.date.toordinal())
            counted_today = counted_today or day.date == today
        elif enough and day.date < today and walk.run:
            walk.miss()
    return QuorumStreak(walk.run, walk.longest, walk.freezes, counted_today)
