"""A peer as a program: one job a learner in the library's JobQueue, which is in memory."""

from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.ext import Application, ContextTypes

from bench._reminders_jobs import JobOptions, run_peer
from bench._reminders_table import read, weekdays


class Queue:
    """Makes the jobs with every start."""

    def __init__(self, table: Path, options: JobOptions) -> None:
        self._table = table
        self._options = dict(options)
        self._application = Application.builder().token("1:bench").updater(None).build()

    async def enrol(self) -> None:
        """Do nothing."""

    async def start(self) -> AsyncIOScheduler:
        """Make a job for every learner, then start the queue, as a bot does."""
        queue = self._application.job_queue
        if queue is None:
            raise LookupError
        for learner, schedule in read(self._table):
            queue.run_daily(
                _do_nothing,
                time(*divmod(schedule.minute, 60), tzinfo=ZoneInfo(schedule.zone)),
                # The library's week begins with Sunday.
                tuple((day + 1) % 7 for day in weekdays(schedule.days)),
                chat_id=learner,
                job_kwargs=self._options,
            )
        await queue.start()
        return queue.scheduler


async def _do_nothing(_: ContextTypes.DEFAULT_TYPE) -> None: ...


if __name__ == "__main__":
    run_peer(Queue)
