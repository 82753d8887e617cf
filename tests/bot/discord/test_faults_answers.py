"""Answers over a real socket: what goes wrong with one is got over or told once, with its turn."""

import asyncio
import logging

import pytest

from tests.bot.discord.bedside import at_bedside, told, turn_of
from tests.discord_bed.answering import CALLBACK, EDIT_ORIGINAL, FOLLOWUP
from tests.discord_bed.faults import Bans, Breaks, Drops, Fault, Scope, Throttles
from tests.discord_bed.wire import (
    INVALID_FORM,
    INVALID_TOKEN,
    MISSING_PERMISSIONS,
    UNKNOWN_INTERACTION,
)

WAIT, FAILED, LOST = "Discord asks to wait", "Discord failed", "not answered"


@pytest.fixture(autouse=True)
def _every_level(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)


GOT_OVER: dict[str, tuple[Fault, str]] = {
    "429 for the bot itself": (Throttles(scope=Scope.USER), WAIT),
    "429 for all who share it": (Throttles(scope=Scope.SHARED), WAIT),
    "429 for everything": (Throttles(scope=Scope.GLOBAL), WAIT),
    "500": (Breaks(500), FAILED),
    "503": (Breaks(503), FAILED),
}


@pytest.mark.parametrize("case", GOT_OVER)
@pytest.mark.parametrize("route", [CALLBACK, EDIT_ORIGINAL], ids=["at once", "later"])
def test_an_answer_is_given_once_in_spite_of(
    case: str, route: str, caplog: pytest.LogCaptureFixture
) -> None:
    fault, event = GOT_OVER[case]

    async def run() -> None:
        async with at_bedside(defer_first=route == EDIT_ORIGINAL) as side:
            side.bed.fail(route, fault)
            answer = await (await side.asks()).answer()
            assert "What I can do" in answer.text
            assert len(side.channel.texts) == 1
            assert side.statuses(route)[1:] == [200]

    asyncio.run(run())

    assert told(caplog) == [(event, turn_of(caplog))]


@pytest.mark.parametrize("case", GOT_OVER)
def test_an_answer_to_a_press_on_what_was_deleted_follows_once_in_spite_of(
    case: str, caplog: pytest.LogCaptureFixture
) -> None:
    fault, event = GOT_OVER[case]

    async def run() -> None:
        async with at_bedside(defer_first=True) as side:
            prompt = await side.prompt()
            prompt.deleted = True
            side.bed.fail(FOLLOWUP, fault)
            answer = await (await side.ada.press(prompt, "Done")).answer()
            assert "1 of 57 done" in answer.text
            assert side.channel.texts == [answer.text]
            assert side.statuses(EDIT_ORIGINAL)[-1:] == [404]
            assert side.statuses(FOLLOWUP)[1:] == [200]

    asyncio.run(run())

    assert told(caplog) == [(event, turn_of(caplog))]


GIVEN_UP: dict[str, tuple[Fault, int, list[str]]] = {
    "an interaction that expired": (UNKNOWN_INTERACTION, 1, [LOST]),
    "a 403": (MISSING_PERMISSIONS, 1, [LOST]),
    "a connection that was lost": (Drops(), 1, [LOST]),
    "a connection that was lost after it was done": (Drops(done=True), 1, [LOST]),
    "a banned address": (Bans(), 1, [WAIT, LOST]),
    "a Discord that is down": (Breaks(502), 5, [*[FAILED] * 5, LOST]),
}


@pytest.mark.parametrize("case", GIVEN_UP)
def test_an_answer_is_given_up_without_another_word_after(
    case: str, caplog: pytest.LogCaptureFixture
) -> None:
    fault, requests, events = GIVEN_UP[case]

    async def run() -> None:
        async with at_bedside() as side:
            side.bed.fail(CALLBACK, fault, times=requests)
            await side.asks()
            await side.met(CALLBACK, requests)
            await side.adapter.stop()
            assert len(side.bed.asked(CALLBACK)) == requests
            assert side.bed.asked(FOLLOWUP) == side.bed.asked(EDIT_ORIGINAL) == []

    asyncio.run(run())

    assert told(caplog) == [(event, turn_of(caplog)) for event in events]


@pytest.mark.parametrize(
    ("route", "fault", "event"),
    [(CALLBACK, UNKNOWN_INTERACTION, "not deferred"), (EDIT_ORIGINAL, INVALID_TOKEN, LOST)],
    ids=["before it is announced", "before it is given"],
)
def test_an_interaction_that_expires_is_told_once_and_the_next_one_is_answered(
    route: str, fault: Fault, event: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        async with at_bedside(defer_first=True) as side:
            side.bed.fail(route, fault)
            await side.asks()
            await side.met(route)
            assert await side.goes_on()
            assert len(side.bed.asked(CALLBACK)) == 2
            assert len(side.bed.asked(EDIT_ORIGINAL)) == 1 + (route == EDIT_ORIGINAL)
            assert side.bed.asked(FOLLOWUP) == []

    asyncio.run(run())

    assert told(caplog) == [(event, turn_of(caplog, 0))]


def test_an_answer_that_discord_finds_malformed_is_told_to_the_host_and_to_who_asked(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> str:
        async with at_bedside() as side:
            side.bed.fail(CALLBACK, INVALID_FORM)
            answer = await (await side.asks()).answer()
            assert answer.ephemeral
            return answer.text

    text = asyncio.run(run())

    turn = turn_of(caplog)
    assert "Something went wrong on my side" in text
    assert turn in text
    assert told(caplog) == [("turn failed", turn)]


def test_a_wait_for_everything_that_one_answer_meets_is_told_once_and_both_come(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> None:
        async with at_bedside() as side:
            side.bed.fail(CALLBACK, Throttles(scope=Scope.GLOBAL))
            first, second = await side.asks(), await side.asks("roadmaps")
            assert "What I can do" in (await first.answer()).text
            assert "Roadmaps" in (await second.answer()).text

    asyncio.run(run())

    [(event, turn)] = told(caplog)
    assert event == WAIT
    assert turn in {turn_of(caplog, 0), turn_of(caplog, 1)}
