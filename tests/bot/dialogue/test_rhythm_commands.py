"""Commands of the rhythm, the streak's detail and the switches: every form is answered."""

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
BEFORE_NOON = "A day begins before noon: from 00:00 to 11:59."


def answers(*said: str) -> list[list[str]]:
    """Give the lines of the answer to each; without a slash, a button is pressed."""

    async def run() -> list[list[str]]:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:

            def add(work: UnitOfWork) -> None:
                ship(work, "python", outline(), added=NOON)
                work.commit()

            await gateway.run(add)
            turn = TurnId("turn-1")
            dispatcher = Dispatcher(
                LEXICON, gateway, CityGazetteer(), lambda: turn, HereReader(), HereGallery()
            )
            answered = []
            for words in said:
                act = dispatcher.said if words.startswith("/") else dispatcher.pressed
                answered.append(shown(await act(words, ADA, ALONE, now=NOON)).splitlines())
            return answered

    return asyncio.run(run())


def last(*said: str) -> list[str]:
    return answers("/switch python", *said)[-1]


@pytest.mark.parametrize(
    ("typed", "wrong", "works", "again"),
    [
        (
            "/restdays daily",
            "I cannot use “daily”. A week needs at least one day that is no rest day.",
            "These work: `sat sun`, `weekends`, `fri`, `wed sun`. For example: `/restdays sat sun`",
            "restdays",
        ),
        (
            "/restdays sat funday",
            "I cannot use “sat funday”. “funday” is no day. I understood “sat”.",
            "These work: `sat sun`, `weekends`, `fri`, `wed sun`. For example: `/restdays sat sun`",
            "restdays",
        ),
        (
            "/pause 2 years",
            "I cannot use “2 years”. A pause takes 366 days at most.",
            "These work: `14d`, `2 weeks`, `1-15 aug`, `until 3 sep`. For example: `/pause 14d`",
            "pause",
        ),
        (
            "/daystart 4pm",
            f"I cannot use “4pm”. {BEFORE_NOON} I understood “16:00”.",
            "These work: `04:00`, `3:30am`, `2h`, `midnight`. For example: `/daystart 04:00`",
            "daystart",
        ),
    ],
)
def test_what_cannot_be_is_told_with_what_works(
    typed: str, wrong: str, works: str, again: str
) -> None:
    told = last(typed)

    assert told[:4] == ["private refusal", wrong, works, f"[Choose instead -> {again}]"]


@pytest.mark.parametrize("off", ["off", "None", "never", "stop"])
@pytest.mark.parametrize(
    ("command", "set_to", "answered"),
    [
        ("restdays", "sat", "Rest days are off. Before: every Saturday. From today on, every day"),
        ("pause", "14d", "Your pause is off. It was until 6 Dec. Welcome back"),
        ("daystart", "4", "# Your day begins at 00:00"),
    ],
)
def test_each_is_turned_off_by_a_word(command: str, set_to: str, answered: str, off: str) -> None:
    told = last(f"/{command} {set_to}", f"/{command} {off}")

    assert told[1].startswith(answered)


@pytest.mark.parametrize(
    ("command", "heading"),
    [
        ("restdays", "# Rest days: none"),
        ("pause", "# Pause"),
        ("daystart", "# Day start"),
    ],
)
def test_each_shows_what_is_where_nothing_is_typed(command: str, heading: str) -> None:
    assert last(f"/{command}")[1] == heading


@pytest.mark.parametrize(
    ("command", "button"),
    [
        ("restdays", "restdays|days=fri sat"),
        ("pause", "pause|dates=1 week"),
        ("daystart", "daystart|time=05:00"),
    ],
)
def test_each_choice_that_is_offered_is_taken(command: str, button: str) -> None:
    shown_first, taken = answers("/switch python", f"/{command}", button)[1:]

    assert any(f"-> {button}]" in line for line in shown_first)
    assert "refusal" not in taken[0]


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("/streak", "# No streak yet"),
        ("/streak why", "# Nothing to tell yet"),
        ("/streak WHY", "# Nothing to tell yet"),
    ],
)
def test_the_streak_is_told_in_short_and_why(typed: str, heading: str) -> None:
    assert last(typed)[1] == heading


def test_another_word_after_the_streak_is_told_what_works() -> None:
    assert last("/streak because")[:3] == [
        "private refusal",
        "“because” is not what /streak takes here: why, or nothing.",
        "For example: `/streak why`",
    ]


def test_the_pages_of_the_ledger_are_turned_by_buttons() -> None:
    assert last("/done 1", "streak|detail=why|page=7")[1] == "# Why: 23 Nov"


@pytest.mark.parametrize(
    ("pressed", "note", "line"),
    [
        ("badges=off", "Badges are off; you earn them all the same.", "- *Badges*: off"),
        ("badges=on", "Badges are on: the answer that earns one says so.", "- *Badges*: on"),
        ("dark=on", "Pictures are dark from now on.", "- *Pictures*: dark"),
        ("dark=off", "Pictures are light from now on.", "- *Pictures*: light"),
    ],
)
def test_what_shows_is_switched_in_the_settings(pressed: str, note: str, line: str) -> None:
    told = last(f"settings|{pressed}")

    assert told[2] == note
    assert line in told
