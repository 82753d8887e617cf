"""The transcripts in the documents: they are what the program says."""

from pathlib import Path

import pytest

from tests.project.transcript import (
    OWN_ROADMAP,
    PAGES,
    becoming,
    differences,
    played,
    scenes,
    spoken,
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_transcript_is_what_the_program_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Write it anew with ``make docs`` where this fails."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert spoken(scenes(page)) == scenes(page)


def test_the_export_of_an_edited_roadmap_differs_from_it_by_ticks_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    files = tmp_path / "files"

    played(scenes(OWN_ROADMAP), str(files))

    edited, exported = becoming(str(files))
    assert differences(OWN_ROADMAP) == [edited, exported]
    lines = exported.splitlines()
    removed = [line[1:] for line in lines if line.startswith("-")]
    added = [line[1:] for line in lines if line.startswith("+")]
    assert added == [line.replace("[ ]", "[x]", 1) for line in removed]
    assert removed
