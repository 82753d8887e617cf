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


@pytest.mark.parametrize("value", ["x", "0", "-1", "²"])
def test_an_argument_of_the_wrong_kind_is_refused(value: str) -> None:
    with pytest.raises(ArgumentRefused):
        accept_arguments(tick, {"topic": value})


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
