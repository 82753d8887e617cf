"""The budget: how much a platform takes in a second, shared by people and broadcasts."""

import asyncio
import math
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import TypeAlias

from core.delivery import Extent, Throttled, Unavailable

HOLD = 1.002
"""Seconds that a token is held after the response to its request.

The platform took the request before it responded, so a token is back only when the platform's own
second is over; the rest is for clocks that don't run alike.
"""

KEPT = 2
"""Tokens that broadcasts leave free, so that an answer to a person finds one."""

Sleep: TypeAlias = Callable[[float], Awaitable[object]]
"""Let so many seconds pass."""

_Lane: TypeAlias = "OrderedDict[asyncio.Future[None], str]"
"""Who waits to be let in, in the order they came, with the chat they want to send to."""


class Budget:
    """Let requests to one platform through, at most ``limit`` in any second.

    An answer to a person goes before all broadcasts; in each lane the first to come goes first.
    Broadcasts are let through evenly, so that tokens come back evenly too and the person who finds
    none waits a moment, not a second. ``clock`` gives seconds that never run backwards, and
    ``patience`` is how many of them a broadcast waits at most. What is not waited for costs
    nothing: no task is kept.
    """

    def __init__(
        self,
        limit: int,
        *,
        clock: Callable[[], float],
        sleep: Sleep,
        kept: int = KEPT,
        patience: float = math.inf,
    ) -> None:
        if limit <= kept:
            message = f"a limit of {limit} leaves broadcasts nothing beside the {kept} kept"
            raise ValueError(message)
        self._limit = limit
        self._kept = kept
        self._beat = HOLD / (limit - kept)
        self._clock = clock
        self._sleep = sleep
        self._patience = patience
        self._people: _Lane = OrderedDict()
        self._broadcasts: _Lane = OrderedDict()
        self._in_use = 0
        self._broadcast = 0  # of the tokens in use and held, those that went to broadcasts
        # When each token that was used comes back, and whether it went to a broadcast.
        self._held: deque[tuple[float, bool]] = deque()
        self._next_beat = 0.0
        self._platform_paused = 0.0  # until when, as all below
        self._paused: dict[str, float] = {}
        self._alarm: asyncio.Task[None] | None = None
        self._alarm_at = 0.0

    def for_person(self, chat: str) -> AbstractAsyncContextManager[None]:
        """Wait until a person may be answered in a chat; make one request inside."""
        return self._token(self._people, chat)

    @asynccontextmanager
    async def for_broadcast(self, chat: str) -> AsyncIterator[None]:
        """Wait until a chat may be written to unasked; make one request inside.

        Raise Throttled at once where the platform asked for a longer pause than our patience, and
        Unavailable where people took all there was for so long.
        """
        self._refuse_paused(chat, longer=self._patience)
        async with AsyncExitStack() as opened:
            try:
                async with asyncio.timeout(None if math.isinf(self._patience) else self._patience):
                    await opened.enter_async_context(self._token(self._broadcasts, chat))
            except TimeoutError:
                self._refuse_paused(chat, longer=0.0)
                reason = "answers to people used the budget up"
                raise Unavailable(reason, heard=False) from None
            yield

    @property
    def pace(self) -> float:
        """How many broadcasts it lets through in a second."""
        return 1 / self._beat

    @property
    def paused(self) -> bool:
        """Whether the platform takes nothing at all now, as it wished."""
        return self._platform_paused > self._clock()

    def heed(self, wish: Throttled, chat: str) -> None:
        """Pause what a platform's wish covers, asked in a chat just now; nothing else waits."""
        now = self._clock()
        until = now + wish.after
        match wish.covers:
            case Extent.CHAT:
                self._paused = {it: end for it, end in self._paused.items() if end > now}
                self._paused[chat] = max(until, self._paused.get(chat, until))
            case Extent.PLATFORM:
                self._platform_paused = max(until, self._platform_paused)
        self._settle()

    def _refuse_paused(self, chat: str, *, longer: float) -> None:
        now = self._clock()
        everywhere, here = self._platform_paused - now, self._paused.get(chat, now) - now
        if max(everywhere, here) > longer:
            covers = Extent.PLATFORM if everywhere >= here else Extent.CHAT
            raise Throttled(max(everywhere, here), covers)

    @asynccontextmanager
    async def _token(self, lane: _Lane, chat: str) -> AsyncIterator[None]:
        await self._let_in(lane, chat)
        try:
            yield
        finally:
            # However it ended, the platform may have taken it.
            self._in_use -= 1
            self._held.append((self._clock() + HOLD, lane is self._broadcasts))
            self._settle()

    async def _let_in(self, lane: _Lane, chat: str) -> None:
        turn = asyncio.get_running_loop().create_future()
        lane[turn] = chat
        self._settle()
        try:
            await turn
        except asyncio.CancelledError:
            if lane.pop(turn, None) is None:  # let in, but cancelled before it could send
                self._in_use -= 1
                self._broadcast -= lane is self._broadcasts
            self._settle()
            raise

    def _settle(self) -> None:
        """Let in all who may go now; be woken when the passing of time lets in more."""
        now = self._clock()
        while self._held and self._held[0][0] <= now:
            _, broadcast = self._held.popleft()
            self._broadcast -= broadcast
        if self._platform_paused <= now:
            while self._free() > 0 and self._admit(self._people, now):
                pass
            while self._has_room_for_broadcast() and self._next_beat <= now:
                if not self._admit(self._broadcasts, now):
                    break
                # One beat at most is made up for: a loop that wakes late keeps the rate.
                self._next_beat = max(self._next_beat, now - self._beat) + self._beat
        self._wake(self._next_change(now))

    def _free(self) -> int:
        return self._limit - self._in_use - len(self._held)

    def _has_room_for_broadcast(self) -> bool:
        # A person takes of what is kept first, so that only the next one takes from broadcasts.
        share = self._limit - self._kept
        return self._broadcast < share and self._free() > min(self._kept, 1)

    def _admit(self, lane: _Lane, now: float) -> bool:
        """Give a token to the first in a lane whose chat is not paused; False where none is."""
        for turn, chat in lane.items():
            # One that is cancelled stands in its lane until its task gets to run.
            if self._paused.get(chat, now) <= now and not turn.cancelled():
                del lane[turn]
                self._in_use += 1
                self._broadcast += lane is self._broadcasts
                turn.set_result(None)
                return True
        return False

    def _next_change(self, now: float) -> float | None:
        """Give the next instant at which somebody who waits may be let in; None: not by time."""
        if not self._people and not self._broadcasts:
            return None
        if self._platform_paused > now:
            return self._platform_paused
        instants = [*self._paused.values()]
        if self._held:
            instants.append(self._held[0][0])
        if self._broadcasts:
            instants.append(self._next_beat)
        return min((it for it in instants if it > now), default=None)

    def _wake(self, at: float | None) -> None:
        """Settle again at an instant, or sooner."""
        if self._alarm is not None:
            if at is not None and self._alarm_at <= at:
                return
            self._alarm.cancel()
            self._alarm = None
        if at is not None:
            self._alarm_at = at
            self._alarm = asyncio.create_task(self._settle_at(at))

    async def _settle_at(self, at: float) -> None:
        await self._sleep(at - self._clock())
        self._alarm = None
        self._settle()
