"""A spoken mix: roadmaps and shares, as people type them."""

import pytest

from core.errors import UnclearMix
from core.spoken_mix import read_mix

FORMS = ("go 2 rust 1", "off")


@pytest.mark.parametrize(
    "typed",
    [
        "python 2 django 1",
        "  python  2   django 1 ",
        "python 2, django 1",
        "python: 2; django: 1.",
        "python=2 and django=1",
        "python 2 AND django 1",
        "python:2,django:1",
    ],
)
def test_roadmaps_come_with_their_shares(typed: str) -> None:
    assert read_mix(typed, FORMS) == (("python", 2), ("django", 1))


def test_a_name_may_have_several_words_and_digits_in_them() -> None:
    assert read_mix("web2 for all 3 #2 1", FORMS) == (("web2 for all", 3), ("#2", 1))


@pytest.mark.parametrize(
    ("typed", "understood", "wrong"),
    [
        ("python", "", "After “python” there is no share."),
        ("python 2 django", "python 2", "After “django” there is no share."),
        ("2", "", "After “2” there is no share."),
        ("python 0", "", "A share is a whole number from 1 to 20, not 0."),
        ("go 1 python 21", "go 1", "A share is a whole number from 1 to 20, not 21."),
        (f"python {'9' * 99}", "", f"A share is a whole number from 1 to 20, not {'9' * 59}…."),
    ],
)
def test_what_cannot_be_read_is_said(typed: str, understood: str, wrong: str) -> None:
    with pytest.raises(UnclearMix) as refused:
        read_mix(typed, FORMS)
    error = refused.value
    assert (error.typed, error.understood, error.wrong, error.forms) == (
        typed,
        understood,
        wrong,
        FORMS,
    )
