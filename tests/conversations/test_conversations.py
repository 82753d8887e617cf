"""Conversations: every script holds on every platform."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.dialogue.dispatcher import Dispatcher
from core.roadmap_markdown.outline import Outline
from tests.conversations.conftest import OpenDialogue
from tests.conversations.console_driver import ConsoleDriver
from tests.conversations.script import Driver, play, read_script

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.txt"))
PLATFORMS: dict[str, Callable[[Dispatcher], Driver]] = {"console": ConsoleDriver}
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_scripted(
    script: Path, platform: str, open_dialogue: OpenDialogue, roadmaps: dict[str, Outline]
) -> None:
    async def converse() -> None:
        async with open_dialogue(roadmaps) as dispatcher:
            await play(read_script(script, MONDAY), PLATFORMS[platform](dispatcher))

    asyncio.run(converse())
