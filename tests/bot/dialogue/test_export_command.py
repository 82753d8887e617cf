"""The export as a person gets it: the very file, ticked, or its topics as data, beside the loop."""

import asyncio
import contextlib

import pytest

import storage
from bot.cards.gallery import Gallery
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Person, Place
from bot.dialogue.reply import Reply
from bot.dialogue.turn import TurnId
from bot.gazetteer import CityGazetteer
from bot.worker import Worker
from core.course_export import Entry, to_csv, to_json
from core.learner import Account
from core.ports import UnitOfWork
from core.roadmap import TopicKind
from core.roadmap_markdown import parse
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, TODAY, ship

ADA = Person(Account("console", "ada"), "Ada", zone="UTC")
HOME = Place("console", "ada")
SOURCE = b"""\
# Rust\r
- [ ] Ownership\t\r
- [x] Borrowing\r
\r
| Project |\r
| --- |\r
| A shell |\r
"""
STUDIED = ("/switch rust", "/done 1,3", "/note 2 the hard part")


def exported(words: str, *, kept: bytes = SOURCE) -> Reply:
    """Give the answer to a line or pressed button of Ada, who did topics 1 and 3 of Rust.

    ``kept`` is what was kept as the roadmap's file.
    """

    async def run() -> Reply:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:
            async with Worker() as worker:

                def add(work: UnitOfWork) -> None:
                    ship(work, "rust", parse(SOURCE, name="rust.md"), source=kept)
                    work.commit()

                await gateway.run(add)
                dispatcher = Dispatcher(
                    LEXICON,
                    gateway,
                    CityGazetteer(),
                    lambda: TurnId("turn-1"),
                    worker,
                    Gallery(worker),
                )
                for line in STUDIED:
                    await dispatcher.said(line, ADA, HOME, now=NOON)
                act = dispatcher.said if words.startswith("/") else dispatcher.pressed
                return await act(words, ADA, HOME, now=NOON)

    return asyncio.run(run())


def content(reply: Reply) -> tuple[str, bytes]:
    assert reply.document
    return reply.document.name, reply.document.content


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("/export", {b"[ ]": b"[x]"}),
        ("/export md", {b"[ ]": b"[x]"}),
        ("export|form=md|clear=1", {b"[ ]": b"[x]", b"[x] B": b"[ ] B"}),
        ("export|form=md|beside=1", {b"[ ]": b"[x]", b"A shell": "✅ A shell".encode()}),
        (
            "export|form=md|clear=1|beside=1",
            {b"[ ]": b"[x]", b"[x] B": b"[ ] B", b"A shell": "✅ A shell".encode()},
        ),
    ],
)
def test_the_file_is_the_one_that_was_sent_with_its_boxes_ticked(
    words: str, changes: dict[bytes, bytes]
) -> None:
    expected = SOURCE
    for before, after in changes.items():
        expected = expected.replace(before, after)
    assert content(exported(words)) == ("rust.md", expected)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_topics_are_given_as_data_with_their_notes(form: str) -> None:
    entries = (
        Entry(1, (), "Ownership", done=True, done_on=TODAY),
        Entry(2, (), "Borrowing", note="the hard part"),
        Entry(3, (), "A shell", TopicKind.PROJECT, done=True, done_on=TODAY),
    )
    expected = to_csv(entries) if form == "csv" else to_json("Rust", entries)
    assert content(exported(f"/export {form}")) == (f"rust.{form}", expected)


def test_a_file_that_cannot_be_read_any_more_is_told_with_other_ways() -> None:
    reply = exported("/export", kept=b"no boxes here")
    assert reply.refusal
    assert "[JSON -> export|form=json|number=1] [CSV -> export|form=csv|number=1]" in shown(reply)
