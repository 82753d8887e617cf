"""Changes: a signal that something in the bed has changed, for those who wait for a state of it."""

import asyncio
from collections.abc import Callable


class Changes:
    """Wake everybody who waits, each time it rings."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake everybody who waits now."""
        self._rung.set()
        self._rung = asyncio.Event()

    async def until(self, holds: Callable[[], bool], seconds: float | None) -> None:
        """Wait until a condition holds; raise TimeoutError where it does not in that time."""
        async with asyncio.timeout(seconds):
            while not holds():
                await self._rung.wait()
