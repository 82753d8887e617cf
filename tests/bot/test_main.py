"""The command line: what each command prints, leaves behind and exits with."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Bot = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def bot(tmp_path: Path) -> Bot:
    """Give the way to run the program with its data in a folder of its own."""

    def run(
        *arguments: str, environ: Mapping[str, str] | None = None, typed: str = ""
    ) -> subprocess.CompletedProcess[str]:
        settings = {"DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": str(ROOT), **(environ or {})}
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**kept, **settings},
            cwd=tmp_path,  # no .env of a developer is read
            check=False,
        )

    return run


def test_what_was_done_is_there_the_next_time(bot: Bot) -> None:
    bot("run", typed="/start django-backend-developer\n/done 1-3\n")
    again = bot("chat", typed="/progress\n")
    assert (again.returncode, again.stderr) == (0, "")
    assert "Topics: 3 of 57 done" in again.stdout


def test_a_database_may_be_named(bot: Bot, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    bot("chat", "--database", url, typed="/start django\n/done\n")
    assert "1 of 57 done" in bot("chat", "--database", url, typed="/next\n").stdout


def test_a_database_in_memory_is_gone_with_the_chat(bot: Bot) -> None:
    bot("chat", "--database", ":memory:", typed="/start django\n")
    assert "no roadmap yet" in bot("chat", "--database", ":memory:", typed="/next\n").stdout


def test_a_host_adds_a_roadmap_for_everybody_after_a_look_at_it(bot: Bot, tmp_path: Path) -> None:
    file = tmp_path / "rust.md"
    file.write_text("# Rust\n\n- [ ] Ownership\n- [ ] Borrowing\n", "utf-8")

    absent = bot("roadmap", "add", str(file), typed="")
    refused = bot("roadmap", "add", str(file), typed="\n")
    added = bot("roadmap", "add", str(file), typed="y\n")
    file.write_text("# Rust\n\n- [ ] Ownership\n- [ ] Borrowing\n- [ ] Traits\n", "utf-8")
    updated = bot("roadmap", "add", str(file), "--yes")

    assert "2 topics from boxes; 0 ticked" in refused.stdout
    assert absent.stdout.endswith("Store it, for everybody? [y/N] \nNothing was stored.\n")
    assert refused.stdout.endswith("Store it, for everybody? [y/N] Nothing was stored.\n")
    assert added.stdout.endswith("Store it, for everybody? [y/N] Stored as rust.\n")
    assert "Kept 2, renamed 0, moved 0, new 1, retired 0." in updated.stdout
    assert (updated.returncode, updated.stderr) == (0, "")
    assert "#1 of 3 Ownership" in bot("chat", typed="/start rust\n").stdout


def test_a_hosts_file_that_may_be_the_wrong_one_needs_more_than_yes(
    bot: Bot, tmp_path: Path
) -> None:
    file = tmp_path / "rust.md"
    file.write_text("# Rust\n\n- [ ] Ownership\n- [ ] Borrowing\n", "utf-8")
    bot("roadmap", "add", str(file), "--yes")
    file.write_text("# Rust\n\n- [ ] Ownership\n", "utf-8")

    refused = bot("roadmap", "add", str(file), "--yes")
    taken = bot("roadmap", "add", str(file), "--right-file")
    back = bot("roadmap", "rollback", "rust")

    assert refused.returncode == 2
    assert "50% of its topics would leave" in refused.stderr
    assert "Updated as rust." in taken.stdout
    assert (back.returncode, back.stdout) == (0, "Rust is as it was before its last update.\n")


def test_what_would_turn_the_terminals_writing_round_is_told_without_that(
    bot: Bot, tmp_path: Path
) -> None:
    file = tmp_path / "rust.md"
    file.write_text("# Ru\u202est\n\n- [ ] Owner\u202eship\n", "utf-8")

    added = bot("roadmap", "add", str(file), "--yes")
    refused = bot("roadmap", "rollback", "ru\u202est")

    assert added.stdout.splitlines()[0] == "Ru st"
    assert "called ru st; everybody sees:" in refused.stderr
    assert "\u202e" not in added.stdout + refused.stderr


def test_a_hosts_file_that_cannot_be_studied_is_refused(bot: Bot, tmp_path: Path) -> None:
    refused = bot("roadmap", "add", str(tmp_path / "none.md"))
    assert refused.returncode == 2
    assert "cannot read the file" in refused.stderr


def test_migrating_makes_what_the_doctor_asks_for(bot: Bot) -> None:
    assert bot("migrate").returncode == 0
    found = bot("doctor")
    assert (found.returncode, found.stderr) == (0, "")
    assert "database: opens" in found.stdout


def test_a_wrong_database_is_refused_in_words(bot: Bot) -> None:
    refused = bot("chat", "--database", "mysql://somewhere/x")
    assert refused.returncode == 2
    assert "postgresql://" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_all_wrong_settings_are_told_together(bot: Bot) -> None:
    refused = bot("run", environ={"LOG_LEVEL": "LOUD", "TELEGRAM_TOKEN": "12"})
    assert refused.returncode == 2
    assert "LOG_LEVEL" in refused.stderr
    assert "TELEGRAM_TOKEN" in refused.stderr


def test_a_roadmap_folder_with_a_wrong_file_is_refused_in_words(bot: Bot, tmp_path: Path) -> None:
    folder = tmp_path / "roadmaps"
    folder.mkdir()
    (folder / "empty.md").write_text("# Nothing\n", "utf-8")
    refused = bot("chat", environ={"ROADMAPS_DIR": str(folder)})
    assert refused.returncode == 2
    assert "empty.md" in refused.stderr


def test_a_roadmap_is_checked_as_json(bot: Bot) -> None:
    printed = bot("roadmap", "check", str(ROOT / "roadmaps/django-backend-developer.md"), "--json")
    read = json.loads(printed.stdout)
    assert (printed.returncode, set(read)) == (0, {"title", "source", "topics", "warnings"})
    assert len(read["topics"]) == 57


def test_the_handbook_is_printed(bot: Bot) -> None:
    assert bot("commands").stdout == (ROOT / "docs/commands.md").read_text("utf-8")


@pytest.mark.parametrize("arguments", [(), ("dance",), ("roadmap",)])
def test_a_command_that_is_none_is_refused_with_the_usage(
    bot: Bot, arguments: tuple[str, ...]
) -> None:
    refused = bot(*arguments)
    assert refused.returncode == 2
    assert "usage: python -m bot" in refused.stderr
