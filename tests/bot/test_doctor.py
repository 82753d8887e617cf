"""The doctor: each thing that can be wrong is found, in words that say what to do."""

import io
import shutil
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import doctor
from bot.doctor import data, machine
from bot.doctor.finding import Finding, Verdict
from bot.settings import SHIPPED_ROADMAPS
from storage import migrate, open_gateway

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
UNWRITABLE = Path("/proc")


@pytest.fixture
def examine(tmp_path: Path) -> Callable[[dict[str, str]], list[Finding]]:
    """Examine with these settings, over a data folder and a migrated database that are fine."""
    database = f"sqlite:///{tmp_path}/study.db"
    migrate(database)

    def run(environ: dict[str, str]) -> list[Finding]:
        findings = doctor.examine(
            {"DATA_DIR": str(tmp_path), **environ},
            tmp_path / ".env",
            open_gateway=open_gateway,
            now=lambda: NOW,
            monotonic=lambda: 0.0,
        )
        return list(findings)

    return run


def seconds(*readings: float) -> Callable[[], float]:
    return iter(readings).__next__


def test_where_all_is_well_each_thing_is_ok(
    examine: Callable[[dict[str, str]], list[Finding]], tmp_path: Path
) -> None:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"

    assert examine({"TELEGRAM_TOKEN": "1:" + "a" * 35}) == [
        Finding("Python", python),
        Finding("time zones", "known"),
        Finding("clock", "2026-11-23 07:00 UTC"),
        Finding("settings", "every one can be used"),
        Finding("Telegram", "TELEGRAM_TOKEN has the right form"),
        Finding("Discord", "off, since DISCORD_TOKEN is not set"),
        Finding("data folder", str(tmp_path)),
        Finding("database", "opens, has today's tables, can be written in"),
        Finding("roadmap django-backend-developer.md", "57 topics"),
        Finding("roadmap python-backend-developer.md", "746 topics"),
    ]


def test_wrong_settings_are_all_said_and_a_misspelt_one_is_noted(
    examine: Callable[[dict[str, str]], list[Finding]],
) -> None:
    findings = examine({"LOG_LEVEL": "loud", "LOG_FORMAT": "xml", "TELEGRAM_TOKN": "1:x"})

    assert [finding for finding in findings if finding.thing == "settings"] == [
        Finding("settings", "TELEGRAM_TOKN is not a setting", Verdict.NOTE, "write TELEGRAM_TOKEN"),
        Finding(
            "settings", "LOG_LEVEL is LOUD", Verdict.WRONG, "write DEBUG, INFO, WARNING or ERROR"
        ),
        Finding(
            "settings",
            "LOG_FORMAT is xml",
            Verdict.WRONG,
            "write text for people or json for machines",
        ),
    ]


def test_a_report_has_a_line_for_each_finding_and_fails_where_one_is_wrong() -> None:
    stream = io.StringIO()
    findings = [
        Finding("clock", "2026-11-23 07:00 UTC"),
        Finding("settings", "LOGLEVEL is not a setting", Verdict.NOTE, "write LOG_LEVEL"),
        Finding("Python", "3.10", Verdict.WRONG, "install Python 3.11, 3.12 or 3.13"),
    ]

    status = doctor.report(findings, stream)

    assert status == 1
    assert stream.getvalue().splitlines() == [
        "ok     clock: 2026-11-23 07:00 UTC",
        "note   settings: LOGLEVEL is not a setting - write LOG_LEVEL",
        "wrong  Python: 3.10 - install Python 3.11, 3.12 or 3.13",
    ]


def test_a_report_without_a_wrong_succeeds() -> None:
    assert doctor.report([Finding("a", "b", Verdict.NOTE, "c")], io.StringIO()) == 0


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_each_supported_python_is_ok(version: tuple[int, int]) -> None:
    assert machine.python(version).verdict is Verdict.OK


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (4, 0)])
def test_another_python_is_wrong(version: tuple[int, int]) -> None:
    assert machine.python(version).verdict is Verdict.WRONG


def test_a_time_zone_that_is_not_known_is_named() -> None:
    assert machine.zones(["UTC", "Mars/Olympus_Mons", "../etc"]) == Finding(
        "time zones", "no Mars/Olympus_Mons, ../etc", Verdict.WRONG, "install the package tzdata"
    )


def test_a_clock_before_the_release_is_wrong() -> None:
    assert machine.clock(lambda: datetime(1970, 1, 1, tzinfo=UTC), seconds(0, 0)) == Finding(
        "clock",
        "it says 1970-01-01, before Study Buddy was released",
        Verdict.WRONG,
        "set this machine's date and time",
    )


def test_a_clock_that_goes_back_is_wrong() -> None:
    assert machine.clock(lambda: NOW, seconds(2, 1)).verdict is Verdict.WRONG


def test_a_data_folder_that_is_not_there_is_ok_where_it_can_be_made(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet"

    finding = data.data_folder(folder)

    assert finding == Finding("data folder", f"{folder}, made when needed")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not UNWRITABLE.is_dir(), reason="needs a folder nobody can write in")
def test_a_data_folder_that_cannot_be_written_in_is_wrong() -> None:
    finding = data.data_folder(UNWRITABLE)

    assert (finding.verdict, finding.advice) == (
        Verdict.WRONG,
        "set DATA_DIR to a folder that can",
    )


def test_a_data_folder_below_a_file_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert data.data_folder(tmp_path / "file" / "data").verdict is Verdict.WRONG


def test_a_data_folder_without_room_is_wrong(tmp_path: Path) -> None:
    finding = data.data_folder(tmp_path, least_free=2**80)

    assert (finding.verdict, finding.advice) == (
        Verdict.WRONG,
        "make room on that disk, or set DATA_DIR",
    )


def test_a_database_that_was_never_migrated_is_wrong(tmp_path: Path) -> None:
    finding = data.database(f"sqlite:///{tmp_path}/study.db", open_gateway, NOW)

    assert finding.verdict is Verdict.WRONG
    assert "python -m bot migrate" in finding.says


def test_a_file_that_is_no_database_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "study.db").write_text("Dear diary, " * 1000, encoding="utf-8")

    finding = data.database(f"sqlite:///{tmp_path}/study.db", open_gateway, NOW)

    assert finding.verdict is Verdict.WRONG
    assert "not a database" in finding.says


def test_a_database_that_opens_but_takes_nothing_is_wrong(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/study.db"
    migrate(url)
    connection = sqlite3.connect(tmp_path / "study.db")
    connection.execute("DROP TABLE learner")
    connection.close()

    finding = data.database(url, open_gateway, NOW)

    assert finding.verdict is Verdict.WRONG
    assert "no such table: learner" in finding.says


def test_the_doctor_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/study.db"
    migrate(url)
    with sqlite3.connect(tmp_path / "study.db") as before:
        dump = list(before.iterdump())
    before.close()

    data.database(url, open_gateway, NOW)

    after = sqlite3.connect(tmp_path / "study.db")
    assert list(after.iterdump()) == dump
    after.close()


def test_an_empty_roadmaps_folder_is_wrong(tmp_path: Path) -> None:
    assert list(data.roadmaps(tmp_path)) == [
        Finding(
            "roadmaps",
            f"none in {tmp_path}",
            Verdict.WRONG,
            "put a roadmap there, a file that ends in .md",
        )
    ]


def test_a_refused_roadmap_is_named_beside_the_good_ones(tmp_path: Path) -> None:
    (tmp_path / "blank.md").touch()
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "one two.md").touch()
    (tmp_path / "one-two.md").touch()
    shutil.copy(SHIPPED_ROADMAPS / "django-backend-developer.md", tmp_path / "good.md")

    blank, folder, good, one, other = data.roadmaps(tmp_path)

    assert (blank.thing, blank.verdict) == ("roadmap blank.md", Verdict.NOTE)
    assert folder == Finding(
        "roadmap folder.md",
        "cannot read the file: is a directory",
        Verdict.NOTE,
        "name a Markdown file you can read",
    )
    assert good == Finding("roadmap good.md", "57 topics")
    assert (one.says, one.verdict) == (other.says, Verdict.NOTE)
    assert one.says == "one two.md and one-two.md both give one-two"


def test_a_folder_where_every_roadmap_is_refused_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "blank.md").touch()

    (blank,) = data.roadmaps(tmp_path)

    assert (blank.thing, blank.verdict) == ("roadmap blank.md", Verdict.WRONG)
