"""The peer: the same unit of work by SQLAlchemy's ORM on aiosqlite, as its documentation has it."""

import asyncio
from datetime import date, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import ForeignKey, event, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bench._classroom import NOW, PAST, TOPICS, account
from bench.harness import Timed, at_once
from storage.columns import Instant
from storage.engine import Synchronous

_PATIENCE_SECONDS = 60


class Base(DeclarativeBase):
    """The classes mapped to the tables."""


class AccountRow(Base):
    """A row of the accounts."""

    __tablename__ = "account"

    platform: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(primary_key=True)
    learner: Mapped[int] = mapped_column(ForeignKey("learner.id"))


class LearnerRow(Base):
    """A row of the learners."""

    __tablename__ = "learner"

    id: Mapped[int] = mapped_column(primary_key=True)
    zone: Mapped[str]
    language: Mapped[str]
    joined: Mapped[datetime] = mapped_column(Instant)
    enrolment: Mapped[int]


class EventRow(Base):
    """A row of the event log."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    learner: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    enrolment: Mapped[int]
    action: Mapped[int]
    kind: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)
    zone: Mapped[str]
    date: Mapped[date]
    topic: Mapped[int | None]
    undoes: Mapped[int | None]
    added_later: Mapped[bool]


class AsyncOrm:
    """Read a learner and write an event, each unit of work in a session of its own."""

    def __init__(self, path: Path, synchronous: Synchronous) -> None:
        self._engine = create_async_engine(
            f"sqlite+aiosqlite:///{path}", connect_args={"timeout": _PATIENCE_SECONDS}
        )

        @event.listens_for(self._engine.sync_engine, "connect")
        def prepare(connection: DBAPIConnection, _record: object) -> None:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA synchronous = {synchronous}")
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.close()

        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)
        self._runner = asyncio.Runner()
        self._actions = count(PAST + 1)

    def units(self, people: int, units: int) -> Timed:
        """Run bare units of work of so many learners at once."""
        return self._runner.run(at_once(people, units, self._unit))

    def close(self) -> None:
        """Close the connections."""
        self._runner.run(self._engine.dispose())
        self._runner.close()

    async def _unit(self, person: int) -> None:
        who = account(person)
        action = next(self._actions)
        async with self._sessions() as session, session.begin():
            learner = (
                await session.scalars(
                    select(LearnerRow)
                    .join(AccountRow, AccountRow.learner == LearnerRow.id)
                    .where(AccountRow.platform == who.platform, AccountRow.user == who.user)
                )
            ).one()
            session.add(
                EventRow(
                    learner=learner.id,
                    enrolment=learner.enrolment,
                    action=action,
                    kind="done",
                    at=NOW,
                    zone=learner.zone,
                    date=NOW.date(),
                    topic=action % TOPICS + 1,
                    added_later=False,
                )
            )
