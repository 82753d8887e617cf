"""The library as everybody has it, pointed at the bed."""

import contextlib
from collections.abc import AsyncIterator
from typing import Any

from telegram import Bot
from telegram.ext import Application
from telegram.request import HTTPXRequest

from tests.telegram_bed.bed import TelegramBed

LibraryApp = Application[Any, Any, Any, Any, Any, Any]


def _request(read_timeout: float = 5) -> HTTPXRequest:
    # Certificates take a tenth of a second to load, and there are none on loopback.
    return HTTPXRequest(read_timeout=read_timeout, httpx_kwargs={"verify": False})


def library_bot(bed: TelegramBed, *, token: str | None = None, read_timeout: float = 5) -> Bot:
    """Give a bot that is to be entered."""
    return Bot(
        token or bed.token,
        bed.bot_url,
        bed.file_url,
        request=_request(read_timeout),
        get_updates_request=_request(),
    )


@contextlib.asynccontextmanager
async def library_app(bed: TelegramBed) -> AsyncIterator[LibraryApp]:
    """Give a started application, which nothing brings updates yet."""
    app: LibraryApp = Application.builder().bot(library_bot(bed)).build()
    async with app:
        await app.start()
        yield app
        await app.stop()
