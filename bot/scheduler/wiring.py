"""The wiring: what is done every second, every minute and every day, on APScheduler."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.scheduler.office import PostOffice
from core.ports import Clock

logger = logging.getLogger(__name__)

Act: TypeAlias = Callable[[], Awaitable[None]]

LEAD_EVERY = timedelta(seconds=1)
PLAN_EVERY = timedelta(seconds=2)
DELIVER_EVERY = timedelta(seconds=1)
TELL_EVERY = timedelta(minutes=1)
POST_EVERY = timedelta(seconds=1)
TIDY_EVERY = timedelta(days=1)

_WATCH_EVERY = 1.0
"""Seconds between two looks at the wall clock."""


class Every(BaseTrigger):  # type: ignore[misc] # the library ships no types
    """Let a job come in an interval.

    The library's own goes through every time that was missed; after a clock was set on by years
    that holds the loop up for minutes.
    """

    def __init__(self, interval: timedelta) -> None:
        self.interval = interval

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """Give the next time, an interval from now."""
        return now + self.interval


@asynccontextmanager
async def scheduled(
    offices: Iterable[PostOffice], tell: Act, tidy: Act, clock: Clock
) -> AsyncIterator[None]:
    """Let offices work, tell every minute and tidy up every day.

    At the end, what is on its way arrives first. ``clock`` is this machine's, by which jobs come.
    One that failed is logged, and comes again.
    """
    offices = tuple(offices)
    # It tells whenever a job still runs as its time comes again; what goes wrong is told by us.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL + 1)
    scheduler = AsyncIOScheduler(
        timezone="UTC",
        # One that comes late by any time is run, once: its own default drops what is a second late.
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )

    def every(interval: timedelta, name: str, act: Act) -> None:
        scheduler.add_job(_guarded(name, act), Every(interval), next_run_time=clock.now())

    for office in offices:
        every(LEAD_EVERY, f"lead {office.platform}", office.lead)
        every(PLAN_EVERY, f"plan {office.platform}", office.plan)
        every(DELIVER_EVERY, f"deliver {office.platform}", office.deliver)
        every(POST_EVERY, f"post {office.platform}", office.post)
    every(TELL_EVERY, "tell of removals", tell)
    every(TIDY_EVERY, "tidy", tidy)
    scheduler.start()
    watch = asyncio.create_task(_watch(scheduler, clock))
    try:
        yield
    finally:
        watch.cancel()
        scheduler.pause()
        await asyncio.gather(*(office.close() for office in offices))
        scheduler.shutdown(wait=False)


async def _watch(scheduler: Any, clock: Clock) -> None:  # noqa: ANN401 - no types
    """Let jobs go on when the wall clock was set back.

    The library would wait until the clock shows again what it did.
    """
    while True:
        await asyncio.sleep(_WATCH_EVERY)
        now = clock.now()
        for job in scheduler.get_jobs():
            if job.next_run_time - now > job.trigger.interval + timedelta(seconds=_WATCH_EVERY):
                job.modify(next_run_time=now)


def _guarded(name: str, act: Act) -> Act:
    async def guarded() -> None:
        try:
            await act()
        except Exception:
            logger.exception("a job failed, and comes again", extra={"job": name})

    return guarded
