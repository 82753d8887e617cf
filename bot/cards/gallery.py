"""The gallery: cards drawn in the worker's process, each once while it is remembered."""

import asyncio
from collections import OrderedDict

from bot.cards.card import Card
from bot.cards.theme import Theme
from bot.worker import Worker

_MIB = 1024 * 1024
_Key = tuple[Card, Theme]


class Gallery:
    """Gives cards as PNG; remembers the last ``size`` bytes of them by what they say.

    Who asks for a card that is being drawn gets the same one.
    """

    def __init__(self, worker: Worker, *, size: int = 16 * _MIB) -> None:
        self._worker = worker
        self._room = size
        self._drawn: OrderedDict[_Key, bytes] = OrderedDict()
        self._drawing: dict[_Key, asyncio.Task[bytes]] = {}

    async def png(self, card: Card, theme: Theme) -> bytes:
        """Give a card as PNG; raise the worker's Stopped where drawing it passed a limit."""
        key = (card, theme)
        known = self._drawn.get(key)
        if known is not None:
            self._drawn.move_to_end(key)
            return known
        task = self._drawing.get(key)
        if task is None:
            task = self._drawing[key] = asyncio.create_task(self._draw(key))
        # One who goes away must not take the picture from others who wait for it.
        return await asyncio.shield(task)

    async def _draw(self, key: _Key) -> bytes:
        try:
            png = await self._worker.run(_draw_beside, *key)
        finally:
            del self._drawing[key]
        self._drawn[key] = png
        self._room -= len(png)
        while self._room < 0:
            _, oldest = self._drawn.popitem(last=False)
            self._room += len(oldest)
        return png


def _draw_beside(card: Card, theme: Theme) -> bytes:
    # Read in the worker's process alone: it takes a tenth of a second, and memory for good.
    from bot.cards.drawing import draw  # noqa: PLC0415 - see above

    return draw(card, theme)
