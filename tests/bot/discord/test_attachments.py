"""Files sent along on Discord: looked at, and not even fetched where they are too large."""

import asyncio
from typing import Any

import pytest

from core.roadmap_markdown.limits import MAX_BYTES
from tests.bot.discord.seen import answer, seen
from tests.bot.discord.stage import Stage, on_stage

COOKING = b"# Cooking\n\n## Basics\n\n- [x] Boil an egg\n- [ ] Fry an egg\n"
DEFERRED_MESSAGE = 5


def call_with_lost_file(stage: Stage, size: int) -> dict[str, Any]:
    """Say what Discord hands over for a file of this size that cannot be fetched any more."""
    url = "https://cdn.simcord.invalid/attachments/1/9/cooking.md"
    file = {"id": "9", "filename": "cooking.md", "size": size, "url": url, "proxy_url": url}
    return {
        "id": stage.env.backend.commands[None]["roadmap", 1]["id"],
        "name": "roadmap",
        "type": 1,
        "options": [
            {"name": "check", "type": 1, "options": [{"name": "file", "type": 11, "value": "9"}]}
        ],
        "resolved": {"attachments": {"9": file}},
    }


def test_a_roadmap_that_is_sent_along_is_looked_at() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.member("Ada")
            here = await ada.slash(stage.channel, "roadmap check", file=("cooking.md", COOKING))
            there = await ada.user.slash("roadmap check", file=("cooking.md", COOKING))

            shown = answer(here)
            assert "In “cooking.md” I read 2 topics in 1 section; 1 ticked." in shown.text
            assert shown.private
            assert answer(there).text == shown.text
            assert not answer(there).private

    asyncio.run(converse())


def test_a_file_is_fetched_only_after_its_answer_was_announced() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.member("Ada")
            await ada.slash(stage.channel, "roadmap check", file=("cooking.md", COOKING))

            (announced,) = stage.asked("POST", "/callback")
            assert announced.body["type"] == DEFERRED_MESSAGE

    asyncio.run(converse())


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (MAX_BYTES + 1, "1 MiB"),
        (MAX_BYTES, "the file was not handed over by Discord"),
    ],
    ids=["too large", "just not too large"],
)
def test_a_file_that_is_too_large_is_refused_and_not_fetched(size: int, words: str) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.member("Ada")
            stage.tells["data"] = call_with_lost_file(stage, size)
            refused = await ada.slash(stage.channel, "roadmap check", file=("x.md", COOKING))

            shown = answer(refused)
            assert "That file cannot be studied as a roadmap" in shown.text
            assert words in shown.text
            assert shown.private

    asyncio.run(converse())


def test_a_file_that_is_no_roadmap_is_told_what_is_wrong_with_it() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.member("Ada")
            refused = await ada.user.slash("roadmap check", file=("notes.md", b"Just a line.\n"))

            (message,) = stage.messages(ada.user.dm_channel)
            assert answer(refused) == seen(message)
            assert "Nothing was stored." in seen(message).text

    asyncio.run(converse())
