"""A command: what its signature declares, and what both platforms would refuse."""

from typing import Annotated, Literal

import pytest

from bot.dialogue.catalogue import COMMANDS
from bot.dialogue.command import Command, Option, Parameter, command
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn


@command(example="/plan 3 monday")
async def plan(
    turn: Turn,
    count: Annotated[int, Option("how many topics", minimum=1, maximum=9)],
    day: Annotated[Literal["monday", "friday"] | None, Option("which day")] = None,
) -> Reply:
    """Plan some topics.

    More words that no menu shows.
    """
    return Reply(())


def test_a_command_is_what_its_signature_says() -> None:
    assert plan.name == "plan"
    assert plan.description == "Plan some topics"
    assert plan.usage == "/plan <count> [day]"
    assert plan.parameters == (
        Parameter(
            "count", int, required=True, option=Option("how many topics", minimum=1, maximum=9)
        ),
        Parameter(
            "day", str, required=False, option=Option("which day"), choices=("monday", "friday")
        ),
    )


def test_declaring_a_command_registers_nothing() -> None:
    assert plan not in COMMANDS


def declared(name: str = "fine", description: str = "Does it") -> Command:
    return Command(name, description, (), plan.handler, "/fine")


@pytest.mark.parametrize("name", ["", "Upper", "with space", "x" * 33, "naïve", "dash-ed"])
def test_a_name_that_a_platform_refuses_is_no_command(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        declared(name=name)


@pytest.mark.parametrize("description", ["", "x" * 101])
def test_a_description_that_a_platform_refuses_is_no_command(description: str) -> None:
    with pytest.raises(ValueError, match="description"):
        declared(description=description)


def test_more_choices_than_discord_shows_are_no_command() -> None:
    many = Parameter(
        "word", str, required=True, option=Option("x"), choices=tuple(map(str, range(26)))
    )
    with pytest.raises(ValueError, match="choices"):
        Command("fine", "Does it", (many,), plan.handler, "/fine")


def test_an_argument_without_its_option_is_no_command() -> None:
    with pytest.raises(TypeError, match="Annotated"):

        @command(example="/bare")
        async def bare(turn: Turn, words: str) -> Reply:
            """Lack an option."""
            return Reply(())


def test_names_are_unique() -> None:
    names = [each.full_name for each in COMMANDS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("each", COMMANDS, ids=lambda each: each.full_name)
def test_every_example_is_of_its_command(each: Command) -> None:
    assert f"{each.example} ".startswith(f"/{each.full_name} ")
