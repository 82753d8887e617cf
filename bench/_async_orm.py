"""The peer: the same work by SQLAlchemy's ORM on aiosqlite, as its documentation has it."""

import asyncio
from datetime import date, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import ForeignKey, event, func, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bench._classroom import NOW, PAST, TOPICS, account
from bench.harness import Timed, at_once
from storage.columns import Instant, Strings
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


class EnrolmentRow(Base):
    """A row of the enrolments."""

    __tablename__ = "enrolment"

    id: Mapped[int] = mapped_column(primary_key=True)
    learner: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    roadmap: Mapped[int]


class TopicRow(Base):
    """A row of the topics."""

    __tablename__ = "topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    roadmap: Mapped[int]
    number: Mapped[int]
    path: Mapped[tuple[str, ...]] = mapped_column(Strings)
    title: Mapped[str]
    text: Mapped[str]
    resources: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Strings)


class AsyncOrm:
    """Act as learners do, each unit of work in a session of its own."""

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

    def commands(self, people: int, commands: int) -> Timed:
        """Do what /done needs of the database, so many learners at once; no reply is made."""
        return self._runner.run(at_once(people, commands, self._done))

    def close(self) -> None:
        """Close the connections."""
        self._runner.run(self._engine.dispose())
        self._runner.close()

    async def _unit(self, person: int) -> None:
        action = next(self._actions)
        async with self._sessions() as session, session.begin():
            learner = await _learner(session, person)
            session.add(_done_event(learner, action=action, topic=action % TOPICS + 1))

    async def _done(self, person: int) -> None:
        async with self._sessions() as session, session.begin():
            learner = await _learner(session, person)
            enrolment = await session.get_one(EnrolmentRow, learner.enrolment)
            mine = EventRow.learner == learner.id
            done = select(EventRow.topic).where(mine, EventRow.enrolment == enrolment.id)
            left = (
                select(TopicRow)
                .where(TopicRow.roadmap == enrolment.roadmap, TopicRow.id.not_in(done))
                .order_by(TopicRow.number)
            )
            # The current topic and the next one, the totals, and the days for the streak.
            topics = (await session.scalars(left.limit(2))).all()
            await session.scalar(select(func.count()).select_from(left.subquery()))
            await session.scalars(select(EventRow.date).where(mine).distinct())
            last = await session.scalar(select(func.max(EventRow.action)).where(mine))
            session.add(_done_event(learner, action=(last or 0) + 1, topic=topics[0].id))


async def _learner(session: AsyncSession, person: int) -> LearnerRow:
    who = account(person)
    found = await session.scalars(
        select(LearnerRow)
        .join(AccountRow, AccountRow.learner == LearnerRow.id)
        .where(AccountRow.platform == who.platform, AccountRow.user == who.user)
    )
    return found.one()


def _done_event(learner: LearnerRow, *, action: int, topic: int) -> EventRow:
    return EventRow(
        learner=learner.id,
        enrolment=learner.enrolment,
        action=action,
        kind="done",
        at=NOW,
        zone=learner.zone,
        date=NOW.date(),
        topic=topic,
        added_later=False,
    )
