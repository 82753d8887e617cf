"""The gateway: how the dialogue awaits a synchronous use case."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from core.ports import UnitOfWork

T = TypeVar("T")


class Gateway(Protocol):
    """Run use cases on the database."""

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run one use case in one unit of work; return its result once that is durable.

        Raise what the use case raised, or ``StorageUnavailable``; either way nothing is kept.
        """
        ...
