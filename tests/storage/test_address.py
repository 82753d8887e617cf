"""A database address that cannot be used is refused in words that never repeat a password."""

from pathlib import Path

import pytest

import storage
from storage.address import address

SECRET = "hunter2"  # noqa: S105 - it opens nothing


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (":memory:", "sqlite:///%3Amemory%3A"),
        ("sqlite://", "sqlite://"),
        ("sqlite:///:memory:", "sqlite:///%3Amemory%3A"),
        ("sqlite:///study.db", "sqlite:///study.db"),
        ("sqlite:///study.db?timeout=1", "sqlite:///study.db?timeout=1"),
        ("postgres://ann@host/db", "postgresql+psycopg://ann@host/db"),
        ("postgresql://ann@host:5433/db", "postgresql+psycopg://ann@host:5433/db"),
        ("postgresql+psycopg://host/db", "postgresql+psycopg://host/db"),
    ],
)
def test_the_usual_addresses_are_read(written: str, read: str) -> None:
    assert address(written).render_as_string(hide_password=False) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "study.db",
        f"postgresql://ann:{SECRET}@host:port/db",
        f"mysql://ann:{SECRET}@host/db",
        f"postgresql+asyncpg://ann:{SECRET}@host/db",
        "sqlite://study.db",
        f"://ann:{SECRET}@",
    ],
)
def test_other_addresses_are_refused_with_those_that_work(written: str) -> None:
    with pytest.raises(storage.DatabaseRefused, match="Write sqlite:///") as refusal:
        storage.open_gateway(written)

    assert SECRET not in str(refusal.value)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(storage.DatabaseRefused, match="missing does not exist"):
        storage.migrate(f"sqlite:///{tmp_path}/missing/study.db")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, " * 100)

    for use in (storage.migrate, storage.open_gateway):
        with pytest.raises(storage.DatabaseRefused, match="cannot be used: file is not a database"):
            use(f"sqlite:///{path}")


def test_a_server_that_does_not_answer_is_refused_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://ann:{SECRET}@/db?host={tmp_path}"

    for use in (storage.migrate, storage.open_gateway):
        with pytest.raises(storage.DatabaseRefused, match="cannot be used") as refusal:
            use(url)

        assert SECRET not in str(refusal.value)


def test_opening_a_file_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(storage.DatabaseRefused, match="migrate"):
        storage.open_gateway(f"sqlite:///{tmp_path / 'study.db'}")
    assert list(tmp_path.iterdir()) == []
