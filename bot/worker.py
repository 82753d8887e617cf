"""The worker: one process beside the loop for work that may take too long or too much memory.

A hostile megabyte can keep a parser busy for half a minute; here it costs a process and two
seconds. The process is started at the first job, and again after one that passed a limit.
"""

import asyncio
import pickle
import signal
import struct
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import partial
from types import TracebackType
from typing import BinaryIO, Self, TypeVar, TypeVarTuple

from core.course_export import Called, TickedFile, to_markdown
from core.errors import Problem, RoadmapRefused
from core.ownership import RoadmapFile
from core.reconcile import KnownTopic, Reconciliation, assembled, find
from core.roadmap_markdown import Outline, Source, parse

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_LENGTH = struct.Struct(">Q")
_GRACE = 2.0
_MIB = 1024 * 1024


class Stopped(Exception):
    """A job passed its limits and was stopped; its message says which."""


class Worker:
    """Runs one job at a time, as ``async with Worker() as worker``.

    ``cpu_seconds`` limits the work of a job, ``wall_seconds`` the wait for it on a busy machine,
    ``memory`` the process, in bytes. Windows knows only the wait.
    """

    def __init__(
        self, *, cpu_seconds: float = 2.0, wall_seconds: float = 20.0, memory: int = 512 * _MIB
    ) -> None:
        self._cpu_seconds = cpu_seconds
        self._wall_seconds = wall_seconds
        self._memory = memory
        self._process: Process | None = None
        self._free = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    @property
    def is_running(self) -> bool:
        """Say whether there is a process."""
        return self._process is not None

    async def run(self, function: Callable[[*Ts], T], *args: *Ts) -> T:
        """Run an importable function; raise what it raised, or Stopped where it passed a limit."""
        # Of a large roadmap this takes a tenth of a second, which the loop should not stand still.
        job = await asyncio.to_thread(pickle.dumps, (function, args))
        async with self._free:
            process = self._process = self._process or await self._start()
            try:
                async with asyncio.timeout(self._wall_seconds):
                    answer = await _ask(process, job)
            except TimeoutError:
                await self._kill()
                message = f"it took longer than {self._wall_seconds:g} seconds"
                raise Stopped(message) from None
            except (asyncio.IncompleteReadError, ConnectionError):
                code = await self._kill()
                raise Stopped(self._why(code)) from None
            except BaseException:
                # Cancelled halfway: the answer to this job must not be taken for the next one's.
                await self._kill()
                raise
        succeeded, value = await asyncio.to_thread(pickle.loads, answer)
        if succeeded:
            result: T = value
            return result
        if isinstance(value, MemoryError):
            raise Stopped(self._too_much_memory())
        raise value

    async def parse(self, data: bytes | str, *, name: str, take: Source | None = None) -> Outline:
        """Parse a roadmap file; raise RoadmapRefused also where that takes too much."""
        return await self._read(partial(parse, data, name=name, take=take))

    async def reconcile(self, known: tuple[KnownTopic, ...], outline: Outline) -> Reconciliation:
        """Compare a file with stored topics; raise RoadmapRefused where that takes too much."""
        finds = await self._read(partial(find, known, outline))
        return await asyncio.to_thread(assembled, known, outline, finds)

    async def tick(
        self,
        file: RoadmapFile,
        done: AbstractSet[Called],
        *,
        clear: bool = False,
        beside_titles: bool = False,
    ) -> TickedFile:
        """Tick what is done in a file; raise RoadmapRefused also where that takes too much."""
        job = partial(to_markdown, file, done, clear=clear, beside_titles=beside_titles)
        return await self._read(job)

    async def _read(self, job: Callable[[], T]) -> T:
        try:
            return await self.run(job)
        except Stopped as stopped:
            problem = Problem(
                f"reading the file was stopped: {stopped}",
                "split it, or remove long runs of brackets and stars",
            )
            raise RoadmapRefused(problem) from stopped

    async def close(self) -> None:
        """End the process, if one was started."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(_GRACE):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()

    async def _start(self) -> Process:
        # A session of its own: Ctrl-C in a terminal is for the program, which ends us in order.
        arguments = ("-m", "bot.worker", str(self._cpu_seconds), str(self._memory))
        return await asyncio.create_subprocess_exec(
            sys.executable, *arguments, stdin=PIPE, stdout=PIPE, start_new_session=True
        )

    async def _kill(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        if process.returncode is None:
            # It may have ended by itself just now, with a code that says why.
            try:
                async with asyncio.timeout(0.1):
                    return await process.wait()
            except TimeoutError:
                process.kill()
        return await process.wait()

    def _why(self, code: int) -> str:
        if sys.platform != "win32" and code == -signal.SIGPROF:
            return f"it took more than {self._cpu_seconds:g} seconds of work"
        if code == -signal.SIGKILL:
            return self._too_much_memory()
        return f"its process ended with code {code}"

    def _too_much_memory(self) -> str:
        return f"it took more than {self._memory // _MIB} MiB of memory"


async def _ask(process: Process, job: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        message = "the worker's pipes are missing"
        raise RuntimeError(message)
    process.stdin.write(_LENGTH.pack(len(job)) + job)
    await process.stdin.drain()
    (length,) = _LENGTH.unpack(await process.stdout.readexactly(_LENGTH.size))
    return await process.stdout.readexactly(length)


def _serve(jobs: BinaryIO, answers: BinaryIO, cpu_seconds: float) -> None:
    """Do the jobs that come in until no more do."""
    while header := jobs.read(_LENGTH.size):
        (length,) = _LENGTH.unpack(header)
        answer = _do(jobs.read(length), cpu_seconds)
        answers.write(_LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _do(job: bytes, cpu_seconds: float) -> bytes:
    try:
        function, args = pickle.loads(job)  # noqa: S301 - from the process that started us
        _alarm(cpu_seconds)
        return pickle.dumps((True, function(*args)))
    except Exception as error:  # noqa: BLE001 - it is raised again where the job came from
        return _dump_error(error)
    finally:
        _alarm(0)


def _dump_error(error: Exception) -> bytes:
    try:
        answer = pickle.dumps((False, error))
        pickle.loads(answer)  # noqa: S301 - our own bytes
    except Exception:  # noqa: BLE001 - whatever keeps it from travelling
        return pickle.dumps((False, RuntimeError(repr(error))))
    return answer


def _alarm(cpu_seconds: float) -> None:
    """Have the system end this process after so much more work; 0 calls it off."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, cpu_seconds)


def _limit_memory(size: int) -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _main() -> None:
    cpu_seconds, memory = float(sys.argv[1]), int(sys.argv[2])
    _limit_memory(memory)
    answers = sys.stdout.buffer
    # What a library prints must not get between the answers.
    sys.stdout = sys.stderr
    _serve(sys.stdin.buffer, answers, cpu_seconds)


if __name__ == "__main__":
    _main()
