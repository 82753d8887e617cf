"""Managers only: in a group, some commands are for those who manage it, however they are called."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from inspect import cleandoc
from typing import Annotated, TypeVar

import pytest

import storage
from bot.dialogue.command import Option, Suggestion, command
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Call, Invocation, Person, Place, PlaceKind
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Turn, TurnId
from bot.gazetteer import CityGazetteer
from core.learner import Account
from tests.bot.dialogue.shown import shown
from tests.builders import NOON
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader

T = TypeVar("T")

MEMBER = Person(Account("discord", "1"), "Ada")
MANAGER = replace(MEMBER, manages=True)
GROUP = Place("discord", "42", PlaceKind.GROUP)
PRIVATE = Place("discord", "1")

REFUSED = cleandoc(
    """
    private refusal
    `/welcome` is for those who manage this place.
    Ask one of them to send it.
    """
)


async def greetings(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    return (Suggestion("Hello", "Hello"),)


@command(example="/welcome Hello", managers_only=True)
async def welcome(
    turn: Turn, words: Annotated[str, Option("the words", suggest=greetings)]
) -> Reply:
    """Set how newcomers are greeted."""
    return Reply((Paragraph((words,)),))


Act = Callable[[Dispatcher, Person, Place], Awaitable[Reply | None]]


async def typed(dispatcher: Dispatcher, person: Person, place: Place) -> Reply:
    return await dispatcher.said("/welcome Hello", person, place, now=NOON)


async def typed_in_part(dispatcher: Dispatcher, person: Person, place: Place) -> Reply:
    return await dispatcher.said("/welcome", person, place, now=NOON)


async def pressed(dispatcher: Dispatcher, person: Person, place: Place) -> Reply:
    return await dispatcher.pressed("welcome|words=Hello", person, place, now=NOON)


async def chosen(dispatcher: Dispatcher, person: Person, place: Place) -> Reply | None:
    call = Call("welcome", {"words": "Hello"})
    return await dispatcher.answer(Invocation(call, person, place), now=NOON)


def with_dispatcher(act: Callable[[Dispatcher], Awaitable[T]]) -> T:
    async def run() -> T:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:
            lexicon, turn = Lexicon((welcome,)), TurnId("turn-1")
            return await act(
                Dispatcher(
                    lexicon, gateway, CityGazetteer(), lambda: turn, HereReader(), HereGallery()
                )
            )

    return asyncio.run(run())


def answered(act: Act, person: Person, place: Place) -> str:
    reply = with_dispatcher(lambda dispatcher: act(dispatcher, person, place))
    assert reply is not None
    return shown(reply)


@pytest.mark.parametrize("act", [typed, typed_in_part, pressed, chosen])
def test_a_member_of_a_group_is_refused_in_private(act: Act) -> None:
    assert answered(act, MEMBER, GROUP) == REFUSED


@pytest.mark.parametrize("act", [typed, pressed, chosen])
@pytest.mark.parametrize(
    ("person", "place"),
    [(MANAGER, GROUP), (MANAGER, PRIVATE), (MEMBER, PRIVATE)],
    ids=["a manager", "a manager alone", "anybody alone"],
)
def test_who_manages_the_place_is_let_through_and_so_is_everybody_alone_with_the_bot(
    act: Act, person: Person, place: Place
) -> None:
    assert answered(act, person, place) == "public\nHello"


@pytest.mark.parametrize(("person", "offered"), [(MEMBER, []), (MANAGER, ["Hello"])])
def test_nothing_is_suggested_to_who_would_be_refused(person: Person, offered: list[str]) -> None:
    invocation = Invocation(Call("welcome"), person, GROUP)

    found = with_dispatcher(lambda it: it.suggest(invocation, "words", "", now=NOON))

    assert [each.label for each in found] == offered
