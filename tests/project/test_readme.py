"""The README: its transcript is what the program says, and its links lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.project.transcript import README, ROOT, spoken, typed, written

PAGES = (README, *sorted((ROOT / "docs").rglob("*.md")), ROOT / "CONTRIBUTING.md")


def test_the_transcript_is_what_the_program_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Write it anew with ``make docs`` where this fails."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert spoken(typed(written())) == written()


def test_the_first_two_commands_run_and_test() -> None:
    commands = re.findall(r"^\$ (.*)$", README.read_text("utf-8"), re.MULTILINE)
    assert commands[:2] == ["make run", "make test"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
    here = [target for target in targets if "://" not in target]
    assert [target for target in here if not (page.parent / target).exists()] == []
