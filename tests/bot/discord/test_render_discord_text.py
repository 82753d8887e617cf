"""Promises about words of people: a client shows what was said, with the looks meant, no more."""

import pytest
from hypothesis import example, given

from bot.dialogue.reply import Anchor, Block, Items, Mono, Paragraph, Quote, Reply, Strong
from bot.discord.render import rendered
from tests.bot.discord.intended import intended
from tests.bot.discord.payloads import differences, in_texts, shown
from tests.bot.discord.replies import BLOCKS, DOCS, HOSTILE, every_look
from tests.replies import PERSON, ROLE

SHORT = tuple(title for title in HOSTILE if len(title) < 200)


def wrongly_shown(blocks: tuple[Block, ...], *, layout: bool) -> list[str]:
    """Say what is shown otherwise than it was meant; links that became buttons are none of it."""
    blocks = (*blocks, Paragraph(("x",)))
    messages = rendered(Reply(blocks), owner=None, layout=layout)
    return differences(shown(messages), intended(in_texts(blocks, messages)))


@pytest.mark.parametrize("layout", [True, False])
@pytest.mark.parametrize("title", SHORT)
def test_a_hostile_title_shows_as_itself_in_every_look(title: str, *, layout: bool) -> None:
    for block in every_look(title):
        assert wrongly_shown((block,), layout=layout) == []


@given(BLOCKS)
@example((Paragraph((Anchor("a", DOCS), "](https://evil.example)")),))
@example((Paragraph((":", Strong("x"), ":")),))
@example((Paragraph((Mono("a``b"), Mono("`c"))),))
@example((Paragraph(("https://e.com", Strong("x>"))),))
@example((Items((("a",),)), Items((("b",),), start=9)))
@example((Quote(("a",)), Paragraph(("b",))))
def test_a_reader_sees_any_reply_as_it_was_meant(blocks: tuple[Block, ...]) -> None:
    short = sum(len(meant.char) for meant in intended(blocks)) < 1500
    if short:  # What is cut keeps its words, held elsewhere, though not all of its looks.
        assert wrongly_shown(blocks, layout=False) == []


@given(BLOCKS)
def test_nobody_is_called_unmeant_and_nothing_is_decorated_by_words_of_people(
    blocks: tuple[Block, ...],
) -> None:
    seen = shown(rendered(Reply(blocks), owner=None))
    looks = {look.partition(" ")[0] for char in seen for look in char.looks}
    called = "".join(char.char for char in seen if "mention" in char.looks)
    assert looks - {"mention"} <= {
        "heading",
        "item",
        "quote",
        "strong",
        "code",
        "block",
        "link",
        "instant",
    }
    assert not called.replace(f"<@{PERSON}>", "").replace(f"<@&{ROLE}>", "")
