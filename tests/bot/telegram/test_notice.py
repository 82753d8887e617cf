"""What answers a press in a group without a message: short private words, and only words."""

import pytest

from bot.dialogue.invocation import Call, Place, PlaceKind
from bot.dialogue.reply import Block, Button, Link, Paragraph, Reply
from bot.telegram.delivery import notice_of

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
    assert notice_of(Reply(blocks, buttons, private=True), GROUP) == notice


def test_a_refusal_is_a_notice_without_its_ways_on() -> None:
    row = (Button("Next topic", Call("next")),)
    assert notice_of(Reply((WORDS,), (row,), private=True, refusal=True), GROUP) == "Not done yet."


def test_what_all_may_read_or_is_said_in_private_is_a_message() -> None:
    assert notice_of(Reply((WORDS,)), GROUP) is None
    assert notice_of(Reply((WORDS,), private=True), Place("telegram", "1")) is None
