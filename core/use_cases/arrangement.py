"""Arrangement: how a learner wants to be written to, shown and changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.destination import Destination
from core.errors import NotEnrolled, NowhereToWrite
from core.goal import Target
from core.learner import Account, Learner, LearnerId
from core.ports import UnitOfWork
from core.preferences import Preferences
from core.quiet import Quiet
from core.reminder import Reminder
from core.spoken_time import read_quiet
from core.use_cases.destinations import ways_of
from core.use_cases.rhythm import RhythmShown, rhythm_of
from core.use_cases.streak_news import lay_ahead_for


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All that decides how and when a learner is written to, and where.

    ``asked`` is where they asked for it, ``destination`` the first place that is open, which may
    be another; ``snoozed_until`` is when a prompt comes that they snoozed.
    """

    zone: str
    reminders: tuple[Reminder, ...]
    preferences: Preferences
    asked: Destination | None
    destination: Destination | None
    snoozed_until: datetime | None
    today: date
    rhythm: RhythmShown
    target: Target | None


@dataclass(frozen=True, slots=True)
class StreakNewsSet:
    """News of the streak comes from now on, or does no more; ``before`` is how it was."""

    on: bool
    before: bool


@dataclass(frozen=True, slots=True)
class BadgesSet:
    """Badges are shown from now on, or are no more; ``before`` is how it was."""

    on: bool
    before: bool


@dataclass(frozen=True, slots=True)
class DarkPicturesSet:
    """Pictures are dark from now on, or light; ``before`` is how it was."""

    on: bool
    before: bool


@dataclass(frozen=True, slots=True)
class QuietSet:
    """A learner's quiet hours are these now, None where they have none; ``before`` others were."""

    quiet: Quiet | None
    before: Quiet | None


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """A learner is written to here from now on; ``before`` is where they had asked for it."""

    destination: Destination
    before: Destination | None


def arrangement(work: UnitOfWork, account: Account, now: datetime) -> Arrangement:
    """Say how a learner is written to unasked."""
    learner = studying(work, account)
    return Arrangement(
        zone=learner.zone,
        reminders=work.reminders.of_learner(learner.id),
        preferences=work.preferences.of_learner(learner.id),
        asked=work.destinations.asked(learner.id),
        destination=next((way.destination for way in ways_of(work, learner.id)), None),
        snoozed_until=work.outbox.snoozed_until(learner.id),
        today=learner.moment(now).date,
        rhythm=rhythm_of(learner, now),
        target=work.enrolments.target(learner.enrolment) if learner.enrolment else None,
    )


def set_streak_news(
    work: UnitOfWork, account: Account, now: datetime, *, on: bool
) -> StreakNewsSet:
    """Let news of the streak come, or not."""
    learner = studying(work, account)
    before, after = _prefer(work, learner.id, lambda it: replace(it, streak_news=on))
    lay_ahead_for(work, learner, now)
    work.commit()
    return StreakNewsSet(after.streak_news, before.streak_news)


def set_badges(work: UnitOfWork, account: Account, _now: datetime, *, on: bool) -> BadgesSet:
    """Let badges be shown, or not; they are earned all the same."""
    before, after = _prefer(work, studying(work, account).id, lambda it: replace(it, badges=on))
    work.commit()
    return BadgesSet(after.badges, before.badges)


def set_dark_pictures(
    work: UnitOfWork, account: Account, _now: datetime, *, on: bool
) -> DarkPicturesSet:
    """Let pictures be dark, or light."""
    before, after = _prefer(
        work, studying(work, account).id, lambda it: replace(it, dark_pictures=on)
    )
    work.commit()
    return DarkPicturesSet(after.dark_pictures, before.dark_pictures)


def set_quiet(work: UnitOfWork, account: Account, _now: datetime, typed: str | None) -> QuietSet:
    """Let nothing come unasked in the hours typed; None for no such hours.

    Raise UnclearTime for hours that cannot be read.
    """

    def change(preferences: Preferences) -> Preferences:
        return replace(preferences, quiet=None if typed is None else read_quiet(typed))

    before, after = _prefer(work, studying(work, account).id, change)
    work.commit()
    return QuietSet(after.quiet, before.quiet)


def _prefer(
    work: UnitOfWork, learner: LearnerId, change: Callable[[Preferences], Preferences]
) -> tuple[Preferences, Preferences]:
    """Change a learner's preferences; give those they had, and those they have."""
    before = work.preferences.of_learner(learner)
    after = change(before)
    work.preferences.save(learner, after)
    return before, after


def write_here(
    work: UnitOfWork, account: Account, now: datetime, here: Destination | None
) -> PlaceAsked:
    """Let a learner be written to here; raise NowhereToWrite where the bot may not."""
    learner = studying(work, account)
    if here is None:
        raise NowhereToWrite
    before = work.destinations.asked(learner.id)
    destination = writing_to(work, learner.id, here, now)
    work.commit()
    return PlaceAsked(destination, before)


def studying(work: UnitOfWork, account: Account) -> Learner:
    """Give the learner behind an account; raise NotEnrolled where they study nothing."""
    learner = work.learners.of_account(account)
    if learner is None or learner.enrolment is None:
        raise NotEnrolled
    return learner


def writing_to(
    work: UnitOfWork, learner: LearnerId, here: Destination | None, now: datetime
) -> Destination:
    """Let a learner be written to here with all their reminders, if the bot may; say where.

    Raise NowhereToWrite where it may not, and no other place is open.
    """
    if here is None:
        return somewhere(work, learner, None, now)
    work.destinations.ask(learner, here)
    for each in work.reminders.of_learner(learner):
        if each.platform != here.platform:
            work.reminders.save(replace(each, platform=here.platform, since=now))
    return here


def somewhere(
    work: UnitOfWork, learner: LearnerId, here: Destination | None, now: datetime
) -> Destination:
    """Say where a learner is written to now; here, from now on, where no other place is open.

    Raise NowhereToWrite where the bot may not write here either.
    """
    way = next(iter(ways_of(work, learner)), None)
    if way is not None:
        return way.destination
    if here is None:
        raise NowhereToWrite
    return writing_to(work, learner, here, now)
