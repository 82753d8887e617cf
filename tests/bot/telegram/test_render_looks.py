"""Promises about looks: each block, the keyboard and files, exactly as they are sent."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Anchor,
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
    Strong,
    When,
)
from bot.telegram.keyboard import callback_data
from bot.telegram.render import FilePart, Rendered, TextPart, rendered
from core.learner import Account
from tests.bot.telegram.tdlib import Entity, as_html, as_kept, intended, kept, parsed

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
UNIX_NOON = 1795435200
DOCS = "https://docs.example/lists"
ADA, GRACE = Account("telegram", "1001"), Account("discord", "42")
DONE, SKIP = Button("Done", Call("done", {"topic": 7})), Button("Skip", Call("skip"))

EVERYTHING = Reply(
    (
        Paragraph((Strong("Ada 👋"), ", welcome")),
        Heading(("PHASE 1: ", Strong("Basics"), " of ", Mono("def"), " ")),
        Paragraph(("Study ", Strong("lists "), "by ", Mono("/next"), " at ", When(NOON, "12:00"))),
        Paragraph(("See ", Anchor("the docs", DOCS), " or ", Anchor("the file", "file:///x"), ".")),
        Items((("one",), (Strong("two"), " and more"))),
        Items((("nine",), ("ten",)), start=9),
        Paragraph(("After a list.",)),
        Meter(("Lists",), 3, 8),
        Meter(("All of it",), 8, 8),
        Meter(("Begun",), 1, 1204),
        Meter(("Empty",), 0, 0),
        Quote(
            (
                "Somebody ",
                Strong("said"),
                " so",
            )
        ),
        Code("\nif a:\n\tprint(a < b)\n"),
        Link("Python docs", DOCS),
        Link(DOCS, DOCS),
        Paragraph(("Hello ", Mention(ADA, "Ada"), " and ", Mention(GRACE, "Grace"), ".")),
    ),
    ((DONE, SKIP),),
)

TEXT = """\
Ada 👋, welcome

PHASE 1: Basics of def
Study lists by /next at 12:00
See the docs or the file (file:///x).
• one
• two and more
9. nine
10. ten

After a list.

Lists
▰▰▰▱▱▱▱▱▱▱ 3 of 8 done
All of it
▰▰▰▰▰▰▰▰▰▰ 8 of 8 done
Begun
▰▱▱▱▱▱▱▱▱▱ 1 of 1,204 done
Empty
0 of 0 done

Somebody said so
if a:
    print(a < b)
Hello Ada and Grace."""


def pressed(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)


def words(part: TextPart) -> list[tuple[str, str, str | int | None]]:
    """Give each entity with the words that it is on."""
    coded = part.text.encode("utf-16-le")
    return [
        (kind, coded[2 * place : 2 * (place + length)].decode("utf-16-le"), held)
        for kind, place, length, held in intended(part)[1]
    ]


def test_every_block_has_its_look() -> None:
    (part,) = rendered(EVERYTHING).parts
    assert part.text == TEXT
    assert words(part) == [
        ("bold", "Ada 👋", None),
        ("bold", "PHASE 1: Basics of", None),
        ("code", "def", None),
        ("bold", "lists", None),
        ("code", "/next", None),
        ("date_time", "12:00", UNIX_NOON),
        ("text_link", "the docs", DOCS),
        ("bold", "two", None),
        ("blockquote", "Somebody said so", None),
        ("bold", "said", None),
        ("pre", "if a:\n    print(a < b)", None),
        ("text_mention", "Ada", 1001),
    ]
    assert part.keyboard == InlineKeyboardMarkup(
        [
            [InlineKeyboardButton("Python docs", url=DOCS)],
            [InlineKeyboardButton(DOCS, url=DOCS)],
            [pressed("Done", "done|topic=7"), pressed("Skip", "skip")],
        ]
    )


def test_links_that_no_button_could_open_or_hold_and_those_above_five_stay_in_the_text() -> None:
    links = (
        Link("Local", "http://localhost"),
        Link("x" * 81, DOCS),
        *(Link(f"Docs {number}", DOCS) for number in range(6)),
    )
    (part,) = rendered(Reply((Paragraph(("Read",)), *links))).parts

    assert part.text == f"Read\nLocal (http://localhost)\n{'x' * 81}\nDocs 5"
    assert part.keyboard == InlineKeyboardMarkup(
        [[InlineKeyboardButton(f"Docs {number}", url=DOCS)] for number in range(5)]
    )


def test_telegram_shows_every_block_as_intended() -> None:
    (part,) = rendered(EVERYTHING).parts
    assert (parsed(as_html(part)), kept(part)) == (intended(part), as_kept(part))


@pytest.mark.parametrize(
    ("block", "text", "entities"),
    [
        (
            Heading((Anchor("docs", DOCS), " and more")),
            "docs and more",
            [("text_link", 0, 4, DOCS), ("bold", 0, 4, None), ("bold", 5, 8, None)],
        ),
        (
            Heading((When(NOON, "noon"), " now")),
            "noon now",
            [("date_time", 0, 4, UNIX_NOON), ("bold", 5, 3, None)],
        ),
        (Paragraph((Strong(" a"), Strong("b ."), "")), "ab .", [("bold", 0, 4, None)]),
        (Paragraph((Mono("a"), Mono("a"))), "aa", [("code", 0, 1, None), ("code", 1, 1, None)]),
        (Paragraph((Strong(" "), "x", Mono("\n"))), "x", []),
        (Quote((Mono("x"),)), "x", [("blockquote", 0, 1, None), ("code", 0, 1, None)]),
        (Code("    a\n      b"), "    a\n      b", [("pre", 0, 13, None)]),
        (Link("", DOCS), DOCS, [("text_link", 0, 26, DOCS)]),
        (Link("\u200b", "nowhere"), "nowhere", []),
    ],
)
def test_looks_within_looks_have_one_form(
    block: Heading | Paragraph | Quote | Code | Link, text: str, entities: list[Entity]
) -> None:
    (part,) = rendered(Reply((block,))).parts
    assert intended(part) == (text, entities)
    assert (parsed(as_html(part)), kept(part)) == (intended(part), as_kept(part))


def test_people_see_labels_as_telegram_shows_them() -> None:
    row = (Button("a\r\nb\u202e", Call("done")), Button("\u200b", Call("next")))
    (part,) = rendered(Reply((Paragraph(("x",)),), (row,))).parts
    assert part.keyboard == InlineKeyboardMarkup(
        [[pressed("a b", "done"), pressed("next", "next")]]
    )


def test_wide_rows_are_broken_and_no_more_than_a_hundred_buttons_are_shown() -> None:
    buttons = tuple(Button(str(number), Call("next")) for number in range(95))
    rows = (buttons[:10], *((button,) for button in buttons))
    (part,) = rendered(Reply((Paragraph(("x",)),), rows)).parts
    assert part.keyboard
    shown = [[button.text for button in row] for row in part.keyboard.inline_keyboard]
    assert shown == [
        [str(number) for number in range(8)],
        ["8", "9"],
        *([str(number)] for number in range(90)),
    ]


def test_a_button_carries_1_to_64_bytes() -> None:
    assert callback_data(Call("find", {"text": "é" * 27})) == "find|text=" + "é" * 27
    for call in (Call("find", {"text": "é" * 28}), Call("")):
        with pytest.raises(ValueError, match="bytes"):
            callback_data(call)


def test_what_shows_nothing_is_not_sent() -> None:
    blocks = (Paragraph((" \u200b",)), Heading(()), Paragraph(("x",)), Code("\n"), Quote(("\xad",)))
    assert rendered(Reply(blocks)) == Rendered((TextPart("x"),))


def test_a_reply_that_shows_nothing_is_still_a_message() -> None:
    keyboard = InlineKeyboardMarkup([[pressed("Skip", "skip")]])
    assert rendered(Reply((), ((SKIP,),))) == Rendered((TextPart("…", (), keyboard),))


def test_a_text_that_has_room_below_a_picture_is_its_caption() -> None:
    picture = Picture("week.png", b"png", "Seven days, three topics.")
    said = (Heading(("Your week",)), Paragraph(("7 days",)))
    under = InlineKeyboardMarkup([[pressed("Skip", "skip")]])
    short = rendered(Reply(said, ((SKIP,),), picture))
    long = rendered(Reply((*said, Paragraph(("x" * 1024,))), ((SKIP,),), picture))

    bold = (MessageEntity("bold", 0, 9),)
    caption = "Your week\n7 days"
    assert short == Rendered((), FilePart("week.png", b"png", caption, bold, under))
    assert long == Rendered(
        (TextPart(f"{caption}\n{'x' * 1024}", bold, under),), FilePart("week.png", b"png", "")
    )


def test_files_have_their_words_as_captions_and_buttons_stay_below() -> None:
    picture = Picture("week.png", b"png", "Seven days.\r\n\tThree topics. ")
    document = Document("you.json", b"{}", "All I keep of you.")
    photo = FilePart("week.png", b"png", "Seven days.\n    Three topics.")
    told = FilePart("you.json", b"{}", "All I keep of you.")
    under = InlineKeyboardMarkup([[pressed("Skip", "skip")]])
    blocks, buttons = (Paragraph(("Here",)),), ((SKIP,),)
    assert [
        rendered(Reply(blocks, buttons, picture, document)),
        rendered(Reply((), buttons, picture, document)),
        rendered(Reply((), buttons, picture)),
    ] == [
        Rendered((), replace(photo, caption="Here"), (replace(told, keyboard=under),)),
        Rendered((), photo, (replace(told, keyboard=under),)),
        Rendered((), replace(photo, keyboard=under)),
    ]


def test_words_too_long_for_a_caption_are_cut_and_said_whole_below() -> None:
    words = "Three topics 👋. " * 100
    shown = rendered(Reply((), picture=Picture("week.png", b"", words)))
    assert shown.photo
    assert shown.photo.caption == ("Three topics 👋. " * 60).rstrip() + "…"
    assert shown.parts == (TextPart(words.rstrip()),)
