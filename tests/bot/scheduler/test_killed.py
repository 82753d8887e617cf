"""Killed amid a broadcast, again and again, the program loses nothing, repeats little."""

import asyncio
import contextlib
import random
import secrets
import signal
import sqlite3
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import storage
from bot.scheduler.courier import IN_FLIGHT
from core.destination import Destination
from tests.bot.program import Program, running
from tests.bot.scheduler.recorder import Recorder, recording
from tests.bot.scheduler.town import settle_in
from tests.discord_bed.bed import DiscordBed
from tests.discord_bed.faults import Hangs
from tests.discord_bed.writing import SEND

LEARNERS = 2000
KILLS = 20
SOONEST, LATEST = 0.3, 2.3
"""Seconds from the first messages of a run to its end."""

UNANSWERED = 4
"""Messages that Discord has taken and not yet answered when the program is killed."""

PLATFORMS = ("telegram", "discord")
PATIENCE = 60.0
"""Seconds."""

TELEGRAM_TOKEN = f"4242:{'A' * 35}"
DISCORD_TOKEN = f"MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.{'x' * 38}"

_UNSETTLED = """
    SELECT destination.platform, destination.chat
    FROM outbox JOIN destination USING (learner) WHERE outbox.ended IS NULL
"""


@dataclass
class Broadcast:
    """A database where everybody is due, and the platforms that get the messages."""

    path: Path
    telegram: Recorder
    discord: DiscordBed

    def got(self, platform: str) -> Counter[str]:
        """Count how often the bot asked to write to each chat."""
        if platform == "telegram":
            return self.telegram.arrived.copy()
        return Counter(str(each.number("channel")) for each in self.discord.asked(SEND))

    def read(self, query: str) -> list[tuple[Any, ...]]:
        """Look into the database."""
        with contextlib.closing(sqlite3.connect(self.path)) as database:
            return database.execute(query).fetchall()

    async def settle_in(self) -> None:
        """Let learners on both platforms be due since a minute ago."""
        url = f"sqlite:///{self.path}"
        storage.migrate(url)
        due = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=1)
        people = [self.discord.user(f"Bob {number}") for number in range(LEARNERS)]
        channels = [str(self.discord.direct(each).id) for each in people]
        with contextlib.closing(storage.open_gateway(url)) as gateway:
            await gateway.run(lambda work: settle_in(work, LEARNERS, at=due))
            await gateway.run(
                lambda work: settle_in(
                    work, LEARNERS, lambda it: Destination("discord", channels[it - 1]), at=due
                )
            )

    def started(self) -> contextlib.AbstractAsyncContextManager[Program]:
        """Start the program, as a host does."""
        return running(
            *(sys.executable, "-m", "bot", "run"),
            folder=self.path.parent,
            DATABASE_URL=f"sqlite:///{self.path}",
            TELEGRAM_TOKEN=TELEGRAM_TOKEN,
            TELEGRAM_BASE_URL=self.telegram.root,
            DISCORD_TOKEN=DISCORD_TOKEN,
            DISCORD_BASE_URL=self.discord.base_url,
            LOG_LEVEL="ERROR",
        )

    async def delivers(self, platform: str, more: int) -> None:
        """Wait until so many more messages were asked for, or all there are."""
        until = min(self.got(platform).total() + more, LEARNERS)
        async with asyncio.timeout(PATIENCE):
            while self.got(platform).total() < until:  # noqa: ASYNC110 - two servers of two kinds
                await asyncio.sleep(0.05)

    def _is_over(self) -> bool:
        [(planned,)] = self.read("SELECT count(*) FROM outbox")
        return planned == 2 * LEARNERS and not self.read(_UNSETTLED)

    async def is_over(self) -> None:
        """Wait until nothing is left in the outbox."""
        async with asyncio.timeout(2 * PATIENCE):
            while not self._is_over():  # noqa: ASYNC110 - a database tells nobody
                await asyncio.sleep(0.5)


@dataclass
class Kill:
    """What had arrived at a kill that the program had not yet written down."""

    in_flight: dict[str, set[str]]


async def killed_amid(
    it: Broadcast, chance: random.Random, before: dict[str, Counter[str]]
) -> Kill:
    """Start the program, kill it at a random moment, and say what was in flight then."""
    async with it.started() as program:
        await asyncio.gather(*(it.delivers(each, 1) for each in PLATFORMS))
        await asyncio.sleep(chance.uniform(SOONEST, LATEST))
        if it.got("discord").total() < LEARNERS - IN_FLIGHT:
            it.discord.fail(SEND, Hangs(done=True), times=UNANSWERED)
            await it.delivers("discord", UNANSWERED)
        program.process.kill()
        assert await program.ended() == -signal.SIGKILL
    await asyncio.sleep(0.1)  # what is on the wire arrives
    unsettled = {tuple(row) for row in it.read(_UNSETTLED)}
    new = {each: it.got(each) - before[each] for each in PLATFORMS}
    before.update({each: it.got(each) for each in PLATFORMS})
    return Kill({each: {c for c in new[each] if (each, c) in unsettled} for each in PLATFORMS})


def test_nothing_is_lost_and_at_most_what_was_in_flight_comes_twice(tmp_path: Path) -> None:
    chance = random.Random(secrets.randbits(32))  # noqa: S311 - it only says when to kill

    async def story() -> None:
        async with recording(chance) as telegram, DiscordBed() as discord:
            discord.world.token = DISCORD_TOKEN
            it = Broadcast(tmp_path / "study.db", telegram, discord)
            await it.settle_in()
            before: dict[str, Counter[str]] = {each: Counter() for each in PLATFORMS}
            kills = [await killed_amid(it, chance, before) for _ in range(KILLS)]
            async with it.started() as program:
                await it.is_over()
                assert await program.stop() == 0
            for each in PLATFORMS:
                check(each, it, kills)
            assert all(len(channel.messages) == 1 for channel in discord.world.channels.values())

    asyncio.run(story())


def check(platform: str, it: Broadcast, kills: list[Kill]) -> None:
    got = it.got(platform)
    in_flight = [each.in_flight[platform] for each in kills]
    repeats = got.total() - LEARNERS
    told = f"{platform}: {len(kills)} kills, in flight {[*map(len, in_flight)]}, {repeats} repeats"
    print(told)  # noqa: T201 - a figure to keep
    assert len(got) == LEARNERS, told
    assert max(map(len, in_flight)) <= IN_FLIGHT, told
    assert repeats <= sum(map(len, in_flight)), told
    assert {chat for chat, times in got.items() if times > 1} <= set().union(*in_flight), told
