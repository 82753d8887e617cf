"""The connection: what a host says of it, and the bot that talks through it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from telegram.error import TelegramError

from bot.platforms import OutOfReach
from bot.telegram.patience import Patience
from bot.telegram.polling import PollingBot
from bot.telegram.transport import Transport
from core.errors import StudyError

API = "https://api.telegram.org"

POOL_SIZE = 256
"""Connections; so many chats are answered at the same moment before one waits for another."""


class TelegramRefused(StudyError):
    """Refuse to run on Telegram as it was set up; the message says what to do."""


class TelegramOutOfReach(TelegramRefused, OutOfReach):
    """Tell that Telegram does not answer, or not sensibly."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram is to bring updates, and where we wait for them.

    ``url`` is the public address, whose path is kept on ``listen`` and ``port``; ``secret`` comes
    with every update and is shown in no log.
    """

    url: str
    listen: str
    port: int
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How to reach Telegram; without a webhook updates are polled. Times are in seconds.

    ``base_url`` is the root of a Bot API server, ``timeout`` the wait for it to answer,
    ``poll_timeout`` how long it may wait for updates, ``drain`` how long turns in hand may take
    to end when the bot stops.
    """

    token: str = field(repr=False)
    base_url: str = API
    webhook: Webhook | None = None
    timeout: float = 10.0
    poll_timeout: int = 30
    drain: float = 10.0
    patience: Patience = field(default_factory=Patience)


def quieten() -> None:
    """Keep the library out of the log: it writes each trouble that is logged here already.

    Some of that holds what people said.
    """
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)


def open_bot(
    settings: TelegramSettings, on_polling_error: Callable[[TelegramError], None]
) -> PollingBot:
    """Make the bot of these settings; nothing is sent yet."""
    root = settings.base_url.rstrip("/")

    return PollingBot(
        settings.token,
        on_error=on_polling_error,
        read_timeout=settings.timeout,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=Transport(connections=POOL_SIZE, timeout=settings.timeout),
        get_updates_request=Transport(connections=1, timeout=settings.timeout),
    )
