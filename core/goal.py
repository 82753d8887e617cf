"""Goals: the pace and the finishing day a learner wishes for, and how they stand to both."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from core.streak_rules import StreakRules

STRETCH = 3
"""A target is out of reach that asks for more than so many times the usual pace."""
USUAL = 2
"""Topics a day of study, for who has not studied for long enough to have a pace of their own."""
FEWEST_SEEN = 7
"""Nobody has a pace of their own before so many days."""
FURTHEST = timedelta(days=3653)
"""No finish is looked for further ahead than ten years."""

_ONE_DAY = timedelta(days=1)
_WEEK = 7


class Per(StrEnum):
    """What a goal's topics are for: a day of study, or a week from Monday to Sunday."""

    DAY = "day"
    WEEK = "week"


class Standing(StrEnum):
    """How what was done compares with what an even pace asks for.

    BEHIND is less than was due when today began, AHEAD more than will be when it ends.
    """

    AHEAD = "ahead"
    ON = "on"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Goal:
    """So many topics a day or a week; ``since`` is the date from which it holds.

    Raise ValueError for no topics.
    """

    topics: int
    per: Per
    since: date

    def __post_init__(self) -> None:
        if self.topics < 1:
            message = "a goal needs a topic"
            raise ValueError(message)

    def a_day(self, day: date, rules: StreakRules) -> Fraction:
        """Give the topics that each day of study asks for in the week of a date.

        A week's are spread over its days without rest, so that a pause takes its share of them.
        """
        if self.per is Per.DAY:
            return Fraction(self.topics)
        week = (_monday(day) + timedelta(ahead) for ahead in range(_WEEK))
        return Fraction(self.topics, sum(not rules.rests_on(each) for each in week) or 1)


@dataclass(frozen=True, slots=True)
class WeekOfGoal:
    """How a learner stands to a goal this week: nothing is owed from the weeks before.

    ``done`` is compared with ``due``, what was asked for when today began, ``today``, what will
    be when it ends, and ``week``, what the whole week asks for.
    """

    done: int
    due: int
    today: int
    week: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Target:
    """The day by which all topics are to be done; ``since`` is the date it was set."""

    day: date
    since: date


@dataclass(frozen=True, slots=True)
class WayToTarget:
    """What a target asks for: ``needed`` topics on each of ``days``, those of study until it.

    ``needed`` is None where there is no such day. ``feasible`` is set for a target out of reach:
    the day on which the usual topics a day arrive, None also where that is further than FURTHEST.
    """

    days: int
    needed: Fraction | None
    possible: bool
    feasible: date | None


def begin_of(goal: Goal, today: date) -> date:
    """Give the first date whose topics count for this week's goal."""
    return max(_monday(today), goal.since)


def week_of(goal: Goal, done: int, today: date, rules: StreakRules) -> WeekOfGoal:
    """Say how a learner stands to a goal who did so many topics since ``begin_of`` it.

    A goal set within a week asks for that week's share from then on.
    """
    begin, even = begin_of(goal, today), goal.a_day(today, rules)
    before = even * days_of_study(rules, begin, today - _ONE_DAY)
    until = even * days_of_study(rules, begin, today)
    whole = even * days_of_study(rules, begin, _monday(today) + timedelta(_WEEK - 1))
    return WeekOfGoal(done, floor(before), ceil(until), ceil(whole), _standing(done, before, until))


def standing_to(
    target: Target, remaining: int, done: int, today: date, rules: StreakRules
) -> Standing:
    """Say how a learner stands to a target who did so many topics since it was set.

    It is compared with an even pace over the days of study from then to the target.
    """
    gone = days_of_study(rules, target.since, today - _ONE_DAY)
    days = days_of_study(rules, today, target.day)
    even = Fraction(remaining + done, max(gone + days, 1))
    until = gone + (days > 0 and not rules.spare(today))
    return _standing(done, even * gone, even * until)


def way_to(
    target: Target, remaining: int, usual: Goal, today: date, rules: StreakRules
) -> WayToTarget:
    """Say what a target asks for with so many topics remaining, and whether it can be reached.

    Today is one of its days. ``usual`` is the learner's pace: see ``usual_of``.
    """
    days = days_of_study(rules, today, target.day)
    needed = Fraction(remaining, days) if days else None
    reach = STRETCH * usual.a_day(today, rules)
    if not remaining or (needed is not None and needed <= reach):
        return WayToTarget(days, needed, possible=True, feasible=None)
    feasible = finish(usual, remaining, today, rules)
    return WayToTarget(days, needed, possible=False, feasible=feasible)


def usual_of(topics: int, days: int, today: date) -> Goal | None:
    """Give the pace of who did so many topics within so many days, those without any among them.

    It is that of a week, rounded up; None where there is too little to tell from.
    """
    if not topics or days < FEWEST_SEEN:
        return None
    return Goal(ceil(topics * _WEEK / days), Per.WEEK, today)


def finish(goal: Goal, remaining: int, first: date, rules: StreakRules) -> date | None:
    """Find the day on which the remaining topics are done by who keeps a goal from a date on.

    None where that lies further ahead than FURTHEST. Raise ValueError where nothing remains.
    """
    if remaining < 1:
        message = "a finish needs a topic that remains"
        raise ValueError(message)
    rules = rules.ahead(first)
    left, day, end = Fraction(remaining), first, first + FURTHEST
    paused_until = max((pause.last for pause in rules.pauses), default=first)
    while day <= end:
        even = goal.a_day(day, rules)
        if day > paused_until and day.weekday() == 0:
            # From here on all weeks are alike, so that whole ones are taken at once.
            week = even * days_of_study(rules, day, day + timedelta(_WEEK - 1))
            weeks = ceil(left / week) - 1
            if weeks > 0:
                left -= week * weeks
                day += min(timedelta(_WEEK * weeks), FURTHEST + _ONE_DAY)
                continue
        if not rules.spare(day):
            left -= even
        if left <= 0:
            return day
        day += _ONE_DAY
    return None


def days_of_study(rules: StreakRules, first: date, last: date) -> int:
    """Count the dates that need study from one to another, both with it."""
    return sum(1 for _ in rules.ahead(first).needing(first, last))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _standing(done: int, before: Fraction, until: Fraction) -> Standing:
    if done < floor(before):
        return Standing.BEHIND
    return Standing.AHEAD if done > ceil(until) else Standing.ON
