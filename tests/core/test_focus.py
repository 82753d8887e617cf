"""Focus sessions: their phases follow each other, and only work with them counts."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.destination import Destination
from core.focus import (
    Participant,
    Phase,
    PhaseKind,
    Rounds,
    Session,
    SessionId,
    phase_at,
    phases,
    worked,
)
from core.learner import LearnerId
from tests.builders import NOON

HOME = Destination("console", "ada")
SESSION = Session(SessionId(1), HOME, LearnerId(1), Rounds(50, 10, 2), NOON)
ADA = Participant(SESSION.id, LearnerId(1), "Ada", None, NOON)

ROUNDS = st.builds(Rounds, st.integers(1, 180), st.integers(0, 60), st.integers(1, 12))
MINUTES = st.integers(0, 600)


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_rounds_of_work_have_breaks_between_and_none_at_the_end() -> None:
    assert list(phases(SESSION)) == [
        Phase(PhaseKind.WORK, 1, NOON, after(50)),
        Phase(PhaseKind.REST, 1, after(50), after(60)),
        Phase(PhaseKind.WORK, 2, after(60), after(110)),
        Phase(PhaseKind.OVER, 2, after(110), None),
    ]


def test_a_session_that_was_ended_stops_in_the_middle_of_its_phase() -> None:
    assert list(phases(replace(SESSION, ended=after(55)))) == [
        Phase(PhaseKind.WORK, 1, NOON, after(50)),
        Phase(PhaseKind.REST, 1, after(50), after(55)),
        Phase(PhaseKind.OVER, 1, after(55), None),
    ]


def test_a_session_that_was_ended_at_once_is_over() -> None:
    ended = replace(SESSION, ended=NOON)

    assert list(phases(ended)) == [Phase(PhaseKind.OVER, 1, NOON, None)]
    assert worked(ended, ADA, after(50)) == timedelta()


def test_a_phase_ends_where_the_next_one_begins() -> None:
    kinds = [phase_at(SESSION, after(minutes)).kind for minutes in (0, 49.9, 50, 60, 110, 900)]

    assert kinds == [
        PhaseKind.WORK,
        PhaseKind.WORK,
        PhaseKind.REST,
        PhaseKind.WORK,
        PhaseKind.OVER,
        PhaseKind.OVER,
    ]


def test_who_was_there_worked_in_the_rounds_and_not_in_the_breaks() -> None:
    late = replace(ADA, joined=after(40), left=after(70))

    assert worked(SESSION, ADA, after(900)) == timedelta(minutes=100)
    assert worked(SESSION, ADA, after(55)) == timedelta(minutes=50)
    assert worked(SESSION, late, after(900)) == timedelta(minutes=20)


@given(rounds=ROUNDS, ended=st.none() | MINUTES)
def test_phases_have_no_gaps_and_the_last_has_no_end(rounds: Rounds, ended: int | None) -> None:
    session = replace(SESSION, rounds=rounds, ended=None if ended is None else after(ended))

    *lasting, over = phases(session)

    assert (over.kind, over.end) == (PhaseKind.OVER, None)
    assert all(one.end == then.begin for one, then in pairwise((*lasting, over)))
    assert all(each.end is None or each.begin < each.end for each in lasting)
    assert ended is None or over.begin <= after(ended)


@given(
    rounds=ROUNDS,
    ended=st.none() | MINUTES,
    joined=MINUTES,
    left=st.none() | MINUTES,
    until=MINUTES,
)
def test_what_was_worked_is_as_many_minutes_as_were_there_to_work(
    rounds: Rounds, ended: int | None, joined: int, left: int | None, until: int
) -> None:
    session = replace(SESSION, rounds=rounds, ended=None if ended is None else after(ended))
    there = replace(ADA, joined=after(joined), left=None if left is None else after(left))

    minutes = sum(
        phase_at(session, after(minute)).kind is PhaseKind.WORK
        for minute in range(joined, min(until, until if left is None else left))
    )

    assert worked(session, there, after(until)) == timedelta(minutes=minutes)
