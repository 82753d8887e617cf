"""The order of work: in one chat one after the other, in different chats at once."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

logger = logging.getLogger(__name__)

T = TypeVar("T")

WAITING_LIMIT = 100
"""Items of one chat; nobody presses so many buttons ahead of the answers."""

TOTAL_LIMIT = 1000
"""Items of all chats; beyond it the platform has to hold the rest for us."""


class ChatOrder(Generic[T]):
    """Handle each chat's items in the order they came, without one chat waiting for another.

    ``handle`` must not raise. A chat without work costs nothing.
    """

    def __init__(
        self,
        handle: Callable[[T], Awaitable[None]],
        *,
        waiting_limit: int = WAITING_LIMIT,
        total_limit: int = TOTAL_LIMIT,
    ) -> None:
        self._handle = handle
        self._waiting_limit = waiting_limit
        self._room = asyncio.Semaphore(total_limit)
        self._in_hand: Counter[str] = Counter()
        self._last: dict[str, asyncio.Task[None]] = {}

    async def put(self, chat: str, item: T) -> "asyncio.Future[None]":
        """Take an item, once there is room; the future is done when it was handled.

        An item beyond the chat's own limit is dropped, and logged.
        """
        if self._in_hand[chat] >= self._waiting_limit:
            logger.warning("dropped, too much is waiting in its chat", extra={"chat": chat})
            dropped = asyncio.get_running_loop().create_future()
            dropped.set_result(None)
            return dropped
        self._in_hand[chat] += 1
        await self._room.acquire()
        task = asyncio.create_task(self._follow(self._last.get(chat), chat, item))
        self._last[chat] = task
        return task

    async def finish(self, *, within: float) -> int:
        """Wait for all work, at most so many seconds; give how many chats were cut off."""
        if not self._last:
            return 0
        _, late = await asyncio.wait(self._last.values(), timeout=within)
        for task in late:
            task.cancel()  # and with it those that it follows
        await asyncio.gather(*late, return_exceptions=True)
        return len(late)

    async def _follow(self, before: "asyncio.Task[None] | None", chat: str, item: T) -> None:
        try:
            if before is not None:
                await before
            await self._handle(item)
        finally:
            self._room.release()
            self._in_hand[chat] -= 1
            if not self._in_hand[chat]:
                del self._in_hand[chat]
                self._last.pop(chat, None)
