"""Focus sessions, looked at: what one does, who is in it, and how long a learner worked in all."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from core.destination import Destination
from core.errors import NoSession
from core.focus import Participant, Phase, PhaseKind, Session, SessionId, phase_at, phases, worked
from core.learner import Account, LearnerId
from core.live import LiveKey, LiveKind, LiveMessage
from core.ports import UnitOfWork

SEEN_FOR = timedelta(days=365)
"""How long what a learner worked is told."""

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Attendance:
    """A learner in a session: for how long they worked with it, and whether they are there."""

    learner: LearnerId
    name: str
    task: str | None
    worked: timedelta
    present: bool


@dataclass(frozen=True, slots=True)
class FocusShown:
    """A focus session at an instant: its phase, and who was there in the order they joined.

    ``worked`` is how long it worked up to then, ``zone`` the one whose clocks its place goes by.
    """

    session: Session
    phase: Phase
    people: tuple[Attendance, ...]
    worked: timedelta
    zone: str

    @property
    def present(self) -> tuple[Attendance, ...]:
        """Who is there now."""
        return tuple(each for each in self.people if each.present)

    @property
    def until(self) -> datetime:
        """When the session ends, or has ended."""
        return end_of(self.session)

    @property
    def early(self) -> bool:
        """Whether the session was ended before its time."""
        return self.until < end_of(replace(self.session, ended=None))

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return self.phase.kind is PhaseKind.OVER


@dataclass(frozen=True, slots=True)
class SessionHere:
    """The session that goes on in a place, and whether who asks is in it."""

    shown: FocusShown
    joined: bool


@dataclass(frozen=True, slots=True)
class Focused:
    """How many whole minutes a learner worked in focus sessions lately, and in how many."""

    minutes: int
    sessions: int


def look_here(work: UnitOfWork, account: Account, now: datetime, here: Destination) -> SessionHere:
    """Look at the session of a place; raise NoSession where none goes on."""
    session = going_on(work, here, now)
    if session is None:
        raise NoSession
    learner = work.learners.of_account(account)
    joined = learner is not None and stay_of(work, session.id, learner.id) is not None
    return SessionHere(shown_of(work, session, now), joined)


def look_at_session(work: UnitOfWork, live: LiveMessage, now: datetime) -> FocusShown:
    """Say what the live message of a session shows now; it changes when its phase ends."""
    return shown_of(work, work.sessions.get(SessionId(live.key.subject)), now)


def focused(work: UnitOfWork, learner: LearnerId, now: datetime) -> Focused:
    """Sum up what a learner worked in the sessions they joined in the last 365 days."""
    times: dict[SessionId, timedelta] = {}
    for session, participant in work.sessions.of_learner(learner, now - SEEN_FOR):
        before = times.get(session.id, timedelta())
        times[session.id] = before + worked(session, participant, now)
    lasting = [time for time in times.values() if time >= _MINUTE]
    return Focused(sum(lasting, timedelta()) // _MINUTE, len(lasting))


def look_at_focused(work: UnitOfWork, account: Account, now: datetime) -> Focused:
    """Sum up what somebody worked in focus sessions lately, also where they study no roadmap."""
    learner = work.learners.of_account(account)
    return Focused(0, 0) if learner is None else focused(work, learner.id, now)


def going_on(work: UnitOfWork, here: Destination, now: datetime) -> Session | None:
    """Find the session that goes on in a place."""
    session = work.sessions.open_at(here)
    return None if session is None or is_over(session, now) else session


def is_over(session: Session, now: datetime) -> bool:
    """Say whether a session has ended."""
    return phase_at(session, now).kind is PhaseKind.OVER


def end_of(session: Session) -> datetime:
    """Give when a session ends, or has ended."""
    *_, over = phases(session)
    return over.begin


def stay_of(work: UnitOfWork, session: SessionId, learner: LearnerId) -> Participant | None:
    """Find the stay of a learner who is in a session and has not left it."""
    stays = work.sessions.participants(session)
    return next((each for each in stays if each.learner == learner and each.left is None), None)


def live_key(session: Session) -> LiveKey:
    """Name the live message of a session."""
    return LiveKey(LiveKind.FOCUS, session.id, session.begun.astimezone(UTC).date())


def shown_of(work: UnitOfWork, session: Session, now: datetime) -> FocusShown:
    """Say what a session does at an instant, and who is there."""
    phase = phase_at(session, now)
    stays: dict[LearnerId, list[Participant]] = {}
    for each in work.sessions.participants(session.id):
        stays.setdefault(each.learner, []).append(each)
    whole = Participant(session.id, session.host, "", None, session.begun)
    return FocusShown(
        session,
        phase,
        tuple(_attendance(session, theirs, now) for theirs in stays.values()),
        worked(session, whole, now),
        zone_of(work, session),
    )


def zone_of(work: UnitOfWork, session: Session) -> str:
    """Give the zone of the group whose place a session is in, else of who began it."""
    group = work.groups.at(session.place)
    return group.plan.schedule.zone if group else work.learners.get(session.host).zone


def _attendance(session: Session, stays: list[Participant], now: datetime) -> Attendance:
    last = stays[-1]
    return Attendance(
        last.learner,
        last.name,
        next((each.task for each in reversed(stays) if each.task), None),
        sum((worked(session, each, now) for each in stays), timedelta()),
        present=last.left is None and not is_over(session, now),
    )
