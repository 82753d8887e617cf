"""Promises about Discord's limits: every message is taken, and no character is lost."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Anchor,
    Button,
    Code,
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Quote,
    Reply,
)
from bot.discord.bundles import bundled
from bot.discord.escape import clean_lines
from bot.discord.mentions import NO_MENTIONS
from bot.discord.render import Message, rendered
from tests.bot.discord.intended import intended, seen
from tests.bot.discord.payloads import broken_limits, in_texts, links, parts, payload, shown, texts
from tests.bot.discord.replies import DOCS, OWNER, REPLY, every_look


def every_word(messages: tuple[Message, ...]) -> Iterator[str]:
    """Give what is said in messages: texts, labels of links, descriptions, the file of the rest."""
    yield from (char.char for char in shown(messages))
    for message in messages:
        yield from (char for link in links(message) for char in "".join(link))
        for file in message.files:
            yield from file.description
            yield from file.content.decode() if file.name == "rest.txt" else ""


@given(reply=REPLY, layout=st.booleans())
def test_discord_takes_every_message_of_any_reply(reply: Reply, *, layout: bool) -> None:
    messages = rendered(reply, owner=OWNER, layout=layout)
    assert 1 <= len(messages) <= 3
    assert [broken_limits(message) for message in messages] == [[] for _ in messages]
    assert all(message.layout for message in messages) or not layout
    assert not any(message.files or links(message) for message in messages[:-1])


@given(REPLY)
def test_no_character_of_any_reply_is_lost(reply: Reply) -> None:
    messages = rendered(reply, owner=None)
    # Blocks say what the picture beside them shows.
    alone = () if bundled(reply.blocks, NO_MENTIONS) else (reply.picture,)
    files = [file for file in (*alone, reply.document) if file]
    said = intended(in_texts(reply.blocks, messages), only_words=True)
    words = Counter(each.char for each in said)
    words += Counter(char for file in files for char in clean_lines(file.alternative) if seen(char))
    assert words - Counter(every_word(messages)) == Counter()


@pytest.mark.parametrize("title", ["*" * 3000, "word " * 800, "`" * 3000, "x" * 5000])
def test_titles_of_any_length_are_taken_whole(title: str) -> None:
    messages = rendered(Reply(every_look(title)), owner=None)
    assert [broken_limits(message) for message in messages] == [[] for _ in messages]
    meant = [each.char for each in intended(every_look(title))]
    assert len(list(every_word(messages))) >= len(meant)


def paragraphs(*lengths: int) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph((letter * length,)) for letter, length in zip("abcdefgh", lengths, strict=False)
    )


def test_a_long_reply_is_cut_between_blocks_and_pressed_below() -> None:
    reply = Reply(paragraphs(3000, 2000, 1000), ((Button("Next", Call("next")),),))
    messages = rendered(reply, owner=None)
    assert [texts(message) for message in messages] == [
        ["a" * 3000],
        ["b" * 2000 + "\n" + "c" * 1000],
    ]
    assert [[part["type"] for part in parts(payload(message))] for message in messages] == [
        [17, 10],
        [17, 10, 1, 2],
    ]


def test_a_heading_stays_with_what_it_is_over() -> None:
    reply = Reply((*paragraphs(3000), Heading(("Links",)), Items((("x" * 2000,),))))
    assert [texts(message) for message in rendered(reply, owner=None)] == [
        ["a" * 3000],
        ["### Links\n- " + "x" * 2000],
    ]


def test_a_block_longer_than_a_message_is_cut_where_a_reader_would_pause() -> None:
    words = "lorem ipsum " * 500
    code = "print(1)\n" * 600
    emoji = "👩\u200d🎓" * 1500
    for block, pause in ((Quote((words,)), " "), (Code(code), "\n"), (Paragraph((emoji,)), "")):
        first, second = (texts(message)[0] for message in rendered(Reply((block,)), owner=None))
        before, after = (text.removeprefix("> ").strip("`\n") for text in (first, second))
        whole = (words.strip(), code.strip(), emoji)[(" ", "\n", "").index(pause)]
        assert f"{before}{pause}{after}" == whole
        assert after[0] in "li👩p"


def test_what_three_messages_cannot_hold_goes_on_in_a_file() -> None:
    reply = Reply((*paragraphs(3900, 3900, 3900, 100), Paragraph((Anchor("see", DOCS),))))
    *_, last = rendered(reply, owner=None)
    assert texts(last) == ["c" * 3900, "This goes on in the file rest.txt."]
    (rest,) = last.files
    assert rest.content.decode() == "d" * 100 + f"\nsee ({DOCS})"
    assert [part["file"]["url"] for part in parts(payload(last)) if "file" in part] == [
        "attachment://rest.txt"
    ]


def test_more_buttons_than_fit_become_choices_and_none_is_lost() -> None:
    rows = tuple(
        tuple(
            Button(f"{row}-{number}", Call("topic", {"topic": 10 * row + number}))
            for number in range(5)
        )
        for row in range(9)
    )
    (message,) = rendered(Reply(paragraphs(5), rows), owner=None)
    options = [part["options"] for part in parts(payload(message)) if "options" in part]
    assert [len(each) for each in options] == [25, 20]
    assert len({option["value"] for each in options for option in each}) == 45


def test_words_of_a_picture_too_long_for_it_are_said_beside_it() -> None:
    words = "Three topics. " * 30
    (message,) = rendered(Reply((), picture=Picture("week.png", b"png", words)), owner=None)
    assert message.content == words.strip()
    assert message.files[0].description == ("Three topics. " * 19)[:255].rstrip() + "…"


def test_components_are_counted_to_the_last() -> None:
    lists = tuple(Items(((f"{number}",),)) for number in range(200))
    row = tuple(Button(f"{number}", Call("next")) for number in range(5))
    files = (Picture("week.png", b"", "Seven days."), Document("you.json", b"", "You."))
    messages = rendered(Reply(lists, (row,) * 4, *files), owner=None)
    assert [broken_limits(message) for message in messages] == [[], [], []]
    assert len(list(parts(payload(messages[-1])))) == 40
    assert [file.name for file in messages[-1].files] == ["week.png", "you.json", "rest.txt"]
