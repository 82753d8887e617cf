"""Pictures on Discord: an image with its alternative text, and what a press on it becomes."""

import asyncio
from typing import Any

import pytest
from discord import ComponentType
from simcord import ResponseMessage, UserHandle

from bot.dialogue.reply import Paragraph, Picture, Reply
from bot.discord.render import rendered
from tests.bot.discord.seen import answers, components, press, seen
from tests.bot.discord.stage import Stage, on_stage

LATER = pytest.mark.parametrize("later", [False, True], ids=["at once", "later"])


async def asked(user: UserHandle, name: str, **options: str) -> ResponseMessage:
    (message,) = answers(await user.slash(name, **options))
    return message


async def pressed(user: UserHandle, message: ResponseMessage, label: str) -> ResponseMessage:
    """Press a button of a message in private; give what that became, or what came."""
    (message,) = answers(await press(user, message, label))
    return message


def images(message: ResponseMessage) -> list[dict[str, Any]]:
    return [
        item
        for component in components(message.components)
        if component["type"] == ComponentType.media_gallery.value
        for item in component["items"]
    ]


def names(message: ResponseMessage) -> list[str]:
    return [attachment.filename for attachment in message.attachments]


async def studying(stage: Stage) -> UserHandle:
    ada = stage.env.create_user("Ada")
    await ada.slash("start", roadmap="django")
    return ada


@LATER
def test_a_picture_comes_with_its_words_and_an_alternative_text(*, later: bool) -> None:
    async def converse() -> None:
        async with on_stage(defer_first=later) as stage:
            message = await asked(await studying(stage), "stats")

            (image,) = images(message)
            assert names(message) == ["stats.png"]
            assert image["description"].startswith("Ada: 24 Nov 2025 to 23 Nov 2026. 0 days in")
            assert "0 days in a row, 0 days at best" in seen(message).text
            assert seen(message).labels == ("Dark picture", "Map", "Badges", "Next topic")

    asyncio.run(converse())


def test_words_that_stand_beside_a_picture_are_not_said_twice() -> None:
    picture = Picture("stats.png", b"png", "One more topic. " * 30)
    (message,) = rendered(Reply((Paragraph(("30 topics",)),), picture=picture), owner=None)

    assert (message.content, len(message.files[0].description)) == ("30 topics", 256)


@LATER
def test_a_picture_becomes_another_in_its_place(*, later: bool) -> None:
    async def converse() -> None:
        async with on_stage(defer_first=later) as stage:
            ada = await studying(stage)
            message = await asked(ada, "stats")
            dark = await pressed(ada, message, "Dark picture")
            drawn = await pressed(ada, dark, "Map")

            assert message.id == dark.id == drawn.id
            assert (names(drawn), len(images(drawn))) == (["map.png"], 1)
            assert seen(drawn).labels[:2] == ("Light picture", "Stats")

    asyncio.run(converse())


@LATER
def test_a_picture_becomes_a_text_and_leaves_nothing_behind(*, later: bool) -> None:
    async def converse() -> None:
        async with on_stage(defer_first=later) as stage:
            ada = await studying(stage)
            message = await asked(ada, "stats")
            answer = await pressed(ada, message, "Badges")

            assert message.id == answer.id
            assert (names(answer), images(answer)) == ([], [])
            assert seen(answer).text.startswith("Badges")

    asyncio.run(converse())


@LATER
def test_a_text_becomes_a_picture_in_its_place(*, later: bool) -> None:
    async def converse() -> None:
        async with on_stage(defer_first=later) as stage:
            ada = await studying(stage)
            message = await asked(ada, "badges")
            drawn = await pressed(ada, message, "Stats")

            assert message.id == drawn.id
            assert (names(drawn), len(images(drawn))) == (["stats.png"], 1)
            assert "Badges are" not in seen(drawn).text

    asyncio.run(converse())


def test_a_picture_in_a_server_is_for_its_reader_alone() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, bob = stage.member("Ada"), stage.member("Bob")
            await ada.user.slash("start", roadmap="django")
            (message,) = answers(await ada.slash(stage.channel, "map"))

            assert (message.ephemeral, names(message)) == (True, ["map.png"])
            assert stage.channel.history(viewer=bob) == []

    asyncio.run(converse())
