"""What nobody asked for meets closed places: each is asked once, and another is tried."""

import asyncio
import logging

import pytest

from bot.dialogue.messenger import no_lane
from bot.dialogue.reply import Paragraph, Reply
from core.delivery import Throttled, Unavailable, Unreachable
from tests.bot.discord.bedside import ROADMAP, Bedside, at_bedside, told
from tests.bot.discord.reaching import bring
from tests.builders import NOON
from tests.discord_bed.faults import Breaks, Scope, Throttles
from tests.discord_bed.places import Channel
from tests.discord_bed.wire import (
    CLOSED_DMS,
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    UNKNOWN_CHANNEL,
    Refuses,
)
from tests.discord_bed.writing import SEND

DUE = "It is time to study."
WAIT, FAILED = "Discord asks to wait", "Discord failed"


@pytest.fixture(autouse=True)
def _every_level(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)


async def remind(side: Bedside, key: str) -> str:
    """Reach Ada, as a reminder would; give the channel where she is reached."""
    gateway, messenger = side.dispatcher.gateway, side.adapter.messenger(no_lane)
    reply = Reply((Paragraph((DUE,)),))
    reached = await bring(gateway, messenger, side.ada.id, reply, key=key, now=NOON)
    return reached.chat


async def enrol(side: Bedside, where: Channel) -> None:
    await (await side.asks("switch", where=where, roadmap=ROADMAP)).answer()


def sent(side: Bedside) -> list[tuple[int, int | None]]:
    """Give where something was sent unasked, and how Discord answered."""
    return [(int(each.names["channel"]), each.status) for each in side.bed.asked(SEND)]


@pytest.mark.parametrize(
    "refusal", [MISSING_ACCESS, MISSING_PERMISSIONS, UNKNOWN_CHANNEL, CLOSED_DMS]
)
def test_a_closed_place_is_asked_once_and_the_next_one_is_used_from_then_on(
    refusal: Refuses, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        async with at_bedside() as side:
            first = side.bed.direct(side.ada) if refusal is CLOSED_DMS else side.channel
            second = side.bed.thread(side.channel, "Ada's days")
            await enrol(side, first)
            await enrol(side, second)
            side.bed.fail(SEND, refusal)
            assert [await remind(side, key) for key in ("one", "two")] == [str(second.id)] * 2
            assert sent(side) == [(first.id, refusal.status), (second.id, 200), (second.id, 200)]

    asyncio.run(run())

    assert told(caplog) == [("place paused", None)]


def test_who_can_be_reached_nowhere_is_asked_nowhere_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> None:
        async with at_bedside() as side:
            await enrol(side, side.channel)
            side.bed.fail(SEND, MISSING_ACCESS)
            for key in ("one", "two", "three"):
                with pytest.raises(Unreachable):
                    await remind(side, key)
            assert sent(side) == [(side.channel.id, 403)]

    asyncio.run(run())

    assert told(caplog) == [("place paused", None)]


@pytest.mark.parametrize("scope", list(Scope))
def test_a_short_wait_is_waited_and_told_once(
    scope: Scope, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        async with at_bedside() as side:
            await enrol(side, side.channel)
            side.bed.fail(SEND, Throttles(scope=scope))
            await remind(side, "one")
            assert sent(side) == [(side.channel.id, 429), (side.channel.id, 200)]

    asyncio.run(run())

    assert told(caplog) == [(WAIT, None)]


def test_a_long_wait_and_a_failure_are_left_to_who_sends_and_close_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> None:
        async with at_bedside() as side:
            await enrol(side, side.channel)
            side.bed.fail(SEND, Throttles(after=3600))
            with pytest.raises(Throttled) as caught:
                await remind(side, "one")
            side.bed.fail(SEND, Breaks(503))
            with pytest.raises(Unavailable):
                await remind(side, "one")
            assert await remind(side, "one") == str(side.channel.id)
            assert caught.value.after == 3600

    asyncio.run(run())

    assert told(caplog) == [(WAIT, None), (FAILED, None)]
