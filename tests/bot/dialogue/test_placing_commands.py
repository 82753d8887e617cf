"""Commands of placement, of beginning anew and of the mix: whatever comes is answered."""

import asyncio
import contextlib

import pytest

import storage
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Person, Place
from bot.dialogue.turn import TurnId
from bot.gazetteer import CityGazetteer
from core.learner import Account
from core.ports import UnitOfWork
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, outline, ship
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader

ADA = Person(Account("discord", "1"), "Ada", zone="UTC")
ALONE = Place("discord", "1")
GO = ("Goroutines", "Channels", "Select", "Defer", "Maps", "Slices", "Tags", "Errors", "Io", "Os")


def last(*said: str) -> str:
    """Give the answer to the last that is said; without a slash, a button is pressed."""

    async def run() -> str:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:

            def add(work: UnitOfWork) -> None:
                ship(work, "python", outline())
                ship(work, "go", outline({("G",): GO}, "Go"))
                work.commit()

            await gateway.run(add)
            turn = TurnId("turn-1")
            dispatcher = Dispatcher(
                LEXICON, gateway, CityGazetteer(), lambda: turn, HereReader(), HereGallery()
            )
            answer = ""
            for words in ("/switch go", "/switch python", *said):
                act = dispatcher.said if words.startswith("/") else dispatcher.pressed
                answer = shown(await act(words, ADA, ALONE, now=NOON))
            return answer

    return asyncio.run(run())


# The topics of Go are those from the ninth on that are stored.
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("placement|topic=1|level=1|seen=1|know=all", "5 topics counted as known."),
        ("placement|topic=1|level=1|seen=1|on=5|know=these", "2 topics counted as known."),
        ("placement|topic=6|level=1|seen=1|on=1", "Choose the topics you know, then go on."),
        ("placement|topic=1|level=1|know=maybe", "“maybe” is not what /placement takes here"),
        ("placement|topic=1|level=999999999999|know=all", "a whole number from 1 to 99"),
        ("placement|topic=1|level=1|seen=1|on=256", "a whole number from 0 to 255"),
        ("placement|topic=99|level=1|seen=1|know=all", "The roadmap changed after I asked"),
        ("placement|topic=1|level=1|know=all", "The roadmap changed after I asked"),
        ("placement|topic=1|level=1|seen=1|on=5|know=stop", "2 topics counted as known."),
        ("placement|topic=1|level=1|seen=1|on=5|know=stop", "# Stopped here"),
        ("placement|topic=1|level=1|seen=1|on=0|know=stop", "meter Python: 0/8"),
        ("placement|topic=9|level=1|seen=1|on=1|know=rest", "3 topics counted as known."),
        ("placement|topic=9|level=1|seen=1|on=1|know=skip", "1 topic counted as known."),
        ("placement|topic=1|level=1|back=7", "There is nothing left to take back"),
        ("placement|topic=9", "Known: **#1* Goroutines"),
        ("placement|level=2", "# PHASE 1: Basics"),
        ("/placement 2-3", "Known: *2 topics"),
        ("/placement rust", "I found no topic like “rust”."),
        ("/placement None", "> I ask part by part: tap your answer for this one."),
        ("/placement all", "5 topics. How much of it do you know?"),
        ("/placement indexes", "Known: **#8* Indexes"),
        ("/placement index", "One topic is like “index”. Is it meant?"),
        ("/placement phase 1", "[#1 Installing Python -> placement|topic=1]"),
        ("/placement joins", "[#6 SQL joins -> placement|topic=6]"),
        ("reset|sure=99", "There is no roadmap “99”."),
        ("/reset rust", "[Go -> reset|roadmap=go]"),
        ("/reset go", "Nothing is done in Go yet, so there is nothing to begin anew."),
        ("reset|sure=2", "Nothing is done in Python yet, so there is nothing to begin anew."),
        ("/mix go 2, python 1", "*Go*: share 2, 0 topics since it is mixed"),
        ("/mix", "Type the shares: `/mix go 2 python 1`"),
        ("/mix go", "After “go” there is no share.\nThese work: `go 2 python 1`, `off`.\n["),
        ("/mix none", "The mix is off"),
    ],
)
def test_everything_typed_or_pressed_is_answered(said: str, answer: str) -> None:
    assert answer in last(said)


@pytest.mark.parametrize("taps", [1, 2])
def test_taking_an_answer_back_asks_again_where_it_was_asked(taps: int) -> None:
    back = "placement|topic=1|level=1|seen=1|back=1"
    answer = last("placement|topic=1|level=1|seen=1|know=all", *[back] * taps)
    assert answer.splitlines()[1:3] == [
        "# PHASE 1: Basics",
        "5 topics. How much of it do you know?",
    ]


def test_a_reset_is_taken_back_by_its_button() -> None:
    answer = last("/done 1-3", "reset|sure=2", "undo|action=2")
    assert "Python is not begun anew: what you did in it is back.\n3 of 8 done" in answer
