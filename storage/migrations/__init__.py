"""Migrations: how the tables came to be, and the check that code and database agree."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, select

from storage.errors import DatabaseRefused

# Any number will do, as long as nobody else in the same PostgreSQL locks it.
_ONE_AT_A_TIME = 0x57_0D_1E


def upgrade(engine: Engine) -> None:
    """Bring the tables to this version; raise DatabaseRefused where a newer one made them."""
    with _alone(engine) as config:
        command.upgrade(config, "head")


def downgrade(engine: Engine) -> None:
    """Take all tables away, with what is in them."""
    with _alone(engine) as config:
        command.downgrade(config, "base")


def require_current(engine: Engine) -> None:
    """Raise DatabaseRefused unless the tables are those of this version."""
    scripts = ScriptDirectory.from_config(_configuration())
    with engine.connect() as connection:
        if _revision(connection, scripts) != scripts.get_current_head():
            message = "The database is older than this version; run python -m bot migrate first."
            raise DatabaseRefused(message)


@contextmanager
def _alone(engine: Engine) -> Iterator[Config]:
    """Give a configuration whose connection is in a transaction that no other migration shares."""
    config = _configuration()
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
        _revision(connection, ScriptDirectory.from_config(config))
        config.attributes["connection"] = connection
        yield config


def _configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    return config


def _revision(connection: Connection, scripts: ScriptDirectory) -> str | None:
    """Give the revision of the tables; raise DatabaseRefused for one that is not ours."""
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision not in {None, *(script.revision for script in scripts.walk_revisions())}:
        message = (
            "The database was made by a newer version of Study Buddy "
            f"(its tables are at {revision}). Install that version, or use another database."
        )
        raise DatabaseRefused(message)
    return revision
