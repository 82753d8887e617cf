"""The download of a file that somebody sent, small enough for a bot."""

from telegram import Bot
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError

from core.errors import Problem, RoadmapRefused

LIMIT = int(FileSizeLimit.FILESIZE_DOWNLOAD)
"""Bytes; Telegram's servers hand no larger file to a bot."""


async def download(bot: Bot, file: str) -> bytes:
    """Fetch a file by its id; raise RoadmapRefused where Telegram does not hand it over."""
    try:
        found = await bot.get_file(file)
        if (found.file_size or 0) <= LIMIT:
            return bytes(await found.download_as_bytearray())
        reason = "is too large for a bot"
    except TelegramError as error:
        reason = f"was not handed over by Telegram ({error.message})"
    raise RoadmapRefused(Problem(f"the file {reason}", "send it again, or a smaller one"))
