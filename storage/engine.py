"""Engines: how a connection is opened on each database."""

import sqlite3
from typing import Any, Literal

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.engine import URL

from storage.address import is_in_memory, is_sqlite

Synchronous = Literal["NORMAL", "FULL"]
"""When SQLite waits for the disk: FULL at every commit, NORMAL at checkpoints alone.

With NORMAL a loss of power, though not a crash of the program, can take the last answers back.
"""

_BUSY_SECONDS = 5
_CACHE_KIB = 32 * 1024
"""Room for all that an edit of the largest roadmap touches: else SQLite writes pages twice."""
_CONNECT_SECONDS = 5


def engine_of(address: URL, *, synchronous: Synchronous = "FULL", connections: int = 1) -> Engine:
    """Make an engine for an address, which connects when it is first used."""
    if not is_sqlite(address):
        return create_engine(
            address,
            paramstyle="format",
            pool_size=connections,
            max_overflow=0,
            # A connection may have died in the pool, as when the server was started anew.
            pool_pre_ping=True,
            connect_args={"connect_timeout": _CONNECT_SECONDS},
        )
    # An in-memory database lives in one connection; so that one is held from the start.
    pool: dict[str, Any] = {"poolclass": StaticPool} if is_in_memory(address) else {}
    engine = create_engine(
        # How long to wait for another process's lock; an address may end in ?timeout=SECONDS.
        address.set(query={"timeout": str(_BUSY_SECONDS), **address.query}),
        # BEGIN, SAVEPOINT and COMMIT are said by us: the driver's own idea of when a transaction
        # begins leaves reads and schema changes outside of it.
        isolation_level="AUTOCOMMIT",
        paramstyle="qmark",
        connect_args={"check_same_thread": False},
        **pool,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
