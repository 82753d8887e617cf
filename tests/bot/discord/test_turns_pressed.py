"""Buttons, menus and forms on Discord: for whom they are, and that they outlive the bot's run."""

import asyncio
import logging

import pytest
from discord import ComponentType
from simcord import ResponseMessage

from bot.dialogue.catalogue import LEXICON
from bot.dialogue.command import command
from bot.dialogue.invocation import Call
from bot.dialogue.reply import Button, Paragraph, Reply
from bot.dialogue.turn import Turn
from tests.bot.discord.reaching import bring
from tests.bot.discord.seen import (
    Actor,
    answer,
    answers,
    components,
    form_button,
    press,
    seen,
    write,
)
from tests.bot.discord.stage import Stage, on_stage

FORM = 9
"""Discord's kind of a first response that opens a form."""

PROMPT = Reply((Paragraph(("Time to study.",)),), ((Button("Done", Call("done")),),))


@command(example="/gone")
async def gone(_turn: Turn) -> Reply:
    """Offer what is no more after an update."""
    return Reply((Paragraph(("Press it.",)),), ((Button("Old", Call("gone", {"x": 1})),),))


async def prompt(stage: Stage, person: Actor) -> ResponseMessage:
    """Send a learner what they did not ask for, and give it as it stands in its channel."""
    gateway = stage.conversation.dispatcher.gateway
    now = stage.clock.now()
    await bring(gateway, stage.messenger, person.id, PROMPT, key="prompt-1", now=now)
    return stage.messages(stage.channel)[-1]


@pytest.mark.parametrize("private", [False, True], ids=["server", "private"])
@pytest.mark.parametrize("defer_first", [False, True], ids=["at once", "later"])
def test_a_button_works_after_a_restart(*, defer_first: bool, private: bool) -> None:
    async def converse() -> None:
        async with on_stage(defer_first=defer_first) as stage:
            ada = stage.member("Ada")
            if private:
                begun = await ada.user.slash("start", roadmap="django")
            else:
                begun = await ada.slash(stage.channel, "start", roadmap="django")
            (topic,) = answers(begun)
            await stage.restart()
            await press(ada.user if private else ada, topic, "Done")

            assert await stage.done(ada) == 1
            assert "Done: #1" in seen(topic).text
            assert seen(topic).private is not private

    asyncio.run(converse())


def test_a_choice_in_a_menu_works_after_a_restart() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.member("Ada")
            await ada.slash(stage.channel, "start", roadmap="python-backend-developer")
            (which,) = answers(await ada.slash(stage.channel, "done", what="redis"))
            kinds = {each["type"] for each in components(which.components)}
            await stage.restart()
            chosen = await press(ada, which, seen(which).labels[2])

            assert ComponentType.select.value in kinds
            assert await stage.done(ada) == 1
            assert "Done: #" in seen(answers(chosen)[-1]).text

    asyncio.run(converse())


@pytest.mark.parametrize("restarted", [False, True], ids=["same run", "restarted"])
@pytest.mark.parametrize("defer_first", [False, True], ids=["at once", "later"])
def test_a_form_is_answered_also_by_a_bot_that_did_not_open_it(
    *, defer_first: bool, restarted: bool
) -> None:
    async def converse() -> None:
        async with on_stage(defer_first=defer_first) as stage:
            ada = stage.member("Ada")
            (welcome,) = answers(await ada.slash(stage.channel, "start"))
            label = form_button(welcome)
            assert label is not None
            form = await press(ada, welcome, label)
            opened = stage.asked("POST", "/callback")[-1]
            if restarted:
                await stage.restart()
            told = await write(ada, form, "lisbon")

            assert opened.body["type"] == FORM
            assert seen(answers(told)[-1]).private
            assert "Lisbon, Portugal (Europe/Lisbon)" in seen(answers(told)[-1]).text

    asyncio.run(converse())


@pytest.mark.parametrize("broken", ["lost", "b0::"])
def test_a_form_that_nobody_can_read_is_answered_kindly(broken: str) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.member("Ada")
            (welcome,) = answers(await ada.slash(stage.channel, "start"))
            label = form_button(welcome)
            assert label is not None
            form = await press(ada, welcome, label)
            stage.tells["data"] = {"custom_id": broken, "components": []}
            told = await write(ada, form, "lisbon")

            shown = seen(answers(told)[-1])
            assert "That form is from an earlier version of me" in shown.text
            assert shown.private

    asyncio.run(converse())


def test_a_press_by_somebody_else_is_turned_away_privately_and_does_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, bob = stage.member("Ada"), stage.member("Bob")
            for person in (ada, bob):
                await person.slash(stage.channel, "start", roadmap="django")
            message = await prompt(stage, ada)
            before = seen(message)
            turned_away = await press(bob, message, "Done")

            shown = answer(turned_away)
            assert "That button belongs to somebody else." in shown.text
            assert shown.private
            assert seen(message) == before
            assert (await stage.done(ada), await stage.done(bob)) == (0, 0)
            assert [each for each in caplog.records if each.levelno >= logging.WARNING] == []

    asyncio.run(converse())


def test_a_press_by_whom_it_belongs_to_is_answered_to_them_alone() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, bob = stage.member("Ada"), stage.member("Bob")
            await ada.slash(stage.channel, "start", roadmap="django")
            message = await prompt(stage, ada)
            pressed = await press(ada, message, "Done")

            assert await stage.done(ada) == 1
            assert "Done: #1" in answer(pressed).text
            assert answer(pressed).private
            assert [each.id for each in stage.channel.history(viewer=bob)] == [message.id]

    asyncio.run(converse())


def test_a_button_of_a_command_that_is_gone_is_answered_kindly() -> None:
    async def converse() -> None:
        async with on_stage(commands=(gone,)) as stage:
            ada = stage.member("Ada")
            (message,) = answers(await ada.user.slash("gone"))
            await stage.restart(lexicon=LEXICON)
            pressed = await press(ada.user, message, "Old")

            assert "earlier version" in seen(answers(pressed)[-1]).text

    asyncio.run(converse())


@pytest.mark.parametrize("defer_first", [False, True], ids=["at once", "later"])
def test_a_press_on_a_message_that_was_deleted_meanwhile_is_answered_by_a_new_one(
    *, defer_first: bool
) -> None:
    async def converse() -> None:
        async with on_stage(defer_first=defer_first) as stage:
            ada = stage.member("Ada")
            (message,) = answers(await ada.user.slash("start", roadmap="django"))
            method, path = ("PATCH", "*/@original") if defer_first else ("POST", "*/callback")
            stage.env.inject_error(method, path, status=404, code=10008, message="no message")
            pressed = await press(ada.user, message, "Done")

            assert await stage.done(ada) == 1
            assert "Done: #1" in seen(answers(pressed)[-1]).text
            assert answers(pressed)[-1].id != message.id

    asyncio.run(converse())
