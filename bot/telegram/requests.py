"""Requests to the Bot API, made with patience and each trouble logged once with its turn."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from telegram.error import TelegramError

from bot.dialogue.turn import TurnId
from bot.telegram.patience import Patience

logger = logging.getLogger(__name__)

T = TypeVar("T")

Sleep = Callable[[float], Awaitable[object]]
"""Let so many seconds pass."""


@dataclass(frozen=True, slots=True)
class Requests:
    """Make requests for a turn, again where that may help.

    Only the turn waits; what Telegram asks of one chat is never asked of another.
    """

    patience: Patience
    sleep: Sleep

    async def make(
        self, turn: TurnId, request: Callable[[], Awaitable[T]], *, repeatable: bool
    ) -> T:
        """Give what the request gives; raise the TelegramError that it ends with.

        ``repeatable`` says that doing it twice is no harm. Troubles that were got over are logged
        here, those that were not are left to the caller.
        """
        attempt = 1
        while True:
            try:
                done = await request()
            except TelegramError as error:
                pause = self.patience.pause(error, attempt, repeatable=repeatable)
                if pause is None:
                    raise
                trouble = error
            else:
                if attempt > 1:
                    fields = {"turn": turn, "attempts": attempt, "error": repr(trouble)}
                    logger.warning("Telegram took it at last", extra=fields)
                return done
            await self.sleep(pause)
            attempt += 1
