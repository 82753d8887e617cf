"""Promises of the piped terminal: a transcript in, a conversation out."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Transcript = Callable[..., str]
ROOT = Path(__file__).resolve().parents[3]


def test_each_line_is_repeated_before_its_answer(transcript: Transcript) -> None:
    assert transcript("/tell", "lists") == (
        "> /tell\n"
        "you (UTC) in private you at 23 Nov 12:00\n"
        "\n"
        "> lists\n"
        "You look for lists, any day.\n"
        "\n"
    )


def test_blank_lines_and_remarks_are_passed_over(transcript: Transcript) -> None:
    assert transcript("", "   ", "# a remark", "  # another") == ""


def test_every_name_is_an_account_of_its_own(transcript: Transcript) -> None:
    assert transcript(":as Ann", "/tell", ":as Ben", "/tell") == (
        "> :as Ann\nSpeaking as Ann, in private.\n\n"
        "> /tell\nAnn (UTC) in private Ann at 23 Nov 12:00\n\n"
        "> :as Ben\nSpeaking as Ben, in private.\n\n"
        "> /tell\nBen (UTC) in private Ben at 23 Nov 12:00\n\n"
    )


def test_a_group_stays_the_place_while_people_change(transcript: Transcript) -> None:
    assert transcript(":in readers", ":as Ann", "/tell", ":in private", "/tell") == (
        "> :in readers\nSpeaking as you, in the group #readers.\n\n"
        "> :as Ann\nSpeaking as Ann, in the group #readers.\n\n"
        "> /tell\nAnn (UTC) in group #readers at 23 Nov 12:00\n\n"
        "> :in private\nSpeaking as Ann, in private.\n\n"
        "> /tell\nAnn (UTC) in private Ann at 23 Nov 12:00\n\n"
    )


def test_a_private_reply_in_a_group_says_that_nobody_else_sees_it(transcript: Transcript) -> None:
    assert transcript("/secret", ":in readers", "/secret") == (
        "> /secret\n42\n\n"
        "> :in readers\nSpeaking as you, in the group #readers.\n\n"
        "> /secret\n(only you see this)\n42\n\n"
    )


def test_the_clock_stands_where_it_is_set_and_moves_by_steps(transcript: Transcript) -> None:
    assert transcript(":clock 2026-12-24T08:00+01:00", "/tell", ":clock +1d", ":clock") == (
        "> :clock 2026-12-24T08:00+01:00\nThe clock stands at 2026-12-24 07:00 UTC.\n\n"
        "> /tell\nyou (UTC) in private you at 24 Dec 07:00\n\n"
        "> :clock +1d\nThe clock stands at 2026-12-25 07:00 UTC.\n\n"
        "> :clock\nIt is 2026-12-25 07:00 UTC.\n\n"
    )


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (
            "2026-12-24T08:00",
            "2026-12-24T08:00 has no offset from UTC: write +01:00 or Z behind it.",
        ),
        ("soon", "soon is no time this clock can be set to."),
        ("+1y", "+1y is no time this clock can be set to."),
        ("+999999w", "+999999w lies outside the years 1 to 9999."),
        ("0001-01-01T00:00+14:00", "0001-01-01T00:00+14:00 lies outside the years 1 to 9999."),
    ],
)
def test_a_time_that_cannot_be_set_is_refused_and_the_clock_goes_on(
    transcript: Transcript, typed: str, answer: str
) -> None:
    assert transcript(f":clock {typed}", "/tell") == (
        f"> :clock {typed}\n"
        f"{answer} Examples: :clock 2026-11-23T08:00+01:00, :clock +1d, +2h, +90m.\n\n"
        "> /tell\nyou (UTC) in private you at 23 Nov 12:00\n\n"
    )


MENU = "> /menu\nCourse: 3 of 8 done [###-------]\n[1] Tell  [2] Tea\n[3] Tell all\n\n"


@pytest.mark.parametrize("line", ["3", ":press 3", ":press tell ALL", ":press tell a"])
def test_a_button_is_pressed_by_number_or_label_or_its_beginning(
    transcript: Transcript, line: str
) -> None:
    assert transcript("/menu", line) == f"{MENU}> {line}\nYou look for all, any day.\n\n"


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (":press te", "Which of these buttons?\n- [1] Tell\n- [2] Tea\n- [3] Tell all"),
        *(
            (line, "No button is called that. There are:\n- [1] Tell\n- [2] Tea\n- [3] Tell all")
            for line in (":press Skip", ":press", "4", "0", "1" * 5_000)
        ),
    ],
)
def test_a_press_that_fits_none_or_several_says_which_buttons_there_are(
    transcript: Transcript, line: str, answer: str
) -> None:
    assert transcript("/menu", line) == f"{MENU}> {line}\n{answer}\n\n"


def test_a_label_said_in_full_wins_over_longer_ones(transcript: Transcript) -> None:
    assert transcript("/menu", ":press tell").endswith(
        "> :press tell\nyou (UTC) in private you at 23 Nov 12:00\n\n"
    )


def test_buttons_stay_until_others_come_and_belong_to_one_person_in_one_place(
    transcript: Transcript,
) -> None:
    lines = (
        *("/menu", "/tell", ":as Ann", ":press 3", "3"),
        *(":as you", ":in readers", ":press 3", "/menu", "3"),
        *(":in private", "3"),
    )
    assert transcript(*lines) == (
        f"{MENU}"
        "> /tell\nyou (UTC) in private you at 23 Nov 12:00\n\n"
        "> :as Ann\nSpeaking as Ann, in private.\n\n"
        "> :press 3\nThere is no button to press here yet.\n\n"
        "> 3\nYou look for 3, any day.\n\n"
        "> :as you\nSpeaking as you, in private.\n\n"
        "> :in readers\nSpeaking as you, in the group #readers.\n\n"
        "> :press 3\nThere is no button to press here yet.\n\n"
        f"{MENU}> 3\nYou look for all, any day.\n\n"
        "> :in private\nSpeaking as you, in private.\n\n"
        "> 3\nYou look for all, any day.\n\n"
    )


def test_an_attachment_goes_along_with_what_is_said_next_alone(
    transcript: Transcript, tmp_path: Path
) -> None:
    file = tmp_path / "my plan.md"
    file.write_bytes(b"# Plan")
    unread = "| I did not look at your file: send it with `/roadmap add`.\n"
    assert transcript(f":attach {file}", ":in readers", ":in private", "/keep", "/keep") == (
        f"> :attach {file}\nmy plan.md (6 bytes) goes along with what you type next.\n\n"
        "> :in readers\nSpeaking as you, in the group #readers.\n\n"
        "> :in private\nSpeaking as you, in private.\n\n"
        f"> /keep\nmy plan.md: b'# Plan'\n{unread}\n"
        "> /keep\nNone: b'nothing'\n\n"
    )


def test_an_attachment_never_waits_silently_where_words_alone_are_said(
    transcript: Transcript, tmp_path: Path
) -> None:
    file = tmp_path / "my plan.md"
    file.write_bytes(b"# Plan")
    said = transcript(":in readers", f":attach {file}", "hello", "/keep")
    assert "I did not look at your file: send it with `/roadmap add`.\n\n> /keep\nNone:" in said


def test_what_cannot_be_attached_is_refused_with_the_reason(
    transcript: Transcript, tmp_path: Path
) -> None:
    long = "x" * 5_000
    assert transcript(f":attach {tmp_path}", ":attach gone.md", f":attach {long}", ":attach") == (
        f"> :attach {tmp_path}\n"
        f"{tmp_path} cannot be attached: it is not a file but a folder or a device.\n\n"
        "> :attach gone.md\ngone.md cannot be attached: No such file or directory.\n\n"
        f"> :attach {long}\n{long} cannot be attached: File name too long.\n\n"
        "> :attach\nSay which file, as in :attach plan.md.\n\n"
    )


def test_pictures_and_documents_are_written_and_their_paths_stand_alone(
    transcript: Transcript, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    assert transcript("/draw", "/draw") == (
        f"> /draw\nYour week.\n{files}/week.png\n"
        f"The same as a file.\n{files}/week.md\n\n"
        f"> /draw\nYour week.\n{files}/week-2.png\n"
        f"The same as a file.\n{files}/week-2.md\n\n"
    )
    assert {file.name: file.read_bytes() for file in files.iterdir()} == {
        "week.png": b"\x89PNG",
        "week.md": b"# Week",
        "week-2.png": b"\x89PNG",
        "week-2.md": b"# Week",
    }


HELP = (
    "- `:press NUMBER or LABEL`: press a button; its number alone does too\n"
    "- `:as NAME`: speak as another person\n"
    "- `:in private or GROUP`: speak in private, or in a group\n"
    "- `:clock TIME or +1d`: set the clock, past all that is due until then\n"
    "- `:attach PATH`: send a file along with what you type next\n"
    "- `:help`: list these commands; /help lists the bot's\n"
    "- `:quit`: leave; so does Ctrl-D\n\n"
)


def test_help_and_a_wrong_colon_command_say_what_there_is(transcript: Transcript) -> None:
    assert transcript(":help", ":what now") == (
        f"> :help\n== The terminal's own commands ==\n{HELP}"
        f"> :what now\nThe terminal knows no :what. What it knows:\n{HELP}"
    )


@pytest.mark.parametrize("name", ["", "x" * 65])
def test_a_name_is_needed_and_short(transcript: Transcript, name: str) -> None:
    assert transcript(f":as {name}", f":in {name}") == (
        f"> :as {name}".rstrip()
        + "\nSay who speaks, in at most 64 characters, as in :as Ann.\n\n"
        + f"> :in {name}".rstrip()
        + "\nSay where: :in private, or in a group of a short name, as in :in readers.\n\n"
    )


def test_a_fault_of_ours_is_answered_and_the_chat_goes_on(transcript: Transcript) -> None:
    printed = transcript("/fail", "/tell")
    assert "turn-1" in printed
    assert printed.endswith("> /tell\nyou (UTC) in private you at 23 Nov 12:00\n\n")


def test_quit_ends_the_chat_before_its_input_ends(transcript: Transcript) -> None:
    assert transcript(":quit", "/tell") == "> :quit\n"


PROGRAM = """\
import sys
from tests.bot.console.conftest import chat_on_standard_streams
chat_on_standard_streams(sys.argv[1])
"""


def run(text: bytes, folder: Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Start a program that chats on its standard streams."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            PROGRAM,
            str(folder),
        ],
        input=text,
        capture_output=True,
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key != "TZ"} | environ,
        check=False,
    )


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_a_program_takes_any_bytes_in_any_locale_and_ends_well(tmp_path: Path, locale: str) -> None:
    text = "\ufeff/tell\r\nПривет 👋\n".encode() + b"\xff\xfe\x00\x1b[2J\n/tell"
    ended = run(text, tmp_path, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.decode().splitlines() == [
        "> /tell",
        "you (UTC) in private you at 23 Nov 12:00",
        "",
        "> Привет 👋",
        "You look for Привет 👋, any day.",
        "",
        "> \ufffd\ufffd [2J",
        "You look for \ufffd\ufffd [2J, any day.",
        "",
        "> /tell",
        "you (UTC) in private you at 23 Nov 12:00",
        "",
    ]


def test_a_transcript_guesses_utc_unless_tz_names_a_zone(tmp_path: Path) -> None:
    zones = ("Asia/Tokyo", "nowhere", "CET-1CEST", "../etc")
    guesses = [run(b"/tell\n", tmp_path, TZ=zone).stdout.splitlines()[1] for zone in zones]
    assert guesses == [
        f"you ({zone}) in private you at 23 Nov 12:00".encode()
        for zone in ("Asia/Tokyo", "UTC", "UTC", "UTC")
    ]
