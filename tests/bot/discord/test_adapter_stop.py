"""Stopping on Discord: nothing more is taken in, and what was taken in is answered."""

import asyncio
import logging
from dataclasses import dataclass, field

import pytest

from bot.dialogue.command import Command
from bot.dialogue.invocation import Value
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Turn
from tests.bot.discord.live import live, offstage
from tests.discord_bed.bed import DiscordBed

SHORT = 0.3
"""Seconds that turns may take to end where a test lets one not end."""


@dataclass
class Slow:
    """A command that answers once it may."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    may_end: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, _turn: Turn, /, **_arguments: Value) -> Reply:
        self.begun.set()
        await self.may_end.wait()
        return Reply((Paragraph(("At last.",)),))

    @property
    def command(self) -> Command:
        return Command("slow", "Take your time", (), self, "/slow")


def test_a_turn_in_hand_is_answered_after_the_gateway_was_left() -> None:
    async def run() -> tuple[str, bool]:
        slow = Slow()
        async with DiscordBed() as bed:
            channel = bed.channel(bed.guild("Study hall"))
            async with live(bed, commands=[slow.command]) as adapter:
                asked = await bed.user("Ada").slash(channel, "slow")
                await slow.begun.wait()
                stopping = asyncio.create_task(adapter.stop())
                await bed.until(lambda: bed.gateway.listening == 0)
                answered_before = asked.interaction.callback is not None
                slow.may_end.set()
                await stopping
                return (await asked.answer()).text, answered_before

    assert asyncio.run(run()) == ("At last.", False)


def test_a_turn_that_does_not_end_is_cut_off_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        slow = Slow()
        async with DiscordBed() as bed:
            channel = bed.channel(bed.guild("Study hall"))
            async with live(bed, {"drain": SHORT}, commands=[slow.command]) as adapter:
                await bed.user("Ada").slash(channel, "slow")
                await slow.begun.wait()
                await adapter.stop()

    asyncio.run(run())

    warned = [
        (record.message, vars(record)["turns"])
        for record in caplog.records
        if record.name == "bot.discord.adapter" and record.levelno >= logging.WARNING
    ]
    assert warned == [("stopped amid turns", 1)]


def test_stopping_twice_or_without_a_start_is_nothing() -> None:
    async def run() -> list[str]:
        async with DiscordBed() as bed, offstage(bed) as adapter:
            await adapter.stop()
            await adapter.stop()
            return [each.route for each in bed.requests]

    assert asyncio.run(run()) == []


def test_a_bot_that_is_stopped_is_gone_from_the_gateway_and_ends_its_tasks() -> None:
    async def run() -> set[str]:
        async with DiscordBed() as bed:
            here = asyncio.all_tasks()
            async with live(bed) as adapter:
                await bed.until(lambda: bed.gateway.listening == 1)
                await adapter.stop()
                await bed.until(lambda: bed.gateway.listening == 0)
                await bed.answered()
            mine = (task.get_coro() for task in asyncio.all_tasks() - here)
            return {name for name in map(str, mine) if "discord" in name}

    assert asyncio.run(run()) == set()
