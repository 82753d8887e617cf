"""News: what a learner is told unasked, true at the moment it is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeAlias, assert_never

from core.learner import Learner
from core.notification import Notification, NotificationKind
from core.ports import UnitOfWork
from core.roadmap import Roadmap, Topic
from core.streak import COMEBACK_AFTER, Streak
from core.use_cases.buddies import BuddyFound, BuddyWanted, buddy_found, buddy_wanted
from core.use_cases.course import Course, course_of
from core.use_cases.listener import Listener
from core.use_cases.mix import course_by_mix
from core.use_cases.streak_news import DAYS
from core.use_cases.study import Offer, offer_with_note
from core.week import Week, week

PUNCTUAL = timedelta(minutes=15)
"""A prompt that comes later than this says when it should have come."""

OTHERS = 3
"""So many other roadmaps are named beside the topic that is due."""


@dataclass(frozen=True, slots=True)
class TopicDue:
    """The topic to study today.

    ``others`` are other roadmaps that wait, each with its topic, ``aside`` counts the topics
    put aside, and ``late`` is the instant it was for, None where it comes in time. ``by_mix`` says
    that it was the learner's mix that took it from its roadmap.
    """

    offer: Offer
    others: tuple[tuple[Roadmap, Topic], ...] = ()
    aside: int = 0
    late: datetime | None = None
    by_mix: bool = False


@dataclass(frozen=True, slots=True)
class StreakAtRisk:
    """A streak of so many days ends tonight, unless a topic is done or one of ``freezes`` used."""

    days: int
    freezes: int = 0


@dataclass(frozen=True, slots=True)
class WeekOver:
    """What was done in a week."""

    week: Week
    streak: Streak


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    """A streak has reached a number of days that is worth a word."""

    days: int


@dataclass(frozen=True, slots=True)
class FreezeUsed:
    """A streak goes on, since a freeze covered the last day that needed study."""

    streak: Streak


@dataclass(frozen=True, slots=True)
class StreakOver:
    """A streak has ended with the last day that needed study, which no freeze covered."""

    streak: Streak


@dataclass(frozen=True, slots=True)
class Comeback:
    """Days were missed; this is the topic to come back with."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class RoadmapsRemoved:
    """Whoever brought these roadmaps took them away; who studies one goes on with it."""

    titles: tuple[str, ...]


News: TypeAlias = (
    TopicDue
    | StreakAtRisk
    | WeekOver
    | MilestoneReached
    | FreezeUsed
    | StreakOver
    | Comeback
    | RoadmapsRemoved
    | BuddyFound
    | BuddyWanted
)
"""What a learner may be told, each true when it is told."""

_ORDER = (
    NotificationKind.ROADMAP_REMOVED,
    NotificationKind.MILESTONE,
    NotificationKind.FREEZE_USED,
    NotificationKind.STREAK_ENDED,
    NotificationKind.NUDGE,
    NotificationKind.DIGEST,
    NotificationKind.COMEBACK,
    NotificationKind.PROMPT,
    NotificationKind.BUDDY_FOUND,
    NotificationKind.BUDDY,
)


def true_news(
    work: UnitOfWork, listener: Listener, notifications: Sequence[Notification], now: datetime
) -> Iterator[tuple[Notification, tuple[News, ...]]]:
    """Give what is true of some notifications, one of a kind, the topic to study last.

    A prompt may bring more news along.
    """
    learner = listener.learner
    if learner.enrolment is None:
        return
    course = course_of(work, learner, learner.enrolment, now)
    for kind in _ORDER:
        latest = sorted(
            (each for each in notifications if each.kind is kind),
            key=lambda each: each.at,
            reverse=True,
        )
        for each in latest:
            news = [_news(work, course, each)]
            if kind is NotificationKind.PROMPT and listener.hears_of_streak_with(each, now):
                # They come even where no topic is left to be prompted for.
                news = [_freeze_used(course), _streak_over(course), _comeback(work, course), *news]
            told = tuple(it for it in news if it is not None)
            if told:
                yield each, told
                break


def _news(work: UnitOfWork, course: Course, notification: Notification) -> News | None:
    match notification.kind:
        case NotificationKind.PROMPT:
            return _topic_due(work, course, notification.at)
        case NotificationKind.NUDGE:
            return _streak_at_risk(course, notification)
        case NotificationKind.DIGEST:
            return WeekOver(week(course.log, course.today), course.streak)
        case NotificationKind.MILESTONE:
            return _milestone(course, notification)
        case NotificationKind.FREEZE_USED:
            # The next date may tell of another freeze.
            return _freeze_used(course) if notification.date == course.today else None
        case NotificationKind.STREAK_ENDED:
            return _streak_over(course)
        case NotificationKind.COMEBACK:
            return _comeback(work, course)
        case NotificationKind.ROADMAP_REMOVED:
            return _removed(work, course.learner, notification)
        case NotificationKind.BUDDY | NotificationKind.BUDDY_FOUND:
            is_found = notification.kind is NotificationKind.BUDDY_FOUND
            tell = buddy_found if is_found else buddy_wanted
            return tell(work, course.learner, notification)
        case _:
            assert_never(notification.kind)


def _topic_due(work: UnitOfWork, studied: Course, at: datetime) -> TopicDue | None:
    course = course_by_mix(work, studied)
    offer = offer_with_note(work, course)
    if offer.topic is None or offer.streak.studied_today:
        return None
    progress = course.progress
    return TopicDue(
        offer,
        others=tuple(islice(_others(work, course), OTHERS)),
        aside=sum(topic not in progress.completions for topic in progress.skips),
        late=at if course.now - at > PUNCTUAL else None,
        by_mix=course.enrolment.id != studied.enrolment.id,
    )


def _others(work: UnitOfWork, course: Course) -> Iterator[tuple[Roadmap, Topic]]:
    for each in work.enrolments.of_learner(course.learner.id):
        if each.id != course.enrolment.id:
            other = replace(course, enrolment=each, roadmap=work.roadmaps.get(each.roadmap))
            if other.progress.current is not None:
                yield other.roadmap, other.progress.current


def _streak_at_risk(course: Course, nudge: Notification) -> StreakAtRisk | None:
    streak, today = course.streak, course.today
    if not streak.current or streak.last_day is None or streak.last_day >= today:
        return None
    # A nudge after midnight may be for the date before, where the day begins late.
    if nudge.date < today:
        return None
    return StreakAtRisk(streak.current, streak.freezes)


def _milestone(course: Course, reached: Notification) -> MilestoneReached | None:
    days = int(reached.details[DAYS])
    return MilestoneReached(days) if course.streak.current >= days else None


def _freeze_used(course: Course) -> FreezeUsed | None:
    streak = course.streak
    if course.rules.spare(course.today) or not streak.frozen or streak.missed:
        return None
    return FreezeUsed(streak)


def _streak_over(course: Course) -> StreakOver | None:
    if course.rules.spare(course.today) or course.streak.missed != 1:
        return None
    return StreakOver(course.streak)


def _removed(
    work: UnitOfWork, learner: Learner, notification: Notification
) -> RoadmapsRemoved | None:
    """Name all that was removed on the notification's date: of each date there is only one."""
    studied = (each.roadmap for each in work.enrolments.of_learner(learner.id))
    titles = tuple(
        work.roadmaps.get(each.roadmap).title
        for each in map(work.roadmaps.ownership, studied)
        if each.removed is not None
        and each.owner != learner.id
        and learner.moment(each.removed).date == notification.date
    )
    return RoadmapsRemoved(titles) if titles else None


def _comeback(work: UnitOfWork, course: Course) -> Comeback | None:
    offer = offer_with_note(work, course_by_mix(work, course))
    if not offer.comeback or offer.streak.away != COMEBACK_AFTER or offer.topic is None:
        return None
    return Comeback(offer)
