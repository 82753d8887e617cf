"""What the tests of the project's own files share."""

from pathlib import Path

import pytest


@pytest.fixture
def root() -> Path:
    """Give the repository's root."""
    return Path(__file__).resolve().parents[2]
