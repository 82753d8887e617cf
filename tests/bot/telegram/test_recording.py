"""The recorded conversation in the docs is what the bot and Telegram say to each other."""

import asyncio
import json

from tests.bot.telegram.recording import RECORDING, record


def test_the_recorded_conversation_is_the_one_that_is_held() -> None:
    """Write it anew with ``python -m tests.bot.telegram.recording`` where this fails."""
    assert asyncio.run(record()) == json.loads(RECORDING.read_text(encoding="utf-8"))
