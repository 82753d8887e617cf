"""A post office: who plans, delivers and posts on one platform, while this process leads."""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from bot.dialogue.gateway import Gateway
from bot.scheduler.courier import Courier
from bot.scheduler.planner import Planner
from bot.scheduler.poster import Poster
from core.ports import UnitOfWork

logger = logging.getLogger(__name__)

STOP_WITHIN = 10.0
"""Seconds for what is on its way when the process stops."""


class Leadership(Protocol):
    """Agree with other processes on the one that leads; what waits for them is run in a thread."""

    def try_lead(self, name: str) -> bool:
        """Lead under a name unless another process does; say whether this one leads now."""
        ...

    def resign(self, name: str) -> None:
        """Let another process lead, whether or not this one did."""
        ...


class PostOffice:
    """Plan, deliver and post for one platform, where this process speaks on it and leads."""

    def __init__(  # noqa: PLR0913 - whose, through what, and who works there
        self,
        platform: str,
        gateway: Gateway,
        leadership: Leadership,
        planner: Planner,
        courier: Courier,
        *,
        poster: Poster,
        spoken: Callable[[], bool],
    ) -> None:
        self.platform = platform
        self._gateway = gateway
        self._leadership = leadership
        self._spoken = spoken
        self._planner = planner
        self._courier = courier
        self._poster = poster
        self._leads = False

    async def lead(self) -> None:
        """Take the lead where there is none, see that it is still ours, or leave it to others."""
        if not self._spoken():
            if self._leads:
                self._lose()
                await asyncio.to_thread(self._leadership.resign, self.platform)
            return
        led = await asyncio.to_thread(self._leadership.try_lead, self.platform)
        if led and not self._leads:
            await self._begin()
        elif self._leads and not led:
            self._lose()

    async def plan(self) -> None:
        """Plan what has come due."""
        if self._leads:
            await self._planner.tick()

    async def deliver(self) -> None:
        """Deliver what is due."""
        if self._leads:
            await self._courier.deliver()

    async def post(self) -> None:
        """Post what groups have due, and begin to edit what has changed."""
        if self._leads:
            await self._poster.plan()
            await self._poster.show()

    async def close(self) -> None:
        """Let what is on its way arrive, and take nothing more."""
        self._leads = False
        await asyncio.gather(
            self._courier.stop(within=STOP_WITHIN), self._poster.stop(within=STOP_WITHIN)
        )

    async def _begin(self) -> None:
        # What this process has in hand since it led before is not to be given to itself again.
        await self._courier.rested()
        await self._poster.rested()
        released = await self._gateway.run(self._release)
        fields = {"platform": self.platform, "released": released}
        logger.info("this process delivers", extra=fields)
        self._courier.resume()
        self._poster.resume()
        self._leads = True

    def _lose(self) -> None:
        self._leads = False
        self._courier.rest()
        self._poster.rest()
        logger.warning("this process delivers no more", extra={"platform": self.platform})

    def _release(self, work: UnitOfWork) -> int:
        """Give back what a process that led before had in hand: it is gone, or lost the lead."""
        released = work.outbox.release(self.platform) + work.live.release(self.platform)
        work.commit()
        return released
