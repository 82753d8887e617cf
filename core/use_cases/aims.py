"""Aims: the goal and the target of a learner, how they stand to both, and when they will finish."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import floor

from core.forecast import DAYS_SEEN, Forecast, forecast
from core.goal import (
    USUAL,
    Goal,
    Per,
    Standing,
    Target,
    WayToTarget,
    WeekOfGoal,
    begin_of,
    days_of_study,
    finish,
    standing_to,
    usual_of,
    way_to,
    week_of,
)
from core.history import EventKind
from core.learner import Account
from core.ports import UnitOfWork
from core.streak_rules import StreakRules
from core.use_cases.course import Course, open_course

FEWEST_LEFT = 5
"""The end is in sight with fewer topics than these: there is no forecast any more."""


@dataclass(frozen=True, slots=True)
class SteadyFinish:
    """The day on which all is done by who keeps a goal; None further than ten years ahead."""

    goal: Goal
    day: date | None


@dataclass(frozen=True, slots=True)
class Aims:
    """What a learner wishes for, and how they stand to it with the topics ``remaining``.

    The goal is theirs, over all roadmaps; ``later`` is the one that follows a lighter week. The
    target is that of the roadmap they study now; on the day it is set, nobody stands to it yet.
    ``steady`` is when the goal arrives, else the
    usual topics a day; it is None where nothing remains, and so is the forecast.
    """

    today: date
    remaining: int
    goal: Goal | None
    week: WeekOfGoal | None
    later: Goal | None
    target: Target | None
    standing: Standing | None
    way: WayToTarget | None
    forecast: Forecast | None
    steady: SteadyFinish | None


@dataclass(frozen=True, slots=True)
class Lately:
    """So many topics of one roadmap done in the last 28 days, on so many of them."""

    topics: int
    days: int


def look_at_aims(work: UnitOfWork, account: Account, now: datetime) -> Aims:
    """Say what the learner wishes for, and how they stand to it."""
    return aims_of(work, open_course(work, account, now))


def aims_of(work: UnitOfWork, course: Course) -> Aims:
    """Say what the learner of a course wishes for, and how they stand to it.

    Topics that were done count, not those ticked in the roadmap's file, known before or put aside.
    For a target they count from where the roadmap was last begun anew.
    """
    today, rules, overall = course.today, course.rules, course.progress.overall
    remaining = overall.total - overall.done
    goal, later = course.learner.rhythm.goals_on(today)
    target = work.enrolments.target(course.enrolment.id)
    here = _done_here(course)
    week = standing = way = expected = steady = None
    pace = goal or Goal(USUAL, Per.DAY, today)
    if goal is not None:
        week = week_of(goal, _done_since(course, begin_of(goal, today)), today, rules)
    if target is not None:
        if target.since < today:
            since = sum(day >= target.since for day in _done_here(course, anew=True))
            standing = standing_to(target, remaining, since, today, rules)
        way = way_to(target, remaining, usual_pace(course) or pace, today, rules)
    if remaining >= FEWEST_LEFT:
        expected = forecast(here, remaining, today, rules=rules)
    if remaining:
        arrives = arrival(pace, later, remaining, today, rules)
        steady = SteadyFinish(later or pace, arrives)
    return Aims(
        today, remaining, goal, week, later, target, standing, way, forecast=expected, steady=steady
    )


def lately(course: Course) -> Lately:
    """Count what was done in a course in the last 28 days, today among them."""
    begin = _begin_of_lately(course)
    days = [day for day in _done_here(course) if day >= begin]
    return Lately(len(days), len(set(days)))


def usual_pace(course: Course) -> Goal | None:
    """Give the learner's pace in a course over the last 28 days; None where it is too early.

    Paused days do not count, unless they were studied on.
    """
    here = _done_here(course)
    begin = max(min(here, default=course.today), _begin_of_lately(course))
    done = Counter(day for day in here if day >= begin)
    seen = (begin + timedelta(ahead) for ahead in range((course.today - begin).days + 1))
    days = sum(day in done or not course.rules.pauses_on(day) for day in seen)
    return usual_of(done.total(), days, course.today)


def arrival(
    goal: Goal, later: Goal | None, remaining: int, today: date, rules: StreakRules
) -> date | None:
    """Find the day on which all is done by who keeps a goal, and then the one that follows it.

    None where that lies further ahead than ten years. Raise ValueError where nothing remains.
    """
    day = finish(goal, remaining, today, rules)
    if later is None or (day is not None and day < later.since):
        return day
    days = days_of_study(rules, today, later.since - timedelta(days=1))
    until = floor(goal.a_day(today, rules) * days)
    return finish(later, remaining - until, later.since, rules)


def _begin_of_lately(course: Course) -> date:
    return course.today - timedelta(days=DAYS_SEEN - 1)


def _done_here(course: Course, *, anew: bool = False) -> Sequence[date]:
    """Give the dates of the topics done in a course; ``anew``: since it was last begun anew."""
    here = [event for event in course.log.standing if event.enrolment == course.enrolment.id]
    resets = [at for at, event in enumerate(here) if event.kind is EventKind.RESET]
    begin = resets[-1] if anew and resets else 0
    return [event.moment.date for event in here[begin:] if event.kind is EventKind.DONE]


def _done_since(course: Course, begin: date) -> int:
    """Count the topics done from a date on, in every roadmap."""
    return sum(
        event.kind is EventKind.DONE and event.moment.date >= begin for event in course.log.standing
    )
