"""Rhythm: saying when one's days begin, and which of them need no study."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.errors import UnclearTime
from core.goal import Goal
from core.learner import Account, Learner
from core.ports import UnitOfWork
from core.reminder import Schedule, next_occurrence
from core.rhythm import DayStart, Rhythm
from core.spoken_pause import PAUSE_FORMS, read_pause
from core.spoken_rhythm import read_day_start, read_rest_days
from core.streak_rules import Pause, StreakRules
from core.use_cases.course import Course, open_course
from core.use_cases.group_days import keep_pauses
from core.use_cases.streak_news import lay_ahead
from core.weekdays import Days

MOST_PAUSES = 10
"""Pauses to come that a learner has at a time."""

_WEEK = 7


@dataclass(frozen=True, slots=True)
class RhythmShown:
    """A learner's rhythm as it stands today, which ends at ``ends``.

    ``day_start`` are minutes from midnight, those that hold from the end of today on; ``pauses``
    are not over, in the order of their dates; ``later`` is the goal that follows a lighter week.
    """

    today: date
    zone: str
    ends: datetime
    day_start: int
    rest_days: Days
    pauses: tuple[Pause, ...]
    goal: Goal | None
    later: Goal | None = None

    @property
    def pause(self) -> Pause | None:
        """The pause that today lies in."""
        return next((each for each in self.pauses if each.first <= self.today), None)

    def pauses_on(self, day: date) -> bool:
        """Say whether a date from today on lies in a pause."""
        return any(each.first <= day <= each.last for each in self.pauses)

    def rests_on(self, day: date) -> bool:
        """Say whether a date from today on is a rest day."""
        return Days.of(day) in self.rest_days


@dataclass(frozen=True, slots=True)
class RestDaysSet:
    """These days of the week need no study from today on; ``before`` these did not."""

    before: Days
    rhythm: RhythmShown


@dataclass(frozen=True, slots=True)
class PauseSet:
    """A pause was set, in place of those ``before`` that it touches."""

    pause: Pause
    before: tuple[Pause, ...]
    rhythm: RhythmShown


@dataclass(frozen=True, slots=True)
class PauseEnded:
    """Nothing is paused from today on; these pauses were not over."""

    before: tuple[Pause, ...]
    rhythm: RhythmShown


@dataclass(frozen=True, slots=True)
class DayStartSet:
    """Days begin at another minute from the end of today on; until then at ``before``."""

    before: int
    rhythm: RhythmShown


def look_at_rhythm(work: UnitOfWork, account: Account, now: datetime) -> RhythmShown:
    """Say when a learner's days begin, and which of them need no study."""
    return rhythm_of(open_course(work, account, now).learner, now)


def rhythm_of(learner: Learner, now: datetime) -> RhythmShown:
    """Say how a learner's rhythm stands at an instant."""
    rhythm, today = learner.rhythm, learner.moment(now).date
    goal, later = rhythm.goals_on(today)
    return RhythmShown(
        today=today,
        zone=learner.zone,
        ends=_end_of_day(learner, now),
        day_start=rhythm.day_start.minute,
        rest_days=_rest_days(rhythm.rules, today),
        pauses=_coming(rhythm.rules, today),
        goal=goal,
        later=later,
    )


def set_rest_days(
    work: UnitOfWork, account: Account, now: datetime, typed: str | None
) -> RestDaysSet:
    """Let the days of the week typed need no study from today on; None for no such days.

    Raise UnclearTime for days that cannot be read, and for all seven.
    """
    course = open_course(work, account, now)
    days = Days(0) if typed is None else read_rest_days(typed)
    before = _rest_days(course.rules, course.today)
    rules = course.rules if days == before else course.rules.resting(days, course.today)
    return RestDaysSet(before, _kept(work, course, replace(course.learner.rhythm, rules=rules)))


def set_pause(work: UnitOfWork, account: Account, now: datetime, typed: str) -> PauseSet:
    """Let the dates typed need no study, and nothing come on them, from today on.

    It stands in place of the pauses it touches. Raise UnclearTime for dates that cannot be read,
    and where there are MOST_PAUSES to come already.
    """
    course = open_course(work, account, now)
    rules, today = course.rules, course.today
    pause = read_pause(typed, today)
    coming = _coming(rules, today)
    touched = tuple(each for each in coming if _touch(each, pause))
    if len(coming) - len(touched) >= MOST_PAUSES:
        wrong = f"You have {MOST_PAUSES} pauses to come already; /pause off ends them all."
        raise UnclearTime(typed, "", wrong, PAUSE_FORMS)
    apart = (each for each in rules.pauses if each not in touched)
    changed = replace(rules, pauses=touched).resuming(today)
    changed = changed.pausing(pause.first, pause.last, today)
    rules = replace(rules, pauses=(*apart, *changed.pauses))
    shown = _kept(work, course, replace(course.learner.rhythm, rules=rules))
    return PauseSet(pause, touched, shown)


def end_pause(work: UnitOfWork, account: Account, now: datetime) -> PauseEnded:
    """Let nothing be paused from today on; the days that were stay so."""
    course = open_course(work, account, now)
    before = _coming(course.rules, course.today)
    rules = course.rules.resuming(course.today)
    return PauseEnded(before, _kept(work, course, replace(course.learner.rhythm, rules=rules)))


def set_day_start(work: UnitOfWork, account: Account, now: datetime, typed: str) -> DayStartSet:
    """Let days begin at the time typed, from the end of today on.

    Raise UnclearTime for a time that cannot be read, and for noon or later.
    """
    course = open_course(work, account, now)
    minute = read_day_start(typed)
    before, zone = course.learner.rhythm.day_start, course.learner.zone
    changed = _changed_day_start(before, minute, zone, now)
    rhythm = replace(course.learner.rhythm, day_start=changed)
    return DayStartSet(before.at(now), _kept(work, course, rhythm))


def _changed_day_start(before: DayStart, minute: int, zone: str, now: datetime) -> DayStart:
    """Let days begin at another minute once the day that an instant lies on would have ended."""
    begins = before.at(now)
    if minute == begins:
        return DayStart(minute)
    return DayStart(minute, begins, _next_beginning(begins, zone, now))


def moved(learner: Learner, zone: str, now: datetime) -> Learner:
    """Give a learner in another zone, by whose clocks a change of their day start is still due."""
    rhythm = learner.rhythm
    start = rhythm.day_start
    if start.since is not None and now < start.since:
        rhythm = replace(rhythm, day_start=_changed_day_start(start, start.minute, zone, now))
    return replace(learner, zone=zone, rhythm=rhythm)


def _kept(work: UnitOfWork, course: Course, rhythm: Rhythm) -> RhythmShown:
    """Keep a learner's rhythm, and lay ahead what there is to tell of their streak by it."""
    if rhythm != course.learner.rhythm:
        learner = replace(course.learner, rhythm=rhythm)
        work.learners.save(learner)
        if rhythm.rules.pauses != course.rules.pauses:
            keep_pauses(work, learner, course.now)
        lay_ahead(work, replace(course, learner=learner))
        work.commit()
        return rhythm_of(learner, course.now)
    return rhythm_of(course.learner, course.now)


def _rest_days(rules: StreakRules, today: date) -> Days:
    """Give the days of the week that are rest days from a date on."""
    week = (today + timedelta(days=ahead) for ahead in range(_WEEK))
    return Days(sum(Days.of(day) for day in week if rules.rests_on(day)))


def _coming(rules: StreakRules, today: date) -> tuple[Pause, ...]:
    """Give the pauses that are not over, in the order of their dates."""
    coming = (each for each in rules.pauses if each.last >= today)
    return tuple(sorted(coming, key=lambda each: each.first))


def _touch(one: Pause, other: Pause) -> bool:
    """Say whether two pauses share a day."""
    return one.first <= other.last and other.first <= one.last


def _end_of_day(learner: Learner, now: datetime) -> datetime:
    """Give the instant at which the next date of a learner begins."""
    today, start = learner.moment(now).date, learner.rhythm.day_start
    end = _next_beginning(start.at(now), learner.zone, now)
    while learner.moment(end).date <= today:
        end = _next_beginning(start.at(end), learner.zone, end)
    return end


def _next_beginning(begins: int, zone: str, after: datetime) -> datetime:
    return next_occurrence(Schedule(begins, Days.DAILY, zone), after).at
