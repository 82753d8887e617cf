"""The real program, started with the settings of a test."""

import asyncio
import contextlib
import os
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import storage
from bot.settings import Settings
from core.learner import Account
from core.ports import UnitOfWork
from core.reminder import ReminderKind, Schedule
from core.weekdays import Days
from tests.bot.guide import ROOT, Guide, undated

PATIENCE = 60.0
"""Seconds that a program may take before a test fails; none takes that long that works."""


def what_make_runs(guide: Guide) -> list[list[str]]:
    """Give the programs of ours that the make command of a page ends with."""
    (command,) = guide.blocks("3. Start", "console")
    told = subprocess.run(
        [*shlex.split(command.removeprefix("$ ")), "--dry-run", "--no-print-directory"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [shlex.split(line) for line in told.stdout.splitlines() if " -m bot " in line]
    return [[sys.executable, *arguments] for _, *arguments in lines]


def environment(folder: Path, **changes: str) -> dict[str, str]:
    """Give an environment without anybody's settings but those of the test."""
    names = {name.upper() for name in Settings.model_fields}
    kept = {name: value for name, value in os.environ.items() if name not in names}
    return kept | {"DATA_DIR": str(folder / "data")} | changes


def write_env_file(folder: Path, *given: Mapping[str, str]) -> None:
    """Write settings into the file that the program reads in a folder."""
    lines = [f"{name}={value}" for each in given for name, value in each.items()]
    (folder / ".env").write_text("\n".join(lines), encoding="utf-8")


def refused_at_start(guide: Guide, folder: Path) -> list[tuple[int, str]]:
    """Run what the make command of a page ends with: each exit code, and what it complains of."""
    runs = (
        subprocess.run(
            arguments,
            cwd=folder,
            env=environment(folder),
            capture_output=True,
            text=True,
            check=False,
        )
        for arguments in what_make_runs(guide)
    )
    return [(each.returncode, each.stderr) for each in runs]


async def fall_due(database: Path, account: Account) -> None:
    """Let a learner's topic of the day be due since the last minute, in a running program's data.

    They never asked for it, since that would let the test wait for the next minute.
    """
    minute = datetime.now(UTC).replace(second=0, microsecond=0)
    schedule = Schedule(minute.hour * 60 + minute.minute, Days.DAILY, "UTC")

    def ask(work: UnitOfWork) -> None:
        learner = work.learners.of_account(account)
        assert learner is not None
        work.reminders.add(
            learner.id,
            ReminderKind.PROMPT,
            schedule,
            platform=account.platform,
            since=minute - timedelta(seconds=1),
        )
        work.commit()

    with contextlib.closing(storage.open_gateway(f"sqlite:///{database}")) as gateway:
        await gateway.run(ask)


@dataclass(slots=True)
class Program:
    """A program of ours that runs, and what it has logged."""

    process: asyncio.subprocess.Process
    log: list[str]

    async def logs(self, line: str) -> None:
        """Wait until it has logged this line, whenever that was."""
        async with self._patience():
            while undated(line) not in self.log:
                assert await self._reads(), "it ended:\n" + "\n".join(self.log)

    async def ended(self) -> int:
        """Wait for its end and give its exit code."""
        async with self._patience():
            while await self._reads():
                pass
            return await self.process.wait()

    async def stop(self) -> int:
        """Ask it to end, as a service manager does, and give its exit code."""
        self.process.terminate()
        return await self.ended()

    @contextlib.asynccontextmanager
    async def _patience(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(PATIENCE):
                yield
        except TimeoutError:
            message = "it has no more to say than:\n" + "\n".join(self.log)
            raise AssertionError(message) from None

    async def _reads(self) -> bool:
        """Read a line of its log; False where there will be none any more."""
        assert self.process.stderr is not None
        line = await self.process.stderr.readline()
        if line:
            self.log.append(undated(line.decode().rstrip("\n")))
        return bool(line)


@contextlib.asynccontextmanager
async def running(*arguments: str, folder: Path, **changes: str) -> AsyncIterator[Program]:
    """Start a program of ours in a folder; what is changed goes before its ``.env``."""
    process = await asyncio.create_subprocess_exec(
        *arguments, cwd=folder, env=environment(folder, **changes), stderr=asyncio.subprocess.PIPE
    )
    try:
        yield Program(process, [])
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@contextlib.asynccontextmanager
async def started(guide: Guide, folder: Path, **changes: str) -> AsyncIterator[Program]:
    """Start the bot in a folder with an ``.env``, as a page says."""
    *before, last = what_make_runs(guide)
    for arguments in before:
        first = await asyncio.create_subprocess_exec(
            *arguments, cwd=folder, env=environment(folder, **changes)
        )
        assert await first.wait() == 0
    async with running(*last, folder=folder, **changes) as program:
        yield program
