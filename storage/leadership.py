"""Leadership: of all processes on one database, the one that does what only one may do."""

from contextlib import suppress
from hashlib import blake2b
from threading import Lock
from typing import Protocol

from sqlalchemy import URL, Connection, NullPool, create_engine, func, select, text
from sqlalchemy.exc import DBAPIError

from storage.address import address, is_sqlite

_SECONDS = 5
"""Between signs of life, and for how long a server is waited for."""
_SIGNS = 3
"""So many in a row that stay out mean that the other end is dead."""
_PATIENCE = str(1000 * _SECONDS * _SIGNS)

_OURS = {
    "connect_timeout": str(_SECONDS),
    "keepalives_idle": str(_SECONDS),
    "keepalives_interval": str(_SECONDS),
    "keepalives_count": str(_SIGNS),
    "tcp_user_timeout": _PATIENCE,
}
# A machine that is gone without a word keeps its locks until the server misses it.
_THE_SERVERS = {
    "tcp_keepalives_idle": str(_SECONDS),
    "tcp_keepalives_interval": str(_SECONDS),
    "tcp_keepalives_count": str(_SIGNS),
    "tcp_user_timeout": _PATIENCE,
}


class Leadership(Protocol):
    """Lead, or wait to; for any thread."""

    def try_lead(self, name: str) -> bool:
        """Take the lead under a name, or say whether it is still held; wait some seconds at most.

        One that is held is lost as the connection breaks; another may have it from then on.
        """
        ...

    def resign(self, name: str) -> None:
        """Give the lead back, held or not."""
        ...

    def close(self) -> None:
        """Give back all that is held."""
        ...


class SoleLeadership:
    """Lead always: a SQLite file has one process."""

    def try_lead(self, name: str) -> bool:  # noqa: ARG002 - the port's
        """Lead."""
        return True

    def resign(self, name: str) -> None:
        """Give back what nobody else wants."""

    def close(self) -> None:
        """Give back what nobody else wants."""


class PostgresLeadership:
    """Lead by an advisory lock, which PostgreSQL frees as its connection breaks."""

    def __init__(self, where: URL) -> None:
        self._engine = create_engine(
            where, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=_OURS
        )
        self._connection: Connection | None = None
        self._held: set[str] = set()
        self._lock = Lock()

    def try_lead(self, name: str) -> bool:
        """Take the lead under a name, or say whether it is still held."""
        with self._lock:
            try:
                connection = self._connected()
                if name in self._held:
                    # Only an answer tells that the connection lives.
                    connection.scalar(select(text("1")))
                elif connection.scalar(select(func.pg_try_advisory_lock(_number(name)))):
                    self._held.add(name)
            except DBAPIError:
                self._disconnect()
            return name in self._held

    def resign(self, name: str) -> None:
        """Give the lead back, held or not."""
        with self._lock:
            if name in self._held and self._connection is not None:
                self._held.remove(name)
                try:
                    self._connection.scalar(select(func.pg_advisory_unlock(_number(name))))
                except DBAPIError:
                    self._disconnect()

    def close(self) -> None:
        """Give back all that is held."""
        with self._lock:
            self._disconnect()

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
            settings = (func.set_config(*each, False) for each in _THE_SERVERS.items())  # noqa: FBT003 - SQL has no names for arguments
            self._connection.execute(select(*settings))
        return self._connection

    def _disconnect(self) -> None:
        self._held.clear()
        if self._connection is not None:
            with suppress(DBAPIError):
                self._connection.close()
            self._connection = None


def open_leadership(url: str) -> Leadership:
    """Make the leadership of a database; raise DatabaseRefused for an address that is none."""
    where = address(url)
    return SoleLeadership() if is_sqlite(where) else PostgresLeadership(where)


def _number(name: str) -> int:
    """Give the number that PostgreSQL knows a name's lock by; no lock of ours is as large."""
    digest = blake2b(f"leads {name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
