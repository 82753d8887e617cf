"""Our part of an update: all that happens between the library's parsing and its sending."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from itertools import count, cycle, islice
from pathlib import Path
from time import process_time
from typing import Any

from telegram import Bot, Update, User

from bench._telegram_api import TOKEN, update
from bot.app import SystemClock, open_dialogue
from bot.dialogue.paused import PausedPlaces
from bot.settings import load
from bot.telegram.conversation import Conversation
from bot.telegram.delivery import Delivery
from bot.telegram.intake import Happening, happening
from bot.telegram.order import ChatOrder
from bot.telegram.patience import Patience
from bot.telegram.requests import Requests

_ME = User(4242, "Bench", is_bot=True, username="bench_bot")


class _SilentBot(Bot):
    """Sends nothing, so that the library's part is left out."""

    async def send_message(self, *_: Any, **__: Any) -> Any:  # noqa: ANN401 - as the library
        return None


class OurPart:
    """The turns of many chats without a network, on a database of our own with durable commits."""

    def __init__(self, folder: Path, chats: int, begin: Sequence[str]) -> None:
        self._runner = asyncio.Runner()
        self._chats = chats
        self._numbers = count(1)
        self._open = AsyncExitStack()
        folder.mkdir()
        self._order = self._runner.run(self._opened(folder))
        self.cost(chats, begin)

    def cost(self, updates: int, said: Sequence[str]) -> float:
        """Hold so many turns, all chats at once; give the CPU seconds of one."""
        parsed = self._parsed(updates, said)
        begun = process_time()
        self._runner.run(self._hold(parsed))
        return (process_time() - begun) / updates

    def close(self) -> None:
        """Close the database."""
        self._runner.run(self._open.aclose())
        self._runner.close()

    async def _opened(self, folder: Path) -> ChatOrder[Happening]:
        settings = load({"DATA_DIR": str(folder)}, folder / "no.env")
        dialogue = open_dialogue(settings, f"sqlite:///{folder / 'part.db'}")
        dispatcher = await self._open.enter_async_context(dialogue)
        requests = Requests(Patience(), asyncio.sleep)
        delivery = Delivery(_SilentBot(TOKEN), requests)
        paused = PausedPlaces(dispatcher.gateway, "telegram")
        return ChatOrder(Conversation(dispatcher, SystemClock(), delivery, paused).hold)

    def _parsed(self, updates: int, said: Sequence[str]) -> list[Update]:
        bot = Bot(TOKEN)
        words = cycle(text for text in said for _ in range(self._chats))
        chats = cycle(range(1, self._chats + 1))
        made = (
            update(next(self._numbers), chat, text)
            for chat, text in zip(chats, words, strict=False)
        )
        return [Update.de_json(each, bot) for each in islice(made, updates)]

    async def _hold(self, updates: list[Update]) -> None:
        over = []
        for each in updates:
            it = happening(each, _ME, _no_file)
            if it:
                over.append(await self._order.put(it.place.chat, it))
        await asyncio.gather(*over)


async def _no_file(file: str) -> bytes:
    raise LookupError(file)
