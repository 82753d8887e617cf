"""The ledger: why the streak is what it is, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.history import Event
from core.streak import Walk
from core.streak_rules import StreakRules
from core.study_days import StudyDays


class DayKind(StrEnum):
    """What a day was for the streak."""

    STUDIED = "studied"
    FROZEN = "frozen"
    """Missed, and covered by a freeze."""
    REST = "rest"
    PAUSE = "pause"
    MISSED = "missed"
    OPEN = "open"
    """Not over yet, and not studied so far."""


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """One date, with the streak and the freezes left at its end.

    ``event`` is what earned a study day. On any other day it is the first thing studied, which
    does not count since it came too soon after a change of zone.
    """

    date: date
    kind: DayKind
    streak: int
    freezes: int
    event: Event | None = None


def ledger(events: Iterable[Event], rules: StreakRules, today: date) -> tuple[LedgerDay, ...]:
    """Tell each day from the first study day to today, the oldest first.

    Takes standing events in the order they were written. Days after ``today`` are told up to the
    last that was studied.
    """
    return ledger_of(StudyDays().after(events), rules, today)


def ledger_of(days: StudyDays, rules: StreakRules, today: date) -> tuple[LedgerDay, ...]:
    """Tell each day from the first of some study days to today."""
    if not days.counted:
        return ()
    open_day = max(today.toordinal(), *days.counted)
    walk, told = Walk(), []
    for day in range(min(days.counted), open_day + 1):
        shown = date.fromordinal(day)
        kind = _kind(shown, days, rules)
        if kind is DayKind.STUDIED:
            walk.study(day)
        elif kind is DayKind.MISSED and day == open_day:
            kind = DayKind.OPEN
        elif kind is DayKind.MISSED and walk.miss():
            kind = DayKind.FROZEN
        event = days.counted.get(day) or days.uncounted.get(day)
        told.append(LedgerDay(shown, kind, walk.run, walk.freezes, event))
    return tuple(told)


def _kind(day: date, days: StudyDays, rules: StreakRules) -> DayKind:
    """Say what a date is that is over, leaving freezes aside."""
    if day.toordinal() in days.counted:
        return DayKind.STUDIED
    if rules.pauses_on(day):
        return DayKind.PAUSE
    return DayKind.REST if rules.rests_on(day) else DayKind.MISSED
