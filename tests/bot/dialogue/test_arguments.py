"""Arguments: from typed words, and from buttons and options, to what a handler takes."""

from collections.abc import Mapping
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.arguments import (
    ArgumentMissing,
    ArgumentRefused,
    accept_arguments,
    clean,
    read_arguments,
)
from bot.dialogue.catalogue import COMMANDS
from bot.dialogue.command import Command, Option, command
from bot.dialogue.invocation import Value
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn


@command(example="/tick 57 yesterday")
async def tick(
    turn: Turn,
    what: Annotated[str | None, Option("topics")] = None,
    day: Annotated[Literal["today", "yesterday"] | None, Option("the day")] = None,
    topic: Annotated[int | None, Option("held by a button", minimum=1, typed=False)] = None,
) -> Reply:
    """Tick."""
    return Reply(())


@command(example="/plan 3 monday")
async def plan(
    turn: Turn,
    count: Annotated[int, Option("how many", minimum=1, maximum=9)],
    day: Annotated[Literal["monday"] | None, Option("which day")] = None,
) -> Reply:
    """Plan."""
    return Reply(())


@pytest.mark.parametrize(
    ("typed", "arguments"),
    [
        ("", {}),
        ("57", {"what": "57"}),
        ("57-60, 63", {"what": "57-60, 63"}),
        ("orm joins", {"what": "orm joins"}),
        ("yesterday", {"day": "yesterday"}),
        ("orm joins Yesterday", {"what": "orm joins", "day": "yesterday"}),
        ("yesterday today", {"what": "yesterday", "day": "today"}),
        ("  orm   joins  ", {"what": "orm   joins"}),
    ],
)
def test_free_text_takes_what_the_choices_leave(typed: str, arguments: Mapping[str, Value]) -> None:
    assert read_arguments(tick, typed) == arguments


@pytest.mark.parametrize(
    ("typed", "arguments"),
    [
        ("3", {"count": 3}),
        ("#3 monday", {"count": 3, "day": "monday"}),
        ("monday", {"day": "monday"}),
    ],
)
def test_numbers_and_choices_are_taken_in_order(typed: str, arguments: Mapping[str, Value]) -> None:
    assert read_arguments(plan, typed) == arguments


@pytest.mark.parametrize(
    ("typed", "parameter", "given"),
    [
        ("ten", "count", "ten"),
        ("10", "count", "10"),
        ("3 tuesday", "day", "tuesday"),
        ("9" * 5000, "count", "9" * 5000),
    ],
)
def test_what_does_not_fit_is_refused_by_name(typed: str, parameter: str, given: str) -> None:
    with pytest.raises(ArgumentRefused) as refused:
        read_arguments(plan, typed)
    assert refused.value.parameter is not None
    assert (refused.value.parameter.name, refused.value.given) == (parameter, given)


def test_words_too_many_belong_to_no_argument() -> None:
    with pytest.raises(ArgumentRefused) as refused:
        read_arguments(plan, "3 monday please")
    assert (refused.value.parameter, refused.value.given) == (None, "please")


def test_a_button_gives_typed_arguments() -> None:
    assert accept_arguments(tick, {"topic": "57", "day": "yesterday"}) == {
        "topic": 57,
        "day": "yesterday",
    }


def test_an_argument_of_an_earlier_version_is_dropped() -> None:
    assert accept_arguments(tick, {"mood": "good"}) == {}


@pytest.mark.parametrize("value", ["x", "0", "-1", "²", 0, -1, 10**18, -(10**18)], ids=repr)
def test_an_argument_of_the_wrong_kind_or_out_of_range_is_refused(value: Value) -> None:
    with pytest.raises(ArgumentRefused) as refused:
        accept_arguments(tick, {"topic": value})
    assert refused.value.given == str(value)


@command(example="/shift 3")
async def shift(turn: Turn, by: Annotated[int, Option("how far")]) -> Reply:
    """Shift."""
    return Reply(())


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_a_number_is_taken_as_it_is_below_zero_too(by: int) -> None:
    assert accept_arguments(shift, {"by": by}) == {"by": by}


@given(st.integers().filter(lambda count: not 1 <= count <= 9))
def test_a_number_out_of_range_is_refused(count: int) -> None:
    with pytest.raises(ArgumentRefused):
        accept_arguments(plan, {"count": count})


def test_a_number_where_text_is_wanted_is_taken_as_text() -> None:
    assert accept_arguments(tick, {"what": 57}) == {"what": "57"}


@pytest.mark.parametrize(
    ("given_text", "taken"),
    [("  orm  joins\n", "orm  joins"), ("a\0b", "ab"), ("a\ud83d", "a?"), ("\0 57 \0", "57")],
)
def test_text_of_an_option_is_cleaned_as_a_typed_line_is(given_text: str, taken: str) -> None:
    assert accept_arguments(tick, {"what": given_text}) == {"what": taken}


@pytest.mark.parametrize("blank", ["", "  \n", "\0", " \0 "])
def test_text_of_blanks_alone_is_not_given(blank: str) -> None:
    assert accept_arguments(tick, {"what": blank, "day": blank, "topic": blank}) == {}
    with pytest.raises(ArgumentMissing):
        accept_arguments(plan, {"count": blank})


@given(st.text(st.characters(codec=None)))
def test_clean_text_can_be_written_and_is_clean_already(text: str) -> None:
    cleaned = clean(text)
    assert b"\0" not in cleaned.encode()
    assert clean(cleaned) == cleaned


def test_a_missing_argument_is_asked_for() -> None:
    with pytest.raises(ArgumentMissing) as missing:
        accept_arguments(plan, {})
    assert missing.value.parameter.name == "count"


@given(st.sampled_from(COMMANDS), st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused(each: Command, typed: str) -> None:
    try:
        arguments = read_arguments(each, typed)
    except ArgumentRefused:
        return
    assert set(arguments) <= {parameter.name for parameter in each.parameters}
