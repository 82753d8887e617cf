"""The transcripts in the documents: they are what the program says."""

from pathlib import Path

import pytest

from tests.project.transcript import PAGES, scenes, spoken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_transcript_is_what_the_program_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Write it anew with ``make docs`` where this fails."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert spoken(scenes(page)) == scenes(page)
