"""A year of study as facts: what was done on which day, and the streak that came of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.cards.figure import Figure, counted, said
from core.history import Event, EventKind
from core.ledger import DayKind, LedgerDay
from core.streak import Streak

WEEKS = 53
"""So that the week of today's date a year ago is whole."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Spared(StrEnum):
    """Why a day without study did not end the streak."""

    FREEZE = "freeze"
    REST = "rest day"
    PAUSE = "paused day"


_SPARED = {
    DayKind.FROZEN: Spared.FREEZE,
    DayKind.REST: Spared.REST,
    DayKind.PAUSE: Spared.PAUSE,
}


@dataclass(frozen=True, slots=True)
class Year:
    """What a learner did in the 53 weeks that end with the one of ``today``.

    ``topics`` has, for each day of study, how many were done or reviewed on it; ``spared`` the days
    without. Days outside of those weeks do not count. ``current``, ``longest`` and ``freezes`` are
    the streak's, from whatever time. Study on the dates ``uncounted`` came too soon after a move to
    make them days of their own.
    """

    title: str
    today: date
    topics: tuple[tuple[date, int], ...]
    spared: tuple[tuple[date, Spared], ...]
    current: int
    longest: int
    freezes: int
    uncounted: tuple[date, ...] = ()

    @property
    def first(self) -> date:
        """The first day shown, a Monday."""
        return _first_shown(self.today)

    @property
    def shown(self) -> dict[date, int]:
        """How much was studied on each day shown that was one of study."""
        first = self.first
        return {day: count for day, count in self.topics if first <= day <= self.today}

    @property
    def shown_spared(self) -> dict[date, Spared]:
        """Why each of the days shown without study was spared."""
        first, studied = self.first, self.shown
        return {
            day: why
            for day, why in self.spared
            if first <= day <= self.today and day not in studied
        }

    @property
    def range(self) -> str:
        """The first day and the last."""
        return f"{_day(self.first)} to {_day(self.today)}"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers that picture and words both give."""
        studied = self.shown
        return (
            Figure(self.current, "day in a row", "days in a row"),
            Figure(self.longest, "day at best", "days at best"),
            Figure(len(studied.keys() - set(self.uncounted)), "day of study", "days of study"),
            Figure(sum(studied.values()), "topic", "topics"),
        )

    @property
    def freezes_left(self) -> str:
        """How many freezes the learner has."""
        return f"{counted(self.freezes, 'freeze', 'freezes')} left"

    @property
    def words(self) -> str:
        """The same facts as the picture, without it."""
        parts = (f"{self.title}: {self.range}", said(self.figures), self.freezes_left, *self.more)
        return ". ".join(parts) + "."

    @property
    def more(self) -> tuple[str, ...]:
        """What the days of the picture show: those without study, and the topics of each month."""
        spared = Counter(self.shown_spared.values())
        days = ", ".join(counted(spared[why], why, f"{why}s") for why in Spared if spared[why])
        months: Counter[tuple[int, int]] = Counter()
        for day, count in self.shown.items():
            months[day.year, day.month] += count
        topics = ", ".join(
            f"{_MONTHS[month - 1]} {year} {count}"
            for (year, month), count in sorted(months.items())
        )
        off = (f"Days off: {days}",) if days else ()
        return (*off, f"Topics by month: {topics or 'none yet'}")


def year_of(
    title: str, events: Iterable[Event], days: Sequence[LedgerDay], streak: Streak, today: date
) -> Year:
    """Give the facts of a learner's standing events and of what the streak made of them.

    The year ends with the ledger, which goes on after today for who flew west.
    """
    last = days[-1].date if days else today
    first = _first_shown(last)
    topics = Counter(
        event.moment.date
        for event in events
        if (event.kind is EventKind.DONE or event.kind is EventKind.REVIEWED)
        and event.moment.date >= first
    )
    shown = [day for day in days if day.date >= first]
    counted_days = {day.date for day in shown if day.kind is DayKind.STUDIED}
    return Year(
        title,
        last,
        tuple(sorted(topics.items())),
        tuple((day.date, _SPARED[day.kind]) for day in shown if day.kind in _SPARED),
        streak.current,
        streak.longest,
        streak.freezes,
        tuple(sorted(topics.keys() - counted_days)),
    )


def _first_shown(today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(weeks=WEEKS - 1)


def month_name(day: date) -> str:
    """Give a month's short name."""
    return _MONTHS[day.month - 1]


def _day(day: date) -> str:
    return f"{day.day} {month_name(day)} {day.year}"
