"""The streak: how many days a learner studied without missing one that no freeze covered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from core.history import Event
from core.streak_rules import PLAIN_RULES, StreakRules
from core.study_days import StudyDays

MOST_FREEZES = 2
"""A learner starts with so many freezes, and never has more."""

FREEZE_PRICE = 7
"""So many study days earn a freeze back that was used."""

COMEBACK_AFTER = 2
"""Missed days after which a learner is helped to come back."""


@dataclass(frozen=True, slots=True)
class Streak:
    """Days studied in a row: ``current`` may still grow today, ``longest`` is the best there was.

    ``freezes`` are left, and one comes back after ``freeze_in`` more study days, None where none
    is missing. Since ``last_day``, the last day of study, ``frozen`` days were missed that took a
    freeze and ``missed`` that did not; where these ended a streak, it had ``lost`` days.
    """

    current: int
    longest: int
    studied_today: bool
    last_day: date | None
    freezes: int = MOST_FREEZES
    freeze_in: int | None = None
    frozen: int = 0
    missed: int = 0
    lost: int = 0

    @property
    def away(self) -> int:
        """Count the days missed since the last one of study, whether a freeze covered them."""
        return self.frozen + self.missed


def streak(events: Iterable[Event], rules: StreakRules, today: date) -> Streak:
    """Count the days in a row with at least one topic done, by the dates kept on the events.

    Takes standing events in the order they were written. A day that is not over does not break a
    streak, nor does a rest day, a paused one, or a missed one that takes a freeze; none of these
    counts. Days after ``today`` (a learner who flew west) count, and all before them are over.
    """
    days = StudyDays().after(events)
    return Walk().over(days.counted, rules).at(today, days, rules)


@dataclass(slots=True)
class Walk:
    """A walk over the calendar from the first study day on, where it has come to ``last``.

    It is the rule of what a day does to a streak, once for all who count. It changes as it goes:
    a value for each of thousands of days would cost several times as much.
    """

    last: int = 0
    run: int = 0
    longest: int = 0
    freezes: int = MOST_FREEZES
    paid: int = 0

    def study(self, day: int) -> None:
        """Count a study day; it also pays for a freeze, where one is missing."""
        self.last = day
        self.run += 1
        self.longest = max(self.longest, self.run)
        if self.freezes < MOST_FREEZES:
            self.paid += 1
            if self.paid == FREEZE_PRICE:
                self.freezes += 1
                self.paid = 0

    def miss(self) -> bool:
        """Miss a day that needed study; say whether a freeze saves the streak."""
        # A streak ends only with no freeze left, so that where there is none, none is used.
        if self.freezes:
            self.freezes -= 1
            return True
        self.run = 0
        return False

    def over(self, days: Iterable[int], rules: StreakRules) -> "Walk":
        """Give the walk that has come over these study days as well, all after the last one."""
        walk = replace(self)
        for day in sorted(days):
            if walk.run and day != walk.last + 1:
                for _ in _needing_study(walk.last + 1, day, rules):
                    if not walk.miss():
                        break
            walk.study(day)
        return walk

    def at(self, today: date, days: StudyDays, rules: StreakRules) -> Streak:
        """Give the streak as it stands on a date, with all that was missed since."""
        now, walk, frozen, missed = today.toordinal(), replace(self), 0, 0
        if walk.run:
            for _ in _needing_study(walk.last + 1, now, rules):
                if walk.miss():
                    frozen += 1
                else:
                    missed += 1
        return Streak(
            current=walk.run,
            longest=walk.longest,
            studied_today=now in days.counted,
            last_day=date.fromordinal(walk.last) if walk.last else None,
            freezes=walk.freezes,
            freeze_in=FREEZE_PRICE - walk.paid if walk.freezes < MOST_FREEZES else None,
            frozen=frozen,
            missed=missed,
            lost=self.run if missed else 0,
        )


def last_chance(streak: Streak, rules: StreakRules, today: date) -> date | None:
    """Give the date at whose end a streak is lost unless it is studied by then.

    On each day before it that needs study, a freeze is used. None where there is no streak to lose.
    """
    if not streak.current or streak.last_day is None:
        return None
    ahead = max(today, streak.last_day + timedelta(days=1))
    return next(islice(rules.needing(ahead), streak.freezes, None), None)


def _needing_study(begin: int, end: int, rules: StreakRules) -> Iterable[object]:
    """Give as many things as days from ``begin`` up to ``end`` need study."""
    if rules == PLAIN_RULES:
        return range(begin, end)
    return rules.needing(date.fromordinal(begin), date.fromordinal(end - 1))
