"""Any text is set as its script asks, and stays in its place."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.lettering import Lettering, fit, plain
from bot.cards.typefaces import Glyph, typeface_for

WIDE = 1000.0

SCRIPTS = {
    "Latin": "Żółć ąčęėįšųūž ẞ",
    "Cyrillic": "Привет, ґава",
    "Greek": "Γειά σου",
    "Arabic": "قواعد البيانات",
    "Hebrew": "תכנות מונחה",
    "Devanagari": "हिन्दी क्षत्रिय",
    "Japanese": "日本語の勉強",
    "Chinese": "数据库 資料庫",
    "Korean": "한국어 공부",
    "emoji": "🎉🔥✅❤️👍🏽",
}


def _outlines(lettering: Lettering) -> list[tuple[object, ...]]:
    glyphs: chain[Glyph] = chain.from_iterable(run.glyphs for run in lettering.runs)
    return [glyph.contours for glyph in glyphs if glyph.contours]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_every_script_has_its_glyphs(text: str, *, bold: bool) -> None:
    lettering = fit(text, WIDE, bold=bold)

    assert lettering.text == text
    assert all(typeface_for(letter, bold=bold).has(letter) for letter in text)
    # The box that stands for what no typeface has.
    box = _outlines(fit("\u0bff\u0378", WIDE, bold=bold))[-1]
    assert box not in _outlines(lettering)


def test_what_is_written_from_right_to_left_is_drawn_so() -> None:
    alone = [_outlines(fit(letter, WIDE))[0] for letter in "אבג"]

    assert _outlines(fit("אבג", WIDE)) == alone[::-1]


def test_words_of_both_directions_stand_where_the_first_one_asks() -> None:
    latin, hebrew = _outlines(fit("ab", WIDE)), _outlines(fit("גד", WIDE))

    assert _outlines(fit("ab גד", WIDE)) == [*latin, *hebrew]
    assert _outlines(fit("גד ab", WIDE)) == [*latin, *hebrew]


def test_brackets_open_to_what_they_enclose_from_right_to_left() -> None:
    opening = _outlines(fit("(", WIDE))[0]

    assert _outlines(fit("א (ב)", WIDE))[0] == opening


def test_arabic_letters_join() -> None:
    alone = {_outlines(fit(letter, WIDE))[0] for letter in "حلم"}

    assert not alone & set(_outlines(fit("حلم", WIDE)))


def test_a_conjunct_and_a_family_are_one_sign_each() -> None:
    assert len(_outlines(fit("क्ष", WIDE))) == 1
    assert len(_outlines(fit("👩‍👩‍👧", WIDE))) == 1


def test_a_symbol_is_an_emoji_where_it_asks_to_be() -> None:
    as_words, as_emoji = fit("⚙", WIDE), fit("⚙\ufe0f", WIDE)

    assert _outlines(as_words) != _outlines(as_emoji)


def test_ideographs_are_drawn_as_their_language_asks() -> None:
    japanese, chinese = fit("骨の", WIDE), fit("骨", WIDE)

    assert _outlines(japanese)[0] != _outlines(chinese)[0]


def test_a_long_text_is_cut_between_signs() -> None:
    family = "👩‍👩‍👧"

    cut = fit(family * 20, fit(family * 3 + "…", WIDE).width)

    assert cut.text == family * 3 + "…"


def test_no_space_is_left_before_the_ellipsis() -> None:
    assert fit("one two", fit("one…", WIDE).width + 0.1).text == "one…"


@given(st.text(), st.floats(1, 20))
def test_any_text_fits_its_place(text: str, width: float) -> None:
    assert fit(text, width).width <= width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\tand  more ", "two lines and more"),
        ("\u202eturned\u2066 around", "turned around"),
        ("nothing\x00\x1b[31m\ud800", "nothing [31m"),
        ("Z\u0301\u0302\u0303\u0304\u0305a", "Z\u0301\u0302\u0303a"),
        ("\u200djoined", "joined"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x" * 100_000, "x" * 240),
    ],
)
def test_what_cannot_be_seen_or_reaches_out_is_left_out(text: str, shown: str) -> None:
    assert plain(text) == shown
