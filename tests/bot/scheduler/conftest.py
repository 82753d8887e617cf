"""Databases for tests of the scheduler."""

from collections.abc import Callable
from pathlib import Path

import pytest

import storage
from tests.storage.conftest import make_postgres_url, postgres_server

__all__ = ["make_postgres_url", "postgres_server"]


@pytest.fixture
def migrated_url(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Give what makes a migrated database of a kind, and tells its URL."""

    def migrated(kind: str) -> str:
        url = f"sqlite:///{tmp_path / 'study.db'}"
        if kind == "postgres":
            make: Callable[[], str] = request.getfixturevalue("make_postgres_url")
            url = make()
        storage.migrate(url)
        return url

    return migrated
