"""Signs stand in the order in which another implementation of the algorithm puts them."""

import unicodedata

import bidi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.direction import from_left_to_right


def _shown(text: str) -> str:
    return "".join(text[place] for place, _ in from_left_to_right(text))


def _by_the_other(text: str) -> str:
    shown = bidi.get_display(text)
    assert isinstance(shown, str)
    return shown


@pytest.mark.parametrize(
    "text",
    [
        "אבג (HTML & CSS) 2.0, דה",
        "abc (אבג) def",
        "אבג (דה) abc",
        "abc [אב (ג) x",
        "۱۲۳ فارسی 1-2 ABC",
        "price: 10% (אב)",
        "C++ אב C#",
    ],
)
def test_titles_read_as_they_should(text: str) -> None:
    assert _shown(text) == _by_the_other(text)


@given(st.text("ab אבجد12٣+%,.:-!()[]"))
def test_any_line_reads_as_it_should(text: str) -> None:
    # The other takes spaces off the end of what it shows, as of lines that are wrapped.
    assert _shown(text.strip()) == _by_the_other(text.strip())


def test_what_python_does_not_know_yet_has_a_place() -> None:
    unknown = "\u0378"
    assert unicodedata.bidirectional(unknown) == ""

    assert from_left_to_right(f"a{unknown}b") == [(0, 0), (1, 0), (2, 0)]
