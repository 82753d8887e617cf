"""Focusing: a session is begun, joined, left and ended, and who is in it says what they will do.

A learner is in one session at a time: who begins or joins another leaves the one they were in.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.destination import Destination
from core.errors import NotTheHost, NowhereToWrite, SessionGoesOn, TaskTooLong
from core.focus import Participant, Session, worked
from core.learner import Account, Learner, LearnerId
from core.ports import UnitOfWork
from core.spoken_focus import read_rounds
from core.use_cases.enrolment import Newcomer
from core.use_cases.focus import (
    FocusShown,
    end_of,
    is_over,
    live_key,
    shown_of,
    stay_of,
    zone_of,
)
from core.use_cases.session_pick import SessionPick, own_session, picked

TASK_LIMIT = 200
"""Characters of a declared task."""


@dataclass(frozen=True, slots=True)
class Comer:
    """Who comes to a session: their name there, and what is guessed where they are no learner."""

    name: str
    newcomer: Newcomer


@dataclass(frozen=True, slots=True)
class SessionBegun:
    """A session goes on; ``left`` says that its host left another one for it."""

    shown: FocusShown
    left: bool


@dataclass(frozen=True, slots=True)
class SessionJoined:
    """A learner is in a session, ``again`` if they were before; ``left`` as in SessionBegun."""

    shown: FocusShown
    again: bool
    left: bool


@dataclass(frozen=True, slots=True)
class SessionLeft:
    """A learner is in a session no more, None where they were not in it.

    ``worked`` is how long they worked in this stay; ``over`` says that nobody was left in it.
    """

    worked: timedelta | None
    over: bool


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """A session was ended before its time, for all who were in it."""

    shown: FocusShown


@dataclass(frozen=True, slots=True)
class TaskDeclared:
    """A learner in a session said what they will do; ``joined`` says that they came in by that."""

    task: str
    joined: bool


def begin_session(  # noqa: PLR0913 - what, where and by whom
    work: UnitOfWork,
    account: Account,
    now: datetime,
    here: Destination | None,
    typed: str,
    *,
    comer: Comer,
) -> SessionBegun:
    """Begin a session of the rounds typed, with its live message; its host is in it.

    Raise UnclearTime for rounds that cannot be read, NowhereToWrite where the bot may not write,
    and SessionGoesOn where one goes on.
    """
    rounds = read_rounds(typed)
    if here is None:
        raise NowhereToWrite
    other = work.sessions.open_at(here)
    if other is not None and not is_over(other, now):
        raise SessionGoesOn(other.id, end_of(other), zone_of(work, other))
    if other is not None:
        work.sessions.end(other.id, at=end_of(other))
    learner = _learner(work, account, now, here, comer)
    left = _leave_all(work, learner.id, now)
    session = work.sessions.add(here, learner.id, rounds, at=now)
    work.sessions.join(Participant(session.id, learner.id, comer.name, None, now))
    work.live.open(live_key(session), here, due=now)
    result = SessionBegun(shown_of(work, session, now), left)
    work.commit()
    return result


def join_session(
    work: UnitOfWork, account: Account, now: datetime, pick: SessionPick, comer: Comer
) -> SessionJoined:
    """Let a person be in a session; raise NoSession where it is over, or none goes on."""
    session = picked(work, account, pick, now)
    learner = _learner(work, account, now, session.place, comer)
    again, left = _come_in(work, session, learner.id, comer.name, now)
    result = SessionJoined(shown_of(work, session, now), again, left)
    work.commit()
    return result


def leave_session(
    work: UnitOfWork, account: Account, now: datetime, pick: SessionPick
) -> SessionLeft:
    """Let a learner be in a session no more; it is over where nobody else is in it.

    Raise NoSession where it is over, or none goes on.
    """
    session = picked(work, account, pick, now)
    learner = work.learners.of_account(account)
    stay = stay_of(work, session.id, learner.id) if learner else None
    if learner is None or stay is None:
        return SessionLeft(None, over=False)
    over = _leave(work, session, learner.id, now)
    work.commit()
    return SessionLeft(worked(session, stay, now), over)


def end_session(
    work: UnitOfWork, account: Account, now: datetime, pick: SessionPick, *, manages: bool
) -> SessionEnded:
    """End a session for all who are in it.

    Raise NoSession where it is over, or none goes on, and NotTheHost for who neither began it nor
    manages its place.
    """
    session = picked(work, account, pick, now)
    learner = work.learners.of_account(account)
    is_host = learner is not None and learner.id == session.host
    if not is_host and not (manages and session.place == pick.here):
        raise NotTheHost(session.id)
    work.sessions.end(session.id, at=now)
    work.live.touch(live_key(session), at=now)
    work.commit()
    return SessionEnded(shown_of(work, replace(session, ended=now), now))


def declare_task(  # noqa: PLR0913 - what, where and by whom
    work: UnitOfWork,
    account: Account,
    now: datetime,
    pick: SessionPick,
    typed: str,
    *,
    comer: Comer,
) -> TaskDeclared:
    """Let a person say what they will do in a session; who was not in it comes in.

    Raise TaskTooLong, and NoSession where the session is over, or none goes on.
    """
    task = " ".join(typed.split())
    if len(task) > TASK_LIMIT:
        raise TaskTooLong(len(task), TASK_LIMIT)
    session = picked(work, account, pick, now)
    learner = _learner(work, account, now, session.place, comer)
    again, _ = _come_in(work, session, learner.id, comer.name, now)
    work.sessions.declare(session.id, learner.id, task)
    work.live.touch(live_key(session), at=now)
    work.commit()
    return TaskDeclared(task, joined=not again)


def _learner(
    work: UnitOfWork, account: Account, now: datetime, place: Destination, comer: Comer
) -> Learner:
    """Give the learner behind an account, who becomes one in the zone of the group there."""
    learner = work.learners.of_account(account)
    if learner is not None:
        return learner
    group = work.groups.at(place)
    zone = group.plan.schedule.zone if group else comer.newcomer.zone
    return replace(comer.newcomer, zone=zone).join(work, account, now)


def _come_in(
    work: UnitOfWork, session: Session, learner: LearnerId, name: str, now: datetime
) -> tuple[bool, bool]:
    """Let a learner be in a session; say if they were, and if they left another one for it."""
    if stay_of(work, session.id, learner) is not None:
        return True, False
    left = _leave_all(work, learner, now)
    work.sessions.join(Participant(session.id, learner, name, None, now))
    work.live.touch(live_key(session), at=now)
    return False, left


def _leave_all(work: UnitOfWork, learner: LearnerId, now: datetime) -> bool:
    """Let a learner leave the session they are in; say whether there was one."""
    session = own_session(work, learner, now)
    if session is None:
        return False
    _leave(work, session, learner, now)
    return True


def _leave(work: UnitOfWork, session: Session, learner: LearnerId, now: datetime) -> bool:
    """Let a learner leave a session, and end it where nobody else is in it; say whether it is."""
    work.sessions.leave(session.id, learner, at=now)
    over = all(each.left is not None for each in work.sessions.participants(session.id))
    if over:
        work.sessions.end(session.id, at=now)
    work.live.touch(live_key(session), at=now)
    return over
