"""The composition root: the only place that names concrete classes and puts them together."""

import asyncio
import contextlib
import gc
import logging
import os
import secrets
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime
from functools import partial
from itertools import chain, count
from pathlib import Path
from threading import Thread
from typing import TextIO

import storage
from bot import doctor, observability
from bot.console import adapter as console
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.gateway import Gateway
from bot.dialogue.turn import TurnId
from bot.gazetteer import CityGazetteer
from bot.platforms import Adapter, Open, speak
from bot.roadmap_import import import_roadmaps
from bot.settings import ENV_FILE, Settings, SettingsRefused
from bot.worker import Worker
from core.errors import Problem, StorageUnavailable
from core.use_cases.receipts import forget_receipts

logger = logging.getLogger(__name__)

_DAY = 24 * 60 * 60
"""Seconds."""

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class SystemClock:
    """Tell the time of this machine."""

    def now(self) -> datetime:
        """Give this instant, aware, in UTC."""
        return datetime.now(UTC)


def chat(settings: Settings, *, database_url: str | None = None, files: Path | None = None) -> None:
    """Hold the chat in the terminal until it ends.

    Its log goes to a file beside the data, so that it does not stand between the replies.
    """
    prepare(settings)
    terminal = console.Terminal(
        stdin=sys.stdin,
        stdout=sys.stdout,
        environ=os.environ,
        files=files or settings.data_dir / "files",
        history=settings.data_dir / "history",
    )

    async def converse() -> None:
        url = database_url or settings.database_url
        async with open_dialogue(settings, url) as dispatcher:
            await console.chat(dispatcher, SystemClock(), terminal)

    with (settings.data_dir / "chat.log").open("a", encoding="utf-8") as log:
        observability.configure(settings.log_level, settings.log_format, log)
        asyncio.run(converse())


def run(settings: Settings) -> None:
    """Speak on every platform whose token is set until the process is asked to stop.

    The turns in hand end first. Raise the StudyError of the last platform that does not let the
    bot in, once none is left; it says what to do.
    """
    prepare(settings)
    observability.configure(settings.log_level, settings.log_format, sys.stderr)
    with asyncio.Runner(loop_factory=_fast_loop()) as runner:
        runner.run(serve(settings))


async def serve(settings: Settings) -> None:
    """Speak on every platform whose token is set until SIGTERM or SIGINT."""
    stopping = _stop_signal()
    async with open_dialogue(settings, settings.database_url) as dispatcher:
        _calm_collector()
        # It reads the world's cities for a second, which the first learner should not wait. The
        # thread is a daemon, since a bot that is refused meanwhile should not wait either.
        Thread(target=dispatcher.gazetteer.cities, args=("London",), daemon=True).start()
        speaking = speak(platforms(settings, dispatcher))
        await _until_any(stopping.wait(), speaking, _tidy(dispatcher.gateway))


def platforms(settings: Settings, dispatcher: Dispatcher) -> dict[str, Open]:
    """Give what opens each platform whose token is set, by the platform's name."""
    tokens = {
        "Telegram": (settings.telegram_token, _telegram),
        "Discord": (settings.discord_token, _discord),
    }
    return {
        name: partial(opens, token.get_secret_value(), settings, dispatcher)
        for name, (token, opens) in tokens.items()
        if token is not None
    }


def _telegram(token: str, settings: Settings, dispatcher: Dispatcher) -> Adapter:
    # Its library is read only where it is spoken.
    from bot.telegram.adapter import TelegramAdapter  # noqa: PLC0415 - see above
    from bot.telegram.connection import TelegramSettings, Webhook  # noqa: PLC0415 - the same

    url, secret = settings.telegram_webhook_url, settings.telegram_webhook_secret
    hook = None
    if url is not None:
        hook = Webhook(
            url=url,
            listen=settings.telegram_webhook_listen,
            port=settings.telegram_webhook_port,
            secret=secret.get_secret_value() if secret else secrets.token_urlsafe(),
        )
    connection = TelegramSettings(token, settings.telegram_base_url, hook)
    return TelegramAdapter(dispatcher, SystemClock(), connection)


def _discord(token: str, settings: Settings, dispatcher: Dispatcher) -> Adapter:
    from bot.discord.adapter import DiscordAdapter  # noqa: PLC0415 - as for Telegram
    from bot.discord.connection import DiscordSettings  # noqa: PLC0415 - the same

    connection = DiscordSettings(token, settings.discord_base_url, settings.discord_guild)
    return DiscordAdapter(dispatcher, SystemClock(), connection)


async def _tidy(gateway: Gateway) -> None:
    """Forget every day what was handled too long ago to come again."""
    while True:
        now = SystemClock().now()
        try:
            await gateway.run(partial(forget_receipts, now=now))
        except StorageUnavailable as error:
            logger.warning("old receipts are kept", extra={"error": repr(error)})
        await asyncio.sleep(_DAY)


async def _until_any(*waits: Coroutine[object, object, object]) -> None:
    """Wait until the first ends, and raise what it raised; the others are ended."""
    tasks = [asyncio.create_task(wait) for wait in waits]
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    # One that cannot end in order says so itself.
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


def _stop_signal() -> asyncio.Event:
    """Give what is set by the first signal to stop; a second one ends the program at once."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop() -> None:
        stopping.set()
        for number in _STOP_SIGNALS:
            loop.remove_signal_handler(number)

    for number in _STOP_SIGNALS:
        # Windows has none; there Ctrl-C ends the program as a KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop)
    return stopping


def _calm_collector() -> None:
    """Let garbage be looked for less often, and not among what was read at the start.

    Turns leave little of it in circles, and a look at all there is stops every turn meanwhile.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 100)


def _fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Give the faster event loop where there is one: not on Windows."""
    try:
        import uvloop  # noqa: PLC0415 - see above
    except ImportError:
        return None
    return uvloop.new_event_loop


def migrate(settings: Settings) -> None:
    """Make the data folder and bring the database's tables up to date."""
    prepare(settings)
    storage.migrate(settings.database_url)


def examine(stream: TextIO, *, offline: bool) -> int:
    """Look at everything the bot stands on; return 1 where something is wrong, else 0.

    Where ``offline`` no platform is asked.
    """
    found = doctor.examine(
        os.environ,
        ENV_FILE,
        open_gateway=storage.open_gateway,
        now=SystemClock().now,
        monotonic=time.monotonic,
    )
    asked = doctor.ask(os.environ, ENV_FILE, open_gateway=storage.open_gateway)
    return doctor.report(found if offline else chain(found, asked), stream)


def prepare(settings: Settings) -> None:
    """Make the data folder; raise SettingsRefused where that is not allowed."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = Problem(
            f"DATA_DIR is {settings.data_dir}, which cannot be made ({error.strerror})",
            "set it to a folder that Study Buddy may write in",
        )
        raise SettingsRefused((problem,)) from error


@contextlib.asynccontextmanager
async def open_dialogue(settings: Settings, database_url: str) -> AsyncIterator[Dispatcher]:
    """Open the database, bring its tables and roadmaps up to date, and give the dialogue on it.

    Raise DatabaseRefused where the database cannot be used, RoadmapRefused for roadmap files that
    cannot be studied.
    """
    storage.migrate(database_url)
    gateway = storage.open_gateway(database_url, synchronous=settings.sqlite_synchronous)
    with contextlib.closing(gateway):
        await import_roadmaps(gateway, settings.roadmaps_dir, now=SystemClock().now())
        async with Worker() as worker:
            yield Dispatcher(LEXICON, gateway, CityGazetteer(), turn_ids(), worker)


def turn_ids() -> Callable[[], TurnId]:
    """Give what makes ids short enough to read out: a run of the program, and a count in it."""
    run, numbers = secrets.token_hex(3), count(1)
    return lambda: TurnId(f"{run}-{next(numbers)}")
