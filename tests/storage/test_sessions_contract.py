"""What every storage promises of focus sessions: who was there, from when to when, for what."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.destination import Destination
from core.focus import Participant, Rounds, Session, SessionId
from core.learner import LearnerId
from core.place import PlaceKind
from core.ports import UnitOfWork
from tests.storage.conftest import Run
from tests.storage.scenes import ANN, BEN, enrol

NOW = datetime(2026, 11, 23, 7, 0, 0, 250_001, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CHAT = Destination("telegram", "-42", PlaceKind.GROUP)
THREAD = replace(CHAT, thread="9")
ROUNDS = Rounds(50, 10, 3)


@pytest.fixture
def ann(run: Run) -> LearnerId:
    return run(enrol(ANN))[0].learner.id


@pytest.fixture
def ben(run: Run) -> LearnerId:
    return run(enrol(BEN))[0].learner.id


@pytest.fixture
def session(run: Run, ann: LearnerId) -> Session:
    return run(begin(ann))[0]


def begin(
    host: LearnerId, place: Destination = CHAT, at: datetime = NOW
) -> Callable[[UnitOfWork], Session]:
    def work(unit: UnitOfWork) -> Session:
        session = unit.sessions.add(place, host, ROUNDS, at=at)
        unit.commit()
        return session

    return work


def write(change: Callable[[UnitOfWork], None]) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        change(unit)
        unit.commit()

    return work


def end(session: Session, at: datetime) -> Callable[[UnitOfWork], None]:
    return write(lambda unit: unit.sessions.end(session.id, at=at))


def join(*participants: Participant) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        for each in participants:
            unit.sessions.join(each)
        unit.commit()

    return work


def there(run: Run, session: Session) -> tuple[Participant, ...]:
    return run(lambda unit: unit.sessions.participants(session.id))[0]


def at(run: Run, place: Destination) -> Session | None:
    return run(lambda unit: unit.sessions.open_at(place))[0]


class TestASession:
    def test_it_comes_back_whole_and_in_utc(self, run: Run, ann: LearnerId) -> None:
        abroad = NOW.astimezone(timezone(timedelta(hours=5)))

        [session] = run(begin(ann, THREAD, abroad))

        [kept] = run(lambda unit: unit.sessions.get(session.id))
        assert session == kept == Session(session.id, THREAD, ann, ROUNDS, NOW)
        assert {session.begun.tzinfo, kept.begun.tzinfo} == {UTC}

    def test_one_that_is_not_there_is_a_key_error(self, run: Run) -> None:
        with pytest.raises(KeyError):
            run(lambda unit: unit.sessions.get(SessionId(5)))

    def test_that_of_a_place_is_the_one_that_has_not_been_ended(
        self, run: Run, ann: LearnerId
    ) -> None:
        [first] = run(begin(ann, at=NOW + MINUTE))
        run(end(first, NOW + 2 * MINUTE))
        [second] = run(begin(ann, at=NOW))
        [in_thread] = run(begin(ann, THREAD))

        assert at(run, CHAT) == second
        assert at(run, THREAD) == in_thread
        assert at(run, replace(CHAT, platform="discord")) is None
        run(end(second, NOW + MINUTE))
        assert at(run, CHAT) is None

    @pytest.mark.parametrize("place", [CHAT, THREAD], ids=["chat", "thread"])
    def test_a_place_has_one_at_a_time(self, run: Run, ann: LearnerId, place: Destination) -> None:
        [first] = run(begin(ann, place))

        with pytest.raises(ValueError, match=r".+"):
            run(begin(ann, place, NOW + MINUTE))

        assert at(run, place) == first

    def test_it_ends_once(self, run: Run, session: Session) -> None:
        for minutes in (2, 1, 3):
            run(end(session, NOW + minutes * MINUTE))

        assert run(lambda unit: unit.sessions.get(session.id)) == [
            replace(session, ended=NOW + 2 * MINUTE)
        ]

    def test_it_goes_with_its_chat(self, run: Run, session: Session, ann: LearnerId) -> None:
        elsewhere = replace(CHAT, platform="discord")
        [other] = run(begin(ann, elsewhere))

        run(write(lambda unit: unit.groups.move("telegram", "-42", "-100")))

        moved = replace(CHAT, chat="-100")
        assert (at(run, moved), at(run, CHAT)) == (replace(session, place=moved), None)
        assert at(run, elsewhere) == other

    @pytest.mark.parametrize("place", [CHAT, THREAD], ids=["chat", "thread"])
    def test_one_stays_where_the_new_chat_has_one(
        self, run: Run, ann: LearnerId, place: Destination
    ) -> None:
        moved = replace(place, chat="-100")
        [ended] = run(begin(ann, place))
        run(end(ended, NOW + MINUTE))
        [stays] = run(begin(ann, place))
        [there] = run(begin(ann, moved))

        run(write(lambda unit: unit.groups.move("telegram", "-42", "-100")))

        assert (at(run, place), at(run, moved)) == (stays, there)
        [of_before] = run(lambda unit: unit.sessions.get(ended.id))
        assert of_before.place == moved

    def test_a_naive_instant_is_refused(self, run: Run, ann: LearnerId) -> None:
        with pytest.raises(ValueError, match="aware"):
            run(begin(ann, at=NOW.replace(tzinfo=None)))

    def test_without_a_commit_nothing_is_kept(self, run: Run, ann: LearnerId) -> None:
        run(lambda unit: unit.sessions.add(CHAT, ann, ROUNDS, at=NOW))

        assert at(run, CHAT) is None


class TestParticipants:
    def test_they_are_listed_as_they_joined_with_what_they_said(
        self, run: Run, session: Session, ann: LearnerId, ben: LearnerId
    ) -> None:
        late = Participant(session.id, ann, "Änn", None, NOW + MINUTE)
        early = Participant(session.id, ben, "Ben", "Read 3", NOW)

        run(join(late, early))

        assert there(run, session) == (early, late)

    def test_who_is_there_does_not_join_again(
        self, run: Run, session: Session, ann: LearnerId
    ) -> None:
        here = Participant(session.id, ann, "Ann", None, NOW)
        run(join(here))

        with pytest.raises(ValueError, match=r".+"):
            run(join(replace(here, joined=NOW + MINUTE)))

        assert there(run, session) == (here,)

    def test_who_left_may_come_back_and_is_there_twice(
        self, run: Run, session: Session, ann: LearnerId, ben: LearnerId
    ) -> None:
        first = Participant(session.id, ann, "Ann", None, NOW)
        other = Participant(session.id, ben, "Ben", None, NOW)
        again = Participant(session.id, ann, "Anna", "Write", NOW + 3 * MINUTE)
        run(join(first, other))

        run(write(lambda unit: unit.sessions.leave(session.id, ann, at=NOW + MINUTE)))
        run(write(lambda unit: unit.sessions.leave(session.id, ann, at=NOW + 2 * MINUTE)))
        run(join(again))

        assert there(run, session) == (replace(first, left=NOW + MINUTE), other, again)

    def test_a_task_is_that_of_who_is_there_now(
        self, run: Run, session: Session, ann: LearnerId, ben: LearnerId
    ) -> None:
        first = Participant(session.id, ann, "Ann", "Before", NOW, NOW + MINUTE)
        again = Participant(session.id, ann, "Ann", None, NOW + 2 * MINUTE)
        other = Participant(session.id, ben, "Ben", None, NOW + 3 * MINUTE, NOW + 4 * MINUTE)
        run(join(first, again, other))

        run(write(lambda unit: unit.sessions.declare(session.id, ann, "Sort a list")))
        run(write(lambda unit: unit.sessions.declare(session.id, ann, "Sort two lists")))
        run(write(lambda unit: unit.sessions.declare(session.id, ben, "Too late")))

        assert there(run, session) == (first, replace(again, task="Sort two lists"), other)

    def test_the_sessions_of_a_learner_are_told_since_an_instant_as_they_joined(
        self, run: Run, session: Session, ann: LearnerId, ben: LearnerId
    ) -> None:
        [other] = run(begin(ben, THREAD, NOW - MINUTE))
        hours = timedelta(hours=1)
        too_early = Participant(other.id, ann, "Ann", None, NOW - MINUTE / 60, NOW - MINUTE / 90)
        second = Participant(other.id, ann, "Ann", "Read", NOW + hours)
        first = Participant(session.id, ann, "Ann", None, NOW, NOW + MINUTE)
        not_theirs = Participant(session.id, ben, "Ben", None, NOW)
        run(join(too_early, second, first, not_theirs))

        [found] = run(lambda unit: unit.sessions.of_learner(ann, NOW))

        assert found == ((session, first), (other, second))
