"""The stage: the bot on Telegram's test bed, with a real database and the shipped roadmaps."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.messenger import Lane, no_lane
from bot.telegram.adapter import TelegramAdapter
from bot.telegram.connection import TelegramSettings, Webhook
from core.learner import Account
from core.ports import Gazetteer, UnitOfWork
from tests.conversations.conftest import opened, shipped
from tests.telegram_bed.bed import TelegramBed
from tests.telegram_bed.clock import BedClock
from tests.telegram_bed.people import User

SECRET = "a-secret_of_the_webhook"  # noqa: S105 - it is the bed's


@dataclass(slots=True)
class Naps:
    """Notes how long the bot wants to wait, in seconds; until it is woken, it does."""

    seconds: list[float] = field(default_factory=list)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    async def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.begun.set()
        await self.woken.wait()


@dataclass(slots=True)
class Stage:
    """A bed, and the bot that runs on it."""

    bed: TelegramBed
    clock: BedClock
    dispatcher: Dispatcher
    settings: TelegramSettings
    naps: Naps
    lane: Lane
    adapter: TelegramAdapter

    async def restart(self) -> None:
        """Stop the bot, and start another on the same database."""
        await self.adapter.stop()
        self.adapter = self.another()
        await self.adapter.start()

    def another(self) -> TelegramAdapter:
        """Give one more bot that is set up alike, not started."""
        return _bot(self.dispatcher, self.clock, self.settings, self.naps, self.lane)

    async def done(self, user: User) -> int:
        """Count what somebody did."""
        account = Account("telegram", str(user.id))

        def count(work: UnitOfWork) -> int:
            learner = work.learners.of_account(account)
            return len(work.history.of_learner(learner.id)) if learner else 0

        return await self.dispatcher.gateway.run(count)


@contextlib.asynccontextmanager
async def on_stage(
    *,
    webhook: bool = False,
    napping: bool = False,
    gazetteer: Gazetteer | None = None,
    lane: Lane = no_lane,
    **changes: float,
) -> AsyncIterator[Stage]:
    """Run the bot on a bed.

    ``napping`` lets it wait until it is woken, where else it need not wait at all; ``changes`` are
    to its settings.
    """
    clock, naps = BedClock(), Naps()
    if not napping:
        naps.woken.set()
    async with TelegramBed(clock=clock) as bed, opened(shipped()) as whole:
        settings = TelegramSettings(bed.token, bed.base_url, free_hook() if webhook else None)
        settings = replace(settings, **changes)  # type: ignore[arg-type] # by keyword
        dispatcher = replace(whole, gazetteer=gazetteer or whole.gazetteer)
        adapter = _bot(dispatcher, clock, settings, naps, lane)
        await adapter.start()
        stage = Stage(bed, clock, dispatcher, settings, naps, lane, adapter)
        try:
            yield stage
        finally:
            await stage.adapter.stop()


def free_hook() -> Webhook:
    """Give a webhook on a free port of loopback."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return Webhook(f"http://127.0.0.1:{port}/updates", "127.0.0.1", port, SECRET)


def _bot(
    dispatcher: Dispatcher, clock: BedClock, settings: TelegramSettings, naps: Naps, lane: Lane
) -> TelegramAdapter:
    return TelegramAdapter(dispatcher, clock, settings, sleep=naps.sleep, lane=lane)
