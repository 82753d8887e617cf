"""What keeps a message that nobody asked for from arriving on Telegram is told for what it is."""

import asyncio
from collections.abc import Mapping

import pytest
from telegram.error import BadRequest

from bot.dialogue.messenger import no_lane
from core.delivery import Extent, Throttled, Unavailable, Unreachable
from tests.bot.telegram.stage import on_stage
from tests.bot.telegram.unasked import destination, kept_back, send
from tests.telegram_bed.faults import Drops, Fault, Garbles, Hangs, Refuses, Throttles

SHORT = 0.3
"""Seconds that a message may take where a test lets no answer come."""


def failing(fault: Fault, *, times: int = 1) -> tuple[Mapping[str, object], int]:
    """Send where Telegram answers so; give what came of it, and how often it was asked."""

    async def run() -> tuple[Mapping[str, object], int]:
        async with on_stage(timeout=SHORT) as stage:
            chat = stage.bed.private(stage.bed.user("Ada"))
            stage.bed.fail("sendMessage", fault, times=times)
            undelivered = await send(stage, destination(chat))
            return kept_back(undelivered), len(stage.bed.asked("sendMessage"))

    return asyncio.run(run())


@pytest.mark.parametrize(
    "words",
    [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot was kicked from the supergroup chat",
        "Forbidden: bot can't initiate conversation with a user",
        "Bad Request: chat not found",
        "Bad Request: PEER_ID_INVALID",
        "Bad Request: group chat was deactivated",
        "Bad Request: not enough rights to send text messages to the chat",
        "Bad Request: have no rights to send a message",
        "Bad Request: need administrator rights in the channel chat",
        "Bad Request: CHAT_WRITE_FORBIDDEN",
        "Bad Request: TOPIC_CLOSED",
    ],
)
def test_a_closed_place_is_unreachable_and_asked_once(words: str) -> None:
    refusal = Refuses(403 if words.startswith("Forbidden") else 400, words)
    said, asked = failing(refusal)

    assert (said["kind"], asked) == (Unreachable, 1)


def test_a_wait_is_passed_on_and_not_waited() -> None:
    said, asked = failing(Throttles(17))

    assert said == {"kind": Throttled, "after": 17.0, "covers": Extent.CHAT}
    assert asked == 1


@pytest.mark.parametrize(
    "fault",
    [Hangs(), Hangs(done=True), Drops(), Drops(done=True), Garbles(), Garbles(500), Garbles(200)],
    ids=repr,
)
def test_what_telegram_may_have_heard_may_have_been_sent(fault: Fault) -> None:
    said, asked = failing(fault)

    assert (said, asked) == ({"kind": Unavailable, "heard": True}, 1)


def test_a_token_that_is_taken_no_more_sends_nothing() -> None:
    said, asked = failing(Refuses(401, "Unauthorized"))

    assert (said, asked) == ({"kind": Unavailable, "heard": False}, 1)


def test_where_nothing_listens_telegram_never_heard_of_it() -> None:
    async def run() -> Mapping[str, object]:
        async with on_stage(timeout=SHORT) as stage:
            chat = stage.bed.private(stage.bed.user("Ada"))
            await stage.adapter.stop()
            sender = stage.another()
            await sender.start()
            await stage.bed.stop()
            try:
                messenger = sender.messenger(no_lane)
                return kept_back(await send(stage, destination(chat), messenger=messenger))
            finally:
                await sender.stop()

    assert asyncio.run(run()) == {"kind": Unavailable, "heard": False}


def test_a_bot_that_is_not_started_sends_nothing() -> None:
    async def run() -> Mapping[str, object]:
        async with on_stage() as stage:
            chat = stage.bed.private(stage.bed.user("Ada"))
            messenger = stage.another().messenger(no_lane)
            return kept_back(await send(stage, destination(chat), messenger=messenger))

    assert asyncio.run(run()) == {"kind": Unavailable, "heard": False}


def test_a_wait_for_one_chat_holds_no_other() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            messenger = stage.adapter.messenger(no_lane)
            here, there = (stage.bed.private(stage.bed.user(name)) for name in ("Ada", "Grace"))
            stage.bed.fail("sendMessage", Throttles(600))

            refused = await send(stage, destination(here), messenger=messenger)
            assert kept_back(refused)["covers"] is Extent.CHAT
            assert await send(stage, destination(there), messenger=messenger) is None
            assert [message.text for message in there.unread()] == ["It is time."]

    asyncio.run(run())


def test_a_wait_for_three_chats_on_end_is_one_for_all_of_telegram() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            messenger = stage.adapter.messenger(no_lane)
            chats = [stage.bed.private(stage.bed.user(name)) for name in ("Ada", "Grace", "Alan")]
            stage.bed.fail("sendMessage", Throttles(600), times=3)
            told = [await send(stage, destination(chat), messenger=messenger) for chat in chats]

            covers = [kept_back(each)["covers"] for each in told]
            assert covers == [Extent.CHAT, Extent.CHAT, Extent.PLATFORM]

    asyncio.run(run())


def test_waits_between_which_telegram_takes_a_message_are_those_of_chats() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            messenger = stage.adapter.messenger(no_lane)
            chats = [stage.bed.private(stage.bed.user(name)) for name in ("Ada", "Grace", "Alan")]
            stage.bed.fail("sendMessage", Throttles(600), times=2)
            stage.bed.fail("sendMessage", Throttles(600), after=1)
            for chat in chats:
                await send(stage, destination(chat), messenger=messenger)
            told = await send(stage, destination(chats[-1]), messenger=messenger)

            assert kept_back(told)["covers"] is Extent.CHAT

    asyncio.run(run())


def test_a_place_that_is_told_to_move_for_ever_is_tried_later() -> None:
    said, asked = failing(
        Refuses(400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -5}), times=2
    )

    assert (said, asked) == ({"kind": Unavailable, "heard": False}, 2)


def test_a_message_that_is_no_good_is_a_surprise() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            chat = stage.bed.private(stage.bed.user("Ada"))
            stage.bed.fail("sendMessage", Refuses(400, "Bad Request: message is too long"))
            with pytest.raises(BadRequest):
                await send(stage, destination(chat))

    asyncio.run(run())
