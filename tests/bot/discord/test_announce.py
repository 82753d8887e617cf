"""Promises about announcing: Discord is told what changed, where it changed, and nothing else."""

import asyncio
from dataclasses import replace
from typing import Any

import discord
import pytest
import simcord

from bot.dialogue.command import Command, Option, Parameter, command
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Turn
from bot.discord.announce import Announced
from bot.discord.payload import digest_of, size_of
from core.use_cases.announcements import announced as announcements_of
from core.use_cases.announcements import keep_announcement
from tests.bot.discord.hearing import Hearing, SlashBot
from tests.fakes.gateway import FakeGateway


@command(example="/next")
async def plain(turn: Turn) -> Reply:
    """Show the topic"""
    return Reply((Paragraph(("Done",)),))


@command(example="/own add", group="own")
async def add(turn: Turn) -> Reply:
    """Add one"""
    return Reply((Paragraph(("Done",)),))


@command(example="/own drop", group="own")
async def drop(turn: Turn) -> Reply:
    """Drop one"""
    return Reply((Paragraph(("Done",)),))


LEXICON = Lexicon((plain, add, drop))


class Runs:
    """Start the bot again and again beside one database, and watch what Discord is asked."""

    def __init__(self, env: simcord.Env) -> None:
        self.env = env
        self.gateway = FakeGateway()

    async def start(
        self, *commands: Command, guild: int | None = None
    ) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
        """Give what was told, and the requests it took."""
        before = len(self.env.http_requests)
        bot = SlashBot(Lexicon(commands or LEXICON.commands), Hearing(), self.gateway, guild=guild)
        await self.env.restart_bot(bot)
        (result,) = bot.announced
        return result.told, [
            (entry.method, entry.path.partition("/applications/")[2].partition("/")[2])
            for entry in self.env.http_requests[before:]
            if entry.path.endswith("/commands")
        ]

    def shown(self, guild: int | None = None) -> set[str]:
        """Name the commands that Discord has in a scope."""
        return {each["name"] for each in self.env.backend.commands.get(guild, {}).values()}


def ran(play: Any) -> Any:
    async def run() -> Any:
        idle = SlashBot(LEXICON, Hearing(), announces=False)
        async with simcord.run(idle) as env:
            return await play(Runs(env))

    return asyncio.run(run())


def test_the_first_start_tells_the_commands_and_the_second_tells_nothing() -> None:
    async def play(runs: Runs) -> None:
        assert await runs.start() == (("commands everywhere",), [("PUT", "commands")])
        assert await runs.start() == ((), [("GET", "commands")])
        assert runs.shown() == {"plain", "own"}

    ran(play)


def test_a_changed_catalogue_is_told_once() -> None:
    async def play(runs: Runs) -> None:
        await runs.start()
        changed = (replace(plain, description="Show it"), add, drop)
        assert await runs.start(*changed) == (("commands everywhere",), [("PUT", "commands")])
        assert await runs.start(*changed) == ((), [("GET", "commands")])

    ran(play)


def test_by_force_the_same_is_told_again() -> None:
    async def play(runs: Runs) -> None:
        bot = SlashBot(LEXICON, Hearing(), runs.gateway)
        await runs.env.restart_bot(bot)
        await bot.announce(force=True)
        assert [each.told for each in bot.announced] == [("commands everywhere",)] * 2

    ran(play)


def test_in_development_one_server_is_told_and_going_back_clears_it() -> None:
    async def play(runs: Runs) -> None:
        guild = runs.env.create_guild().id
        await runs.start()
        assert await runs.start(guild=guild) == (
            (f"commands in server {guild}", "no commands everywhere"),
            [("PUT", f"guilds/{guild}/commands"), ("PUT", "commands")],
        )
        assert (runs.shown(guild), runs.shown()) == ({"plain", "own"}, set())
        assert await runs.start(guild=guild) == ((), [("GET", f"guilds/{guild}/commands")])
        assert await runs.start() == (
            ("commands everywhere", f"no commands in server {guild}"),
            [("PUT", "commands"), ("PUT", f"guilds/{guild}/commands")],
        )
        assert (runs.shown(guild), runs.shown()) == (set(), {"plain", "own"})
        assert await runs.start() == ((), [("GET", "commands")])

    ran(play)


def test_the_commands_of_one_server_are_heard_there() -> None:
    async def play(runs: Runs) -> None:
        guild = runs.env.create_guild()
        ada = guild.add_member(runs.env.create_user("Ada"))
        hearing = Hearing()
        await runs.env.restart_bot(SlashBot(LEXICON, hearing, runs.gateway, guild=guild.id))
        await ada.slash(guild.create_text_channel("study"), "own add")
        assert hearing.heard == [("own add", {}, None)]

    ran(play)


def test_a_server_that_sent_the_bot_away_is_forgotten() -> None:
    async def play(runs: Runs) -> None:
        guild = runs.env.create_guild().id
        await runs.start(guild=guild)
        runs.env.inject_error("PUT", f"/applications/*/guilds/{guild}/commands", status=403)
        told, _ = await runs.start()
        assert told == ("commands everywhere", f"no commands in server {guild}")
        assert await runs.start() == ((), [("GET", "commands")])

    ran(play)


def test_what_discord_did_not_take_is_told_at_the_next_start() -> None:
    async def play(runs: Runs) -> None:
        bot = SlashBot(LEXICON, Hearing(), runs.gateway, announces=False)
        await runs.env.restart_bot(bot)
        runs.env.inject_error("PUT", "/applications/*", status=400)
        with pytest.raises(discord.HTTPException):
            await bot.announce()
        assert await runs.start() == (("commands everywhere",), [("PUT", "commands")])

    ran(play)


def test_another_application_on_the_same_database_is_left_alone() -> None:
    async def play(runs: Runs) -> None:
        bot = runs.env.bot
        assert bot.application_id
        longer = f"discord:{bot.application_id}0:global"
        await runs.gateway.run(lambda work: keep_announcement(work, longer, "other"))
        await runs.start()
        kept = await runs.gateway.run(lambda work: announcements_of(work, "discord:"))
        assert set(kept) == {longer, f"discord:{bot.application_id}:global"}
        assert kept[longer] == "other"

    ran(play)


def test_the_ids_of_commands_are_known_whether_they_were_told_or_not() -> None:
    async def play(runs: Runs) -> list[Announced]:
        results = []
        for _ in range(2):
            bot = SlashBot(LEXICON, Hearing(), runs.gateway)
            await runs.env.restart_bot(bot)
            results += bot.announced
        ids = {each["name"]: int(each["id"]) for each in runs.env.backend.commands[None].values()}
        assert [result.ids for result in results] == [
            {"plain": ids["plain"], "own add": ids["own"], "own drop": ids["own"]}
        ] * 2
        return results

    assert [bool(result.told) for result in ran(play)] == [True, False]


def test_without_the_ids_the_start_goes_on() -> None:
    async def play(runs: Runs) -> None:
        await runs.start()
        runs.env.inject_error("GET", "/applications/*/commands", status=403)
        bot = SlashBot(LEXICON, Hearing(), runs.gateway)
        await runs.env.restart_bot(bot)
        assert bot.announced == [Announced((), {})]

    ran(play)


def test_a_digest_is_the_same_for_the_same_payload_in_another_order() -> None:
    one, other = [{"a": 1, "b": {"c": 2, "d": 3}}], [{"b": {"d": 3, "c": 2}, "a": 1}]
    assert digest_of(one) == digest_of(other) != digest_of([{"a": 1, "b": {"c": 2, "d": 4}}])


def test_a_size_counts_all_that_is_inside_and_the_longest_of_all_languages() -> None:
    inside = {"name": "word", "description": "a word", "description_localizations": {"de": "Wort"}}
    choices = [{"name": "good", "value": "g"}, {"name": "bad", "value": 12}]
    told = {
        "name": "note",
        "name_localizations": {"de": "notiz", "fr": "note"},
        "description": "Write",
        "options": [inside | {"choices": choices}],
    }
    assert size_of(told) == len("notizWriteworda wordgoodgbad12")


def test_a_command_larger_than_discord_takes_is_told_nobody() -> None:
    options = tuple(
        Parameter(f"p{number}", str, required=False, option=Option("x" * 100))
        for number in range(4)
    )
    many = tuple(replace(add, name=f"c{number}", parameters=options) for number in range(25))

    async def play(runs: Runs) -> None:
        bot = SlashBot(Lexicon(many), Hearing(), runs.gateway, announces=False)
        await runs.env.restart_bot(bot)
        with pytest.raises(ValueError, match=r"/own has \d+ characters of at most 8000"):
            await bot.announce()

    ran(play)
