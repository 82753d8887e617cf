"""Twins: two titles are one topic where they are the same, or one of them alone tells more."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.reconcile.names import normalised
from core.twins import are_twins, short_form


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Decorators: creating and using", "decorators"),
        ("Decorators \u2014 creating and using", "decorators"),
        ("Views (functions)", "views"),
        ("Re-entrant locks", "re-entrant locks"),
        ("(Optional) reading", "(optional) reading"),
        ("Lambda  Functions.", "lambda functions"),
    ],
)
def test_what_a_topic_is_called_for_short_ends_where_it_tells_more(text: str, short: str) -> None:
    assert short_form(text) == short


@pytest.mark.parametrize(
    ("text", "other", "twins"),
    [
        ("Decorators", "decorators: using them", True),
        ("lambda  Functions.", "Lambda functions", True),
        ("Views (functions)", "Views (classes)", False),
        ("Views (functions)", "Views (Functions)", True),
        ("Testing", "Typing", False),
    ],
)
def test_twins_are_called_the_same_but_for_what_one_alone_tells(
    text: str, other: str, *, twins: bool
) -> None:
    assert are_twins(text, other) is are_twins(other, text) is twins


@given(st.text(max_size=12), st.text(" -:(a\u2013\u2014", max_size=12))
@example("A", ": b")
def test_twins_share_their_short_form(text: str, more: str) -> None:
    if are_twins(text, text + more):
        assert short_form(text) == short_form(text + more)


@given(st.text(" ab.,!\u3002\u2014", max_size=12))
def test_final_signs_are_left_out_but_for_one_that_stands_alone(text: str) -> None:
    single = " ".join(text.split())
    assert normalised(text) == re.sub(r"(?<=\S)[.,:;!?\u3002\u3001\u2013\u2014]+\Z", "", single)


def test_a_short_form_is_made_of_the_beginning_of_an_endless_text() -> None:
    assert short_form("a" * 300 + "\u0315\u0300" * 5000) == short_form("a" * 300)
