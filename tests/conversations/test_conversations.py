"""Conversations: every script holds on every platform."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.dialogue.dispatcher import Dispatcher
from core.roadmap_markdown.outline import Outline
from tests.conversations.conftest import OpenDialogue
from tests.conversations.console_driver import on_console
from tests.conversations.discord_driver import on_discord
from tests.conversations.script import Driver, play, read_script
from tests.conversations.telegram_driver import on_telegram

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.txt"))
PLATFORMS: dict[str, Callable[[Dispatcher], AbstractAsyncContextManager[Driver]]] = {
    "console": lambda dispatcher: nullcontext(on_console(dispatcher)),
    "telegram": on_telegram,
    "discord": on_discord,
}
UNSAID = {
    ("discord", "onboarding"): ["/roadmap check", "/roadmap"],
    ("discord", "refusals"): [
        "/nxt",
        "/qqqqqqqq",
        "/",
        "/next please",
        "/switch",
        "/find",
    ],
}
"""The lines that a platform gives a person no way to say: Discord sends only whole commands."""
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_scripted(
    script: Path, platform: str, open_dialogue: OpenDialogue, roadmaps: dict[str, Outline]
) -> None:
    async def converse() -> None:
        async with (
            open_dialogue(roadmaps) as dispatcher,
            PLATFORMS[platform](dispatcher) as driver,
        ):
            unsaid = await play(read_script(script, MONDAY), driver)

            assert unsaid == UNSAID.get((platform, script.stem), [])

    asyncio.run(converse())
