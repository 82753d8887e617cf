"""A database address: the URL a host writes, checked and made into SQLAlchemy's."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import DatabaseRefused

_FORMS = (
    "Write sqlite:///study.db (a file), sqlite:///:memory: (kept until the program ends) "
    "or postgresql://user:password@host/database."
)
_SQLITE = ("sqlite", "sqlite+pysqlite")
_POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")


def address(url: str) -> URL:
    """Read a database URL; raise DatabaseRefused for one that names no database we can use.

    What was written is not repeated in the refusal, as it may hold a password.
    """
    try:
        parsed = make_url("sqlite:///:memory:" if url == ":memory:" else url)
    except (ArgumentError, ValueError) as error:
        message = f"The database address cannot be read. {_FORMS}"
        raise DatabaseRefused(message) from error
    if parsed.drivername in _SQLITE:
        return _sqlite(parsed)
    if parsed.drivername in _POSTGRES:
        return parsed.set(drivername="postgresql+psycopg")
    message = f"Study Buddy keeps nothing in a {parsed.drivername} database. {_FORMS}"
    raise DatabaseRefused(message)


def is_sqlite(parsed: URL) -> bool:
    """Tell whether an address names a SQLite database."""
    return parsed.get_backend_name() == "sqlite"


def is_in_memory(parsed: URL) -> bool:
    """Tell whether what an address names is gone when it is closed."""
    return is_sqlite(parsed) and parsed.database in (None, "", ":memory:")


def is_missing_file(parsed: URL) -> bool:
    """Tell whether an address names a SQLite file that is not there; opening would make it."""
    named = is_sqlite(parsed) and not is_in_memory(parsed)
    return named and not Path(parsed.database or "").exists()


def _sqlite(parsed: URL) -> URL:
    if parsed.host:
        message = f"A SQLite address has three slashes before its path. {_FORMS}"
        raise DatabaseRefused(message)
    parsed = parsed.set(drivername="sqlite")
    if not is_in_memory(parsed):
        folder = Path(parsed.database or "").expanduser().absolute().parent
        if not folder.is_dir():
            message = f"The database's folder {folder} does not exist; make it first."
            raise DatabaseRefused(message)
        parsed = parsed.set(database=str(Path(parsed.database or "").expanduser()))
    return parsed
