"""News of the streak: put in the outbox by what a learner does, ahead of being true."""

from datetime import date, timedelta

from core.notification import Notification, NotificationKind
from core.ports import UnitOfWork
from core.reminder import Days, Schedule, next_occurrence
from core.use_cases.course import Course

MILESTONES = (3, 7, 14, 30, 50, 100, 200, 365)
"""Days in a row that are worth a word; after the last, each of its multiples is."""

DAYS = "days"
"""The detail of a milestone that says which one it is."""

WORTH_A_WORD = 3
"""Days; that a shorter streak has ended is not told."""

MISSED_DAYS = timedelta(days=2)
"""On the second day after the last one of study it is sure that the streak has ended."""

_MORNING = 9 * 60
_WORTH = timedelta(days=1)


def put_news_ahead(work: UnitOfWork, before: Course, after: Course, day: date) -> None:
    """Put what the first topic of a day makes worth a word in the outbox, for who wants that.

    It is told if it is still true by then. Only a learner who has a reminder that is not muted is
    told anything unasked.
    """
    if before.log.has_studied_on(day) or not after.log.has_studied_on(day):
        return
    heard = [each for each in work.reminders.of_learner(after.learner.id) if not each.muted]
    if not heard or not work.preferences.of_learner(after.learner.id).streak_news:
        return
    platform, streak = heard[0].platform, after.streak
    if _is_milestone(streak.current):
        reached = Notification(
            NotificationKind.MILESTONE,
            after.learner.id,
            platform,
            day,
            at=after.now,
            expires=after.now + _WORTH,
            details={DAYS: str(streak.current)},
        )
        work.outbox.add(reached, due=after.now)
    if streak.current >= WORTH_A_WORD and streak.last_day is not None:
        weekday = Days.of(streak.last_day + MISSED_DAYS)
        end = next_occurrence(Schedule(_MORNING, weekday, after.learner.zone), after.now)
        ended = Notification(
            NotificationKind.STREAK_ENDED,
            after.learner.id,
            platform,
            end.date,
            at=end.at,
            expires=end.at + _WORTH,
        )
        work.outbox.add(ended, due=end.at)


def _is_milestone(days: int) -> bool:
    return days in MILESTONES or (days > 0 and days % MILESTONES[-1] == 0)
