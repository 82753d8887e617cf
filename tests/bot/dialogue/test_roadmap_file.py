"""A roadmap file sent along is looked at: what is read in it is told, and nothing is stored."""

import asyncio
import contextlib
from inspect import cleandoc

import pytest

import storage
from bot.cards.gallery import Gallery
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.hosting import Hosting
from bot.dialogue.invocation import Attachment, Person, Place, PlaceKind
from bot.dialogue.reply import Reply
from bot.dialogue.turn import TurnId
from bot.gazetteer import CityGazetteer
from bot.worker import Worker
from core.learner import Account
from core.roadmap import RoadmapSummary
from core.roadmap_markdown.limits import MAX_BYTES
from tests.bot.dialogue.shown import shown
from tests.builders import NOON

ADA = Person(Account("telegram", "1"), "Ada")
PRIVATE = Place("telegram", "1")
GROUP = Place("telegram", "-42", PlaceKind.GROUP)

SMALL = """\
# Rust in *a* week

## Basics
- [x] Ownership
- [ ] Borrowing

## Build <it>

| Project | Hours |
| --- | --- |
| A shell | 8 |
"""
SMALL_READ = """
    private
    # Rust in a week
    In “rust.md” I read 2 topics and 1 project in 2 sections; 1 ticked.
    I took its check boxes as topics.
    - *Basics*: 2 topics
    - *Build*: 1 project
    > I only looked at it: nothing was stored.
    [Add as my roadmap -> roadmap add|draft=aaaaaa|answer=add]
    """


class Sent:
    """A file on its way; it knows whether it was fetched."""

    def __init__(self, content: str, name: str = "rust.md", *, size: int | None = None) -> None:
        self.fetched = False
        self._content = content.encode()
        self.attachment = Attachment(name, size, self._read)

    async def _read(self) -> bytes:
        self.fetched = True
        return self._content


def answered(sent: Sent, words: str = "", place: Place = PRIVATE) -> Reply:
    async def say() -> tuple[Reply, tuple[RoadmapSummary, ...]]:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:
            async with Worker() as worker:
                dispatcher = Dispatcher(
                    LEXICON,
                    gateway,
                    CityGazetteer(),
                    lambda: TurnId("turn-1"),
                    worker,
                    Gallery(worker),
                    hosting=Hosting(letters=lambda letters: "a" * letters),
                )
                reply = await dispatcher.said(
                    words, ADA, place, now=NOON, attachment=sent.attachment
                )
            return reply, await gateway.run(lambda work: work.roadmaps.visible(None, None))

    reply, stored = asyncio.run(say())
    assert stored == ()
    return reply


def reads(reply: Reply, golden: str) -> None:
    assert shown(reply) == cleandoc(golden)


@pytest.mark.parametrize("words", ["", "my roadmap", "/roadmap check", "/Roadmap  check"])
def test_a_file_in_private_is_looked_at_with_the_command_and_without(words: str) -> None:
    reads(answered(Sent(SMALL), words), SMALL_READ)


def test_a_file_in_a_group_is_looked_at_when_asked_for() -> None:
    assert answered(Sent(SMALL), "", GROUP).refusal
    reads(answered(Sent(SMALL), "/roadmap check", GROUP), SMALL_READ)


def test_ten_sections_and_warnings_are_shown_and_the_rest_is_counted() -> None:
    sections = "\n".join(f"## Part {n}\n- [ ] Same {n}\n- [ ] Same {n}" for n in range(1, 13))
    listed = "\n".join(f"        - *Part {n}*: 2 topics" for n in range(1, 11))
    doubled = "\n".join(
        f"        - *line {3 * n + 1}*: 2 topics are called “Same {n}” (lines {3 * n}, {3 * n + 1})"
        for n in range(1, 11)
    )
    reads(
        answered(Sent(f"# Long\n{sections}\n")),
        f"""
        private
        # Long
        In “rust.md” I read 24 topics in 12 sections; none ticked.
        I took its check boxes as topics.
{listed}
        and 2 more sections.
        Worth a look:
{doubled}
        and 2 more warnings.
        > I only looked at it: nothing was stored.
        [Add as my roadmap -> roadmap add|draft=aaaaaa|answer=add]
        """,
    )


def test_a_file_that_cannot_be_studied_is_refused_with_its_lines() -> None:
    reads(
        answered(Sent("# Notes\n\nNothing to tick here.\n" + "x" * 10_001)),
        """
        private refusal
        That file cannot be studied as a roadmap:
        - *line 4*: the line has 10,001 characters; at most 10,000 are read; break it into several lines
        Nothing was stored. Mend it and send it again.
        """,  # noqa: E501 - a line stands as it is read
    )


def test_a_file_known_to_be_too_large_is_not_even_fetched() -> None:
    sent = Sent(SMALL, size=MAX_BYTES + 1)

    reply = answered(sent)

    assert not sent.fetched
    reads(
        reply,
        """
        private refusal
        That file cannot be studied as a roadmap:
        - the file has 1,048,577 bytes; at most 1,048,576 (1 MiB) are read; split it into several roadmaps
        Nothing was stored. Mend it and send it again.
        """,  # noqa: E501 - a line stands as it is read
    )


def test_a_file_that_turns_out_too_large_is_refused_as_well() -> None:
    assert answered(Sent("- [ ] x\n" * 150_000)).refusal


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a\u202e\x1b[31m\nb.md", "“a [31m b.md”"),
        ("x" * 200, f"“{'x' * 59}…”"),
        ("../../etc/<b>.md", "“../../etc/<b>.md”"),
        (" \t ", "“roadmap.md”"),
    ],
)
def test_a_file_name_is_said_cut_and_without_what_steers_a_screen(name: str, said: str) -> None:
    assert said in shown(answered(Sent(SMALL, name)))


def test_a_file_without_a_title_is_named_by_its_name_alone() -> None:
    reply = answered(Sent("- [ ] x\n", "../../my plan.md"))

    assert "# my plan" in shown(reply).splitlines()
