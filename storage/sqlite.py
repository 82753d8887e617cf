"""The gateway to SQLite: one writer thread, and one commit for all commands that wait (a group).

A commit that waits for the disk costs more than many commands; shared, it costs each a little.
"""

import asyncio
import contextlib
import gc
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, cast

from sqlalchemy import Engine

from core.errors import StorageUnavailable
from storage.link import Compiler, Link
from storage.memory import Memory
from storage.unit_of_work import SqlUnitOfWork

T = TypeVar("T")

_LARGEST_GROUP = 64


@dataclass(slots=True)
class _Job:
    """A use case that somebody awaits, and in the end what came of it."""

    work: Callable[[SqlUnitOfWork], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    value: Any = None
    keep: bool = False
    error: BaseException | None = None


class SqliteGateway:
    """Run use cases in one thread on one connection, in groups of those that wait."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._pooled = engine.raw_connection()
        self._memory = Memory()
        self._compiler = Compiler(engine.dialect)
        # Lists of jobs that were gathered together; an empty one is the end.
        self._jobs: SimpleQueue[list[_Job]] = SimpleQueue()
        self._gathered: list[_Job] = []
        self._closed = False
        # Held while jobs are queued, so that none comes behind the one that ends the thread.
        self._door = threading.Lock()
        self._writer = threading.Thread(target=self._write, name="sqlite-writer", daemon=True)
        self._writer.start()

    async def run(self, work: Callable[[SqlUnitOfWork], T]) -> T:
        """Run one use case in one unit of work; return its result once that is durable.

        Raise what the use case raised, ``ValueError`` where it added what is there already, or
        ``StorageUnavailable``; nothing is kept then. One that is no longer awaited runs all the
        same.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        with self._door:
            if self._closed:
                message = "The database is closed."
                raise StorageUnavailable(message)
            if not self._gathered or self._gathered[-1].loop is not loop:
                # Handed over once all that runs in this turn of the loop has added its own: a
                # writer woken by the first would wrestle with the others for the interpreter.
                loop.call_soon(self._hand_over)
            self._gathered.append(_Job(work, loop, future))
        return await future

    def close(self) -> None:
        """Finish what waits, then close the connection."""
        with self._door:
            if not self._closed:
                self._closed = True
                if self._gathered:
                    self._jobs.put(self._gathered)
                self._jobs.put([])
        self._writer.join()
        self._pooled.close()
        self._engine.dispose()

    def _hand_over(self) -> None:
        with self._door:
            gathered, self._gathered = self._gathered, []
            if gathered and not self._closed:
                self._jobs.put(gathered)

    def _write(self) -> None:
        connection = cast("sqlite3.Connection", self._pooled.driver_connection)
        waiting: list[_Job] = []
        while waiting or (waiting := self._jobs.get()):
            # What came while the last group was committed shares the next commit.
            with contextlib.suppress(Empty):
                while len(waiting) < _LARGEST_GROUP:
                    more = self._jobs.get_nowait()
                    if not more:
                        self._jobs.put(more)
                        break
                    waiting += more
            group, waiting = waiting[:_LARGEST_GROUP], waiting[_LARGEST_GROUP:]
            with _uncollected():
                self._transact(connection, group)
            _hand_back(group)

    def _transact(self, connection: sqlite3.Connection, group: list[_Job]) -> None:
        cursor = connection.cursor()
        try:
            # IMMEDIATE takes the write lock at once: what is read stays true until it is written,
            # and a lock is waited for here, not refused in the middle.
            cursor.execute("BEGIN IMMEDIATE")
            if len(group) == 1:
                self._attempt(cursor, group[0])
                cursor.execute("COMMIT" if group[0].keep else "ROLLBACK")
                return
            for job in group:
                cursor.execute("SAVEPOINT unit_of_work")
                self._attempt(cursor, job)
                if not job.keep:
                    cursor.execute("ROLLBACK TO unit_of_work")
                cursor.execute("RELEASE unit_of_work")
            cursor.execute("COMMIT")
        except sqlite3.Error as error:
            # A full disk may have ended the transaction by itself.
            if connection.in_transaction:
                with contextlib.suppress(sqlite3.Error):
                    cursor.execute("ROLLBACK")
            self._memory.clear()
            for job in group:
                job.error = job.error or _unavailable(error)

    def _attempt(self, cursor: sqlite3.Cursor, job: _Job) -> None:
        unit = SqlUnitOfWork(Link(cursor, self._compiler), self._memory)
        try:
            job.value = job.work(unit)
        except sqlite3.IntegrityError as error:
            job.error = ValueError(str(error))
            job.error.__cause__ = error
        except sqlite3.Error as error:
            job.error = _unavailable(error)
        except BaseException as error:  # noqa: BLE001 - whatever a use case raises is its caller's
            job.error = error
        else:
            job.keep = unit.committed
            if job.keep:
                # All is forgotten again should the commit fail.
                unit.remember()


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile, if the process does at all.

    A large roadmap makes objects by the ten thousand, each few hundred of which would have all
    that the process holds walked through, while everybody waits for the only writer.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _unavailable(cause: sqlite3.Error) -> StorageUnavailable:
    error = StorageUnavailable(f"The database did not take the command ({cause}). Try again.")
    error.__cause__ = cause
    return error


def _hand_back(group: list[_Job]) -> None:
    """Wake each event loop once for all that it awaits."""
    for loop in {job.loop for job in group}:
        # A loop that is closed awaits nothing any more.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, [job for job in group if job.loop is loop])


def _settle(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.done():
            continue  # its awaiter was cancelled
        if job.error is None:
            job.future.set_result(job.value)
        else:
            job.future.set_exception(job.error)
