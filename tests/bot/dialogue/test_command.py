"""A command: what its signature declares, and what both platforms would refuse."""

from typing import Annotated, Literal

import pytest

from bot.dialogue.catalogue import COMMANDS
from bot.dialogue.command import Command, Option, Parameter, Suggestion, command
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


@command(
    group="book",
    name="import",
    example="/book import",
    file="a text file",
    public=True,
    managers_only=True,
)
async def import_book(turn: Turn) -> Reply:
    """Take a book in."""
    return Reply(())


def test_a_command_is_personal_and_for_all_and_takes_no_file_unless_it_says_so() -> None:
    assert (plan.file, plan.public, plan.managers_only) == (None, False, False)
    assert (import_book.file, import_book.public, import_book.managers_only) == (
        "a text file",
        True,
        True,
    )


def test_the_file_that_goes_along_is_no_argument() -> None:
    assert (import_book.parameters, import_book.usage) == ((), "/book import")


@pytest.mark.parametrize("file", ["", "x" * 101])
def test_a_description_of_a_file_that_a_platform_refuses_is_no_command(file: str) -> None:
    with pytest.raises(ValueError, match="description"):

        @command(example="/bare", file=file)
        async def bare(turn: Turn) -> Reply:
            """Take something."""
            return Reply(())


def test_a_file_and_an_argument_of_its_name_are_no_command() -> None:
    with pytest.raises(ValueError, match="both named file"):

        @command(example="/bare", file="a text file")
        async def bare(turn: Turn, file: Annotated[str, Option("its name")]) -> Reply:
            """Take something."""
            return Reply(())


@pytest.mark.parametrize(("label", "value"), [("", 1), ("x" * 101, 1), ("x", ""), ("x", "x" * 101)])
def test_a_suggestion_that_a_platform_refuses_is_refused_where_it_is_built(
    label: str, value: str | int
) -> None:
    with pytest.raises(ValueError, match="suggestion"):
        Suggestion(label, value)


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


@pytest.mark.parametrize("each", COMMANDS, ids=lambda each: each.full_name)
def test_what_only_buttons_carry_is_never_needed_and_never_suggested(each: Command) -> None:
    carried = [parameter for parameter in each.parameters if not parameter.option.typed]
    assert not [it.name for it in carried if it.required or it.option.suggest]
