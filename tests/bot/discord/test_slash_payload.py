"""Promises about slash commands: each declaration becomes what Discord can announce."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

import pytest

from bot.dialogue.command import Command, Option, Suggestion, command
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Turn
from tests.bot.discord.hearing import Hearing, SlashBot, payloads

REPLY = Reply((Paragraph(("Done",)),))

STRING, INTEGER, ATTACHMENT = 3, 4, 11


async def nothing(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    return ()


@command(example="/next")
async def plain(turn: Turn) -> Reply:
    """Show the topic"""
    return REPLY


@command(example="/note", file="a picture of it")
async def note(  # noqa: PLR0913 - one of each kind
    turn: Turn,
    *,
    word: Annotated[str, Option("a word", suggest=nothing)],
    stars: Annotated[int, Option("how good", minimum=1, maximum=5)],
    mood: Annotated[Literal["good", "bad"] | None, Option("how you feel")] = None,
    pages: Annotated[int | None, Option("how many", minimum=0)] = None,
    year: Annotated[int | None, Option("when", suggest=nothing)] = None,
    held: Annotated[int | None, Option("what a button stands for", typed=False)] = None,
) -> Reply:
    """Write a note"""
    return REPLY


@command(example="/own add", group="own")
async def add(turn: Turn) -> Reply:
    """Add one"""
    return REPLY


@command(example="/own drop", group="own", managers_only=True)
async def drop(turn: Turn) -> Reply:
    """Drop one"""
    return REPLY


def announced(*commands: Command, guild: int | None = None) -> Sequence[dict[str, Any]]:
    return payloads(SlashBot(Lexicon(commands), Hearing(), guild=guild))


def test_a_command_for_everywhere_is_for_servers_messages_and_own_installs() -> None:
    assert announced(plain) == [
        {
            "name": "plain",
            "description": "Show the topic",
            "type": 1,
            "options": [],
            "nsfw": False,
            "dm_permission": True,
            "default_member_permissions": None,
            "contexts": [0, 1, 2],
            "integration_types": [0, 1],
        }
    ]


def test_a_command_for_one_server_says_nothing_of_where_else() -> None:
    (told,) = announced(plain, guild=5)
    assert (told["contexts"], told["integration_types"]) == (None, None)


def test_options_have_types_ranges_choices_and_completion_the_required_first() -> None:
    (told,) = announced(note)
    assert told["options"] == [
        {
            "type": STRING,
            "name": "word",
            "description": "a word",
            "required": True,
            "autocomplete": True,
        },
        {
            "type": INTEGER,
            "name": "stars",
            "description": "how good",
            "required": True,
            "min_value": 1,
            "max_value": 5,
        },
        {
            "type": ATTACHMENT,
            "name": "file",
            "description": "a picture of it",
            "required": True,
        },
        {
            "type": STRING,
            "name": "mood",
            "description": "how you feel",
            "required": False,
            "choices": [{"name": "good", "value": "good"}, {"name": "bad", "value": "bad"}],
        },
        {
            "type": INTEGER,
            "name": "pages",
            "description": "how many",
            "required": False,
            "min_value": 0,
        },
        {
            "type": INTEGER,
            "name": "year",
            "description": "when",
            "required": False,
            "autocomplete": True,
        },
    ]


def test_a_group_stands_where_its_first_command_does_and_says_what_is_in_it() -> None:
    told = announced(add, plain, drop)
    assert [each["name"] for each in told] == ["own", "plain"]
    assert told[0]["description"] == "add: Add one; drop: Drop one"
    assert [each["name"] for each in told[0]["options"]] == ["add", "drop"]
    assert told[0]["contexts"] == [0, 1, 2]


@pytest.mark.parametrize(
    ("commands", "shown_to"),
    [
        ((plain,), None),
        ((replace(plain, managers_only=True),), 32),
        ((add, drop), None),
        ((drop,), 32),
    ],
)
def test_what_is_for_managers_alone_is_shown_to_them_alone(
    commands: tuple[Command, ...], shown_to: int | None
) -> None:
    assert announced(*commands)[0]["default_member_permissions"] == shown_to


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        ([replace(plain, name=f"c{n}") for n in range(101)], "at most 100 commands, not 101"),
        ([replace(add, name=f"c{n}") for n in range(26)], "at most 25 subcommands of /own"),
        (
            [
                replace(
                    note,
                    parameters=tuple(
                        replace(note.parameters[2], name=f"p{number}") for number in range(25)
                    ),
                )
            ],
            "at most 25 options of /note, not 26",
        ),
    ],
)
def test_more_than_discord_takes_is_refused_at_once(commands: list[Command], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        announced(*commands)
