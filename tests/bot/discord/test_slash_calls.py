"""Promises about called slash commands: typed values arrive as they are, completion fits."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal

import pytest
import simcord

from bot.dialogue.command import Option, Suggestion, command
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Turn
from tests.bot.discord.hearing import Hearing, SlashBot

REPLY = Reply((Paragraph(("Done",)),))


async def unused(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    raise NotImplementedError


@command(example="/note")
async def note(
    turn: Turn,
    *,
    word: Annotated[str, Option("a word", suggest=unused)],
    mood: Annotated[Literal["good", "bad"] | None, Option("how you feel")] = None,
    stars: Annotated[int | None, Option("how good", minimum=1, maximum=5)] = None,
    year: Annotated[int | None, Option("when", suggest=unused)] = None,
) -> Reply:
    """Write a note"""
    return REPLY


@command(example="/own add", group="own", file="a Markdown file")
async def add(turn: Turn) -> Reply:
    """Add one"""
    return REPLY


LEXICON = Lexicon((note, add))

Acting = Callable[[simcord.MemberActor, simcord.ChannelHandle], Awaitable[Any]]


def played(hearing: Hearing, act: Acting) -> Any:
    """Let Ada do something in a channel of a server."""

    async def play() -> Any:
        async with simcord.run(SlashBot(LEXICON, hearing)) as env:
            guild = env.create_guild()
            ada = guild.add_member(env.create_user("Ada"))
            return await act(ada, guild.create_text_channel("study"))

    return asyncio.run(play())


def test_values_arrive_with_their_types_and_what_was_not_given_does_not() -> None:
    hearing = Hearing()
    played(hearing, lambda ada, here: ada.slash(here, "note", word=" 0057 ", stars=5))
    assert hearing.heard == [("note", {"word": " 0057 ", "stars": 5}, None)]


def test_a_choice_arrives_as_its_word() -> None:
    hearing = Hearing()
    played(hearing, lambda ada, here: ada.slash(here, "note", word="x", mood="bad"))
    assert hearing.heard == [("note", {"word": "x", "mood": "bad"}, None)]


@pytest.mark.parametrize("options", [{"stars": 6}, {"stars": "5"}, {"mood": "so-so"}])
def test_discord_lets_nobody_give_what_was_not_declared(options: dict[str, Any]) -> None:
    hearing = Hearing()
    with pytest.raises(simcord.SetupError):
        played(hearing, lambda ada, here: ada.slash(here, "note", word="x", **options))
    assert hearing.heard == []


def test_a_file_goes_along_with_the_command_of_a_group() -> None:
    hearing = Hearing()
    played(hearing, lambda ada, here: ada.slash(here, "own add", file=("my.md", b"# Mine")))
    assert hearing.heard == [("own add", {}, "my.md")]


def test_what_fits_is_offered_while_somebody_types() -> None:
    hearing = Hearing(*(Suggestion(f"Topic {number}", str(number)) for number in range(25)))
    offered = played(hearing, lambda ada, here: ada.autocomplete(here, "note", "word", "top"))
    assert offered == [{"name": f"Topic {number}", "value": str(number)} for number in range(25)]
    assert hearing.typed == [("note", "word", "top")]


def test_suggestions_for_a_number_are_numbers() -> None:
    hearing = Hearing(Suggestion("last", 2025), Suggestion("this", "2026"))
    offered = played(hearing, lambda ada, here: ada.autocomplete(here, "note", "year", "20"))
    assert offered == [{"name": "last", "value": 2025}, {"name": "this", "value": 2026}]
