"""Handled once: what a platform hands over again is neither done nor answered a second time."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar

import pytest

import storage
from bot.dialogue.command import Option, Suggestion, command
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.gateway import Gateway
from bot.dialogue.invocation import Person, Place
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Turn, TurnId
from bot.gazetteer import CityGazetteer
from core.errors import NothingToSkip
from core.learner import Account
from core.place import KnownPlace, PlaceKind
from core.ports import UnitOfWork
from tests.builders import NOON
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader

T = TypeVar("T")

ADA = Person(Account("telegram", "1"), "Ada")
PRIVATE = Place("telegram", "1")
KEY = "telegram:update:123"


def look(work: UnitOfWork, _account: Account, _now: datetime) -> int:
    """Read how often something was counted; the chat's name holds the number."""
    count = 0
    while work.places.of("count", str(count + 1)):
        count += 1
    return count


def add(work: UnitOfWork, account: Account, now: datetime) -> int:
    """Count one more."""
    count = look(work, account, now) + 1
    work.places.save(KnownPlace("count", str(count), PlaceKind.PRIVATE))
    work.commit()
    return count


def refuse(work: UnitOfWork, account: Account, now: datetime) -> None:
    add(work, account, now)
    raise NothingToSkip


def told(words: object) -> Reply:
    return Reply((Paragraph((str(words),)),))


@command(example="/add_one")
async def add_one(turn: Turn) -> Reply:
    """Count one more."""
    return told(await turn.run(add))


@command(example="/add_two")
async def add_two(turn: Turn) -> Reply:
    """Look, count, look and count, each in its own unit of work."""
    return told([await turn.run(each) for each in (look, add, look, add)])


@command(example="/see")
async def see(turn: Turn) -> Reply:
    """Look alone."""
    return told(await turn.run(look))


@command(example="/refused")
async def refused(turn: Turn) -> Reply:
    """Count one more, and take it back."""
    await turn.run(refuse)
    return told("never")


async def counts(turn: Turn, _typed: str) -> tuple[Suggestion, ...]:
    count = await turn.run(look)
    return (Suggestion(str(count), count),)


@command(example="/pick 1")
async def pick(turn: Turn, number: Annotated[int, Option("which", suggest=counts)]) -> Reply:
    """Pick a number."""
    return told(number)


LEXICON = Lexicon((add_one, add_two, see, refused, pick))


def dispatcher_on(gateway: Gateway) -> Dispatcher:
    return Dispatcher(
        LEXICON, gateway, CityGazetteer(), lambda: TurnId("turn-1"), HereReader(), HereGallery()
    )


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'study.db'}"
    storage.migrate(url)
    return url


def during(url: str, act: Callable[[Dispatcher], Awaitable[T]]) -> T:
    """Open the dialogue on a database, as after a start, and act."""

    async def run() -> T:
        with contextlib.closing(storage.open_gateway(url)) as gateway:
            return await act(dispatcher_on(gateway))

    return asyncio.run(run())


def said(url: str, words: str, key: str | None = KEY) -> str | None:
    async def say(dispatcher: Dispatcher) -> Reply | None:
        return await dispatcher.said(words, ADA, PRIVATE, now=NOON, key=key)

    return text(during(url, say))


def text(reply: Reply | None) -> str | None:
    if reply is None:
        return None
    (block, *_) = reply.blocks
    assert isinstance(block, Paragraph)
    return "".join(str(part) for part in block.line)


def test_what_comes_again_after_a_restart_is_not_answered_again(url: str) -> None:
    assert [said(url, "/add_one") for _ in range(3)] == ["1", None, None]
    assert said(url, "/see", key=None) == "1"


def test_a_press_that_comes_again_is_not_answered_again(url: str) -> None:
    def press(dispatcher: Dispatcher) -> Awaitable[Reply | None]:
        return dispatcher.pressed("add_one", ADA, PRIVATE, now=NOON, key="telegram:callback:7")

    assert [text(during(url, press)) for _ in range(2)] == ["1", None]


def test_another_key_is_another_invocation(url: str) -> None:
    assert [said(url, "/add_one", key) for key in ("a", "b")] == ["1", "2"]


def test_without_a_key_everything_is_handled(url: str) -> None:
    assert [said(url, "/add_one", None) for _ in range(2)] == ["1", "2"]


def test_duplicates_that_come_at_once_are_handled_once(url: str) -> None:
    async def eight(dispatcher: Dispatcher) -> list[Reply | None]:
        return await asyncio.gather(
            *(dispatcher.said("/add_one", ADA, PRIVATE, now=NOON, key=KEY) for _ in range(8))
        )

    answers = [text(reply) for reply in during(url, eight)]

    assert sorted(answers, key=str) == ["1", *[None] * 7]


def test_a_turn_of_several_units_of_work_is_handled_as_one(url: str) -> None:
    assert said(url, "/add_two") == "[0, 1, 1, 2]"
    assert said(url, "/add_two") is None
    assert said(url, "/see", key=None) == "2"


def test_looking_leaves_no_receipt_and_may_be_answered_again(url: str) -> None:
    assert [said(url, "/see") for _ in range(2)] == ["0", "0"]


def test_what_was_refused_is_free_to_be_tried_again(url: str) -> None:
    first = said(url, "/refused")

    assert first == "That topic is done already."
    assert said(url, "/add_one") == "1"


def test_nothing_is_offered_to_what_was_handled(url: str, caplog: pytest.LogCaptureFixture) -> None:
    said(url, "/add_one")

    question = said(url, "/pick")

    assert question == "I need one thing more: which."
    assert not [record for record in caplog.records if record.exc_info]


def test_a_repeat_leaves_one_line_that_says_so(url: str, caplog: pytest.LogCaptureFixture) -> None:
    said(url, "/add_one")
    with caplog.at_level(logging.INFO):
        said(url, "/add_one")

    (line,) = (record for record in caplog.records if record.getMessage() == "turn")
    assert line.__dict__["outcome"] == "repeated"
