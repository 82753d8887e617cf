"""Goals and targets as they are typed, pressed, forged and suggested."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Call, Invocation, Person, Place
from core.learner import Account
from tests.bot.dialogue.shown import shown
from tests.builders import NOON
from tests.conversations.conftest import opened
from tests.core.use_cases.aiming_scenes import course_of_topics

T = TypeVar("T")

ADA = Person(Account("discord", "1"), "Ada", zone="UTC")
ALONE = Place("discord", "1")


def during(act: Callable[[Dispatcher], Awaitable[T]]) -> T:
    """Act while Ada studies a roadmap of 60 topics."""

    async def run() -> T:
        async with opened({"python": course_of_topics(60)}) as dispatcher:
            await dispatcher.said("/switch python", ADA, ALONE, now=NOON)
            return await act(dispatcher)

    return asyncio.run(run())


def last(*said: str) -> list[str]:
    """Give the lines of the last answer; without a slash, it is a button that is pressed."""

    async def say(dispatcher: Dispatcher) -> list[str]:
        lines: list[str] = []
        for words in said:
            act = dispatcher.said if words.startswith("/") else dispatcher.pressed
            lines = shown(await act(words, ADA, ALONE, now=NOON)).splitlines()
        return lines

    return during(say)


def suggested(command: str, parameter: str, typed: str) -> list[tuple[str, str | int]]:
    invocation = Invocation(Call(command), ADA, ALONE)
    found = during(lambda it: it.suggest(invocation, parameter, typed, now=NOON))
    return [(each.label, each.value) for each in found]


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("/goal 5/week", "# Goal: 5 a week"),
        ("/goal 5 topics every week", "# Goal: 5 a week"),
        ("/goal one a day", "# Goal: 1 a day"),
        ("/target 30 jun", "# Target: 30 Jun 2027"),
        ("/target by June 30th, 2028", "# Target: 30 Jun 2028"),
        ("/target tomorrow", "# Target: 24 Nov"),
    ],
)
def test_aims_are_understood_as_people_type_them(typed: str, heading: str) -> None:
    assert last(typed)[:2] == ["private replace", heading]


@pytest.mark.parametrize(
    ("typed", "off"),
    [
        ("/goal OFF", "There is no goal to turn off."),
        ("/goal none", "There is no goal to turn off."),
        ("/target off", "There is no target to turn off."),
    ],
)
def test_a_word_turns_them_off(typed: str, off: str) -> None:
    assert last(typed)[1] == off


@pytest.mark.parametrize(
    ("typed", "wrong", "again"),
    [
        ("/goal lots", "It names no topics a day or a week.", "(Type it again -> goal|pace=)"),
        ("/target soon", "“soon” is no date.", "(Type it again -> target|day=)"),
    ],
)
def test_what_is_not_understood_says_what_works(typed: str, wrong: str, again: str) -> None:
    answer = last(typed)

    assert answer[0] == "private refusal"
    assert answer[1].endswith(wrong)
    assert answer[-1] == again


@pytest.mark.parametrize(
    ("pressed", "answered"),
    [
        ("goal|change=keep", "You keep your own pace. This is where you are:"),
        ("goal|change=lighter", "You have no goal that could be lighter, so nothing is asked of"),
        ("target|change=move", "You have no target yet. By which day do you want to be done?"),
        ("goal|change=harder", "“harder” is not what /goal takes here: one of keep, lighter."),
        ("target|change=back", "“back” is not what /target takes here:"),
    ],
)
def test_a_button_of_a_comeback_does_what_it_says_and_a_forged_one_nothing(
    pressed: str, answered: str
) -> None:
    assert last(pressed)[1].startswith(answered)


def test_the_choices_of_a_comeback_stand_beside_the_topic_they_came_with() -> None:
    assert last("goal|change=lighter")[0] == "private"
    assert last("target|change=move")[0] == "private"
    assert last("/target 24 nov", "target|change=move")[0] == "private"
    assert last("/target")[0] == "private replace"


def test_a_goal_is_suggested_as_it_is_understood_or_from_common_ones() -> None:
    assert suggested("goal", "pace", "4 per week") == [("4 a week", "4/week")]
    assert suggested("goal", "pace", "3") == [("3 a week", "3/week")]
    assert suggested("goal", "pace", "day") == [("1 a day", "1/day")]
    assert suggested("goal", "pace", "of") == [("Turn it off", "off")]
    assert suggested("goal", "pace", "") == [
        ("3 a week", "3/week"),
        ("5 a week", "5/week"),
        ("1 a day", "1/day"),
        ("Turn it off", "off"),
    ]


def test_a_target_is_suggested_as_it_is_understood_or_from_days_within_reach() -> None:
    assert suggested("target", "day", "30 jun") == [("30 Jun 2027", "2027-06-30")]
    assert suggested("target", "day", "jan") == [("21 Jan 2027 (1 a day)", "2027-01-21")]
    assert suggested("target", "day", "") == [
        ("12 Dec (3 a day)", "2026-12-12"),
        ("22 Dec (2 a day)", "2026-12-22"),
        ("21 Jan 2027 (1 a day)", "2027-01-21"),
        ("Turn it off", "off"),
    ]
