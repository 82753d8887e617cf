"""What the peers have in common: a job for every learner, all of which fall due at once."""

import argparse
import asyncio
import json
import logging
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Protocol, TypeAlias

from apscheduler.events import (
    EVENT_JOB_ERROR,
    EVENT_JOB_EXECUTED,
    EVENT_JOB_MISSED,
    JobExecutionEvent,
)
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bench._reminders_memory import peak_memory

WAKES = 100
LEAD = timedelta(seconds=2)
"""How far ahead the jobs are made due; more where making them so takes longer."""

JobOptions: TypeAlias = Mapping[str, object]


class Peer(Protocol):
    """A scheduler with a job for every learner of a plain table."""

    async def enrol(self) -> None:
        """Do what is done once for a learner, and not with every start."""
        ...

    async def start(self) -> AsyncIOScheduler:
        """Do what is done with every start, until the jobs can run; give what runs them."""
        ...


class Ended:
    """Hears of jobs that ended, one way or another."""

    def __init__(self, scheduler: AsyncIOScheduler, jobs: int) -> None:
        self._left = jobs
        self._all = asyncio.Event()
        self._last = 0.0
        self.ran = 0
        scheduler.add_listener(self._hear, EVENT_JOB_EXECUTED | EVENT_JOB_MISSED | EVENT_JOB_ERROR)

    async def wait(self) -> float:
        """Wait until all have ended; give the time of the last."""
        await self._all.wait()
        return self._last

    def _hear(self, event: JobExecutionEvent) -> None:
        self.ran += event.code == EVENT_JOB_EXECUTED
        self._left -= 1
        if not self._left:
            self._last = time.time()
            self._all.set()


async def measure(peer: Peer) -> dict[str, float]:
    """Start, wake where nothing is due, and let all jobs run; seconds, jobs and bytes."""
    await peer.enrol()
    begun = time.perf_counter()
    scheduler = await peer.start()
    await _wake(scheduler)
    restarted = time.perf_counter()
    idle = [await _wake(scheduler) for _ in range(WAKES)]
    scheduler.pause()
    due, jobs = _let_be_due(scheduler)
    ended = Ended(scheduler, jobs)
    scheduler.resume()
    last = await ended.wait()
    return {
        "restart": restarted - begun,
        "idle": median(idle),
        "due": last - due.timestamp(),
        "jobs": jobs,
        "lost": jobs - ended.ran,
        "memory": peak_memory(),
    }


def run_peer(peer: Callable[[Path, JobOptions], Peer]) -> None:
    """Measure on the table that the program's arguments name, and print what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("table", type=Path)
    parser.add_argument("--default-grace", action="store_true", help="lose what is late")
    chosen = parser.parse_args()
    # A line for each job that is lost would cost more than the job.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    options = {} if chosen.default_grace else {"misfire_grace_time": None}
    sys.stdout.write(json.dumps(asyncio.run(measure(peer(chosen.table, options)))))


async def _wake(scheduler: AsyncIOScheduler) -> float:
    begun = time.perf_counter()
    scheduler.wakeup()
    await asyncio.sleep(0)
    return time.perf_counter() - begun


def _let_be_due(scheduler: AsyncIOScheduler) -> tuple[datetime, int]:
    """Let all jobs be due at the same instant, which is still to come."""
    jobs, lead = scheduler.get_jobs(), LEAD
    while True:
        due = datetime.now(UTC) + lead
        for job in jobs:
            job.modify(next_run_time=due)
        if datetime.now(UTC) < due:
            return due, len(jobs)
        lead *= 2
