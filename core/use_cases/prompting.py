"""Prompting: when the day's topic comes by itself, and putting it off."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.destination import Destination
from core.learner import Account, LearnerId
from core.notification import Notification, NotificationKind
from core.ports import UnitOfWork
from core.quiet import open_at
from core.reminder import Occurrence, Reminder, ReminderId, ReminderKind, Schedule, next_occurrence
from core.spoken_snooze import MORNING, read_snooze
from core.spoken_time import read_schedule
from core.use_cases.arrangement import somewhere, studying, writing_to
from core.use_cases.planning import WINDOW
from core.use_cases.streak_news import lay_ahead_for
from core.weekdays import Days

CROWD = 300_000
"""A crowd is counted up to here: 27 a second for three hours."""


@dataclass(frozen=True, slots=True)
class DailySet:
    """The day's topic comes by itself at ``next``, and then as the reminder says.

    ``before`` are the schedules that lost days to it. ``crowd`` counts whose prompts fall due with
    the next one on its platform, this learner's among them; ``destination`` is where it comes.
    """

    reminder: Reminder
    next: Occurrence
    before: tuple[Schedule, ...]
    crowd: int
    destination: Destination


@dataclass(frozen=True, slots=True)
class DailyStopped:
    """The day's topic comes no more by itself; these were its schedules."""

    schedules: tuple[Schedule, ...]


@dataclass(frozen=True, slots=True)
class Snoozed:
    """The topic comes again at ``until``, outside the quiet hours; no prompt comes before that."""

    until: datetime
    zone: str


def set_daily(
    work: UnitOfWork, account: Account, now: datetime, typed: str, *, here: Destination | None
) -> DailySet:
    """Let the day's topic come by itself at the time typed, on the days typed or on all.

    There is one prompt a day: a day that had another time has this one. The time of a prompt that
    there is, said with fewer days, leaves it these. ``here`` is where it comes, None where the bot
    may not write: then it comes to another place of the learner's. Raise UnclearTime for what
    cannot be read, NowhereToWrite where no place is open.
    """
    learner = studying(work, account)
    schedule = read_schedule(typed, learner.zone)
    destination = writing_to(work, learner.id, here, now)
    known = _prompt_around(work, learner.id, schedule)
    if known is None:
        before = take_days(work, learner.id, schedule.days, now)
        reminder = work.reminders.add(
            learner.id, ReminderKind.PROMPT, schedule, platform=destination.platform, since=now
        )
    else:
        before = () if known.schedule == schedule else (known.schedule,)
        since = now if before or known.muted else known.since
        reminder = replace(known, schedule=schedule, muted=False, since=since)
        work.reminders.save(reminder)
    coming = next_occurrence(schedule, now)
    crowd = work.reminders.crowd(reminder.platform, coming.at, most=CROWD)
    lay_ahead_for(work, learner, now)
    work.commit()
    return DailySet(reminder, coming, before, crowd, destination)


def stop_daily(work: UnitOfWork, account: Account, now: datetime) -> DailyStopped:
    """Let the day's topic come no more by itself; what was snoozed still comes."""
    learner = studying(work, account)
    prompts = _prompts(work, learner.id)
    for each in prompts:
        work.reminders.remove(each)
    lay_ahead_for(work, learner, now)
    work.commit()
    return DailyStopped(tuple(each.schedule for each in prompts))


def snooze(
    work: UnitOfWork, account: Account, now: datetime, typed: str, *, here: Destination | None
) -> Snoozed:
    """Let today's topic come again at the time typed, and no prompt before it.

    Said again the same day, it comes at the new time instead. A learner who is written to nowhere
    is from now on written to ``here``. Raise UnclearTime for what cannot be read, NowhereToWrite
    where no place is open.
    """
    learner = studying(work, account)
    today = learner.moment(now).date
    morning = _morning(work, learner.id, today + timedelta(days=1))
    until = read_snooze(typed, now, learner.zone, morning=morning)
    quiet = work.preferences.of_learner(learner.id).quiet
    if quiet is not None:
        until = open_at(quiet, learner.zone, until)
    destination = somewhere(work, learner.id, here, now)
    snoozed = Notification(
        NotificationKind.PROMPT,
        learner.id,
        destination.platform,
        # The date that is put off, not that of its end: of two snoozes of it, the last is meant.
        today,
        at=until,
        expires=until + WINDOW,
    )
    work.outbox.put(snoozed, due=until)
    work.commit()
    return Snoozed(until, learner.zone)


def take_days(
    work: UnitOfWork,
    learner: LearnerId,
    days: Days,
    now: datetime,
    *,
    but: ReminderId | None = None,
) -> tuple[Schedule, ...]:
    """Take days from a learner's prompts, all but one; give the schedules that lost some.

    A prompt that loses all its days goes.
    """
    losing = [
        each for each in _prompts(work, learner) if each.id != but and each.schedule.days & days
    ]
    for each in losing:
        left = each.schedule.days & ~days
        if left:
            schedule = replace(each.schedule, days=left)
            work.reminders.save(replace(each, schedule=schedule, since=now))
        else:
            work.reminders.remove(each)
    return tuple(each.schedule for each in losing)


def _prompts(work: UnitOfWork, learner: LearnerId) -> tuple[Reminder, ...]:
    return tuple(
        each for each in work.reminders.of_learner(learner) if each.kind is ReminderKind.PROMPT
    )


def _prompt_around(work: UnitOfWork, learner: LearnerId, schedule: Schedule) -> Reminder | None:
    """Find the prompt that comes at the time of a schedule, on all of its days."""
    return next(
        (
            each
            for each in _prompts(work, learner)
            if each.schedule.minute == schedule.minute and schedule.days in each.schedule.days
        ),
        None,
    )


def _morning(work: UnitOfWork, learner: LearnerId, day: date) -> int:
    """Give the minute of a date's prompt, else the usual one."""
    return next(
        (
            each.schedule.minute
            for each in _prompts(work, learner)
            if Days.of(day) in each.schedule.days and not each.muted
        ),
        MORNING,
    )
