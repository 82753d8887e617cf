"""A call's short form: what a button carries, on every platform, through every restart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.invocation import SHORT_FORM_LIMIT, Call
from bot.dialogue.reply import Button


def test_the_short_form_is_what_a_person_could_read() -> None:
    assert Call("done", {"topic": 57}).short() == "done|topic=57"


@given(st.dictionaries(st.sampled_from(["what", "at"]), st.text(max_size=8), max_size=2))
def test_a_short_form_gives_the_call_back(arguments: dict[str, str]) -> None:
    call = Call("find", arguments)
    try:
        form = call.short()
    except (ValueError, UnicodeEncodeError):
        return
    assert Call.of_short(form) == call


@given(st.text(max_size=100))
def test_any_callback_data_is_read_as_some_call(form: str) -> None:
    assert isinstance(Call.of_short(form).command, str)


def test_a_call_too_long_for_a_button_is_refused_where_it_is_built() -> None:
    with pytest.raises(ValueError, match=str(SHORT_FORM_LIMIT)):
        Button("Find", Call("find", {"what": "я" * 40}))


@pytest.mark.parametrize("label", ["", "x" * 81])
def test_a_label_that_a_platform_refuses_is_refused_where_it_is_built(label: str) -> None:
    with pytest.raises(ValueError, match="label"):
        Button(label, Call("next"))
