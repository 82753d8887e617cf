"""The event loop's lag: by how much a coroutine that sleeps a millisecond wakes late."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from time import perf_counter

_NAP = 0.001


@contextlib.asynccontextmanager
async def lags() -> AsyncIterator[list[float]]:
    """Sleep again and again meanwhile; give by how much each sleep was too long, in seconds."""
    found: list[float] = []

    async def doze() -> None:
        while True:
            begun = perf_counter()
            await asyncio.sleep(_NAP)
            found.append(perf_counter() - begun - _NAP)

    dozing = asyncio.create_task(doze())
    try:
        yield found
        # What is measured may be over before the first sleep is.
        await asyncio.sleep(2 * _NAP)
    finally:
        dozing.cancel()
