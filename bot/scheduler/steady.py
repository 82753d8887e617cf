"""The steady gateway: what has to be done is done once the database takes it, however late."""

import logging
from collections.abc import Callable
from typing import TypeVar

from bot.dialogue.gateway import Gateway
from bot.scheduler.budget import Sleep
from core.errors import StorageUnavailable
from core.ports import UnitOfWork

logger = logging.getLogger(__name__)

T = TypeVar("T")

AGAIN_AFTER = 1.0
"""Seconds until the database is asked again."""

TOLD_EVERY = 60.0
"""Seconds between two lines of the log on a database that is still away."""


class SteadyGateway:
    """Run use cases on a gateway, and again until the database takes them.

    What says the time belongs into the use case, so that it is the time of the attempt. ``clock``
    gives seconds that never run backwards.
    """

    def __init__(self, gateway: Gateway, *, clock: Callable[[], float], sleep: Sleep) -> None:
        self._gateway = gateway
        self._clock = clock
        self._sleep = sleep
        self._away_since: float | None = None
        self._told_at = 0.0

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run one use case in one unit of work; return its result once that is durable.

        Raise what the use case raised; nothing is kept then.
        """
        while True:
            try:
                result = await self._gateway.run(work)
            except StorageUnavailable as error:
                self._tell_away(error)
                await self._sleep(AGAIN_AFTER)
            else:
                self._tell_back()
                return result

    def _tell_away(self, error: StorageUnavailable) -> None:
        now = self._clock()
        if self._away_since is None:
            self._away_since = now
        elif now - self._told_at < TOLD_EVERY:
            return
        self._told_at = now
        logger.error(
            "the database is away, reminders wait",
            extra={"seconds": round(now - self._away_since), "error": str(error)},
        )

    def _tell_back(self) -> None:
        if self._away_since is not None:
            seconds = round(self._clock() - self._away_since)
            self._away_since = None
            logger.warning("the database is back", extra={"seconds": seconds})
