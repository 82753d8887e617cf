"""Opening a database: the gateway that its URL asks for."""

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from storage.address import address, is_in_memory, is_missing_file, is_sqlite
from storage.engine import Synchronous, engine_of
from storage.errors import DatabaseRefused
from storage.migrations import require_current, upgrade
from storage.postgres import PostgresGateway
from storage.sqlite import SqliteGateway

_POSTGRES_THREADS = 4


def open_gateway(url: str, *, synchronous: Synchronous = "FULL") -> SqliteGateway | PostgresGateway:
    """Open a migrated database; an in-memory one is made on the spot.

    ``synchronous`` is SQLite's. Raise DatabaseRefused where the address, the server or the
    version of the tables does not allow it.
    """
    where = address(url)
    if is_missing_file(where):
        message = f"There is no database at {where.database} yet; python -m bot migrate makes it."
        raise DatabaseRefused(message)
    engine = engine_of(where, synchronous=synchronous, connections=_POSTGRES_THREADS)
    try:
        if is_in_memory(where):
            upgrade(engine)
        else:
            require_current(engine)
        if is_sqlite(where):
            return SqliteGateway(engine)
        return PostgresGateway(engine, threads=_POSTGRES_THREADS)
    except DBAPIError as error:
        engine.dispose()
        raise _unreachable(engine, error) from error
    except DatabaseRefused:
        engine.dispose()
        raise


def migrate(url: str) -> None:
    """Bring a database's tables to this version, making them where there are none.

    Raise DatabaseRefused where the address or the server does not allow it, or where the tables
    were made by a newer version.
    """
    engine = engine_of(address(url))
    try:
        upgrade(engine)
    except DBAPIError as error:
        raise _unreachable(engine, error) from error
    finally:
        engine.dispose()


def _unreachable(engine: Engine, error: DBAPIError) -> DatabaseRefused:
    place = engine.url.set(query={}).render_as_string(hide_password=True)
    return DatabaseRefused(
        f"The database {place} cannot be used: {error.orig}. "
        "Check the address, that the server runs, and that the place can be written to."
    )
