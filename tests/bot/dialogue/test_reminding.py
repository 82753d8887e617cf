"""Reminding: what buttons do when pressed twice, too late or by others, and where it is written."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest

import storage
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Person, Place, PlaceKind
from bot.dialogue.turn import TurnId
from bot.gazetteer import CityGazetteer
from core.learner import Account
from core.ports import UnitOfWork
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, outline, ship
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader

ADA = Person(Account("discord", "1"), "Ada", zone="UTC")
BEN = Person(Account("discord", "2"), "Ben", zone="UTC")
ALONE = Place("discord", "1")
CHANNEL = Place("discord", "42", PlaceKind.GROUP)
CLOSED = replace(CHANNEL, lacks=("Send Messages",))
NO_PACES: Mapping[str, float] = MappingProxyType({})

Said = tuple[Person, Place, str]
"""Who says what where; without a slash, it is a button's short form that is pressed."""

ENROLLED = (ADA, ALONE, "/switch python")


def answers(*said: Said, paces: Mapping[str, float] = NO_PACES) -> list[list[str]]:
    """Give the lines of the answer to each."""

    async def run() -> list[list[str]]:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:

            def add(work: UnitOfWork) -> None:
                ship(work, "python", outline(), added=NOON)
                work.commit()

            await gateway.run(add)
            turn = TurnId("turn-1")
            dispatcher = Dispatcher(
                LEXICON, gateway, CityGazetteer(), lambda: turn, HereReader(), HereGallery(), paces
            )
            answered = []
            for person, place, words in said:
                act = dispatcher.said if words.startswith("/") else dispatcher.pressed
                answered.append(shown(await act(words, person, place, now=NOON)).splitlines())
            return answered

    return asyncio.run(run())


def last(*said: Said) -> list[str]:
    return answers(ENROLLED, *said)[-1]


GONE = [
    "private refusal",
    "That reminder is gone, or was changed since.",
    "[My reminders -> remind]",
]


@pytest.mark.parametrize(
    "pressed",
    [
        "remind|reminder=1",
        "remind|reminder=1|do=change",
        "remind|reminder=1|do=mute",
        "remind|reminder=1|do=unmute",
        "remind|reminder=1|do=delete",
        "remind|reminder=1|do=confirm",
        "remind|reminder=1|when=9:00",
        "remind|reminder=999999999999999999|do=confirm",
    ],
)
def test_a_button_of_a_reminder_that_was_deleted_says_so(pressed: str) -> None:
    answer = last(
        (ADA, ALONE, "/daily 8:30"),
        (ADA, ALONE, "remind|reminder=1|do=confirm"),
        (ADA, ALONE, pressed),
    )

    assert answer == GONE


@pytest.mark.parametrize(
    "pressed",
    [
        "remind|reminder=1",
        "remind|reminder=1|do=mute",
        "remind|reminder=1|do=confirm",
        "remind|reminder=1|when=9:00",
    ],
)
def test_a_reminder_of_somebody_else_is_neither_shown_nor_touched(pressed: str) -> None:
    theirs, ours = answers(
        ENROLLED,
        (BEN, ALONE, "/switch python"),
        (ADA, ALONE, "/daily 8:30"),
        (BEN, ALONE, pressed),
        (ADA, ALONE, "/remind 1"),
    )[-2:]

    assert theirs == GONE
    assert ours[2] == "*08:30, every day*. Next: @Tue 24 Nov, 08:30 UTC."


@pytest.mark.parametrize(
    ("do", "answered"),
    [
        ("", "# Daily prompt"),
        (
            "steal",
            "“steal” is not what /remind takes here: one of change, mute, unmute, delete, confirm.",
        ),
    ],
)
def test_a_forged_deed_does_nothing(do: str, answered: str) -> None:
    forged, kept = answers(
        ENROLLED,
        (ADA, ALONE, "/daily 8:30"),
        (ADA, ALONE, f"remind|reminder=1|do={do}"),
        (ADA, ALONE, "/remind 1"),
    )[-2:]

    assert forged[1] == answered
    assert kept[2] == "*08:30, every day*. Next: @Tue 24 Nov, 08:30 UTC."


def test_nothing_is_deleted_before_it_was_asked_about() -> None:
    asked, kept = answers(
        ENROLLED,
        (ADA, ALONE, "/daily 8:30"),
        (ADA, ALONE, "remind|reminder=1|do=delete"),
        (ADA, ALONE, "/remind 1"),
    )[-2:]

    assert asked[1] == "Delete your daily prompt (*08:30, every day*)?"
    assert kept[1] == "# Daily prompt"


def test_muting_twice_is_muting_once() -> None:
    first, second = answers(
        ENROLLED,
        (ADA, ALONE, "/daily 8:30"),
        (ADA, ALONE, "remind|reminder=1|do=mute"),
        (ADA, ALONE, "remind|reminder=1|do=mute"),
    )[-2:]

    assert first == second


def test_turning_on_twice_makes_one_reminder() -> None:
    answer = last(
        (ADA, ALONE, "settings|nudge=on"),
        (ADA, ALONE, "settings|nudge=on"),
        (ADA, ALONE, "/remind"),
    )

    assert [line for line in answer if "Evening nudge, 20:00, every day ->" in line] == [
        "[Evening nudge, 20:00, every day -> remind|reminder=1]"
    ]


def test_the_prompt_comes_where_it_was_asked_for() -> None:
    alone, channel, settings = answers(
        ENROLLED,
        (ADA, ALONE, "/daily 8:30"),
        (ADA, CHANNEL, "/daily 8:30"),
        (ADA, ALONE, "/settings"),
    )[-3:]

    assert alone[3] == "I write to you here."
    assert channel[3] == "I write to you in the group where you asked."
    assert "- *I write to you*: in your group" in settings


def test_where_the_bot_may_not_write_the_prompt_comes_elsewhere_and_the_reply_says_both() -> None:
    answer = last((ADA, CLOSED, "/daily 8:30"))

    assert answer[3:5] == [
        "I write to you in our private chat.",
        "> To write in the group where you asked, I need Send Messages.",
    ]


@pytest.mark.parametrize(
    "words", ["/daily 8:30", "/snooze 1h", "settings|nudge=on", "settings|here=1"]
)
def test_who_can_be_written_to_nowhere_is_told_what_lacks(words: str) -> None:
    answer = answers((ADA, CLOSED, "/switch python"), (ADA, CLOSED, words))[-1]

    assert answer == [
        "private refusal",
        "I cannot write by myself where you asked.",
        "For that I need Send Messages. Then send that again, or send it to me in private.",
    ]


def test_write_to_me_here_moves_what_comes_and_is_offered_no_more() -> None:
    before, after = answers(
        ENROLLED,
        (ADA, ALONE, "/daily 8:30"),
        (ADA, CHANNEL, "/settings"),
        (ADA, CHANNEL, "settings|here=1"),
    )[-2:]

    assert before[-1] == "[Write to me here -> settings|here=1]"
    assert after[2] == "From now on I write to you in the group where you asked."
    assert after[-1] == "[Pause -> pause] [Goal -> goal] [Target -> target]"


def test_the_pace_of_the_platform_decides_what_is_said_of_the_time() -> None:
    slow = answers(ENROLLED, (ADA, ALONE, "/daily 8:30"), paces={"discord": 0.005})[-1]
    other = answers(ENROLLED, (ADA, ALONE, "/daily 8:30"), paces={"telegram": 0.005})[-1]

    assert "> Many learners chose this time, so it comes between 08:30 and 08:34." in slow
    assert not [line for line in other if "Many learners" in line]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("/daily 8:75", "I cannot use “8:75”. There is no minute 75: they are 00 to 59."),
        ("/daily funday", "I cannot use “funday”. It names no time of day."),
        ("/quiet 22", "I cannot use “22”. Quiet hours need a begin and an end."),
        (
            "/snooze 0m",
            "I cannot use “0m”. It can be put off by a minute at least, and by 14 days at most.",
        ),
    ],
)
def test_a_wrong_time_changes_nothing_and_gets_the_forms_that_work(typed: str, wrong: str) -> None:
    refusal, settings = answers(ENROLLED, (ADA, ALONE, typed), (ADA, ALONE, "/settings"))[-2:]

    assert refusal[:2] == ["private refusal", wrong]
    assert refusal[2].startswith("These work: `")
    assert "- *Daily prompt*: off" in settings
    assert "- *Quiet hours*: none" in settings
