"""Promises about long replies: cut where a reader would pause, never amid a character."""

import re

from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from wcwidth import iter_graphemes

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Anchor,
    Block,
    Button,
    Code,
    Document,
    Heading,
    Items,
    Mono,
    Paragraph,
    Quote,
    Reply,
)
from bot.telegram.render import FilePart, Rendered, TextPart, rendered
from bot.telegram.split import split
from bot.telegram.styled import Styled, units
from tests.bot.telegram.tdlib import intended

DOCS = "https://docs.example/"


def texts(*blocks: Block) -> list[str]:
    return [part.text for part in rendered(Reply(blocks)).parts]


def paragraphs(*lengths: int) -> list[Paragraph]:
    letters = "abcdefghij"
    return [Paragraph((letter * length,)) for letter, length in zip(letters, lengths, strict=False)]


def test_a_reply_is_cut_between_blocks_and_buttons_stay_below() -> None:
    done = Button("Done", Call("done"))
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Done", callback_data="done")]])
    shown = rendered(Reply(tuple(paragraphs(1000, 2000, 2000, 1000)), ((done,),)))
    assert shown == Rendered(
        (
            TextPart("a" * 1000 + "\n" + "b" * 2000),
            TextPart("c" * 2000 + "\n" + "d" * 1000, (), keyboard),
        )
    )


def test_a_heading_stays_with_what_it_is_over() -> None:
    below, after = paragraphs(3000, 2000)
    assert texts(below, Heading(("Title",)), after) == ["a" * 3000, "Title\n" + "b" * 2000]


def test_a_long_block_goes_on_below_the_one_before_and_is_cut_between_lines() -> None:
    lines = [f"    {number:04}" for number in range(600)]
    first, second = rendered(Reply((Heading(("Code",)), Code("\n".join(lines))))).parts
    assert intended(first) == (
        "\n".join(["Code", *lines[:450]]),
        [("bold", 0, 4, None), ("pre", 5, 4049, None)],
    )
    assert intended(second) == ("\n".join(lines[450:]), [("pre", 0, 1349, None)])


def test_a_long_line_is_cut_between_words_and_keeps_its_look() -> None:
    first, second = rendered(Reply((Quote(("word " * 1000,)),))).parts
    assert [intended(first), intended(second)] == [
        (" ".join(["word"] * 812), [("blockquote", 0, 4059, None)]),
        (" ".join(["word"] * 188), [("blockquote", 0, 939, None)]),
    ]


def test_a_long_word_is_cut_between_what_people_take_for_characters() -> None:
    family = "👩\u200d👩\u200d👧"
    assert texts(Paragraph((family * 600,))) == [family * 507, family * 93]


def test_a_letter_with_more_accents_than_fit_is_cut_between_them() -> None:
    first, second = texts(Paragraph(("e" + "\u0301" * 5000 + "x",)))
    assert (len(first), len(second)) == (4060, 942)


def test_looks_are_counted_too() -> None:
    links = tuple((Anchor(f"link {number}", DOCS),) for number in range(250))
    codes = tuple(piece for number in range(250) for piece in (Mono(str(number)), " "))
    for block in (Items(links), Paragraph(codes)):
        parts = rendered(Reply((block,))).parts
        assert [len(part.entities) for part in parts] == [100, 100, 50]


def test_what_is_more_than_three_messages_goes_on_in_a_file() -> None:
    long = Paragraph((Anchor("first", DOCS), " word" * 3000, " ", Anchor("last", DOCS)))
    own = Document("you.json", b"{}", "Yours")
    shown = rendered(Reply((long,), document=own))
    *_, third = (part.text for part in shown.parts)
    told, rest = shown.documents
    assert len(shown.parts) == 3
    assert third.endswith(" word word\n\nThis goes on in the file rest.txt.")
    assert units(third) <= 4096
    assert told == FilePart("you.json", b"{}", "Yours")
    assert (rest.name, rest.caption) == ("rest.txt", "")
    assert re.fullmatch(f"(word )+last [(]{DOCS}[)]", rest.content.decode())


CHARACTERS = ("a", "b", " ", "\n", "<", "e\u0301", "👩\u200d🎓", "🇩🇪", "א", "漢")


@given(st.lists(st.sampled_from(CHARACTERS), max_size=150), st.integers(8, 40))
def test_no_split_loses_a_word_or_cuts_a_character(text: list[str], limit: int) -> None:
    parts, rest = split(Styled("".join(text)), (), limit=limit, most=3)
    assert all(0 < units(part.text) <= limit for part in parts)
    shown = [char for part in (*parts, rest) for char in iter_graphemes(part.text)]
    assert [char for char in shown if not char.isspace()] == [
        char for char in text if not char.isspace()
    ]
