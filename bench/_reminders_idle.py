"""Ticks of the bot that find nothing to do, on a database of ours."""

import asyncio
from datetime import timedelta
from pathlib import Path

import storage
from bench._reminders_learners import IDLE, PLATFORM
from bench._reminders_ours import MadeClock, planner
from bench.harness import Timed, at_once
from core.ports import UnitOfWork
from core.use_cases.delivering import lease_due


class IdleTicks:
    """Look for what is due, and for what is to be brought; there is neither."""

    def __init__(self, path: Path) -> None:
        self._gateway = storage.open_gateway(f"sqlite:///{path}")
        self._planner = planner(self._gateway, MadeClock(IDLE))
        self._runner = asyncio.Runner()

    def run(self, ticks: int) -> Timed:
        """Tick so often, each as soon as the last is over."""
        return self._runner.run(at_once(1, ticks, self._tick))

    def close(self) -> None:
        """Close the database."""
        self._gateway.close()
        self._runner.close()

    async def _tick(self, _: int) -> None:
        await self._planner.tick()
        await self._gateway.run(_lease)


def _lease(work: UnitOfWork) -> None:
    until = IDLE + timedelta(minutes=1)
    if lease_due(work, PLATFORM, IDLE, most=16, lease="bench", until=until):
        raise AssertionError
