"""Promises about escaping: exactly how words of people are written."""

import pytest
from hypothesis import given

from bot.discord.addresses import linkable
from bot.discord.escape import clean, clean_lines, escape
from tests.bot.discord.intended import seen
from tests.bot.discord.reader import read
from tests.bot.discord.replies import TEXT


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Lists (and more) for #57: 3 + 4 - 2 > 1.", "Lists (and more) for #57: 3 + 4 - 2 > 1."),
        ("snake_case * 2", r"snake\_case \* 2"),
        ("# one", r"\# one"),
        ("#57 of C#", r"#57 of C\#"),
        ("- a - b", r"\- a - b"),
        ("> a > b", r"\> a > b"),
        ("1. one 2. two", r"1\. one 2. two"),
        ("(-1 of -2)", r"(\-1 of -2)"),
        ("@everyone, @here!", "@\u200beveryone, @\u200bhere!"),
        ("<@1> <#2> <@&3>", r"\<\@1> \<\#2> \<\@&3>"),
        ("</a:3> <:b:4> <t:5>", r"\</a\:3> \<\:b\:4> \<t\:5>"),
        ("[a](b)", r"\[a\]\(b)"),
        ("at 12:30: :100:", r"at 12\:30: \:100:"),
        ("see https://e.com/_a_.", "see <https://e.com/_a_>."),
        ("(https://e.com/a)", "(<https://e.com/a>)"),
        ("https://e.com/a(b)", r"https\://e.com/a(b)"),
        ("https://e.com/@everyone", "https\\://e.com/@\u200beveryone"),
        ("https://e.com>x", r"https\://e.com>x"),
        ("http://localhost ftp://e.com", r"http\://localhost ftp\://e.com"),
        ("¯\\_(ツ)_/¯", r"¯\\\_(ツ)\_/¯"),
    ],
)
def test_marks_are_escaped_only_where_they_would_be_read(words: str, written: str) -> None:
    assert escape(words) == written


def test_a_colon_and_an_address_count_with_what_follows_them() -> None:
    assert [escape("at:", ends=ends) for ends in (True, False)] == ["at:", r"at\:"]
    assert escape("https://e.com", ends=False) == r"https\://e.com"
    assert escape("https://e.com x", ends=False) == "<https://e.com> x"


@pytest.mark.parametrize(
    ("words", "cleaned"),
    [
        ("a\r\nb\nc\rd", "a b c d"),
        ("a\0b\tc\x1b[2J\x7f\x85", "a b c [2J  "),
        ("a\u2028b\u2029c", "a b c"),
        ("\u202ea\u202c\u2066b\u2069", "ab"),
        ("soft\xadhyphen", "softhyphen"),
        ("a\ud800b", "a\ufffdb"),
        ("👩\u200d🎓 e\u0301 \u200b\u200f", "👩\u200d🎓 e\u0301 \u200b\u200f"),
    ],
)
def test_what_cannot_be_shown_is_cleaned(words: str, cleaned: str) -> None:
    assert clean(words) == cleaned


def test_code_keeps_its_lines_and_indents() -> None:
    assert clean_lines("if a:\r\n\tb\0\n  c") == "if a:\n    b \n  c"


@given(TEXT)
def test_escaped_words_read_as_themselves_and_nothing_more(words: str) -> None:
    cleaned = clean(words).strip()
    chars = [char for char in read(escape(cleaned)) if seen(char.char)]
    assert "".join(char.char for char in chars) == "".join(filter(seen, cleaned))
    looks = {look for char in chars for look in char.looks}
    assert all(look.removeprefix("link ") in cleaned for look in looks)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://docs.python.org/3/#x", "https://docs.python.org/3/#x"),
        (" HTTP://example.com:8080 ", "http://example.com:8080"),
        ("https://e.com?q=a b&c=(d)", "https://e.com?q=a%20b&c=%28d%29"),
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("https://e.com/%41%zz#a#b", "https://e.com/%41%25zz#a%23b"),
        ("https://e.com/@everyone/@ada", "https://e.com/%40everyone/@ada"),
        ('https://e.com/>")[x](y)`*_|\\', "https://e.com/%3E%22%29%5Bx%5D%28y%29%60%2A_%7C%5C"),
        *(
            (url, None)
            for url in (
                "",
                "docs.python.org",
                "javascript:alert(1)",
                "discord://-/settings",
                "https://localhost/",
                "https://1.2.3.4/",
                "https://e.com:99999/",
                "https://e.com:/",
                "https://good.example@e.com/",
                "https://exa mple.com/",
                f"https://{'a' * 64}.com/",
                "https://e.com/" + "x" * 512,
            )
        ),
    ],
)
def test_only_web_addresses_that_discord_takes_are_links(url: str, address: str | None) -> None:
    assert linkable(url) == address
