"""Promises about calls of commands that Discord knows otherwise than we do."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Annotated, Any

import pytest
import simcord

from bot.dialogue.command import Command, Option, Suggestion, command
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Turn
from tests.bot.discord.hearing import Hearing, SlashBot

REPLY = Reply((Paragraph(("Done",)),))


async def unused(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    raise NotImplementedError


@command(example="/done 57")
async def done(
    turn: Turn,
    what: Annotated[str | None, Option("numbers or words", suggest=unused)] = None,
) -> Reply:
    """Tick off your topic"""
    return REPLY


@command(example="/own add", group="own")
async def add(turn: Turn) -> Reply:
    """Add one"""
    return REPLY


@command(example="/own drop", group="own")
async def drop(turn: Turn) -> Reply:
    """Drop one"""
    return REPLY


(WHAT,) = done.parameters

Acting = Callable[[simcord.MemberActor, simcord.ChannelHandle], Awaitable[Any]]

NO_LIMIT = Option("numbers")


def with_option(**changes: Any) -> Command:
    return replace(done, parameters=(replace(WHAT, **changes),))


def played(
    hearing: Hearing,
    act: Acting,
    *,
    before: tuple[Command, ...],
    now: tuple[Command, ...],
) -> tuple[Any, int]:
    """Act on the commands of before, the bot knowing those of now.

    Give what came of it, and how often the commands should be announced again.
    """

    async def play() -> tuple[Any, int]:
        async with simcord.run(SlashBot(Lexicon(before), hearing)) as env:
            guild = env.create_guild()
            ada = guild.add_member(env.create_user("Ada"))
            here = guild.create_text_channel("study")
            bot = SlashBot(Lexicon(now), hearing, announces=False)
            await env.restart_bot(bot)
            return await act(ada, here), bot.outdated

    return asyncio.run(play())


@pytest.mark.parametrize(
    ("before", "now", "called", "options"),
    [
        pytest.param((done, add), (add,), "done", {}, id="a command that is gone"),
        pytest.param((add, drop), (drop,), "own add", {}, id="a subcommand that is gone"),
        pytest.param(
            (replace(done, name="own"),), (add,), "own", {}, id="a command that became a group"
        ),
        pytest.param(
            (add,), (replace(done, name="own"),), "own add", {}, id="a group that became a command"
        ),
        pytest.param(
            (done,), (with_option(name="topics"),), "done", {"what": "57"}, id="an option renamed"
        ),
        pytest.param(
            (done,),
            (with_option(kind=int, option=NO_LIMIT),),
            "done",
            {"what": "57"},
            id="an option of another type",
        ),
        pytest.param(
            (done,), (with_option(required=True),), "done", {}, id="an option required since"
        ),
    ],
)
def test_what_no_longer_fits_is_answered_as_outdated_and_done_by_nobody(
    before: tuple[Command, ...], now: tuple[Command, ...], called: str, options: dict[str, Any]
) -> None:
    hearing = Hearing()
    result, again = played(
        hearing, lambda ada, here: ada.slash(here, called, **options), before=before, now=now
    )
    assert (hearing.heard, hearing.outdated_names) == ([], [called])
    assert (result.response.content, again) == ("outdated", 1)


def test_a_call_without_an_option_that_is_new_is_heard() -> None:
    hearing = Hearing()
    _, again = played(
        hearing,
        lambda ada, here: ada.slash(here, "done"),
        before=(replace(done, parameters=()),),
        now=(done,),
    )
    assert (hearing.heard, hearing.outdated_names) == ([("done", {}, None)], [])
    assert again == 0


@pytest.mark.parametrize(
    "now", [(add,), (with_option(name="topics"),), (with_option(option=Option("none offered")),)]
)
def test_typing_in_what_no_longer_completes_offers_nothing_and_says_nothing(
    now: tuple[Command, ...],
) -> None:
    hearing = Hearing(Suggestion("Decorators", "57"))
    offered, again = played(
        hearing,
        lambda ada, here: ada.autocomplete(here, "done", "what", "deco"),
        before=(done,),
        now=now,
    )
    assert (offered, again) == ([], 1)
    assert (hearing.typed, hearing.outdated_names) == ([], [])


def test_the_commands_are_announced_again_once_however_many_calls_are_outdated() -> None:
    hearing = Hearing()

    async def twice(ada: simcord.MemberActor, here: simcord.ChannelHandle) -> None:
        await ada.slash(here, "done", what="57")
        await ada.slash(here, "done", what="58")

    _, again = played(hearing, twice, before=(done, add), now=(with_option(name="topics"), add))
    assert (hearing.outdated_names, again) == (["done", "done"], 1)


def test_a_failure_beside_the_turn_is_logged_with_its_interaction(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken(Hearing):
        async def invoked(self, *_: object) -> None:
            message = "broken"
            raise RuntimeError(message)

    async def play() -> None:
        async with simcord.run(SlashBot(Lexicon((add,)), Broken()), check_errors=False) as env:
            guild = env.create_guild()
            ada = guild.add_member(env.create_user("Ada"))
            await ada.slash(guild.create_text_channel("study"), "own add")

    asyncio.run(play())
    (record,) = (each for each in caplog.records if each.name == "bot.discord.tree")
    assert record.getMessage() == "a command failed"
    assert isinstance(vars(record)["interaction"], int)
