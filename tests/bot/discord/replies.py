"""Replies of any kind, with words of people that try to be Markdown."""

from hypothesis import strategies as st

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Anchor,
    Ask,
    Block,
    Button,
    Code,
    Document,
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
    Row,
    Strong,
    When,
)
from core.learner import Account
from tests.builders import NOON
from tests.replies import blocks_of

DOCS = "https://docs.example/lists"
OWNER = "12345678901234567890"

HOSTILE = (
    "*a* **b** ***c*** _d_ __e__ ~~f~~ ||g|| `h` ``i`` ```j```",
    "# one\n## two\n### three\n-# four\n> five\n>>> six\n- seven\n* eight\n1. nine\n2) ten\n+ x",
    "# Heading #",
    "C#",
    "-# small",
    "> quoted",
    ">>> quoted",
    "- item",
    "* item",
    "1. first",
    "1986\\. A year",
    "@everyone and @here, @hereby",
    "<@80351110224678912> <@!1> <@&2> <#3> <:party:4> <a:party:5> <t:1:R> <id:browse>",
    "</next:6> <https://evil.example> <mailto:x@y.zz> <+1234>",
    "[words](https://evil.example) [a](<https://e.com>) ![x](y) $[x](y)",
    "](https://evil.example) x] [y",
    "[[nested]](x) [a[b]c](d) ]( ](x)",
    "https://docs.example/__init__#_a_ and (https://a.example/b). See: http://x.example/~y/*z*",
    "https://a.example/@everyone https://a.example>x>y https://a.example/[b](c)",
    ":smile: :100: 12:00:30 a:b:c ::",
    "¯\\_(ツ)_/¯ ¯_(ツ)_/¯",
    "\\ \\* \\\\* \\",
    "a\\",
    "`",
    "``",
    "` ``",
    "`a`",
    "a ``` b",
    "a\r\nb\rc\nd\te\0f\x1b[2J\x7f\x85",
    "\u202eabc\u202c \u2066x\u2069 soft\xadhyphen \u2028\u2029\u200b\ufeff# x",
    "👩\u200d🎓🇩🇪👋🏽 אבג e\u0301" + "\u0301" * 30,
    "\ud800 half \udc00",
    "*" * 5000,
    "word " * 1000,
    "x" * 5000,
    "`" * 5000,
    "@everyone" * 600,
    " ",
    "",
)

TEXT = st.one_of(
    st.text(st.characters(codec=None), max_size=30),
    st.text(st.sampled_from("\\*_~|`[]()<>@#:&!-+.>1/ \n\t\u200b\xad\u202eaé👩"), max_size=25),
    st.sampled_from(HOSTILE),
    st.lists(
        st.sampled_from(
            (
                "@everyone",
                "<@1>",
                "](",
                ")",
                "[",
                "]",
                "https://e.com",
                "**",
                "||",
                ":a:",
                "`",
                " ",
                "x",
            )
        ),
        max_size=8,
    ).map("".join),
)
URL = st.one_of(
    TEXT,
    st.sampled_from((DOCS, "javascript:x", "https://münchen.example/straße", "https://e.com/a(b)")),
    TEXT.map("https://e.com/{}".format),
)
BLOCKS = blocks_of(TEXT, URL, most=5)
CALL = st.builds(
    lambda command, words: Call(command, {"what": words}),
    st.sampled_from(("done", "topic", "roadmap check")),
    st.text(st.characters(codec="utf-8"), max_size=9),
)
LABEL = TEXT.map(lambda text: text[:80] or "x")
BUTTON = st.builds(Button, LABEL, CALL)
ROWS: st.SearchStrategy[tuple[Row, ...]] = st.one_of(
    st.lists(st.lists(BUTTON, max_size=7).map(tuple), max_size=4).map(tuple),
    st.lists(BUTTON, max_size=40).map(lambda buttons: tuple((each,) for each in buttons)),
    st.lists(st.lists(BUTTON, min_size=5, max_size=9).map(tuple), max_size=9).map(tuple),
)
NAME = TEXT.map(lambda text: f"{text}.png")
ASK = st.builds(
    Ask,
    LABEL,
    CALL,
    st.sampled_from(("what", "a_parameter_of_32_characters_xyz")),
)
REPLY = st.builds(
    Reply,
    blocks_of(TEXT, URL, most=12),
    ROWS,
    asks=st.none() | ASK,
    picture=st.none() | st.builds(Picture, NAME, st.just(b""), TEXT),
    document=st.none() | st.builds(Document, NAME, st.just(b""), TEXT),
)


def every_look(title: str) -> tuple[Block, ...]:
    """Put a title into every place where words of people are shown."""
    person = Mention(Account("discord", OWNER), title)
    line = (
        title,
        Strong(title),
        Mono(title),
        Anchor(title, DOCS),
        When(NOON, title),
        person,
        title,
    )
    return (
        Heading(line),
        Paragraph(line),
        Paragraph((title,)),
        Items((line, (title,)), start=9),
        Meter((title,), 3, 8),
        Quote(line),
        Code(f"{title}\n    {title}"),
        Link(title, title),
    )
