"""Spoken goals: so many topics a day or a week are read, all else is refused kindly."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnclearTime
from core.goal import Goal, Per
from core.spoken_goal import GOAL_FORMS, MOST, read_goal

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "topics", "per"),
    [
        ("5/week", 5, Per.WEEK),
        ("5 / week", 5, Per.WEEK),
        ("5/wk", 5, Per.WEEK),
        ("5w", 5, Per.WEEK),
        ("5 a week", 5, Per.WEEK),
        ("5 per week", 5, Per.WEEK),
        ("5 weekly", 5, Per.WEEK),
        ("5 topics a week", 5, Per.WEEK),
        ("5 times a week", 5, Per.WEEK),
        ("700/week", 700, Per.WEEK),
        ("2/day", 2, Per.DAY),
        ("2 a day", 2, Per.DAY),
        ("2/d", 2, Per.DAY),
        ("2 Daily", 2, Per.DAY),
        ("2x a day", 2, Per.DAY),
        ("2 every day", 2, Per.DAY),
        ("one a day", 1, Per.DAY),
        ("a topic a day", 1, Per.DAY),
        ("２/day", 2, Per.DAY),  # the wide digit of an East Asian keyboard
    ],
)
def test_a_goal_is_read_as_people_type_it(typed: str, topics: int, per: Per) -> None:
    assert read_goal(typed, TODAY) == Goal(topics, per, TODAY)


@pytest.mark.parametrize(
    ("typed", "understood", "wrong"),
    [
        ("5", "5", "It does not say whether that is for a day or for a week."),
        ("5 Topics", "5 topics", "It does not say whether that is for a day or for a week."),
        ("", "", "It names no topics a day or a week."),
        ("more", "", "It names no topics a day or a week."),
        ("5/month", "", "It names no topics a day or a week."),
        ("-5/week", "", "It names no topics a day or a week."),
        ("0/day", "", "A goal asks for 1 to 100 topics a day."),
        ("101 a day", "", "A goal asks for 1 to 100 topics a day."),
        ("701/week", "", "A goal asks for 1 to 700 topics a week."),
        ("9" * 5000, "", "It names no topics a day or a week."),
    ],
)
def test_what_is_no_goal_is_refused_with_forms_that_work(
    typed: str, understood: str, wrong: str
) -> None:
    with pytest.raises(UnclearTime) as refused:
        read_goal(typed, TODAY)
    told = refused.value
    expected = (typed, understood, wrong, GOAL_FORMS)
    assert (told.typed, told.understood, told.wrong, told.forms) == expected


@pytest.mark.parametrize("form", GOAL_FORMS)
def test_the_forms_that_are_offered_work(form: str) -> None:
    assert read_goal(form, TODAY).since == TODAY


@given(
    st.one_of(
        st.text(max_size=20),
        st.from_regex(r"[0-9]{1,6} ?(/| a | per )?(day|week|d|w)", fullmatch=True),
    )
)
def test_whatever_is_typed_is_refused_or_asks_for_no_more_than_there_may_be(typed: str) -> None:
    try:
        goal = read_goal(typed, TODAY)
    except UnclearTime:
        return
    assert 1 <= goal.topics <= MOST[goal.per]
