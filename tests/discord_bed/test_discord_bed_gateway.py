"""Connections begin, break and begin again as at Discord, and nothing that was told is lost."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
import pytest
from discord.gateway import DiscordWebSocket

from tests.discord_bed.bed import DiscordBed
from tests.discord_bed.gateway import Gateway
from tests.discord_bed.library import LibraryClient, connected
from tests.discord_bed.places import Channel

Heard = discord.Interaction[Any]


async def greet(heard: Heard) -> None:
    await heard.response.send_message("Hello")


async def announce(client: LibraryClient) -> None:
    client.tree.command(description="Say hello")(greet)
    await client.tree.sync()


TROUBLES: dict[str, tuple[Callable[[Gateway], Awaitable[None]], list[str]]] = {
    "a dropped connection": (Gateway.drop, ["identify", "resume"]),
    "a close that may be resumed": (lambda gateway: gateway.close(4000), ["identify", "resume"]),
    "a request to reconnect": (Gateway.ask_to_reconnect, ["identify", "resume"]),
    "a session to be resumed": (
        lambda gateway: gateway.invalidate(resumable=True),
        ["identify", "resume"],
    ),
    "a session that is over": (Gateway.invalidate, ["identify", "identify"]),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_after_a_trouble_a_connection_begins_again(trouble: str) -> None:
    happens, opened = TROUBLES[trouble]

    async def run() -> None:
        async with DiscordBed() as bed:
            ada, channel = bed.user("Ada"), bed.channel(bed.guild("Study hall"))
            client = LibraryClient()
            async with connected(bed, client):
                await announce(client)
                await happens(bed.gateway)
                await bed.until(lambda: bed.gateway.opened == opened)
                await (await ada.slash(channel, "greet")).answer()
            assert channel.texts == ["Hello"]

    asyncio.run(run())


def test_what_happens_while_a_connection_is_lost_is_told_once_when_it_resumes() -> None:
    async def run() -> None:
        async with DiscordBed() as bed:
            ada, channel = bed.user("Ada"), bed.channel(bed.guild("Study hall"))
            client = LibraryClient()
            async with connected(bed, client):
                await announce(client)
                await (await ada.slash(channel, "greet")).answer()
                async with bed.gateway.away():
                    await bed.gateway.drop()
                    gestures = [await ada.slash(channel, "greet") for _ in range(2)]
                for gesture in gestures:
                    await gesture.answer()
            assert client.events.count("interaction") == 3
            assert channel.texts == ["Hello"] * 3
            assert bed.gateway.opened == ["identify", "resume"]

    asyncio.run(run())


def test_a_session_that_is_over_cannot_be_resumed() -> None:
    async def run() -> None:
        async with DiscordBed() as bed, connected(bed, LibraryClient()):
            async with bed.gateway.away():
                await bed.gateway.drop()
                bed.gateway.forget()
            await bed.until(lambda: bed.gateway.opened[1:] == ["refused resume", "identify"])

    asyncio.run(run())


def test_each_shard_is_told_of_its_own_servers() -> None:
    async def run() -> None:
        async with DiscordBed(shards=2) as bed:
            guilds = [bed.guild(name) for name in ("One", "Two", "Three")]
            ada, channels = bed.user("Ada"), [bed.channel(guild) for guild in guilds]
            client = LibraryClient()
            async with connected(bed, client):
                await announce(client)
                channels.append(bed.direct(ada))
                for place in channels:
                    await (await ada.slash(place, "greet")).answer()
            assert {guild.shard_id for guild in client.guilds} == {0, 1}
            assert [place.texts for place in channels] == [["Hello"]] * 4

    asyncio.run(run())


def test_a_client_that_hears_no_more_connects_anew() -> None:
    async def run() -> None:
        async with DiscordBed() as bed:
            bed.gateway.heartbeat = 0.05
            client = LibraryClient(heartbeat_timeout=0.2)
            async with connected(bed, client):
                await bed.until(lambda: bed.gateway.beats > 2)
                bed.gateway.silent = True
                await bed.until(lambda: "resume" in bed.gateway.opened)

    asyncio.run(run())


CLOSES: dict[str, tuple[dict[str, Any], int]] = {
    "a wrong token": ({"token": "wrong"}, 4004),
    "intents that were not granted": ({"intents": 1 << 15}, 4014),
    "a wrong number of shards": ({"shard": [0, 5]}, 4010),
}


@pytest.mark.parametrize("case", CLOSES)
def test_an_identify_is_refused_with(case: str) -> None:
    wrong, code = CLOSES[case]

    async def run() -> None:
        async with DiscordBed() as bed, aiohttp.ClientSession() as session:
            right = {"token": bed.token, "intents": 1, "shard": [0, 1]}
            async with session.ws_connect(bed.gateway_url) as socket:
                await socket.receive_json()
                await socket.send_json({"op": DiscordWebSocket.IDENTIFY, "d": right | wrong})
                await socket.receive()
                assert socket.close_code == code
            assert bed.gateway.opened == []

    asyncio.run(run())


def test_a_connection_identifies_first_and_once() -> None:
    async def close_code(bed: DiscordBed, session: aiohttp.ClientSession, *ops: int) -> int | None:
        asked = {"token": bed.token, "intents": 0, "shard": [0, 1]}
        async with session.ws_connect(bed.gateway_url) as socket:
            for op in ops:
                await socket.send_json({"op": op, "d": asked})
            while (await socket.receive()).type is aiohttp.WSMsgType.TEXT:
                pass
            return socket.close_code

    async def run() -> None:
        async with DiscordBed() as bed, aiohttp.ClientSession() as session:
            identify, presence = DiscordWebSocket.IDENTIFY, DiscordWebSocket.PRESENCE
            assert await close_code(bed, session, presence) == 4003
            assert await close_code(bed, session, identify, identify) == 4005

    asyncio.run(run())


def test_a_client_is_not_logged_in_with_another_token() -> None:
    async def run() -> None:
        async with DiscordBed() as bed:
            bed.world.token = bed.token + "-reset"
            with pytest.raises(discord.LoginFailure):
                async with connected(bed, LibraryClient(), bed.token.removesuffix("-reset")):
                    pass
            assert [(each.status, each.code) for each in bed.requests] == [(401, 0)]

    asyncio.run(run())


def test_a_close_for_good_ends_the_client() -> None:
    async def run() -> None:
        async with DiscordBed() as bed, connected(bed, LibraryClient()) as running:
            await bed.gateway.close(4004)
            with pytest.raises(discord.ConnectionClosed) as caught:
                await running
            assert caught.value.code == 4004

    asyncio.run(run())


def test_a_channel_that_nobody_knows_is_refused() -> None:
    async def run() -> None:
        async with DiscordBed() as bed:
            client = LibraryClient()
            async with connected(bed, client):
                with pytest.raises(discord.NotFound) as caught:
                    await client.get_partial_messageable(7).send("Hi")
            assert caught.value.code == 10003

    asyncio.run(run())


def test_what_is_written_into_a_locked_thread_is_refused_and_opens_an_archived_one() -> None:
    async def run() -> None:
        async with DiscordBed() as bed:
            parent: Channel = bed.channel(bed.guild("Study hall"))
            locked, archived = bed.thread(parent, "Locked"), bed.thread(parent, "Old")
            locked.locked = archived.archived = True
            client = LibraryClient()
            async with connected(bed, client):
                with pytest.raises(discord.HTTPException) as caught:
                    await client.get_partial_messageable(locked.id).send("Hi")
                await client.get_partial_messageable(archived.id).send("Hi")
            assert (caught.value.code, archived.archived) == (50083, False)

    asyncio.run(run())
