"""The order of turns, measured alone: per chat against none, with turns that wait 5 ms.

Both parse and understand each update as the bot does, and have as many turns in hand.
"""

import asyncio
from collections.abc import Iterator
from time import perf_counter
from typing import Any

from telegram import Bot, User

from bench._telegram_api import TOKEN, update
from bot.telegram.intake import Happening, happening
from bot.telegram.order import TOTAL_LIMIT, ChatOrder
from bot.telegram.parsing import parse_update

CHATS = 1000
WAIT = 0.005
"""Seconds that a turn waits, as for a database and a server."""

_ME = User(4242, "Bench", is_bot=True, username="bench_bot")


def made(updates: int) -> list[dict[str, Any]]:
    """Make updates of many chats, as they come in turn."""
    return [update(number, number % CHATS + 1, "/next") for number in range(updates)]


async def ordered(updates: list[dict[str, Any]]) -> float:
    """Handle updates in the order of their chats; give how many a second."""
    order: ChatOrder[Happening] = ChatOrder(_turn)
    begun = perf_counter()
    await asyncio.gather(*[await order.put(it.place.chat, it) for it in _happenings(updates)])
    return len(updates) / (perf_counter() - begun)


async def unordered(updates: list[dict[str, Any]]) -> float:
    """Handle updates each for itself; give how many a second."""
    room = asyncio.Semaphore(TOTAL_LIMIT)

    async def handle(it: Happening) -> None:
        await _turn(it)
        room.release()

    async def take(it: Happening) -> "asyncio.Task[None]":
        await room.acquire()
        return asyncio.create_task(handle(it))

    begun = perf_counter()
    await asyncio.gather(*[await take(it) for it in _happenings(updates)])
    return len(updates) / (perf_counter() - begun)


def _happenings(updates: list[dict[str, Any]]) -> Iterator[Happening]:
    bot = Bot(TOKEN)
    for each in updates:
        parsed = parse_update(each, bot)
        it = parsed and happening(parsed, _ME, _no_file)
        if it:
            yield it


async def _turn(_: Happening) -> None:
    await asyncio.sleep(WAIT)


async def _no_file(file: str) -> bytes:
    raise LookupError(file)
