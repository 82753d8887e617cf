"""Promises of the folder of files: every file gets a name of its own inside the folder."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.files import FileFolder, Kept
from bot.dialogue.reply import Document, Picture, Reply


def reply_with(*names: str) -> Reply:
    picture, document = (*names, "plan.md")[:2]
    return Reply(
        (),
        picture=Picture(picture, b"png", "A week."),
        document=Document(document, b"#", "A file."),
    )


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("week.png", "week.png"),
        ("my week.png", "my_week.png"),
        ("Неделя.png", "Неделя.png"),
        ("../../etc/passwd", "etc_passwd"),
        ("C:\\week.png", "C_week.png"),
        ("..", "file"),
        ("", "file"),
        (".bashrc", "bashrc"),
        ("a\x1b[2J\0.png", "a_2J_.png"),
        ("x" * 300 + ".png", "x" * 50 + ".png"),
        ("week." + "x" * 300, "week." + "x" * 9),
    ],
)
def test_a_file_keeps_what_is_safe_of_its_name(tmp_path: Path, name: str, kept: str) -> None:
    picture, _ = FileFolder(tmp_path / "new").keep(reply_with(name))
    assert picture == Kept("A week.", str(tmp_path / "new" / kept))


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "week.png").write_bytes(b"mine")
    (tmp_path / "week-2.png").symlink_to(tmp_path / "elsewhere")
    picture, document = FileFolder(tmp_path).keep(reply_with("week.png", "week.png"))
    assert (picture.where, document.where) == (
        str(tmp_path / "week-3.png"),
        str(tmp_path / "week-4.png"),
    )
    assert (tmp_path / "week.png").read_bytes() == b"mine"
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    picture, _ = FileFolder(tmp_path / "taken").keep(reply_with("week.png"))
    assert picture == Kept(
        "A week.", f"(It could not be written to {tmp_path / 'taken'}: File exists.)"
    )


@given(st.text() | st.text("./\\-\x00 aä漢"))
def test_no_name_leaves_the_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("files")
    picture, _ = FileFolder(folder).keep(reply_with(name))
    assert Path(picture.where).parent == folder
    assert Path(picture.where).read_bytes() == b"png"
