"""Promises of both renderers: every block shown, nothing that steers the terminal."""

import io
import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.console.files import Kept
from bot.console.plain import plain
from bot.console.render import drawn
from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Anchor,
    Button,
    Code,
    Heading,
    Items,
    Link,
    Meter,
    Mono,
    Paragraph,
    Quote,
    Reply,
    Strong,
    When,
)
from tests.replies import blocks_of

AT_EIGHT = When(datetime(2026, 11, 23, 7, tzinfo=UTC), "08:00")
DOCS = "https://docs.example/lists"

EVERYTHING = Reply(
    blocks=(
        Heading(("PHASE 1: ", Strong("Basics"))),
        Paragraph(("Study ", Strong("lists"), " by ", Mono("/next"), " at ", AT_EIGHT)),
        Paragraph(
            ("See ", Anchor("the docs", DOCS), "."),
        ),
        Items((("one",), ("two", Strong(" and more")))),
        Items((("nine",), ("ten, which goes on for longer than there is room here",)), start=9),
        Meter(("Lists",), 3, 8),
        Meter(("All of it",), 8, 8),
        Meter(("Begun",), 1, 1204),
        Meter(("Empty",), 0, 0),
        Quote(("Somebody said so, and it takes more than one line to say.",)),
        Code("if a:\n\tprint(a)"),
        Link("Python docs", DOCS),
        Link(DOCS, DOCS),
    ),
    buttons=(
        (Button("Done", Call("done")), Button("Put aside for now", Call("skip"))),
        (Button("Details", Call("topic")),),
    ),
)
KEPT = (
    Kept("Seven days.\nThree topics.", "/a folder/with a path/that stays on one line/week.png"),
)

PLAIN = """\
(only you see this)
== PHASE 1: Basics ==
Study lists by `/next` at 08:00
See the docs (https://docs.example/lists).
- one
- two and more
9. nine
10. ten, which goes on for longer than there is room here
Lists: 3 of 8 done [###-------]
All of it: 8 of 8 done [##########]
Begun: 1 of 1,204 done [#---------]
Empty: 0 of 0 done
| Somebody said so, and it takes more than one line to say.
    if a:
        print(a)
Python docs (https://docs.example/lists)
https://docs.example/lists
[1] Done  [2] Put aside for now
[3] Details
Seven days.
Three topics.
/a folder/with a path/that stays on one line/week.png"""

AT_80 = """\
(only you see this)
PHASE 1: Basics
Study lists by /next at 08:00
See the docs (https://docs.example/lists).
- one
- two and more
 9. nine
10. ten, which goes on for longer than there is room here
Lists                                        ━━━━━━           3 of 8 done
All of it                                    ━━━━━━━━━━━━━━━━ 8 of 8 done
Begun                                                         1 of 1,204 done
Empty                                                         0 of 0 done
│ Somebody said so, and it takes more than one line to say.
    if a:
        print(a)
Python docs (https://docs.example/lists)
https://docs.example/lists
[1] Done  [2] Put aside for now
[3] Details
Seven days.
Three topics.
/a folder/with a path/that stays on one line/week.png
"""

AT_30 = """\
(only you see this)
PHASE 1: Basics
Study lists by /next at 08:00
See the docs
(https://docs.example/lists).
- one
- two and more
 9. nine
10. ten, which goes on for
    longer than there is room
    here
Lists
━━━━━━           3 of 8 done
All of it
━━━━━━━━━━━━━━━━ 8 of 8 done
Begun
               1 of 1,204 done
Empty
                 0 of 0 done
│ Somebody said so, and it
│ takes more than one line to
│ say.
    if a:
        print(a)
Python docs
(https://docs.example/lists)
https://docs.example/lists
[1] Done
[2] Put aside for now
[3] Details
Seven days.
Three topics.
/a folder/with a path/that stays on one line/week.png
"""


def shown(reply: Reply, width: int, *kept: Kept, only_you: bool = False) -> str:
    """Print what is drawn to a terminal without colours; blanks that fill lines are dropped."""
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(drawn(reply, kept, only_you=only_you), width=width, crop=False)
    assert isinstance(console.file, io.StringIO)
    return re.sub(" +$", "", console.file.getvalue(), flags=re.MULTILINE)


def test_a_terminal_gets_colours_and_links() -> None:
    printed = coloured(Reply((Link("docs", DOCS),), ((Button("Done", Call("done")),),)))
    assert f";{DOCS}\x1b\\\x1b[4mdocs\x1b[0m\x1b]8;;\x1b\\" in printed
    assert "\x1b[1m[1] Done\x1b[0m" in printed


def coloured(reply: Reply) -> str:
    """Print what is drawn to a terminal of all colours and links."""
    file = io.StringIO()
    console = Console(file=file, width=80, force_terminal=True, color_system="truecolor")
    console.print(drawn(reply))
    return file.getvalue()


def test_every_block_has_a_plain_form() -> None:
    assert plain(EVERYTHING, KEPT, only_you=True) == PLAIN


@pytest.mark.parametrize(("width", "text"), [(80, AT_80), (30, AT_30)])
def test_every_block_is_drawn_within_the_width(width: int, text: str) -> None:
    assert shown(EVERYTHING, width, *KEPT, only_you=True) == text


def test_where_no_bar_fits_a_meter_is_said() -> None:
    assert shown(Reply((Meter(("Lists",), 3, 8),)), 14) == "Lists\n3 of 8 done\n"


@pytest.mark.parametrize(
    "title", ["[bold]x[/bold]", "[/]", "[link=https://x.example]x[/link]", ":smile:", "*a* _b_ <c>"]
)
def test_marks_in_peoples_words_are_shown_as_they_are(title: str) -> None:
    reply = Reply((Paragraph((title,)), Heading((Strong(title),))))
    assert (plain(reply), shown(reply, 80)) == (f"{title}\n== {title} ==", f"{title}\n{title}\n")


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("a\x1b[2Jb", "a [2Jb"),
        ("a\x1b]0;name\x07b", "a ]0;name b"),
        ("a\x9b31mb", "a 31mb"),
        *((f"a{char}b", "a b") for char in "\0\b\t\n\r\x7f\x85\u2028\u2029"),
        *((f"a{char}b", "a b") for char in "\u200e\u200f\u061c\u202a\u202e\u2066\u2069\ud800"),
        ("a\r\n\u202eb", "a b"),
        ("אב اب 👩\u200d🎓 e\u0301", "אב اب 👩\u200d🎓 e\u0301"),
    ],
)
def test_what_would_steer_the_terminal_becomes_a_blank(title: str, seen: str) -> None:
    reply = Reply((Paragraph((title,)),), ((Button(title, Call("next")),),))
    assert (plain(reply), shown(reply, 80)) == (f"{seen}\n[1] {seen}", f"{seen}\n[1] {seen}\n")


TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x07\r\n\t[]()\u202e\u200d\ud800漢👋é "))
)
BUTTON = st.builds(Button, TEXT.filter(lambda text: 1 <= len(text) <= 80), st.just(Call("next")))
REPLY = st.builds(
    Reply,
    blocks_of(TEXT, TEXT, most=4),
    st.lists(st.lists(BUTTON, min_size=1, max_size=3).map(tuple), max_size=2).map(tuple),
)

OUR_SEQUENCES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=\d+;|;)[^\x1b\n]*\x1b\\")
STEERING = {"Cc", "Cs", "Zl", "Zp"}


def steers(text: str) -> bool:
    """Say whether text without its line ends has a character that steers a terminal."""
    return any(
        unicodedata.category(char) in STEERING
        or unicodedata.bidirectional(char) in {"RLO", "LRO", "RLE", "LRE", "RLI", "LRI", "FSI"}
        for char in text.replace("\n", "")
    )


@given(REPLY)
def test_no_words_of_people_ever_steer_a_plain_transcript(reply: Reply) -> None:
    assert not steers(plain(reply))


@given(REPLY)
def test_only_our_own_colours_and_links_reach_a_terminal(reply: Reply) -> None:
    assert not steers(OUR_SEQUENCES.sub("", coloured(reply)))


@given(REPLY, st.integers(12, 100))
def test_no_drawn_line_is_wider_than_the_terminal(reply: Reply, width: int) -> None:
    assert max(map(cell_len, shown(reply, width).split("\n"))) <= width
