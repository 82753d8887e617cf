"""Promises about looks: each block, what can be pressed, and files, exactly as they are sent."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import discord
import pytest

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
    Role,
    Row,
    Strong,
    When,
)
from bot.discord.files import FilePart
from bot.discord.mentions import Mentions
from bot.discord.render import Message, rendered
from core.learner import Account
from tests.bot.discord.payloads import parts, payload, texts

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DOCS = "https://docs.example/lists"
ADA, GRACE = Account("discord", "42"), Account("telegram", "1001")
DONE, SKIP = Button("Done", Call("done", {"topic": 7})), Button("Skip", Call("skip"))
SAID = (Paragraph(("x",)),)

EVERYTHING = (
    Paragraph((Strong("Ada 👋"), ", welcome")),
    Heading(("PHASE 1: ", Strong("Basics"), " of ", Mono("def"), " ")),
    Paragraph(("Study ", Strong("lists "), "by ", Mono("/next"), " at ", When(NOON, "12:00"))),
    Paragraph(("See ", Anchor("the docs", DOCS), " or ", Anchor("the file", "file:///x"), ".")),
    Items((("one",), (Strong("two"), " and more"), ())),
    Items((("nine",), ("ten",)), start=9),
    Paragraph(("After a list.",)),
    Meter(("Lists",), 3, 8),
    Meter(("Begun",), 1, 1204),
    Meter((), 0, 0),
    Quote(("Somebody ", Strong("said"), " so")),
    Code("\nif a:\n\tprint(a < b)\n```\n"),
)
TEXTS = [
    "**Ada 👋**, welcome",
    """\
### PHASE 1: Basics of `def`
Study **lists** by </next:42> at 12\\:00 (<t:1795435200:t> for you)
See [the docs](<https://docs.example/lists>) or the file (file\\:///x).""",
    """\
- one
- **two** and more
- …""",
    """\
9. nine
10. ten""",
    "After a list.",
    """\
**Lists**
▰▰▰▱▱▱▱▱▱▱ 3 of 8 done""",
    """\
**Begun**
▰▱▱▱▱▱▱▱▱▱ 1 of 1,204 done""",
    "0 of 0 done",
    """\
> Somebody **said** so
```
if a:
    print(a < b)
`\u200b``
```""",
]


def one(reply: Reply, owner: str | None = None) -> Message:
    (message,) = rendered(reply, owner=owner)
    return message


def pressed(reply: Reply, owner: str | None = None) -> list[list[tuple[str, str, str]]]:
    """Give what can be pressed, row by row: its style, its label and what it carries."""
    return [
        [_pressed(item) for item in part["components"]]
        for part in parts(payload(one(reply, owner)))
        if part["type"] == 1
    ]


def _pressed(item: dict[str, Any]) -> tuple[str, str, str]:
    if item["type"] == 3:
        return "select", item["placeholder"], item["custom_id"]
    style = discord.ButtonStyle(item["style"]).name
    return style, item["label"], item.get("url") or item["custom_id"]


def test_every_block_has_its_look() -> None:
    (message,) = rendered(Reply(EVERYTHING), owner=None, mentions=Mentions({"next": 42}))
    assert texts(message) == TEXTS
    assert [part["type"] for part in parts(payload(message))] == [17, 10, 14, *[10] * 8]


@pytest.mark.parametrize(
    ("block", "markdown"),
    [
        (Paragraph((Strong(" a"), Strong("b ."), "")), "**ab .**"),
        (Paragraph(("a ", Strong(" b "), "c")), "a  **b** c"),
        (Paragraph((Strong(" "), "x", Mono("\n"))), "x"),
        (Paragraph((Mono("a"), Mono("b"))), "`ab`"),
        (Paragraph((Mono("a`b"), " ", Mono("`c"))), "``a`b`` `` `c``"),
        (Paragraph((Mono("a`b``c"),)), r"a\`b\`\`c"),
        (
            Paragraph((Mono("/next"), " ", Mono("/next 3"), " ", Mono("/roadmap check"))),
            "</next:1> `/next 3` </roadmap check:2>",
        ),
        (Paragraph((Anchor("[x] y", DOCS),)), rf"[\[x\] y](<{DOCS}>)"),
        (Paragraph((Anchor("a]b", DOCS),)), rf"a\]b (<{DOCS}>)"),
        (Paragraph((Anchor("http://good.example", DOCS),)), f"<http://good.example> (<{DOCS}>)"),
        (Paragraph((Anchor(DOCS, DOCS),)), f"<{DOCS}>"),
        (Paragraph((Anchor("", DOCS), " x")), f"<{DOCS}> x"),
        (Paragraph((Anchor("(x)", "https://e.com/a)b"),)), "[(x)](<https://e.com/a%29b>)"),
        (Paragraph((When(NOON, ""),)), "<t:1795435200:f>"),
        (Paragraph((Mention(ADA, "Ada"), ": ", Mention(GRACE, "Grace"))), "<@42>: Grace"),
        (Paragraph((Mention(ADA, ""),)), "<@42>"),
        (Paragraph(("\\<", Mention(ADA, "Ada"), ">")), r"\\\<<@42>\>"),
        (Paragraph((Role("not a number", "the <readers>"),)), r"the \<readers>"),
        (Quote(("a\nb",)), "> a b"),
        (Link("Docs", DOCS), f"[Docs](<{DOCS}>)"),
        (Code("a"), "```\na\n```"),
    ],
)
def test_looks_within_looks_have_one_form(block: Block, markdown: str) -> None:
    (message,) = rendered(
        Reply((block,)), owner=None, mentions=Mentions({"next": 1, "roadmap check": 2})
    )
    called = (42,) if "<@42>" in markdown else ()
    assert message == Message(markdown, people=called)


def test_a_short_reply_is_content_and_any_other_a_layout() -> None:
    short = [
        Reply(SAID * 4),
        Reply((Quote(("a",)), Code("b")), ((DONE, SKIP),)),
        Reply(SAID, tuple((DONE,) for _ in range(5))),
    ]
    others = [
        Reply(SAID * 5),
        *(Reply((block,)) for block in (Heading(("a",)), Items((("a",),)), Meter((), 1, 2))),
        Reply((Paragraph(("x" * 2001,)),)),
        Reply(SAID, (*((DONE,) for _ in range(5)), (DONE, SKIP))),
    ]
    assert [one(reply).layout for reply in (*short, *others)] == [False] * 3 + [True] * 6


@pytest.mark.parametrize("layout", [True, False])
def test_a_message_calls_whom_it_mentions_each_once_and_nobody_else(*, layout: bool) -> None:
    words = Paragraph(("<@7> @everyone ", Mention(ADA, "@here"), Mention(ADA, "Ada")))
    (message,) = rendered(
        Reply((words, Quote((Mention(GRACE, "<@9>"),)))), owner=None, layout=layout
    )
    assert dict(message.allowed_mentions.to_dict()) == {"parse": [], "users": [42]}


@pytest.mark.parametrize("layout", [True, False])
def test_a_message_calls_the_role_it_names_and_no_other(*, layout: bool) -> None:
    words = Paragraph((Role("9", "readers"), ", not @everyone, <@&7> or <@42>"))
    (message,) = rendered(Reply((words,)), owner=None, layout=layout)
    assert dict(message.allowed_mentions.to_dict()) == {"parse": [], "roles": [9]}
    assert texts(message) == ["<@&9>, not @\u200beveryone, \\<\\@&7> or \\<\\@42>"]


def test_a_message_without_a_mention_calls_nobody() -> None:
    message = one(Reply((Paragraph(("<@7> @everyone <@&9>",)),)))
    assert dict(message.allowed_mentions.to_dict()) == {"parse": []}


def test_what_replaces_a_layout_is_one() -> None:
    (message,) = rendered(Reply(SAID, ((DONE,),)), owner=None, layout=True)
    assert (message.content, message.layout, texts(message)) == (None, True, ["x"])


def test_content_shows_no_previews_and_a_layout_calls_nobody() -> None:
    assert payload(one(Reply(SAID))) == {"flags": 4, "content": "x"}


def test_the_first_button_that_goes_on_stands_out() -> None:
    undo, on = Button("Undo", Call("undo")), Button("Next topic", Call("next"))
    assert pressed(Reply(SAID, ((DONE, SKIP), (on,))), "1001") == [
        [("primary", "Done", "b0:1001::done|topic=7"), ("secondary", "Skip", "b1:1001::skip")],
        [("secondary", "Next topic", "b2:1001::next")],
    ]
    assert pressed(Reply(SAID, ((undo, on),))) == [
        [("secondary", "Undo", "b0:::undo"), ("primary", "Next topic", "b1:::next")]
    ]


def column(count: int, command: str = "topic") -> tuple[Row, ...]:
    return tuple((Button(f"#{n}", Call(command, {"topic": n})),) for n in range(count))


def test_a_few_choices_stand_below_each_other_and_none_stands_out() -> None:
    assert pressed(Reply(SAID, column(2))) == [
        [("secondary", "#0", "b0:::topic|topic=0")],
        [("secondary", "#1", "b1:::topic|topic=1")],
    ]


def test_more_choices_than_five_become_a_select_and_other_buttons_stay() -> None:
    reply = Reply(SAID, (*column(30), (Button("Up", Call("progress")),)))
    assert pressed(reply, "1001") == [
        [("select", "Choose…", "b0:1001::")],
        [("select", "Choose…", "b1:1001::")],
        [("secondary", "Up", "b2:1001::progress")],
    ]
    options = [part["options"] for part in parts(payload(one(reply))) if "options" in part]
    assert options[1] == [
        {"label": f"#{n}", "value": f"topic|topic={n}", "default": False} for n in range(25, 30)
    ]


def test_a_form_has_a_button_of_its_own_that_carries_what_is_asked_for() -> None:
    asks = Ask("Type your city", Call("tz"), "city")
    assert pressed(Reply(SAID, ((DONE,),), asks=asks), "1001") == [
        [("primary", "Done", "b0:1001::done|topic=7")],
        [("secondary", "Type your city", "b1:1001:city:tz")],
    ]


def test_a_row_of_links_stands_above_the_buttons_and_further_links_in_the_text() -> None:
    links = tuple(Link(f"Docs {number}", DOCS) for number in range(6))
    message = one(Reply((*SAID, *links, Link("Local", "http://localhost")), ((DONE,),)))
    assert pressed(Reply((*SAID, *links), ((DONE,),))) == [
        [("link", f"Docs {number}", DOCS) for number in range(5)],
        [("primary", "Done", "b0:::done|topic=7")],
    ]
    assert texts(message) == [f"x\n[Docs 5](<{DOCS}>)\nLocal (http\\://localhost)"]


def test_labels_are_cleaned_and_never_empty() -> None:
    row = (Button("a\r\nb\u202e", Call("done")), Button("\u200b", Call("next")))
    assert [label for _, label, _ in pressed(Reply(SAID, (row,)))[0]] == ["a b", "next"]


def test_what_shows_nothing_is_not_sent_but_something_is() -> None:
    nothing = (Paragraph((" \u200b",)), Heading(()), Code("\n"), Quote(("\xad",)))
    assert one(Reply(nothing[:1])) == Message("…")
    assert texts(one(Reply(nothing))) == ["…"]
    assert texts(one(Reply((*nothing, *SAID)))) == ["x"]


def test_files_say_what_they_are() -> None:
    picture = Picture("SPOILER_my week.png", b"png", "Seven days.\r\nThree topics.")
    document = Document("../ünï.json", b"{}", "All I keep of you.")
    files = (
        FilePart("my_week.png", b"png", "Seven days.\nThree topics."),
        FilePart("n_.json", b"{}"),
    )
    short = one(Reply(SAID, picture=picture, document=document))
    assert short == Message("x\nAll I keep of you.", None, files)
    layout = one(Reply((Heading(("Week",)),), ((DONE,),), picture=picture, document=document))
    assert layout.files == files
    assert [part for part in parts(payload(layout)) if part["type"] in {12, 13}] == [
        {
            "type": 12,
            "items": [
                {
                    "media": {"url": "attachment://my_week.png"},
                    "spoiler": False,
                    "description": "Seven days.\nThree topics.",
                }
            ],
        },
        {"type": 13, "file": {"url": "attachment://n_.json"}, "spoiler": False},
    ]


def test_files_of_one_name_get_names_of_their_own() -> None:
    files = one(Reply((), picture=Picture("a", b"", "x"), document=Document("a", b"", "y"))).files
    assert [file.name for file in files] == ["a", "1-a"]


def test_a_file_is_sent_with_its_name_and_words() -> None:
    upload = FilePart("week.png", b"png", "Seven days.").upload()
    assert (upload.filename, upload.description, upload.fp.read()) == (
        "week.png",
        "Seven days.",
        b"png",
    )


def test_the_library_keeps_no_view() -> None:
    async def finished() -> list[bool]:
        replies = (Reply(SAID, ((DONE,),)), Reply((Heading(("x",)),), ((DONE,),)))
        views = (one(reply).view for reply in replies)
        return [view.is_finished() for view in views if view]

    assert asyncio.run(finished()) == [True, True]
