"""The platforms of one process: spoken on at once, and where one is refused the others go on."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from bot.dialogue.messenger import Lane, Messenger
from core.errors import StudyError

logger = logging.getLogger(__name__)

AGAIN_AFTER = 60.0
"""Seconds until a platform that could not be reached is tried again."""


class OutOfReach(StudyError):
    """Tell that a platform cannot be reached, and may be later; the message says what to check."""


class Adapter(Protocol):
    """Speak on one platform between ``start`` and ``stop``."""

    async def start(self) -> None:
        """Log in and take turns in; raise a StudyError where the platform refuses that."""
        ...

    async def rejected(self) -> None:
        """Wait until the platform lets us in no more, and raise a StudyError that says why."""
        ...

    async def stop(self) -> None:
        """Take nothing more in, and let the turns in hand end; also where it never started."""
        ...


class SendingAdapter(Adapter, Protocol):
    """An adapter of a platform where people can be written to unasked."""

    def messenger(self, lane: Lane) -> Messenger:
        """Give what sends unasked, each request in a lane; it can while this is started."""
        ...


class Reachable:
    """An adapter whose messenger is among the ``messengers`` while it is started."""

    def __init__(
        self, adapter: SendingAdapter, platform: str, messengers: dict[str, Messenger], lane: Lane
    ) -> None:
        self._adapter = adapter
        self._platform = platform
        self._messengers = messengers
        self._lane = lane

    async def start(self) -> None:
        """Start it; from then on its messenger is there."""
        await self._adapter.start()
        self._messengers[self._platform] = self._adapter.messenger(self._lane)

    async def rejected(self) -> None:
        """Wait until the platform lets us in no more, and raise a StudyError that says why."""
        await self._adapter.rejected()

    async def stop(self) -> None:
        """Take the messenger away, and stop it."""
        self._messengers.pop(self._platform, None)
        await self._adapter.stop()


Open = Callable[[], Adapter]
"""Make a platform's adapter; its library is imported here, and so only where it is spoken."""


Sleep = Callable[[float], Awaitable[object]]
"""Let so many seconds pass."""


async def speak(platforms: Mapping[str, Open], *, sleep: Sleep = asyncio.sleep) -> None:
    """Speak on these platforms, each under its name, until cancelled; then all stop together.

    Where one ends by itself the log says why, and the others go on; one that is out of reach is
    tried again meanwhile. Raise what the last one ended with.
    """
    speaking = {asyncio.create_task(_speak_on(opens)): name for name, opens in platforms.items()}
    try:
        while speaking:
            ended, _ = await asyncio.wait(speaking, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                name = speaking.pop(task)
                if not speaking:
                    task.result()
                if isinstance(error := task.exception(), OutOfReach):
                    _tell("a platform is out of reach, and tried again", name, error)
                    again = _speak_later(platforms[name], sleep)
                    speaking[asyncio.create_task(again)] = name
                else:
                    _tell("silent on one platform until the next start", name, error)
    finally:
        for task in speaking:
            task.cancel()
        endings = await asyncio.gather(*speaking, return_exceptions=True)
        for name, ending in zip(speaking.values(), endings, strict=True):
            if isinstance(ending, Exception):
                _tell("a platform did not stop in order", name, ending)


async def _speak_later(opens: Open, sleep: Sleep) -> None:
    await sleep(AGAIN_AFTER)
    await _speak_on(opens)


async def _speak_on(opens: Open) -> None:
    adapter = opens()
    try:
        await adapter.start()
        await adapter.rejected()
    finally:
        await adapter.stop()


def _tell(event: str, platform: str, error: BaseException | None) -> None:
    # A refusal says itself what to do; only a surprise needs its traceback.
    surprise = None if isinstance(error, StudyError) else error
    fields = {"platform": platform, "error": str(error)}
    logger.error(event, extra=fields, exc_info=surprise)
