"""A server that counts every second strictly, in a time that is made up."""

import asyncio
import selectors
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import TypeVar

from bot.scheduler.budget import Budget

T = TypeVar("T")

SECOND = 1.0
LIMIT = 30

Lane = Callable[[str], AbstractAsyncContextManager[None]]


class Leap(selectors.SelectSelector):
    """Let time leap to when something is to happen, a nanosecond late as real loops are late."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "everybody waits, and nothing will ever happen"
        if timeout > 0:
            self.now += timeout + 1e-9
        return super().select(0)


class LeapingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._leap = Leap()
        super().__init__(self._leap)

    def time(self) -> float:
        return self._leap.now

    def block(self, seconds: float) -> None:
        """Let time pass without anything happening, as under a handler that holds the loop."""
        self._leap.now += seconds


def play(story: Coroutine[object, object, T]) -> T:
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        return runner.run(story)


def now() -> float:
    return asyncio.get_running_loop().time()


def block(seconds: float) -> None:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, LeapingLoop)
    loop.block(seconds)


def budget(limit: int = LIMIT, kept: int = 2) -> Budget:
    return Budget(limit, clock=now, sleep=asyncio.sleep, kept=kept)


@dataclass
class Server:
    """Take requests ``there`` seconds after they were made, respond ``back`` seconds later."""

    there: float = 0.0
    back: float = 0.0
    taken: list[tuple[float, str]] = field(default_factory=list)

    async def request(
        self, lane: Lane, chat: str, *, there: float | None = None, back: float | None = None
    ) -> float:
        """Make a request once the lane lets it in; give how long that took."""
        asked = now()
        async with lane(chat):
            waited = now() - asked
            await asyncio.sleep(self.there if there is None else there)
            self.taken.append((now(), chat))
            await asyncio.sleep(self.back if back is None else back)
        return waited

    @property
    def chats(self) -> list[str]:
        return [chat for _, chat in self.taken]

    @property
    def most_in_a_second(self) -> int:
        instants = sorted(at for at, _ in self.taken)
        return max(
            (sum(end - SECOND <= it <= end for it in instants) for end in instants), default=0
        )

    @property
    def rate(self) -> float:
        """Requests a second, from the first to the last."""
        return (len(self.taken) - 1) / (self.taken[-1][0] - self.taken[0][0])


async def at(instant: float, act: Callable[[], Awaitable[T]]) -> T:
    await asyncio.sleep(instant - now())
    return await act()


async def use_up(lane: Lane, count: int) -> None:
    """Make so many requests at once that are responded to at once."""
    server = Server()
    await asyncio.gather(*(server.request(lane, "busy") for _ in range(count)))
