"""Stats: all that the pictures of a learner's year and of their roadmap are made of."""

from dataclasses import dataclass
from datetime import date, datetime

from core.history import Event
from core.learner import Account
from core.ledger import LedgerDay
from core.ports import UnitOfWork
from core.preferences import Preferences
from core.progress import Progress
from core.streak import Streak
from core.use_cases.aims import Aims, aims_of
from core.use_cases.course import open_course
from core.use_cases.focus import Focused, focused


@dataclass(frozen=True, slots=True)
class StatsReport:
    """What a learner did in all their roadmaps and in focus sessions, and their streak and aims."""

    events: tuple[Event, ...]
    days: tuple[LedgerDay, ...]
    streak: Streak
    today: date
    aims: Aims
    focus: Focused
    preferences: Preferences


@dataclass(frozen=True, slots=True)
class MapReport:
    """How far a learner is in the roadmap they study now."""

    progress: Progress
    preferences: Preferences


def report_stats(work: UnitOfWork, account: Account, now: datetime) -> StatsReport:
    """Report what the learner did and how they stand to their aims; events taken back are out."""
    course = open_course(work, account, now)
    return StatsReport(
        events=course.log.standing,
        days=course.log.ledger(course.today, course.rules),
        streak=course.streak,
        today=course.today,
        aims=aims_of(work, course),
        focus=focused(work, course.learner.id, now),
        preferences=work.preferences.of_learner(course.learner.id),
    )


def report_map(work: UnitOfWork, account: Account, now: datetime) -> MapReport:
    """Report how far the learner is in their roadmap."""
    course = open_course(work, account, now)
    return MapReport(course.progress, work.preferences.of_learner(course.learner.id))
