"""Promises held by Telegram's own parser: what is rendered is shown as it is intended."""

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.dialogue.reply import (
    Anchor,
    Code,
    Heading,
    Items,
    Link,
    Mention,
    Meter,
    Mono,
    Paragraph,
    Picture,
    Quote,
    Reply,
    Strong,
    When,
)
from bot.telegram.addresses import linkable
from bot.telegram.clean import clean
from bot.telegram.render import TextPart, rendered
from bot.telegram.split import MOST_ENTITIES
from bot.telegram.styled import units
from core.learner import Account
from tests.bot.telegram.tdlib import as_html, as_kept, intended, kept, parsed
from tests.builders import NOON
from tests.replies import blocks_of

DOCS = "https://docs.example/lists?a=1&b=<2>"
HOSTILE = (
    "a < b & c > d",
    "</b><a href='x'>&lt;&amp;",
    "*bold* _it_ `code` [x](y) ||s|| ~~z~~ #tag /done @who",
    "👩\u200d🎓🇩🇪👋🏽 \U0001f469\u200d\U0001f469",
    "אבג \u200fشكرا\u200e\u202eabc\u202c",
    "e\u0301" + "\u0301" * 300 + " A\u030a \u030a",
    "a\r\nb\rc\nd\te\0f\x1b[2J\x7f\x85",
    "\u2028\u2029\u200b\u2066x\u2069\u00a0\u3000",
    "\ud800 half \udc00",
    "𝕳" * 3000,
    "word " * 1000,
    "x" * 5000,
    "`" * 5000,
    "<" * 5000,
    " ",
    "",
)

TEXT = st.one_of(
    st.text(st.characters(codec=None), max_size=30),
    st.text(
        st.sampled_from("<&>\"'`*_[]()\\#@/ \n\r\t\0\u200d\u200e\u200f\u202e\u030a\u0301é👩🎓א漢x")
    ),
    st.sampled_from(HOSTILE),
)
URL = st.one_of(TEXT, st.sampled_from((DOCS, "javascript:x")), TEXT.map("https://e.com/{}".format))
REPLY = st.builds(Reply, blocks_of(TEXT, URL, most=5))


def every_look(title: str) -> Reply:
    """Put a title into every place where words of people are shown."""
    person = Mention(Account("telegram", "42"), title)
    line = (title, Strong(title), Mono(title), Anchor(title, DOCS), When(NOON, title), person)
    return Reply(
        (
            Heading(line),
            Paragraph(line),
            Items((line, (title,)), start=9),
            Meter((title,), 3, 8),
            Quote(line),
            Code(f"{title}\n    {title}"),
            Link(title, title),
        )
    )


def promise(part: TextPart) -> None:
    assert parsed(as_html(part)) == intended(part)
    assert kept(part) == as_kept(part)
    assert 0 < units(part.text) <= 4096
    assert len(part.entities) <= MOST_ENTITIES


@pytest.mark.parametrize("title", HOSTILE)
def test_telegram_shows_hostile_titles_as_intended_in_every_look(title: str) -> None:
    for part in rendered(every_look(title)).parts:
        promise(part)


@given(REPLY)
@example(Reply((Paragraph(("a\u200f", "\u200fb")),)))
@example(Reply((Heading(("a", Mono(""), "b")),)))
def test_telegram_shows_any_reply_as_intended(reply: Reply) -> None:
    for part in rendered(reply).parts:
        promise(part)


def test_telegram_leaves_every_character_as_we_clean_it() -> None:
    numbers = range(sys.maxunicode + 1)
    for first in range(0, len(numbers), 1000):
        line = "".join(f"a{clean(chr(code))}b" for code in numbers[first : first + 1000])
        part = TextPart(line)
        assert kept(part) == as_kept(part)


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("a\r\nb\nc\rd", "a b c d"),
        ("a\0b\tc\x1fd", "a b c d"),
        ("a\u2028b\u2029c", "a b c"),
        ("\u202ea\u202cb", "ab"),
        ("A\u030as o\u0308", "\u00c5s \u00f6"),
        ("x\u030a\u0333\u033fy", "xy"),
        ("a\u200f\u200e\u200fb", "a\u200fb"),
        ("a\ud800b", "a\ufffdb"),
        ("\u2066x\u2069 \u200b👩\u200d🎓 e\u0301", "\u2066x\u2069 \u200b👩\u200d🎓 e\u0301"),
    ],
)
def test_what_telegram_would_drop_is_turned_into_what_can_be_read(title: str, seen: str) -> None:
    (part,) = rendered(Reply((Paragraph((title,)),))).parts
    assert part.text == seen


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://docs.python.org/3/#x", "https://docs.python.org/3/#x"),
        (" HTTP://Example.COM:8080 ", "http://example.com:8080/"),
        ("https://example.com?q=a b", "https://example.com/?q=a%20b"),
        ("https://пример.рф/путь", "https://пример.рф/путь"),
        ("https://e.com/\u202ex\n", "https://e.com/%E2%80%AEx"),
        *(
            (url, None)
            for url in (
                "",
                "docs.python.org",
                "javascript:alert(1)",
                "tg://user?id=1",
                "https://localhost/",
                "https://1.2.3.4/",
                "https://1234/",
                "https://e.com:99999/",
                "https://e.com:/",
                "https://good.example@e.com/",
                "https://exa mple.com/",
                "https://e.com/" + "x" * 2048,
            )
        ),
    ],
)
def test_only_web_addresses_that_telegram_takes_are_links(url: str, address: str | None) -> None:
    assert linkable(url) == address


@given(URL)
def test_telegram_keeps_every_address_that_we_link(url: str) -> None:
    address = linkable(url)
    if address:
        part = rendered(Reply((Link("x", url),))).parts[0]
        assert kept(part) == ("x", [("text_link", 0, 1, address)])


@given(st.text(), st.integers(1000, 1100))
def test_a_caption_is_never_longer_than_telegram_takes(words: str, times: int) -> None:
    photo = rendered(Reply((), picture=Picture("week.png", b"", words * times))).photo
    assert photo
    assert units(photo.caption) <= 1024
    assert kept(TextPart(f"x{photo.caption}")) == as_kept(TextPart(f"x{photo.caption}"))
