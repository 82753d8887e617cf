"""Starting on Discord: it is let in, or says what to do."""

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket

from bot.discord.connection import DiscordRefused
from tests.bot.discord.live import live, offstage
from tests.discord_bed import server
from tests.discord_bed.about import ABOUT, ANNOUNCE, ANNOUNCE_IN_GUILD, APPLICATION, GATEWAY, ME
from tests.discord_bed.bed import DiscordBed
from tests.discord_bed.faults import Bans, Breaks, Drops, Fault, Hangs
from tests.discord_bed.routes import Handler
from tests.discord_bed.wire import UNAUTHORIZED, Json, Request
from tests.discord_bed.world import World

SHORT = 0.3
"""Seconds that the start may take where a test lets it fail to come."""

TWICE = 2
"""Times: what is dropped and can be repeated is asked for once more at a lower level."""

RESET_IT = (
    "Discord does not take the DISCORD_TOKEN. Reset it under Bot on your application's page at "
    "https://discord.com/developers/applications, and set it anew."
)


def troubles(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Give each trouble in the log, of whichever library."""
    return [record.message for record in caplog.records if record.levelno >= logging.WARNING]


def starts_left(remaining: int) -> Handler:
    """Let Discord say how many more sessions it allows today."""

    def gateway(world: World, asked: Request) -> Json:
        told: Json = ABOUT[GATEWAY](world, asked)
        limit = {"total": 1000, "remaining": remaining, "reset_after": 9_000_000}
        return told | {"session_start_limit": limit | {"max_concurrency": 1}}

    return gateway


def refused(
    prepare: Callable[[DiscordBed], None] = lambda _: None, **settings: Any
) -> tuple[str, DiscordBed]:
    """Start the bot on a bed that does not let it in; give what it says, and the bed."""

    async def run() -> tuple[str, DiscordBed]:
        async with DiscordBed() as bed, offstage(bed, settings) as adapter:
            prepare(bed)
            with pytest.raises(DiscordRefused) as caught:
                await adapter.start()
            return str(caught.value), bed

    return asyncio.run(run())


def test_the_bot_asks_only_what_it_needs_to_start() -> None:
    async def run() -> list[str]:
        async with DiscordBed() as bed, live(bed):
            return [each.route for each in bed.requests]

    assert asyncio.run(run()) == [ME, APPLICATION, ANNOUNCE, GATEWAY]


def test_as_many_shards_listen_as_discord_wants() -> None:
    async def run() -> None:
        async with DiscordBed(shards=2) as bed, live(bed):
            await bed.until(lambda: bed.gateway.listening == 2)

    asyncio.run(run())


def test_while_they_are_developed_the_commands_are_announced_in_one_server() -> None:
    async def run() -> list[str]:
        async with DiscordBed() as bed:
            guild = bed.guild("Study hall")
            async with live(bed, {"guild": guild.id}):
                return [each.route for each in bed.requests if each.method == "PUT"]

    assert asyncio.run(run()) == [ANNOUNCE_IN_GUILD]


@pytest.mark.parametrize("fault", [Breaks(503), Bans(), Drops(), UNAUTHORIZED])
def test_commands_that_cannot_be_announced_keep_the_bot_from_nothing(
    fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        async with DiscordBed() as bed:
            bed.fail(ANNOUNCE, fault, times=TWICE)
            async with live(bed):
                await bed.until(lambda: bed.gateway.listening == 1)

    asyncio.run(run())

    assert troubles(caplog).count("the commands are not announced") == 1


def test_commands_that_somebody_calls_as_they_no_longer_are_are_announced_anew_once() -> None:
    async def run() -> int:
        async with DiscordBed() as bed:
            channel = bed.channel(bed.guild("Study hall"))
            async with live(bed):
                for _ in range(2):
                    asked = await bed.user("Ada").slash(channel, "help", renamed="x")
                    await asked.answer()
                await bed.until(lambda: len(bed.asked(ANNOUNCE)) > 1)
            return len(bed.asked(ANNOUNCE))

    assert asyncio.run(run()) == 2


def test_a_wrong_token_is_refused() -> None:
    said, bed = refused(token="another.bots.token")  # noqa: S106 - it opens nothing

    assert said == RESET_IT
    assert [each.route for each in bed.requests] == [ME]


@pytest.mark.parametrize("route", [ME, APPLICATION, GATEWAY])
@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Breaks(503), "503 Service Unavailable"),
        (Bans(), "429 Too Many Requests"),
        (Drops(), "Server disconnected"),
        (Hangs(), "no answer in time"),
    ],
)
def test_a_discord_that_does_not_answer_sensibly_is_named(
    route: str, fault: Fault, reason: str
) -> None:
    patience = SHORT if isinstance(fault, Hangs) else 60.0
    said, bed = refused(lambda bed: bed.fail(route, fault, times=TWICE), patience=patience)

    gateway_lost = route == GATEWAY and isinstance(fault, Breaks | Bans)
    reason = "The gateway to connect to discord was not found." if gateway_lost else reason
    assert said == (
        f"Discord at {bed.base_url} cannot be used ({reason}). "
        "Check the network, and DISCORD_BASE_URL where it is set."
    )


def test_an_address_where_nobody_listens_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}"

    said, _ = refused(base_url=address)

    assert said.startswith(f"Discord at {address} cannot be used (Cannot connect to host")


def test_a_gateway_that_lets_nobody_in_is_not_waited_for_for_ever() -> None:
    async def run() -> str:
        async with (
            DiscordBed() as bed,
            bed.gateway.away(),
            offstage(bed, {"patience": SHORT, "drain": SHORT}) as adapter,
        ):
            with pytest.raises(DiscordRefused) as caught:
                await adapter.start()
            return str(caught.value)

    assert "no answer in time" in asyncio.run(run())


def test_a_bot_that_started_too_often_today_does_not_start_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(server.ROUTES, GATEWAY, starts_left(0))

    said, bed = refused()

    assert said == (
        "Discord lets this bot start no more today: it starts over and over. It may again in 3 h; "
        "see in the log why it ends."
    )
    assert bed.gateway.opened == []


def test_the_last_start_of_the_day_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(server.ROUTES, GATEWAY, starts_left(1))

    async def run() -> list[str]:
        async with DiscordBed() as bed, live(bed):
            await bed.until(lambda: bed.gateway.listening == 1)
            return bed.gateway.opened

    assert asyncio.run(run()) == ["identify"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (4004, RESET_IT),
        (4011, "The bot is in more servers than when it started. Start it again."),
        (4013, "Discord does not let the bot hear of servers any more. Update Study Buddy."),
        (4014, "Discord does not let the bot hear of servers any more. Update Study Buddy."),
        (4012, "Discord closed the connection for good (4012). Start the bot again."),
    ],
)
def test_a_connection_that_discord_ends_for_good_is_a_refusal(code: int, said: str) -> None:
    async def run() -> str:
        async with DiscordBed() as bed, live(bed) as adapter:
            await bed.until(lambda: bed.gateway.listening == 1)
            await bed.gateway.close(code)
            with pytest.raises(DiscordRefused) as caught:
                await adapter.rejected()
            return str(caught.value)

    assert asyncio.run(run()) == said


def test_a_token_that_was_reset_during_the_start_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gateway(world: World, asked: Request) -> Any:
        world.token = "another.bots.token"  # noqa: S105 - it opens nothing
        return ABOUT[GATEWAY](world, asked)

    monkeypatch.setitem(server.ROUTES, GATEWAY, gateway)

    said, bed = refused()

    assert said == RESET_IT
    assert bed.requests[-1].route == GATEWAY


def test_a_new_session_is_opened_where_discord_said_the_gateway_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def run() -> list[str]:
        async with DiscordBed() as bed, offstage(bed) as adapter:
            nowhere = yarl.URL("ws://127.0.0.1:9/")
            monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", nowhere)
            await adapter.start()
            await bed.until(lambda: bed.gateway.listening == 1)
            await bed.gateway.invalidate()
            await bed.until(lambda: len(bed.gateway.opened) == 2)
            return bed.gateway.opened

    assert asyncio.run(run()) == ["identify", "identify"]


def test_a_lost_connection_is_resumed_and_no_refusal(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    async def run() -> None:
        async with AsyncExitStack() as stack:
            bed = await stack.enter_async_context(DiscordBed())
            adapter = await stack.enter_async_context(live(bed))
            rejected = asyncio.create_task(adapter.rejected())
            await bed.until(lambda: bed.gateway.listening == 1)
            await bed.gateway.drop()
            await bed.until(lambda: bed.gateway.listening == 1)
            assert bed.gateway.opened == ["identify", "resume"]
            assert not rejected.done()
            rejected.cancel()

    asyncio.run(run())

    told = [r.message for r in caplog.records if r.name == "bot.discord.client"]
    assert "disconnected from Discord" in told
    assert troubles(caplog) == []


def test_nothing_of_the_token_gets_into_the_log_or_a_setting_shown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)

    async def run() -> str:
        async with DiscordBed() as bed, live(bed) as adapter:
            await bed.until(lambda: bed.gateway.listening == 1)
            token = bed.token
            await bed.reset_token()
            with pytest.raises(DiscordRefused):
                await adapter.rejected()
            return token

    token = asyncio.run(run())

    assert token not in "\n".join(str(vars(record)) for record in caplog.records)


def test_the_library_writes_nothing_into_the_log_by_itself(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "discord")
    # What it says once a process, when the first client is made.
    monkeypatch.setattr(discord.VoiceClient, "warn_nacl", True)
    monkeypatch.setattr(discord.VoiceClient, "warn_dave", True)

    async def run() -> None:
        async with DiscordBed() as bed, live(bed):
            await bed.until(lambda: bed.gateway.listening == 1)

    asyncio.run(run())

    assert [record for record in caplog.records if record.name.startswith("discord")] == []
