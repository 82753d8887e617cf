"""A peer as a program: one job a learner in APScheduler's SQL job store, on SQLite."""

import sqlite3
from datetime import UTC
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine, event

from bench._reminders_jobs import JobOptions, run_peer
from bench._reminders_table import read, weekdays


class Store:
    """Keeps the jobs beside the table, with commits that don't wait for the disk; ours do."""

    def __init__(self, table: Path, options: JobOptions) -> None:
        self._table = table
        self._options = options

    async def enrol(self) -> None:
        """Store a job for every learner."""
        scheduler = self._scheduler()
        scheduler.start(paused=True)  # else it would wake for each that is added
        for learner, schedule in read(self._table):
            hour, minute = divmod(schedule.minute, 60)
            scheduler.add_job(
                _do_nothing,
                "cron",
                args=(learner,),
                hour=hour,
                minute=minute,
                day_of_week=",".join(map(str, weekdays(schedule.days))),
                timezone=schedule.zone,
                **self._options,
            )
        scheduler.shutdown()

    async def start(self) -> AsyncIOScheduler:
        """Open what is stored."""
        scheduler = self._scheduler()
        scheduler.start()
        return scheduler

    def _scheduler(self) -> AsyncIOScheduler:
        engine = create_engine(f"sqlite:///{self._table.with_suffix('.jobs')}")

        @event.listens_for(engine, "connect")
        def prepare(connection: sqlite3.Connection, _record: object) -> None:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")

        stores = {"default": SQLAlchemyJobStore(engine=engine)}
        return AsyncIOScheduler(timezone=UTC, jobstores=stores)


async def _do_nothing(_: int) -> None: ...


if __name__ == "__main__":
    run_peer(Store)
