"""Faults of Discord and of the network reach the library as the errors they are."""

import asyncio

import aiohttp
import discord
import pytest

from tests.discord_bed.bed import DiscordBed
from tests.discord_bed.faults import Bans, Drops, Fault, Hangs, Scope, Throttles
from tests.discord_bed.library import LibraryClient, connected
from tests.discord_bed.wire import CLOSED_DMS, MISSING_PERMISSIONS
from tests.discord_bed.writing import SEND

GOT_OVER: dict[str, Fault] = {
    "429 of a person": Throttles(scope=Scope.USER),
    "429 shared with others": Throttles(scope=Scope.SHARED),
    "429 of everything": Throttles(scope=Scope.GLOBAL),
}


@pytest.mark.parametrize("case", GOT_OVER)
def test_the_library_waits_and_asks_again_after(case: str) -> None:
    async def run() -> None:
        async with DiscordBed() as bed:
            channel = bed.channel(bed.guild("Study hall"))
            client = LibraryClient()
            async with connected(bed, client):
                bed.fail(SEND, GOT_OVER[case])
                await client.get_partial_messageable(channel.id).send("Hi")
            assert channel.texts == ["Hi"]
            assert [each.status for each in bed.asked(SEND)] == [429, 200]

    asyncio.run(run())


RAISED: dict[str, tuple[Fault, type[Exception], int]] = {
    "a forbidden thing": (MISSING_PERMISSIONS, discord.Forbidden, 0),
    "closed direct messages": (CLOSED_DMS, discord.Forbidden, 0),
    "a banned address": (Bans(), discord.HTTPException, 0),
    "a lost connection": (Drops(), aiohttp.ServerDisconnectedError, 0),
    "a connection lost after it was done": (Drops(done=True), aiohttp.ServerDisconnectedError, 1),
    "no answer": (Hangs(), TimeoutError, 0),
    "no answer to what was done": (Hangs(done=True), TimeoutError, 1),
}


@pytest.mark.parametrize("case", RAISED)
def test_a_fault_is_met_once_and_the_next_request_goes_well(case: str) -> None:
    fault, kind, done = RAISED[case]

    async def run() -> None:
        async with DiscordBed() as bed:
            channel = bed.channel(bed.guild("Study hall"))
            client = LibraryClient()
            async with connected(bed, client):
                place = client.get_partial_messageable(channel.id)
                bed.fail(SEND, fault)
                with pytest.raises(kind) as caught:
                    async with asyncio.timeout(0.2):
                        await place.send("First")
                assert type(caught.value) is kind
                assert len(channel.texts) == done
                await place.send("Second")
            assert channel.texts[done:] == ["Second"]

    asyncio.run(run())


def test_a_fault_comes_as_often_as_it_is_asked_for() -> None:
    async def run() -> None:
        async with DiscordBed() as bed:
            channel = bed.channel(bed.guild("Study hall"))
            client = LibraryClient()
            async with connected(bed, client):
                bed.fail(SEND, Throttles(), times=3)
                await client.get_partial_messageable(channel.id).send("Hi")
            assert [each.status for each in bed.asked(SEND)] == [429, 429, 429, 200]

    asyncio.run(run())


def test_waiting_for_what_never_comes_fails_with_what_the_bot_asked_last() -> None:
    async def run() -> None:
        async with DiscordBed() as bed, connected(bed, LibraryClient()):
            with pytest.raises(AssertionError, match="GET /gateway/bot 200"):
                await bed.until(lambda: False, seconds=0)

    asyncio.run(run())
