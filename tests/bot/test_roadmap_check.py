"""What ``python -m bot roadmap check`` prints."""

import json
from argparse import ArgumentParser
from pathlib import Path

import pytest

from bot import roadmap_check
from core.roadmap_markdown.limits import MAX_BYTES

ROADMAP = """\
# My roadmap

> **Goal:** Know lists

## Lists — ESSENTIAL
- [x] `append` and [more](https://a.org)
  - [ ] slices

## Build

| # | Project | Skills |
|---|---------|--------|
| 1 | **Shop** | lists  |

| Tool | Why |
|------|-----|
| vim  | so  |
"""


def check(*arguments: str) -> int:
    parser = ArgumentParser()
    roadmap_check.add_arguments(parser)
    return roadmap_check.run(parser.parse_args(arguments))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.md"
    path.write_text(ROADMAP, "utf-8")
    return path


def test_what_was_read_is_printed_for_people(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(str(file)) == 0
    assert capsys.readouterr().out == (
        "My roadmap\n"
        "Goal: Know lists\n"
        "3 topics from boxes, 1 project among them; 1 ticked\n"
        "\n"
        "Lists — ESSENTIAL (2)\n"
        "  #1 ✓ append and more [ESSENTIAL] (1 link)\n"
        "    #2   slices [ESSENTIAL]\n"
        "\n"
        "Build (1)\n"
        "  #3   Shop (project)\n"
        "\n"
        "Warnings (1)\n"
        "  line 15: the table “Tool | Why” is not taken as topics\n"
    )


def test_what_would_turn_a_terminals_writing_round_is_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.md"
    path.write_text("# Mine\u202e\n\n- [ ] one\u202e\n", "utf-8")
    assert check(str(path)) == 0
    path.write_text("# Mine\n\n- [ ] \u202eone\n- [ ] \u202eone\n- plain\u202e\n", "utf-8")
    check(str(path))
    said = capsys.readouterr()
    assert "\u202e" not in said.out + said.err


def test_what_was_read_is_printed_as_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(str(file), "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "title": "My roadmap",
        "source": "boxes",
        "topics": [
            {
                "line": 6,
                "path": ["Lists — ESSENTIAL"],
                "title": "`append` and [more](https://a.org)",
                "ticked": True,
                "kind": "topic",
                "depth": 1,
                "links": ["https://a.org"],
                "hint": "ESSENTIAL",
            },
            {
                "line": 7,
                "path": ["Lists — ESSENTIAL"],
                "title": "slices",
                "ticked": False,
                "kind": "topic",
                "depth": 2,
                "links": [],
                "hint": "ESSENTIAL",
            },
            {
                "line": 13,
                "path": ["Build"],
                "title": "Shop",
                "ticked": False,
                "kind": "project",
                "depth": 1,
                "links": [],
                "hint": None,
            },
        ],
        "warnings": [
            {"line": 15, "message": "the table “Tool | Why” is not taken as topics"},
        ],
    }


def test_another_source_can_be_taken(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(str(file), "--take", "tables") == 0
    assert "1 topic from tables" in capsys.readouterr().out


def test_every_problem_is_told_with_where_and_what_to_do(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("- [ ] a {#k}\n- [ ] b {#k}\n- [ ] c {#k}\n", "utf-8")

    assert check(str(file)) == 2
    advice = (
        "the id “k” stands on line 1 already; give each topic an id of its own, or leave it out"
    )
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"{file}:2: {advice}\n{file}:3: {advice}\n")


def test_a_missing_file_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "nowhere.md"

    assert check(str(path)) == 2
    assert capsys.readouterr().err == (
        f"{path}: cannot read the file: no such file or directory; "
        "name a Markdown file you can read\n"
    )


def test_a_folder_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(str(tmp_path)) == 2
    assert "is a directory" in capsys.readouterr().err


def test_a_file_too_large_is_refused_unread(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with file.open("wb") as large:
        large.truncate(MAX_BYTES * 1024)

    assert check(str(file), "--json") == 2
    assert capsys.readouterr().err == (
        f"{file}: the file has 1,073,741,824 bytes; at most 1,048,576 (1 MiB) are read; "
        "split it into several roadmaps\n"
    )
