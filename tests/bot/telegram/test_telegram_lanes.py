"""Every message to Telegram waits in a lane: people's in theirs, what nobody asked for in another.

What the lanes share and who goes first is the budget's; here it is a gate that a test opens.
"""

import asyncio
from collections.abc import Mapping

from bot.dialogue.messenger import Lane, no_lane
from bot.dialogue.paused import PausedPlaces
from bot.telegram.connection import open_bot
from bot.telegram.messenger import TelegramMessenger
from core.delivery import Unavailable
from tests.bot.telegram.stage import on_stage
from tests.bot.telegram.unasked import LONG, Gate, destination, kept_back, send
from tests.telegram_bed.faults import Fault, Hangs, Throttles

SHORT = 0.3
"""Seconds that a message may take where a test lets no answer come."""

DJANGO = "/start django-backend-developer"


def test_an_answer_to_a_person_does_not_wait_for_what_nobody_asked_for() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            broadcasts = Gate()
            messenger = stage.adapter.messenger(broadcasts.lane)
            unasked = asyncio.create_task(send(stage, destination(chat), messenger=messenger))
            await ada.says(chat, "/help")
            answer = await chat.next_message()
            broadcasts.opened.set()

            assert "What I can do" in answer.text
            assert await unasked is None
            assert [message.text for message in chat.unread()] == ["It is time."]

    asyncio.run(run())


def test_every_message_of_a_reply_waits_for_itself() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            chat = stage.bed.private(stage.bed.user("Ada"))
            gate = Gate(opened=opened())
            messenger = stage.adapter.messenger(gate.lane)
            await send(stage, destination(chat), LONG, messenger=messenger)

            assert gate.came == [str(chat.id)] * 2

    asyncio.run(run())


def test_every_attempt_to_answer_a_person_waits_in_the_lane_of_their_chat() -> None:
    async def run() -> None:
        gate = Gate(opened=opened())
        async with on_stage(lane=gate.lane) as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            stage.bed.fail("sendMessage", Throttles(17))
            await ada.says(chat, DJANGO)
            topic = await chat.next_message()
            sent = len(gate.came)
            await ada.presses(topic, "Done")
            await chat.next_message()
            await stage.bed.settled()

            assert gate.came == [str(chat.id)] * 3
            assert sent == 2

    asyncio.run(run())


def test_a_press_is_acknowledged_however_long_its_answer_waits() -> None:
    async def run() -> None:
        gate = Gate(opened=opened())
        async with on_stage(lane=gate.lane) as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.says(chat, DJANGO)
            topic = await chat.next_message()
            gate.opened.clear()
            query = await ada.presses(topic, "Done")
            await stage.bed.until(lambda: query.answered)
            shown = chat.unread()
            gate.opened.set()
            await chat.next_message()

            assert shown == ()

    asyncio.run(run())


def too_late(lane: Lane, *faults: Fault) -> tuple[Mapping[str, object], int]:
    """Send where no answer comes in time; give what came of it, and how often it was asked."""

    async def run() -> tuple[Mapping[str, object], int]:
        async with on_stage() as stage, open_bot(stage.settings, lambda _: None) as bot:
            chat = stage.bed.private(stage.bed.user("Ada"))
            for fault in faults:
                stage.bed.fail("sendMessage", fault)
            gateway = stage.dispatcher.gateway
            paused = PausedPlaces(gateway, "telegram")
            messenger = TelegramMessenger(bot, gateway, paused, lane, within=SHORT)
            undelivered = await send(stage, destination(chat), LONG, messenger=messenger)
            return kept_back(undelivered), len(stage.bed.asked("sendMessage"))

    return asyncio.run(run())


def test_what_waits_too_long_in_its_lane_was_never_heard_of() -> None:
    assert too_late(Gate().lane) == ({"kind": Unavailable, "heard": False}, 0)


def test_of_what_follows_the_first_message_too_late_telegram_never_heard() -> None:
    assert too_late(Gate(free=1).lane) == ({"kind": Unavailable, "heard": False}, 1)


def test_what_is_answered_too_late_may_have_been_sent() -> None:
    assert too_late(no_lane, Hangs()) == ({"kind": Unavailable, "heard": True}, 1)


def opened() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event
