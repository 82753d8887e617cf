"""News: what a learner is told unasked, true at the moment it is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeAlias, assert_never

from core.learner import Learner
from core.notification import Notification, NotificationKind
from core.ports import UnitOfWork
from core.preferences import Preferences
from core.reminder import Days, Reminder, ReminderKind, last_occurrence
from core.roadmap import Topic
from core.streak import Streak
from core.use_cases.course import Course, course_of
from core.use_cases.streak_news import DAYS, MISSED_DAYS, WORTH_A_WORD
from core.use_cases.study import Offer, offer_of
from core.week import Week, week

PUNCTUAL = timedelta(minutes=15)
"""A prompt that comes later than this says when it should have come."""

OTHERS = 3
"""So many other roadmaps are named beside the topic that is due."""


@dataclass(frozen=True, slots=True)
class TopicDue:
    """The topic to study today.

    ``others`` are the title and the topic of other roadmaps that wait, ``aside`` counts the topics
    put aside, and ``late`` is the instant it was for, None where it comes in time.
    """

    offer: Offer
    others: tuple[tuple[str, Topic], ...] = ()
    aside: int = 0
    late: datetime | None = None


@dataclass(frozen=True, slots=True)
class StreakAtRisk:
    """A streak of so many days ends tonight, unless a topic is done."""

    days: int


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
class StreakOver:
    """A streak of so many days has ended; ``longest`` is the best there was."""

    days: int
    longest: int


News: TypeAlias = TopicDue | StreakAtRisk | WeekOver | MilestoneReached | StreakOver
"""What a learner may be told, each true when it is told."""

_ORDER = (
    NotificationKind.MILESTONE,
    NotificationKind.STREAK_ENDED,
    NotificationKind.NUDGE,
    NotificationKind.DIGEST,
    NotificationKind.PROMPT,
)


@dataclass(frozen=True, slots=True)
class Listener:
    """A learner, with all that decides what of the news they want to hear."""

    learner: Learner
    reminders: tuple[Reminder, ...]
    preferences: Preferences
    snoozed_until: datetime | None

    def wants(self, notification: Notification, now: datetime) -> bool:
        """Say whether a notification is wanted still, whether it is true or not."""
        if notification.reminder is None:
            if notification.kind is NotificationKind.PROMPT:
                return True
            return self.preferences.streak_news and not all(it.muted for it in self.reminders)
        cause = next((it for it in self.reminders if it.id == notification.reminder), None)
        if cause is None or cause.muted or Days.of(notification.date) not in cause.schedule.days:
            return False
        return (
            notification.kind is not NotificationKind.PROMPT
            or self.snoozed_until is None
            or self.snoozed_until <= now
        )

    def has_later(self, notification: Notification, by: datetime) -> bool:
        """Say whether a prompt's place is taken by another one that is due after it, by then.

        One that was snoozed until another comes has its place taken too.
        """
        if notification.kind is not NotificationKind.PROMPT:
            return False
        return any(
            each.since < last and (last > notification.at or _is_snoozed_to(notification, last))
            for each in self.reminders
            if each.kind is ReminderKind.PROMPT and not each.muted
            for last in (last_occurrence(each.schedule, by).at,)
        )


def listener_of(work: UnitOfWork, learner: Learner) -> Listener:
    """Read what decides what a learner wants to hear."""
    return Listener(
        learner,
        work.reminders.of_learner(learner.id),
        work.preferences.of_learner(learner.id),
        work.outbox.snoozed_until(learner.id),
    )


def _is_snoozed_to(notification: Notification, instant: datetime) -> bool:
    return notification.reminder is None and notification.at == instant


def true_news(
    work: UnitOfWork, learner: Learner, notifications: Sequence[Notification], now: datetime
) -> Iterator[tuple[Notification, News]]:
    """Give what is true of some notifications, one of a kind, the topic to study last."""
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
            news = _news(work, course, each)
            if news is not None:
                yield each, news
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
        case NotificationKind.STREAK_ENDED:
            return _streak_over(course, notification)
        case _:
            assert_never(notification.kind)


def _topic_due(work: UnitOfWork, course: Course, at: datetime) -> TopicDue | None:
    offer = offer_of(course)
    if offer.topic is None or offer.streak.studied_today:
        return None
    progress = course.progress
    return TopicDue(
        offer,
        others=tuple(islice(_others(work, course), OTHERS)),
        aside=sum(topic not in progress.completions for topic in progress.skips),
        late=at if course.now - at > PUNCTUAL else None,
    )


def _others(work: UnitOfWork, course: Course) -> Iterator[tuple[str, Topic]]:
    for each in work.enrolments.of_learner(course.learner.id):
        if each.id != course.enrolment.id:
            other = replace(course, enrolment=each, roadmap=work.roadmaps.get(each.roadmap))
            if other.progress.current is not None:
                yield other.roadmap.title, other.progress.current


def _streak_at_risk(course: Course, nudge: Notification) -> StreakAtRisk | None:
    streak = course.streak
    if streak.studied_today or not streak.current or nudge.date != course.today:
        return None
    return StreakAtRisk(streak.current)


def _milestone(course: Course, reached: Notification) -> MilestoneReached | None:
    days = int(reached.details[DAYS])
    return MilestoneReached(days) if course.streak.current >= days else None


def _streak_over(course: Course, ended: Notification) -> StreakOver | None:
    last = course.streak.last_day
    if course.streak.current or last is None or last + MISSED_DAYS != ended.date:
        return None
    days = course.log.streak(last).current
    return StreakOver(days, course.streak.longest) if days >= WORTH_A_WORD else None
