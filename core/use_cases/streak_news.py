"""News of the streak: put in the outbox ahead of being true, by what changes the days to come."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from core.learner import Learner, LearnerId
from core.notification import Notification, NotificationKind
from core.ports import UnitOfWork
from core.reminder import Reminder, ReminderKind, Schedule, occurrence_on
from core.streak import COMEBACK_AFTER
from core.use_cases.course import Course, course_of
from core.weekdays import Days

MILESTONES = (3, 7, 14, 30, 50, 100, 200, 365)
"""Days in a row that are worth a word; after the last, each of its multiples is."""

DAYS = "days"
"""The detail of a milestone that says which one it is."""

_MORNING = 9 * 60
_DAY = timedelta(days=1)


def put_news_ahead(work: UnitOfWork, before: Course, after: Course, day: date) -> None:
    """Put what the first topic of a day makes worth a word in the outbox, for who wants that.

    It is told if it is still true by then. Only a learner who has a reminder that is not muted is
    told anything unasked.
    """
    if before.log.has_studied_on(day) or not after.log.has_studied_on(day):
        return
    reminders = _heard(work, after.learner.id)
    if not reminders:
        return
    if _is_milestone(after.streak.current):
        reached = Notification(
            NotificationKind.MILESTONE,
            after.learner.id,
            reminders[0].platform,
            day,
            at=after.now,
            expires=after.now + _DAY,
            details={DAYS: str(after.streak.current)},
        )
        work.outbox.add(reached, due=after.now)
    _lay(work, after, reminders)


def lay_ahead(work: UnitOfWork, course: Course) -> None:
    """Put in the outbox what a learner is to be told of days that they may miss from now on.

    It is laid anew whenever these days change; what was laid before proves untrue at delivery. Of
    a date on which a prompt comes nothing is laid: the prompt brings it along.
    """
    _lay(work, course, _heard(work, course.learner.id))


def lay_ahead_for(work: UnitOfWork, learner: Learner, now: datetime) -> None:
    """Lay ahead as ``lay_ahead`` does, after a change of what a learner hears and when."""
    if learner.enrolment is not None:
        lay_ahead(work, course_of(work, learner, learner.enrolment, now))


def is_prompted(learner: Learner, reminders: Sequence[Reminder], day: date) -> bool:
    """Say whether a prompt comes by itself on a learner's date, whatever is muted or set anew."""
    # Where the day begins late, one that comes after midnight is for the date before.
    return any(
        each.since < found.at and learner.moment(found.at).date == day
        for each in reminders
        if each.kind is ReminderKind.PROMPT and not each.muted
        for shown in (day, day + _DAY)
        if (found := occurrence_on(each.schedule, shown))
    )


def _heard(work: UnitOfWork, learner: LearnerId) -> tuple[Reminder, ...]:
    """Give the reminders that are not muted of a learner who wants news of the streak."""
    heard = tuple(each for each in work.reminders.of_learner(learner) if not each.muted)
    return heard if heard and work.preferences.of_learner(learner).streak_news else ()


def _lay(work: UnitOfWork, course: Course, reminders: Sequence[Reminder]) -> None:
    """Lay ahead what is true of the days after the last study day, unless a topic is done."""
    if not reminders:
        return
    for kind, day in _told_on(course):
        at = _morning(course.learner, day)
        if at is None or at <= course.now or is_prompted(course.learner, reminders, day):
            continue
        note = Notification(
            kind, course.learner.id, reminders[0].platform, day, at=at, expires=at + _DAY
        )
        if day > course.today:
            work.outbox.put(note, due=at)
        else:
            # Today's may have been told, and is not told again.
            work.outbox.add(note, due=at)


def _told_on(course: Course) -> Iterator[tuple[NotificationKind, date]]:
    """Give what missing a day is told as, with the date: the next one that needs study."""
    streak = course.streak
    if streak.last_day is None:
        return
    freezes = streak.freezes + streak.frozen
    needing = islice(course.rules.needing(streak.last_day + _DAY), 1, None)
    for missed, day in enumerate(islice(needing, max(freezes + 1, COMEBACK_AFTER)), start=1):
        if missed <= freezes:
            yield NotificationKind.FREEZE_USED, day
        elif missed == freezes + 1:
            yield NotificationKind.STREAK_ENDED, day
        if missed == COMEBACK_AFTER:
            yield NotificationKind.COMEBACK, day


def _morning(learner: Learner, day: date) -> datetime | None:
    """Give nine o'clock of a learner's date, or its begin where that is later, if there is one."""
    nine = occurrence_on(Schedule(_MORNING, Days.DAILY, learner.zone), day)
    if nine is None:
        return None
    begins = learner.rhythm.day_start.at(nine.at)
    if begins <= _MORNING:
        return nine.at
    begin = occurrence_on(Schedule(begins, Days.DAILY, learner.zone), day)
    return begin.at if begin else None


def _is_milestone(days: int) -> bool:
    return days in MILESTONES or (days > 0 and days % MILESTONES[-1] == 0)
