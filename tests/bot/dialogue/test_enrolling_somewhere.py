"""Enrolling somewhere: the bot writes there unasked, or says what it lacks for that."""

import asyncio
import contextlib
from dataclasses import replace
from functools import partial

import pytest

import storage
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Person, Place, PlaceKind
from bot.dialogue.turn import TurnId
from bot.gazetteer import CityGazetteer
from core.destination import Destination
from core.learner import Account
from core.ports import UnitOfWork
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, outline, ship
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader
from tests.reached import reached

ADA = Person(Account("discord", "1"), "Ada", zone="UTC")
CHANNEL = Place("discord", "42", PlaceKind.GROUP)
THREAD = Place("telegram", "-42", PlaceKind.GROUP, thread="7")
ALONE = Place("discord", "1")
LACKS = ("Send Messages in Threads",)
TOLD = "> To write here by myself I need Send Messages in Threads. Until then I only answer."


def enrolled(words: str, *places: Place) -> tuple[str, tuple[Destination, ...]]:
    """Enrol in each place; give the last answer, and where Ada is written to then."""

    async def run() -> tuple[str, tuple[Destination, ...]]:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:

            def add(work: UnitOfWork) -> None:
                ship(work, "python", outline(), added=NOON)
                work.commit()

            await gateway.run(add)
            turn = TurnId("turn-1")
            dispatcher = Dispatcher(
                LEXICON, gateway, CityGazetteer(), lambda: turn, HereReader(), HereGallery()
            )
            ada = replace(ADA, account=Account(places[0].platform, "1"))
            replies = [await dispatcher.said(words, ada, place, now=NOON) for place in places]
            found = await gateway.run(partial(reached, account=ada.account))
            return shown(replies[-1]), found

    return asyncio.run(run())


@pytest.mark.parametrize("words", ["/switch python", "/start python"])
@pytest.mark.parametrize(
    ("place", "destination"),
    [
        (CHANNEL, Destination("discord", "42", PlaceKind.GROUP)),
        (THREAD, Destination("telegram", "-42", PlaceKind.GROUP, thread="7")),
        (ALONE, Destination("discord", "1")),
    ],
)
def test_where_somebody_enrols_they_are_written_to(
    words: str, place: Place, destination: Destination
) -> None:
    reply, destinations = enrolled(words, place)

    assert destinations == (destination,)
    assert "by myself" not in reply


def test_a_place_that_lacks_something_is_none_and_the_reply_says_what() -> None:
    reply, destinations = enrolled("/switch python", replace(CHANNEL, lacks=LACKS))

    assert destinations == ()
    assert TOLD in reply.splitlines()


def test_once_nothing_lacks_any_more_enrolling_again_is_enough() -> None:
    reply, destinations = enrolled("/switch python", replace(CHANNEL, lacks=LACKS), CHANNEL)

    assert destinations == (Destination("discord", "42", PlaceKind.GROUP),)
    assert TOLD not in reply.splitlines()


def test_alone_with_the_bot_nobody_is_told_what_lacks() -> None:
    reply, _ = enrolled("/switch python", replace(ALONE, lacks=LACKS))

    assert "by myself" not in reply
