"""Ours as a program: the bot's planner on a database of ours; it prints what it measured, as JSON.

Times are in seconds, memory in bytes.
"""

import argparse
import asyncio
import contextlib
import json
import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter

import storage
from bench._lag import lags
from bench._reminders_learners import IDLE, PLATFORM, lost
from bench._reminders_memory import peak_memory
from bench._reminders_table import DUE
from bench.harness import p99
from bot import observability
from bot.dialogue.gateway import Gateway
from bot.scheduler.planner import Planner
from core.use_cases.planning import WINDOW

PACE = 28.0
"""Broadcasts a second, as on Telegram."""


class MadeClock:
    """Shows what it is set to."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """Give the instant."""
        return self.instant


def planner(gateway: Gateway, clock: MadeClock) -> Planner:
    """Give a planner as the bot has it."""
    return Planner(PLATFORM, gateway, clock, pace=PACE, window=WINDOW)


async def measure(path: Path) -> dict[str, float]:
    """Open the database, tick where nothing is due, and plan all reminders."""
    begun = perf_counter()
    gateway = storage.open_gateway(f"sqlite:///{path}")
    with contextlib.closing(gateway):
        clock = MadeClock(IDLE)
        planning = planner(gateway, clock)
        await planning.tick()
        restarted = perf_counter()
        clock.instant = DUE
        async with lags() as idle:
            await asyncio.sleep(1)
        async with lags() as found:
            began = perf_counter()
            await planning.tick()
            planned = perf_counter()
    memory = peak_memory()
    return {
        "restart": restarted - begun,
        "due": planned - began,
        "lost": lost(path),
        "lag": p99(found),
        "idle_lag": p99(idle),
        "memory": memory,
    }


def main() -> None:
    """Measure on the database that the program's arguments name."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database", type=Path)
    path: Path = parser.parse_args().database
    with path.with_suffix(".log").open("w") as log:
        # A running bot writes a line for every batch.
        observability.configure("INFO", "text", log)
        sys.stdout.write(json.dumps(asyncio.run(measure(path))))


if __name__ == "__main__":
    main()
