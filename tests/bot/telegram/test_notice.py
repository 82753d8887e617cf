"""What answers a press in a group without a message: short private words, and only words."""

import pytest

from bot.dialogue.invocation import Call, Place, PlaceKind
from bot.dialogue.reply import Block, Button, Link, Paragraph, Reply
from bot.telegram.delivery import is_aside, notice_of

GROUP = Place("telegram", "-42", PlaceKind.GROUP)
WORDS = Paragraph(("Not done yet.",))
DOCS = Link("Docs", "https://docs.example/")


@pytest.mark.parametrize(
    ("blocks", "labels", "notice"),
    [
        ((WORDS,), (), "Not done yet."),
        ((WORDS,), ("Done",), None),
        ((WORDS, DOCS), (), None),
        ((WORDS, Paragraph(("x" * 200,))), (), None),
    ],
)
def test_a_short_private_answer_with_nothing_to_press_is_a_notice(
    blocks: tuple[Block, ...], labels: tuple[str, ...], notice: str | None
) -> None:
    buttons = tuple((Button(label, Call("done")),) for label in labels)
    assert notice_of(Reply(blocks, buttons, private=True)) == notice


def test_a_refusal_is_a_notice_without_its_ways_on() -> None:
    row = (Button("Next topic", Call("next")),)
    assert notice_of(Reply((WORDS,), (row,), private=True, refusal=True)) == "Not done yet."


def test_only_what_is_not_for_others_is_said_aside_and_only_where_they_read_along() -> None:
    alone = Place("telegram", "1")
    replies = (Reply((WORDS,), private=True), Reply((WORDS,)))
    places = (GROUP, alone)

    assert [is_aside(reply, place) for reply in replies for place in places] == [
        True,
        False,
        False,
        False,
    ]
