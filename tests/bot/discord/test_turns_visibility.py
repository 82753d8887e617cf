"""Who sees an answer on Discord: in a server its reader alone, whether it came at once or later."""

import asyncio
import logging

import pytest

from bot.dialogue.command import command
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Turn
from core.errors import NotEnrolled
from tests.bot.discord.seen import Seen, answer, answers, press, seen
from tests.bot.discord.stage import on_stage

EPHEMERAL = 64
"""The flag of a message that only its reader sees."""

MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE = 4, 5, 6, 7
"""Discord's kinds of a first response."""


@command(example="/board", public=True)
async def board(_turn: Turn) -> Reply:
    """Show what all may see."""
    return Reply((Paragraph(("All may see this.",)),))


@command(example="/vote", public=True)
async def vote(_turn: Turn) -> Reply:
    """Refuse what all would have seen."""
    raise NotEnrolled


@command(example="/fail")
async def fail(_turn: Turn) -> Reply:
    """Fail by a mistake of ours."""
    raise RuntimeError


@pytest.mark.parametrize("defer_first", [False, True], ids=["at once", "later"])
def test_an_answer_in_a_server_is_for_its_reader_alone_and_plain_in_private(
    *, defer_first: bool
) -> None:
    async def converse() -> None:
        async with on_stage(defer_first=defer_first) as stage:
            ada, bob = stage.member("Ada"), stage.member("Bob")
            here = await ada.slash(stage.channel, "start", roadmap="django")
            there = await ada.user.slash("next")

            assert (answer(here).private, answer(there).private) == (True, False)
            assert "#1 of 57" in answer(here).text
            assert "#1 of 57" in answer(there).text
            assert len(stage.channel.history(viewer=ada)) == 1
            assert stage.channel.history(viewer=bob) == []

    asyncio.run(converse())


@pytest.mark.parametrize("defer_first", [False, True], ids=["at once", "later"])
def test_a_refusal_in_a_server_is_for_its_reader_alone(*, defer_first: bool) -> None:
    async def converse() -> None:
        async with on_stage(defer_first=defer_first) as stage:
            ada = stage.member("Ada")
            refused = await ada.slash(stage.channel, "next")
            refused_in_private = await ada.user.slash("next")

            for shown, private in ((answer(refused), True), (answer(refused_in_private), False)):
                assert "You study no roadmap yet." in shown.text
                assert (shown.labels, shown.private) == (("Start",), private)

    asyncio.run(converse())


@pytest.mark.parametrize("defer_first", [False, True], ids=["at once", "later"])
def test_what_is_for_all_is_seen_by_all_and_its_refusal_is_not(*, defer_first: bool) -> None:
    async def converse() -> None:
        async with on_stage(commands=(board, vote), defer_first=defer_first) as stage:
            ada, bob = stage.member("Ada"), stage.member("Bob")
            shown = await ada.slash(stage.channel, "board")
            refused = await ada.slash(stage.channel, "vote")

            assert answer(shown) == Seen("All may see this.", (), private=False)
            assert answer(refused).private
            assert [each.id for each in stage.channel.history(viewer=bob)] == [
                each.id for each in answers(shown)
            ]

    asyncio.run(converse())


@pytest.mark.parametrize("defer_first", [False, True], ids=["at once", "later"])
def test_a_mistake_of_ours_is_told_privately_by_the_number_that_is_in_the_log(
    caplog: pytest.LogCaptureFixture, *, defer_first: bool
) -> None:
    async def converse() -> None:
        async with on_stage(commands=(fail,), defer_first=defer_first) as stage:
            ada = stage.member("Ada")
            failed = await ada.slash(stage.channel, "fail")

            (record,) = (each for each in caplog.records if each.levelno >= logging.WARNING)
            shown = answer(failed)
            assert "Something went wrong on my side" in shown.text
            assert str(record.__dict__["turn"]) in shown.text
            assert shown.private

    asyncio.run(converse())


def test_an_answer_that_is_there_takes_one_request() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.member("Ada")
            before = len(stage.env.http_requests)
            started = await ada.slash(stage.channel, "start", roadmap="django")
            done = await press(ada, answers(started)[0], "Done")

            first, second = stage.asked("POST", "/callback")
            assert (first.body["type"], second.body["type"]) == (MESSAGE, UPDATE)
            assert first.body["data"]["flags"] & EPHEMERAL
            assert answers(done)[0].id == answers(started)[0].id
            assert len(stage.env.http_requests) == before + 2

    asyncio.run(converse())


def test_an_answer_that_takes_long_is_announced_as_what_it_will_be() -> None:
    async def converse() -> None:
        async with on_stage(commands=(board,), defer_first=True) as stage:
            ada = stage.member("Ada")
            started = await ada.slash(stage.channel, "start", roadmap="django")
            await press(ada, answers(started)[0], "Done")
            await ada.slash(stage.channel, "board")
            await ada.user.slash("next")

            announced = [each.body for each in stage.asked("POST", "/callback")]
            assert [(each["type"], each.get("data", {}).get("flags", 0)) for each in announced] == [
                (DEFERRED_MESSAGE, EPHEMERAL),
                (DEFERRED_UPDATE, 0),
                (DEFERRED_MESSAGE, 0),
                (DEFERRED_MESSAGE, 0),
            ]

    asyncio.run(converse())


@pytest.mark.parametrize("defer_first", [False, True], ids=["at once", "later"])
def test_a_press_changes_the_message_and_a_refused_one_leaves_it(*, defer_first: bool) -> None:
    async def converse() -> None:
        async with on_stage(defer_first=defer_first) as stage:
            ada = stage.member("Ada")
            started = await ada.slash(stage.channel, "start", roadmap="django")
            (topic,) = answers(started)
            done = await press(ada, topic, "Done")
            offered = seen(topic)
            await ada.slash(stage.channel, "undo")
            refused = await press(ada, topic, "Undo")

            assert (answers(done)[0].id, offered.labels[0]) == (topic.id, "Undo")
            assert "Done: #1" in offered.text
            assert seen(topic) == offered
            assert "That was taken back already." in seen(answers(refused)[-1]).text
            assert seen(answers(refused)[-1]).private

    asyncio.run(converse())


@pytest.mark.parametrize("defer_first", [False, True], ids=["at once", "later"])
def test_an_interaction_that_comes_again_is_done_once_and_says_nothing_more(
    caplog: pytest.LogCaptureFixture, *, defer_first: bool
) -> None:
    async def converse() -> None:
        async with on_stage(defer_first=defer_first) as stage:
            ada = stage.member("Ada")
            started = await ada.slash(stage.channel, "start", roadmap="django")
            done = await press(ada, answers(started)[0], "Done")
            before = answer(done)
            await stage.again()

            assert await stage.done(ada) == 1
            assert answer(done) == before
            assert len(stage.channel.history(viewer=ada)) == 1
            assert [each for each in caplog.records if each.levelno >= logging.WARNING] == []

    asyncio.run(converse())


def test_two_learners_in_one_channel_have_each_their_own() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, bob = stage.member("Ada"), stage.member("Bob")
            hers = await ada.slash(stage.channel, "start", roadmap="django")
            his = await bob.slash(stage.channel, "start", roadmap="python-backend-developer")
            await press(ada, answers(hers)[0], "Done")

            assert (await stage.done(ada), await stage.done(bob)) == (1, 0)
            assert "#1 of 746" in answer(his).text
            assert [each.id for each in stage.channel.history(viewer=bob)] == [
                each.id for each in answers(his)
            ]

    asyncio.run(converse())
