"""A kill in the middle of many commands: what was answered and is not there afterwards."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import storage
from bench._bare_unit import read_and_write
from bench._classroom import LEARNERS, PAST, account

ANSWERS = 2_000


def lost_after_kill(path: Path) -> int:
    """Kill a process that writes for all learners, and count the answers that are not kept."""
    writer = subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-m", "bench._killed", str(path)], stdout=subprocess.PIPE, text=True
    )
    with writer:
        if writer.stdout is None:
            raise ChildProcessError
        answered = {int(writer.stdout.readline()) for _ in range(ANSWERS)}
        writer.kill()
        # What it had answered by then lies in the pipe; a line cut off has no end.
        answered |= {int(line) for line in writer.stdout if line.endswith("\n")}
    with closing(sqlite3.connect(path)) as connection:
        kept = {action for (action,) in connection.execute("SELECT action FROM event")}
    return len(answered - kept)


async def _write(path: Path) -> None:
    gateway = storage.open_gateway(f"sqlite:///{path}")

    async def keep_writing(person: int) -> None:
        action = PAST + 1 + person
        while True:
            await gateway.run(partial(read_and_write, account(person), action))
            os.write(sys.stdout.fileno(), f"{action}\n".encode())
            action += LEARNERS

    await asyncio.gather(*(keep_writing(person) for person in range(LEARNERS)))


if __name__ == "__main__":
    asyncio.run(_write(Path(sys.argv[1])))
