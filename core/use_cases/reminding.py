"""Reminding: changing, muting and removing reminders, and those one asks for by a switch."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.destination import Destination
from core.errors import UnknownReminder
from core.learner import Account, Learner
from core.ports import UnitOfWork
from core.reminder import Occurrence, Reminder, ReminderKind, Schedule, next_occurrence
from core.spoken_time import read_change
from core.use_cases.arrangement import somewhere, studying
from core.use_cases.prompting import take_days
from core.use_cases.streak_news import lay_ahead_for
from core.weekdays import Days

USUAL = {
    ReminderKind.PROMPT: (8 * 60, Days.DAILY),
    ReminderKind.NUDGE: (20 * 60, Days.DAILY),
    ReminderKind.DIGEST: (18 * 60, Days.SUNDAY),
}
"""When reminders come to who names no time: the minute of the day, and the days."""


@dataclass(frozen=True, slots=True)
class ReminderChanged:
    """A reminder comes at another time now, next at ``next``; it has a number of its own."""

    reminder: Reminder
    before: Schedule
    next: Occurrence


@dataclass(frozen=True, slots=True)
class ReminderMuted:
    """A reminder is as it says, muted or not; ``next`` is when it comes, or would."""

    reminder: Reminder
    next: Occurrence


@dataclass(frozen=True, slots=True)
class ReminderRemoved:
    """This reminder is no more."""

    reminder: Reminder


@dataclass(frozen=True, slots=True)
class OptedIn:
    """What a learner asked for comes at ``next``, and then as the reminder says."""

    reminder: Reminder
    next: Occurrence


@dataclass(frozen=True, slots=True)
class OptedOut:
    """Nothing of this kind comes any more; these were its schedules."""

    kind: ReminderKind
    schedules: tuple[Schedule, ...]


def change_reminder(
    work: UnitOfWork, account: Account, now: datetime, number: int, typed: str
) -> ReminderChanged:
    """Let a reminder come at the time typed, on the days typed; what is not typed stays.

    A prompt takes its days from the others. Raise UnknownReminder, and UnclearTime for what cannot
    be read.
    """
    learner = studying(work, account)
    known = _of_learner(work, learner, number)
    schedule = read_change(typed, known.schedule)
    changed = known
    if schedule != known.schedule:
        # Another reminder, so that it comes at the new time on a day it has come at the old.
        work.reminders.remove(known)
        if known.kind is ReminderKind.PROMPT:
            take_days(work, learner.id, schedule.days, now)
        changed = work.reminders.add(
            learner.id, known.kind, schedule, platform=known.platform, since=now
        )
        if known.muted:
            changed = replace(changed, muted=True)
            work.reminders.save(changed)
        lay_ahead_for(work, learner, now)
    work.commit()
    return ReminderChanged(changed, known.schedule, next_occurrence(schedule, now))


def mute_reminder(
    work: UnitOfWork, account: Account, now: datetime, number: int, *, muted: bool
) -> ReminderMuted:
    """Let a reminder come no more until it is unmuted, or come again; raise UnknownReminder."""
    learner = studying(work, account)
    reminder = _of_learner(work, learner, number)
    if reminder.muted != muted:
        reminder = replace(reminder, muted=muted, since=now)
        work.reminders.save(reminder)
        lay_ahead_for(work, learner, now)
    work.commit()
    return ReminderMuted(reminder, next_occurrence(reminder.schedule, now))


def remove_reminder(
    work: UnitOfWork, account: Account, now: datetime, number: int
) -> ReminderRemoved:
    """Remove a reminder, and what waits for it; raise UnknownReminder."""
    learner = studying(work, account)
    reminder = _of_learner(work, learner, number)
    work.reminders.remove(reminder)
    lay_ahead_for(work, learner, now)
    work.commit()
    return ReminderRemoved(reminder)


def opt_in(
    work: UnitOfWork,
    account: Account,
    now: datetime,
    kind: ReminderKind,
    *,
    here: Destination | None,
) -> OptedIn:
    """Let reminders of a kind come: those there are, unmuted, else one at the usual time.

    A learner who is written to nowhere is from now on written to ``here``. Raise NowhereToWrite
    where no place is open.
    """
    learner = studying(work, account)
    destination = somewhere(work, learner.id, here, now)
    known = _of_kind(work, learner, kind)
    for each in known:
        if each.muted:
            work.reminders.save(replace(each, muted=False, since=now))
    if not known:
        minute, days = USUAL[kind]
        schedule = Schedule(minute, days, learner.zone)
        work.reminders.add(learner.id, kind, schedule, platform=destination.platform, since=now)
    coming = [(next_occurrence(it.schedule, now), it) for it in _of_kind(work, learner, kind)]
    first, reminder = min(coming, key=lambda each: each[0].at)
    lay_ahead_for(work, learner, now)
    work.commit()
    return OptedIn(reminder, first)


def opt_out(work: UnitOfWork, account: Account, now: datetime, kind: ReminderKind) -> OptedOut:
    """Let no reminder of a kind come any more."""
    learner = studying(work, account)
    removed = _of_kind(work, learner, kind)
    for each in removed:
        work.reminders.remove(each)
    lay_ahead_for(work, learner, now)
    work.commit()
    return OptedOut(kind, tuple(each.schedule for each in removed))


def _of_learner(work: UnitOfWork, learner: Learner, number: int) -> Reminder:
    for each in work.reminders.of_learner(learner.id):
        if each.id == number:
            return each
    raise UnknownReminder


def _of_kind(work: UnitOfWork, learner: Learner, kind: ReminderKind) -> tuple[Reminder, ...]:
    return tuple(each for each in work.reminders.of_learner(learner.id) if each.kind is kind)
