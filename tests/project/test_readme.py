"""The README: its transcript is what the program says."""

import re
from pathlib import Path

import pytest

from tests.project.transcript import README, spoken, typed, written


def test_the_transcript_is_what_the_program_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Write it anew with ``make docs`` where this fails."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert spoken(typed(written())) == written()


def test_the_first_two_commands_run_and_test() -> None:
    commands = re.findall(r"^\$ (.*)$", README.read_text("utf-8"), re.MULTILINE)
    assert commands[:2] == ["make run", "make test"]
