"""The gateway over a real socket: it breaks and begins again, and nobody is left without a word."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import pytest

from bot.discord.connection import DiscordRefused
from tests.bot.discord.bedside import at_bedside, logged, told
from tests.discord_bed.about import ANNOUNCE, ME
from tests.discord_bed.answering import CALLBACK
from tests.discord_bed.gateway import Gateway
from tests.discord_bed.wire import UNAUTHORIZED


@pytest.fixture(autouse=True)
def _every_level(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)


def test_what_is_asked_while_the_connection_is_lost_is_answered_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> None:
        async with at_bedside() as side:
            async with side.bed.gateway.away():
                await side.bed.gateway.drop()
                gesture = await side.asks()
            assert "What I can do" in (await gesture.answer()).text
            assert len(side.bed.asked(CALLBACK)) == len(side.channel.texts) == 1
            assert side.bed.gateway.opened == ["identify", "resume"]

    asyncio.run(run())

    assert told(caplog) == []
    assert logged(caplog, "resumed on Discord") == 1


def test_a_press_that_is_told_again_after_a_lost_connection_counts_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> None:
        async with at_bedside() as side:
            prompt = await side.prompt()
            pressed = await side.ada.press(prompt, "Done")
            done = (await pressed.answer()).text
            await side.bed.gateway.drop()
            await pressed.again()
            assert await side.goes_on()
            assert "1 of 57 done" in done
            assert prompt.text == done

    asyncio.run(run())

    assert told(caplog) == []


BEGUN_AGAIN: dict[str, tuple[Callable[[Gateway], Awaitable[None]], str]] = {
    "is closed": (lambda gateway: gateway.close(1000), "resume"),
    "is to be opened anew": (Gateway.ask_to_reconnect, "resume"),
    "has a session to be resumed": (lambda gateway: gateway.invalidate(resumable=True), "resume"),
    "has a session that is over": (Gateway.invalidate, "identify"),
}


@pytest.mark.parametrize("case", BEGUN_AGAIN)
def test_the_bot_goes_on_after_a_connection_that(
    case: str, caplog: pytest.LogCaptureFixture
) -> None:
    happens, again = BEGUN_AGAIN[case]

    async def run() -> None:
        async with at_bedside() as side:
            await happens(side.bed.gateway)
            await side.bed.until(lambda: side.bed.gateway.opened == ["identify", again])
            assert await side.goes_on()
            assert len(side.bed.asked(ANNOUNCE)) == 1

    asyncio.run(run())

    assert told(caplog) == []
    assert logged(caplog, "disconnected from Discord") == 2  # the second is the end


def test_a_turn_that_began_before_the_connection_was_lost_is_answered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> None:
        async with at_bedside() as side:
            async with side.bed.gateway.away():
                gesture = await side.asks()
                await side.bed.gateway.drop()
                assert "What I can do" in (await gesture.answer()).text
            await side.bed.until(lambda: side.bed.gateway.opened == ["identify", "resume"])

    asyncio.run(run())

    assert told(caplog) == []


def test_a_token_that_discord_does_not_take_is_tried_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> None:
        async with at_bedside(start=False) as side:
            side.bed.fail(ME, UNAUTHORIZED)
            with pytest.raises(DiscordRefused, match="does not take the DISCORD_TOKEN"):
                await side.adapter.start()
            assert [(each.route, each.status) for each in side.bed.requests] == [(ME, 401)]

    asyncio.run(run())

    assert told(caplog) == []
