"""Commands that Discord still shows as they were: told so, and announced anew."""

import asyncio
from typing import Any

from simcord import MemberActor

from tests.bot.discord.seen import answer
from tests.bot.discord.stage import Stage, on_stage

SLASH = 1
"""Discord's kind of a command that is typed."""


def known(stage: Stage, name: str) -> dict[str, Any]:
    """Give a command as Discord knows it, to be changed behind the bot's back."""
    command: dict[str, Any] = stage.env.backend.commands[None][name, SLASH]
    return command


async def begun(stage: Stage) -> MemberActor:
    """Let somebody become a learner."""
    ada = stage.member("Ada")
    await ada.slash(stage.channel, "start", roadmap="django")
    return ada


def test_an_option_of_yesterday_is_not_lost_in_silence() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = await begun(stage)
            (option, *_) = known(stage, "skip")["options"]
            option["name"] = "thing"
            told = await ada.slash(stage.channel, "skip", thing="3")

            shown = answer(told)
            assert "My commands were updated a moment ago" in shown.text
            assert "/skip" in shown.text
            assert shown.private
            assert await stage.done(ada) == 0
            assert len(stage.asked("PUT", "/commands")) == 2

    asyncio.run(converse())


def test_an_option_of_another_kind_is_told_to_be_outdated_and_the_next_call_works() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = await begun(stage)
            (option, *_) = known(stage, "skip")["options"]
            option["type"], option["autocomplete"] = 4, False
            told = await ada.slash(stage.channel, "skip", what=3)
            again = await ada.slash(stage.channel, "skip", what="3")

            assert "My commands were updated a moment ago" in answer(told).text
            assert "Skipped: #3" in answer(again).text

    asyncio.run(converse())


def test_a_command_that_is_gone_is_told_to_be_and_announced_away_once() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = await begun(stage)
            old = {**known(stage, "next"), "name": "vanished", "id": "77"}
            for _ in range(2):
                stage.env.backend.commands[None]["vanished", SLASH] = old
                told = await ada.slash(stage.channel, "vanished")

            assert "if it is gone" in answer(told).text
            assert answer(told).private
            assert len(stage.asked("PUT", "/commands")) == 2

    asyncio.run(converse())
