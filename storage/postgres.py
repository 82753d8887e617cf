"""The gateway to PostgreSQL: a small pool of threads, each unit of work on a connection of its own.

Units of work of one learner wait for each other on that learner's row (see ``SqlLearners``).
"""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, cast

import psycopg
from psycopg.errors import (
    DeadlockDetected,
    ForeignKeyViolation,
    SerializationFailure,
    UniqueViolation,
)
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine

from core.errors import StorageUnavailable
from storage.link import Compiler, Link
from storage.memory import Memory
from storage.unit_of_work import SqlUnitOfWork

T = TypeVar("T")

_ATTEMPTS = 5
# Lost races: run again, the unit of work sees what the winner wrote, or that it deleted something.
_RACES = (DeadlockDetected, ForeignKeyViolation, SerializationFailure, UniqueViolation)


class PostgresGateway:
    """Run use cases in threads, at most one a connection."""

    def __init__(self, engine: Engine, *, threads: int) -> None:
        self._engine = engine
        self._memory = Memory()
        self._compiler = Compiler(engine.dialect)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="postgres")
        self._closed = False

    async def run(self, work: Callable[[SqlUnitOfWork], T]) -> T:
        """Run one use case in one unit of work; return its result once that is durable.

        A use case that loses a race is run again from its start. Raise what it raised,
        ``ValueError`` where it added what is there already, or ``StorageUnavailable``; nothing is
        kept then, unless the connection broke in the very commit.
        """
        if self._closed:
            message = "The database is closed."
            raise StorageUnavailable(message)
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, work)

    def close(self) -> None:
        """Finish what waits, then close the connections."""
        self._closed = True
        self._threads.shutdown()
        self._engine.dispose()

    def _run(self, work: Callable[[SqlUnitOfWork], T]) -> T:
        for _ in range(_ATTEMPTS - 1):
            with contextlib.suppress(*_RACES):
                return self._attempt(work)
        try:
            return self._attempt(work)
        except psycopg.IntegrityError as error:
            raise ValueError(str(error)) from error

    def _attempt(self, work: Callable[[SqlUnitOfWork], T]) -> T:
        try:
            with self._connected() as connection:
                unit = SqlUnitOfWork(Link(connection.cursor(), self._compiler), self._memory)
                value = work(unit)
                if unit.committed:
                    _commit(connection)
                    unit.remember()
                return value
        except (psycopg.IntegrityError, *_RACES):
            raise
        except psycopg.Error as error:
            message = f"The database did not take the command ({error}). Try again."
            raise StorageUnavailable(message) from error

    @contextlib.contextmanager
    def _connected(self) -> Iterator[psycopg.Connection]:
        pooled = self._engine.raw_connection()
        connection = cast("psycopg.Connection", pooled.driver_connection)
        try:
            yield connection
        finally:
            if connection.broken:
                pooled.invalidate()
            # Back in the pool, the connection is rolled back.
            pooled.close()


def _commit(connection: psycopg.Connection) -> None:
    # To COMMIT after a failed statement PostgreSQL answers by rolling back, and says so nowhere.
    if connection.info.transaction_status == TransactionStatus.INERROR:
        message = "a statement failed before the commit"
        raise psycopg.OperationalError(message)
    connection.commit()
