"""Aiming: setting a goal and a target, and what to do with both when life got in the way."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil

from core.goal import USUAL, Goal, Per, Target
from core.learner import Account
from core.ports import UnitOfWork
from core.spoken_date import read_target
from core.spoken_goal import read_goal
from core.streak_rules import StreakRules
from core.use_cases.aims import Aims, Lately, SteadyFinish, aims_of, arrival, lately, usual_pace
from core.use_cases.course import Course, open_course
from core.use_cases.study import Offer, offer_of

PACES = (1, 2, 3)
"""Topics a day whose finish is offered as a target."""

_WEEK = 7


@dataclass(frozen=True, slots=True)
class GoalSet:
    """The learner's aims with the goal they have now; ``before`` is the one they had for good."""

    aims: Aims
    before: Goal | None


@dataclass(frozen=True, slots=True)
class PaceKept:
    """The learner goes on as before; ``lately`` is what they did of the roadmap."""

    aims: Aims
    lately: Lately
    offer: Offer


@dataclass(frozen=True, slots=True)
class TargetShown:
    """The learner's aims, and the days on which their goal and other paces arrive."""

    aims: Aims
    choices: tuple[tuple[Goal, date], ...]


@dataclass(frozen=True, slots=True)
class TargetSet:
    """The learner's aims with the target they have now; ``before`` is the one they had."""

    aims: Aims
    before: Target | None


@dataclass(frozen=True, slots=True)
class TargetMoved:
    """A target is the day on which ``pace`` arrives, unless it was later already.

    ``arrives`` is that day; None further than ten years ahead, and where nothing remains.
    """

    aims: Aims
    before: Target | None
    pace: Goal
    arrives: date | None


def set_goal(work: UnitOfWork, account: Account, now: datetime, typed: str | None) -> GoalSet:
    """Let the learner aim at the topics typed from today on; None for no goal.

    The goal they have stays as it is when it is said again. Raise UnclearTime for what cannot be
    read.
    """
    course = open_course(work, account, now)
    goals = course.learner.rhythm.goals
    if typed is None:
        return GoalSet(_keep_goals(work, course), _last(goals))
    goal = read_goal(typed, course.today)
    held = aims_of(work, course)
    if held.goal and not held.later and goal == replace(held.goal, since=goal.since):
        goal = held.goal
    return GoalSet(_keep_goals(work, course, goal), _last(goals))


def lighten_week(work: UnitOfWork, account: Account, now: datetime) -> GoalSet:
    """Let the goal ask for half as much until Sunday, and for as much as before from Monday on.

    It stays as it is where there is none, where it is light already, and where it asks for one
    topic a week.
    """
    course = open_course(work, account, now)
    aims = aims_of(work, course)
    goal = aims.goal
    lighter = None if goal is None or aims.later else _half(goal, course.today, course.rules)
    if goal is None or lighter is None:
        return GoalSet(aims, aims.later or goal)
    monday = course.today + timedelta(days=_WEEK - course.today.weekday())
    return GoalSet(_keep_goals(work, course, lighter, replace(goal, since=monday)), goal)


def keep_pace(work: UnitOfWork, account: Account, now: datetime) -> PaceKept:
    """Say at what pace the learner goes on, and offer the topic to study now."""
    course = open_course(work, account, now)
    return PaceKept(aims_of(work, course), lately(course), offer_of(course))


def look_at_target(work: UnitOfWork, account: Account, now: datetime) -> TargetShown:
    """Say how the learner stands to their target, and which other days can be reached."""
    course = open_course(work, account, now)
    aims = aims_of(work, course)
    if not aims.remaining:
        return TargetShown(aims, ())
    paces = [aims.steady] if aims.goal and aims.steady else []
    for topics in PACES:
        pace = Goal(topics, Per.DAY, course.today)
        day = arrival(pace, None, aims.remaining, course.today, course.rules)
        paces.append(SteadyFinish(pace, day))
    # Of paces that arrive on one day the first is offered.
    first = {each.day: each.goal for each in reversed(paces)}
    # The day there is needs no choosing, and the one within reach has a button of its own.
    taken = {aims.target and aims.target.day, aims.way and aims.way.feasible}
    reached = ((goal, day) for day, goal in first.items() if day and day not in taken)
    return TargetShown(aims, tuple(sorted(reached, key=lambda each: each[1])))


def set_target(work: UnitOfWork, account: Account, now: datetime, typed: str | None) -> TargetSet:
    """Let the learner aim at having done their roadmap by the day typed; None for no such day.

    The target they have stays as it is when it is said again. Raise UnclearTime for what cannot
    be read.
    """
    course = open_course(work, account, now)
    before = work.enrolments.target(course.enrolment.id)
    day = None if typed is None else read_target(typed, course.today)
    if day != (before and before.day):
        _write_target(work, course, day)
    return TargetSet(aims_of(work, course), before)


def move_target(work: UnitOfWork, account: Account, now: datetime) -> TargetMoved:
    """Move a target that is too early to the day on which the goal arrives, else the usual pace."""
    course = open_course(work, account, now)
    aims = aims_of(work, course)
    usual = usual_pace(course) or Goal(USUAL, Per.DAY, course.today)
    pace = aims.later or aims.goal or usual
    if not aims.remaining:
        return TargetMoved(aims, aims.target, pace, None)
    arrives = arrival(aims.goal or usual, aims.later, aims.remaining, course.today, course.rules)
    if aims.target and arrives and arrives > aims.target.day:
        _write_target(work, course, arrives)
    return TargetMoved(aims_of(work, course), aims.target, pace, arrives)


def _keep_goals(work: UnitOfWork, course: Course, *goals: Goal) -> Aims:
    """Write the goals of a learner, if they are others; give the aims with them."""
    before = course.learner
    learner = replace(before, rhythm=replace(before.rhythm, goals=goals))
    if learner != before:
        work.learners.save(learner)
        work.commit()
    return aims_of(work, replace(course, learner=learner))


def _write_target(work: UnitOfWork, course: Course, day: date | None) -> None:
    target = None if day is None else Target(day, course.today)
    work.enrolments.set_target(course.enrolment.id, target)
    work.commit()


def _half(goal: Goal, today: date, rules: StreakRules) -> Goal | None:
    """Give half of a goal, from today on; None for a topic a week.

    A topic a day is one on every other day without rest: half of a week's topics.
    """
    if goal.topics > 1:
        return Goal(ceil(goal.topics / 2), goal.per, today)
    if goal.per is Per.WEEK:
        return None
    week = (today + timedelta(days=ahead) for ahead in range(_WEEK))
    return Goal(ceil(sum(not rules.rests_on(day) for day in week) / 2), Per.WEEK, today)


def _last(goals: tuple[Goal, ...]) -> Goal | None:
    return goals[-1] if goals else None
