"""Streak rules: the days on which a learner need not study, said beforehand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.weekdays import Days

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RestDays:
    """Days of the week that need no study, from a date on; none of them ends what was before.

    Raise ValueError for all seven: a streak that nothing can end is none.
    """

    since: date
    days: Days

    def __post_init__(self) -> None:
        if self.days == Days.DAILY:
            message = "a week needs a day that is no rest day"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Pause:
    """Dates that need no study, the last of them included; raise ValueError for none."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            message = "a pause ends before it begins"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class StreakRules:
    """All that a learner ever said of rest days, in the order of their dates, and of pauses.

    What was said holds from the day it is said, so that no change of the rules rewrites a day
    that is over.
    """

    rests: tuple[RestDays, ...] = ()
    pauses: tuple[Pause, ...] = ()

    def pauses_on(self, day: date) -> bool:
        """Say whether a date lies in a pause."""
        return any(pause.first <= day <= pause.last for pause in self.pauses)

    def rests_on(self, day: date) -> bool:
        """Say whether a date is a rest day."""
        for rest in reversed(self.rests):
            if rest.since <= day:
                return bool(Days.of(day) & rest.days)
        return False

    def spare(self, day: date) -> bool:
        """Say whether a date needs no study."""
        return self.pauses_on(day) or self.rests_on(day)

    def needing(self, first: date, last: date = date.max) -> Iterator[date]:
        """Give the dates that need study from one to another, both among them."""
        days = (last - first).days + 1
        dates = (first + timedelta(ahead) for ahead in range(days))
        return (day for day in dates if not self.spare(day))

    def ahead(self, first: date) -> "StreakRules":
        """Give all that these rules say of the days from a date on."""
        rests = tuple(rest for rest in self.rests if rest.since <= first)[-1:]
        rests += tuple(rest for rest in self.rests if rest.since > first)
        return StreakRules(rests, tuple(it for it in self.pauses if it.last >= first))

    def resting(self, days: Days, today: date) -> "StreakRules":
        """Give the rules with these rest days from today on, in place of those before.

        Raise ValueError for all seven.
        """
        kept = tuple(rest for rest in self.rests if rest.since < today)
        said = RestDays(today, days)
        if days == (kept[-1].days if kept else Days(0)):
            return replace(self, rests=kept)
        return replace(self, rests=(*kept, said))

    def pausing(self, first: date, last: date, today: date) -> "StreakRules":
        """Give the rules with one more pause, of which only what is not over counts.

        Raise ValueError where nothing is left of it.
        """
        return replace(self, pauses=(*self.pauses, Pause(max(first, today), last)))

    def resuming(self, today: date) -> "StreakRules":
        """Give the rules with no pause from today on; the days that were paused stay so."""
        yesterday = today - _ONE_DAY
        begun = (pause for pause in self.pauses if pause.first < today)
        ended = (Pause(each.first, min(each.last, yesterday)) for each in begun)
        return replace(self, pauses=tuple(ended))


PLAIN_RULES = StreakRules()
"""Every day needs study, as long as a learner says nothing else."""
