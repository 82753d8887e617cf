"""Spoken focus sessions: minutes, breaks and rounds are read, all else is refused kindly."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnclearTime
from core.focus import Rounds
from core.spoken_focus import (
    FOCUS_FORMS,
    LONGEST,
    MOST_REST,
    MOST_ROUNDS,
    MOST_WORK,
    read_rounds,
    say_rounds,
)


@pytest.mark.parametrize(
    ("typed", "rounds"),
    [
        ("25", Rounds(25)),
        ("for 25", Rounds(25)),
        ("25m", Rounds(25)),
        ("25 Minutes", Rounds(25)),
        ("\uff12\uff15", Rounds(25)),  # the wide digits of an East Asian keyboard
        ("1h", Rounds(60)),
        ("1 hour", Rounds(60)),
        ("1h30", Rounds(90)),
        ("1 h 30 min", Rounds(90)),
        ("180", Rounds(180)),
        ("50/10 x3", Rounds(50, 10, 3)),
        ("50/10x3", Rounds(50, 10, 3)),
        ("50 / 10 3x", Rounds(50, 10, 3)),
        ("50/10 \u00d7 3", Rounds(50, 10, 3)),
        ("50/10 3 rounds", Rounds(50, 10, 3)),
        ("3x50/10", Rounds(50, 10, 3)),
        ("3 x 50/10", Rounds(50, 10, 3)),
        ("50 min with breaks of 10 x3", Rounds(50, 10, 3)),
        ("4x25", Rounds(25, 0, 4)),
        ("25 x4", Rounds(25, 0, 4)),
        ("25x4", Rounds(25, 0, 4)),
        ("160 x3", Rounds(160, 0, 3)),
        ("25 min x4", Rounds(25, 0, 4)),
        ("10 x12", Rounds(10, 0, 12)),
        ("4 rounds of 25", Rounds(25, 0, 4)),
        ("50/10 x1", Rounds(50)),
    ],
)
def test_rounds_are_read_as_people_type_them(typed: str, rounds: Rounds) -> None:
    assert read_rounds(typed) == rounds


def test_a_break_without_rounds_lies_between_two() -> None:
    assert read_rounds("50/10") == Rounds(50, 10, 2)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("", "It names no minutes of work."),
        ("h", "It names no minutes of work."),
        ("later", "It names no minutes of work."),
        ("25 4", "It names no minutes of work."),
        ("50/10/5", "It names no minutes of work."),
        ("-25", "It names no minutes of work."),
        ("9" * 5000, "It names no minutes of work."),
        ("2x25x3", "It says twice how many rounds there are."),
        ("0", "A round of work takes 1 to 180 minutes."),
        ("181", "A round of work takes 1 to 180 minutes."),
        ("25h", "A round of work takes 1 to 180 minutes."),
        ("50/0 x2", "A break takes 1 to 60 minutes."),
        ("50/61", "A break takes 1 to 60 minutes."),
        ("50/10 x0", "A session has 1 to 12 rounds."),
        ("10/5 x13", "A session has 1 to 12 rounds."),
        ("160/1 x3", "A session takes at most 8 hours, with its breaks."),
    ],
)
def test_what_is_no_session_is_refused_with_forms_that_work(typed: str, wrong: str) -> None:
    with pytest.raises(UnclearTime) as refused:
        read_rounds(typed)

    error = refused.value
    assert (error.typed, error.understood, error.wrong) == (typed, "", wrong)
    assert error.forms == FOCUS_FORMS


@pytest.mark.parametrize("form", FOCUS_FORMS)
def test_the_forms_that_work_do(form: str) -> None:
    read_rounds(form)


@given(
    work=st.integers(1, MOST_WORK),
    rest=st.integers(0, MOST_REST),
    count=st.integers(1, MOST_ROUNDS),
)
def test_rounds_that_are_written_are_read_back_where_they_are_not_too_long(
    work: int, rest: int, count: int
) -> None:
    rounds = Rounds(work, rest if count > 1 else 0, count)
    length = timedelta(minutes=work * count + rounds.rest * (count - 1))
    if length <= LONGEST:
        assert read_rounds(say_rounds(rounds)) == rounds
    else:
        with pytest.raises(UnclearTime):
            read_rounds(say_rounds(rounds))


@given(st.text())
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        rounds = read_rounds(typed)
    except UnclearTime:
        return
    assert 1 <= rounds.work <= MOST_WORK
    assert 0 <= rounds.rest <= MOST_REST
    assert 1 <= rounds.count <= MOST_ROUNDS
