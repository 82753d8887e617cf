"""The real program on Telegram, as its page says to start it."""

from functools import partial

import httpx

from tests.bot.program import started as started_by
from tests.bot.telegram.page import PAGE
from tests.telegram_bed.bed import TelegramBed

started = partial(started_by, PAGE)
"""Start the bot in a folder with an ``.env``; what is changed goes before that."""


async def ask(bed: TelegramBed, method: str, **fields: object) -> None:
    """Call a method with the bot's token, as somebody else does who has it."""
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"{bed.bot_url}{bed.token}/{method}", json=fields)
    assert answer.is_success
