"""The gateway in memory: one unit of work after the other, at once."""

from collections.abc import Callable
from typing import TypeVar

from core.errors import StorageUnavailable
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

T = TypeVar("T")


class FakeGateway:
    """Run use cases on a shelf in memory."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._closed = False

    async def run(self, work: Callable[[FakeUnitOfWork], T]) -> T:
        """Run one use case in one unit of work, and keep what it wrote if it asks for that."""
        if self._closed:
            raise StorageUnavailable
        written = self._shelf.copy()
        unit = FakeUnitOfWork(written)
        result = work(unit)
        if unit.committed:
            self._shelf = written
        return result

    def close(self) -> None:
        """Take no more work."""
        self._closed = True
