"""Focus sessions in memory."""

from dataclasses import replace
from datetime import datetime

from core.destination import Destination
from core.focus import Participant, Rounds, Session, SessionId
from core.learner import LearnerId
from tests.fakes.group_shelf import GroupShelf
from tests.fakes.rules import refuse, utc


class FakeSessions:
    """Keep focus sessions in memory."""

    def __init__(self, shelf: GroupShelf) -> None:
        self._shelf = shelf

    def get(self, session: SessionId) -> Session:
        """Give a session; raise KeyError where there is none."""
        return self._shelf.sessions[session]

    def open_at(self, place: Destination) -> Session | None:
        """Find the session of a place that has not been ended; its time may be over."""
        here = (place.platform, place.chat, place.thread)
        sessions = (each for each in self._shelf.sessions.values() if each.ended is None)
        return next(
            (it for it in sessions if (it.place.platform, it.place.chat, it.place.thread) == here),
            None,
        )

    def add(self, place: Destination, host: LearnerId, rounds: Rounds, *, at: datetime) -> Session:
        """Begin a session in a place whose last one has been ended."""
        if self.open_at(place) is not None:
            refuse(place, among=[place])
        number = SessionId(len(self._shelf.sessions) + 1)
        session = Session(number, place, host, rounds, utc(at))
        self._shelf.sessions[number] = session
        return session

    def end(self, session: SessionId, *, at: datetime) -> None:
        """End a session; one that was ended stays so."""
        kept = self._shelf.sessions.get(session)
        if kept is not None and kept.ended is None:
            self._shelf.sessions[session] = replace(kept, ended=utc(at))

    def participants(self, session: SessionId) -> tuple[Participant, ...]:
        """List who was in a session, in the order they joined; who came twice is there twice."""
        there = (each for each in self._shelf.participants if each.session == session)
        return tuple(sorted(there, key=lambda each: each.joined))

    def join(self, participant: Participant) -> None:
        """Let a learner be in a session from now on, who is not."""
        there = (participant.session, participant.learner)
        present = (it for it in self._shelf.participants if it.left is None)
        refuse(there, among=((it.session, it.learner) for it in present))
        left = None if participant.left is None else utc(participant.left)
        joined = utc(participant.joined)
        self._shelf.participants.append(replace(participant, joined=joined, left=left))

    def declare(self, session: SessionId, learner: LearnerId, task: str) -> None:
        """Write what a learner who is in a session wants to do."""
        for index in self._present(session, learner):
            kept = self._shelf.participants[index]
            self._shelf.participants[index] = replace(kept, task=task)

    def leave(self, session: SessionId, learner: LearnerId, *, at: datetime) -> None:
        """Let a learner be in a session no more, who is."""
        for index in self._present(session, learner):
            kept = self._shelf.participants[index]
            self._shelf.participants[index] = replace(kept, left=utc(at))

    def of_learner(
        self, learner: LearnerId, since: datetime
    ) -> tuple[tuple[Session, Participant], ...]:
        """List the sessions that a learner joined since an instant, in the order they did."""
        joined = (
            (self._shelf.sessions[each.session], each)
            for each in self._shelf.participants
            if each.learner == learner and each.joined >= since
        )
        return tuple(sorted(joined, key=lambda pair: pair[1].joined))

    def _present(self, session: SessionId, learner: LearnerId) -> list[int]:
        return [
            index
            for index, each in enumerate(self._shelf.participants)
            if (each.session, each.learner, each.left) == (session, learner, None)
        ]
