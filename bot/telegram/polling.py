"""Polling that loses nothing: an update is confirmed to Telegram once its turn is over."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from telegram import Bot, Update
from telegram.error import NetworkError, TelegramError

from bot.telegram.parsing import parse_update

WINDOW = 100
"""Updates that Telegram gives at once, counted from the first that is not confirmed."""

PAUSE = 0.2
"""Seconds between two looks for more while a slow turn keeps its update unconfirmed."""


class Ledger:
    """Which updates were taken from Telegram, and up to where their turns are over.

    Telegram counts everything before an offset as confirmed. It stays at the first turn that is
    not over, so that a crash brings that update back.
    """

    def __init__(self) -> None:
        self._open: dict[int, bool] = {}
        self._next: int | None = None
        self._quiet = asyncio.Event()
        self._quiet.set()

    @property
    def offset(self) -> int | None:
        """Where to read on: all before it is over; None where nothing was taken yet."""
        if len(self._open) >= WINDOW:
            # From there nothing new would come. Rather than let everybody wait for one slow
            # chat, what is in hand is confirmed before its end.
            return self._next
        return next(iter(self._open), self._next)

    @property
    def unconfirmed(self) -> frozenset[int]:
        """The updates that were taken, and that Telegram still hands over."""
        return frozenset(self._open)

    def take(self, update: int) -> bool:
        """Take an update; False where it is in hand already."""
        if update in self._open:
            return False
        self._open[update] = False
        self._next = update + 1
        self._quiet.clear()
        return True

    def close(self, update: int) -> None:
        """Say that an update's turn is over."""
        self._open[update] = True
        while self._open and self._open[first := next(iter(self._open))]:
            del self._open[first]
        if not self._open:
            self._quiet.set()

    async def quiet(self, *, within: float) -> bool:
        """Wait until every turn is over, at most so many seconds; say whether they are."""
        try:
            async with asyncio.timeout(within):
                await self._quiet.wait()
        except TimeoutError:
            return False
        return True


class PollingBot(Bot):
    """A bot whose updates the library's updater may fetch; the ledger says what is confirmed."""

    def __init__(
        self,
        token: str,
        *,
        on_error: Callable[[TelegramError], None],
        read_timeout: float,
        **options: Any,  # noqa: ANN401 - the library's own
    ) -> None:
        super().__init__(token, **options)
        self._on_error = on_error
        self._read_timeout = read_timeout
        self._ledger = Ledger()
        self._closing = False

    @property
    def ledger(self) -> Ledger:
        """The updates in hand."""
        return self._ledger

    async def get_updates(  # type: ignore[override]  # the updater passes no more than these
        self,
        *,
        offset: int | None,  # noqa: ARG002 - the ledger knows better
        timeout: timedelta,  # noqa: ASYNC109 - how long Telegram may wait, not we
        allowed_updates: Sequence[str],
    ) -> tuple[Update, ...]:
        """Wait for updates that are not in hand yet.

        Raise NetworkError, so that the updater waits before it asks again, where the answer makes
        no sense at all.
        """
        wait = int(timeout.total_seconds())
        while not self._closing:
            quiet = await self._ledger.quiet(within=PAUSE)
            updates = await self._fetch(wait if quiet else 0, allowed_updates)
            if updates or quiet:
                return updates
        # The updater asks once more at its end, to confirm all it was given; we do, once the
        # turns in hand are over.
        return ()

    def close_polling(self) -> None:
        """Fetch nothing more."""
        self._closing = True

    async def confirm(self) -> None:
        """Tell Telegram which updates are over; without, they come again, and are not repeated."""
        if self._ledger.offset is None:
            return
        with contextlib.suppress(TelegramError):  # it was noted
            await self._ask(0, limit=1)

    async def _fetch(self, wait: int, allowed_updates: Sequence[str]) -> tuple[Update, ...]:
        # While Telegram answers, turns may end, and their updates come along once more.
        before = self._ledger.unconfirmed
        handed = await self._ask(wait, allowed_updates=allowed_updates)
        parsed = [parse_update(each, self) for each in handed]
        new = (each for each in parsed if each and each.update_id not in before)
        return tuple(each for each in new if self._ledger.take(each.update_id))

    async def _ask(self, wait: int, **parameters: object) -> list[Any]:
        """Ask for updates as they are; the library would give none where one cannot be read."""
        try:
            handed = await self._post(
                "getUpdates",
                {"offset": self._ledger.offset, "timeout": wait, **parameters},
                read_timeout=self._read_timeout + wait,
            )
            if not isinstance(handed, list) or (handed and not any(map(_has_id, handed))):
                message = "the answer holds no updates"
                raise NetworkError(message)
        except TelegramError as error:
            self._on_error(error)
            raise
        return handed


def _has_id(update: object) -> bool:
    return isinstance(update, dict) and isinstance(update.get("update_id"), int)
