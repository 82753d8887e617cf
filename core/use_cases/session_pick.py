"""Session picks: from what a button names, or the place it is said in, to one focus session."""

from dataclasses import dataclass
from datetime import datetime

from core.destination import Destination
from core.errors import NoSession
from core.focus import Session, SessionId
from core.learner import Account, LearnerId
from core.ports import UnitOfWork
from core.spoken_focus import LONGEST
from core.use_cases.focus import going_on, is_over


@dataclass(frozen=True, slots=True)
class SessionPick:
    """Which session is meant: the one that a button names, else the one that goes on here.

    Where none does, the one that the learner is in.
    """

    here: Destination
    session: SessionId | None = None


def picked(work: UnitOfWork, account: Account, pick: SessionPick, now: datetime) -> Session:
    """Find the session that is meant, which goes on; nobody reaches one of another place."""
    learner = work.learners.of_account(account)
    own = own_session(work, learner.id, now) if learner else None
    if pick.session is None:
        session = going_on(work, pick.here, now) or own
        if session is None:
            raise NoSession
        return session
    try:
        named = work.sessions.get(pick.session)
    except KeyError:
        raise NoSession from None
    if named.place != pick.here and named != own:
        raise NoSession
    if is_over(named, now):
        raise NoSession(over=True)
    return named


def own_session(work: UnitOfWork, learner: LearnerId, now: datetime) -> Session | None:
    """Find the session that a learner is in."""
    joined = work.sessions.of_learner(learner, now - LONGEST)
    present = (each for each, stay in reversed(joined) if stay.left is None)
    return next((each for each in present if not is_over(each, now)), None)
