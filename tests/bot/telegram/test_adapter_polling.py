"""Polling: an update whose turn ends while Telegram hands over more is not taken once more."""

import asyncio
import json
from datetime import timedelta

from telegram.request import BaseRequest

from bot.telegram.polling import PollingBot

PRESSED = {"update_id": 7}
FIRST, SECOND = (PRESSED,), (PRESSED, {"update_id": 8})


class SlowApi(BaseRequest):
    """Hands an update over again, in an answer during which its turn ends."""

    def __init__(self) -> None:
        self.answers = iter((FIRST, SECOND))
        self.bot: PollingBot | None = None

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        handed = next(self.answers)
        if handed is SECOND and self.bot is not None:
            self.bot.ledger.close(7)
        return 200, json.dumps({"ok": True, "result": handed}).encode()


def test_an_update_whose_turn_ends_while_telegram_answers_is_not_taken_again() -> None:
    async def poll() -> list[list[int]]:
        api = SlowApi()
        bot = api.bot = PollingBot(
            "1:token", on_error=lambda _: None, read_timeout=1.0, get_updates_request=api
        )
        fetched = [
            await bot.get_updates(offset=None, timeout=timedelta(0), allowed_updates=[])
            for _ in range(2)
        ]
        return [[each.update_id for each in updates] for updates in fetched]

    assert asyncio.run(poll()) == [[7], [8]]
