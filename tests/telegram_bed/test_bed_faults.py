"""Faults of Telegram and of the network reach the library as the errors they are."""

import asyncio

import pytest
from telegram.error import (
    BadRequest,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from tests.telegram_bed.bed import TelegramBed
from tests.telegram_bed.faults import Drops, Fault, Garbles, Hangs, Refuses, Throttles
from tests.telegram_bed.library import library_bot

FAULTS: dict[str, tuple[Fault, type[TelegramError], str, int]] = {
    "429": (Throttles(7), RetryAfter, "Flood control exceeded. Retry in 7 seconds", 0),
    "502": (Garbles(), NetworkError, "Bad Gateway (502)", 0),
    "500": (Garbles(500, b"oops"), NetworkError, "Internal Server Error (500)", 0),
    "200 with nonsense": (Garbles(200, b"{"), TelegramError, "Invalid server response", 0),
    "no answer": (Hangs(), TimedOut, "Timed out", 0),
    "no answer to what was done": (Hangs(done=True), TimedOut, "Timed out", 1),
    "lost connection": (Drops(), NetworkError, "httpx.", 0),
    "lost connection after it was done": (Drops(done=True), NetworkError, "httpx.", 1),
    "blocked": (Refuses(403, "Forbidden: user is deactivated"), Forbidden, "Forbidden: user is", 0),
    "any refusal": (Refuses(400, "Bad Request: PEER_FLOOD"), BadRequest, "Peer_flood", 0),
}


@pytest.mark.filterwarnings("ignore:.*retry_after.*:DeprecationWarning")
@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_met_once_and_the_next_call_goes_well(case: str) -> None:
    fault, kind, words, done = FAULTS[case]

    async def meet() -> None:
        async with TelegramBed() as bed, library_bot(bed, read_timeout=0.2) as bot:
            chat = bed.private(bed.user("Ada"))
            bed.fail("sendMessage", fault)
            with pytest.raises(kind) as caught:
                await bot.send_message(chat.id, "First")
            assert type(caught.value) is kind
            assert caught.value.message.startswith(words)
            assert len(chat.messages) == done
            await bot.send_message(chat.id, "Second")
            assert [message.text for message in chat.messages][-1] == "Second"
            assert [each.fault for each in bed.asked("sendMessage")] == [fault, None]

    asyncio.run(meet())


def test_a_fault_comes_as_often_as_it_is_asked_for_and_for_its_method_alone() -> None:
    async def meet() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            chat = bed.private(bed.user("Ada"))
            bed.fail("sendMessage", Garbles(), times=2)
            await bot.send_chat_action(chat.id, "typing")
            for _ in range(2):
                with pytest.raises(NetworkError):
                    await bot.send_message(chat.id, "Hi")
            await bot.send_message(chat.id, "Hi")
            assert [each.text for each in chat.messages] == ["Hi"]

    asyncio.run(meet())


def test_waiting_for_what_never_comes_fails_with_what_the_bot_asked_last() -> None:
    async def meet() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            chat = bed.private(bed.user("Ada"))
            await bot.send_message(chat.id, "Hi")
            await chat.next_message()
            with pytest.raises(AssertionError, match="the bot says nothing"):
                await chat.next_message(seconds=0)
            with pytest.raises(AssertionError, match="sendMessage"):
                await bed.until(lambda: False, seconds=0)

    asyncio.run(meet())
