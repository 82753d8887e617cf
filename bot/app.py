"""The composition root: the only place that names concrete classes and puts them together."""

import asyncio
import contextlib
import logging
import os
import secrets
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TextIO

import storage
from bot import doctor, observability
from bot.console import adapter as console
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.gateway import Gateway
from bot.dialogue.turn import TurnId
from bot.gazetteer import CityGazetteer
from bot.settings import ENV_FILE, Settings, SettingsRefused
from bot.worker import Worker
from core.errors import Problem, RoadmapRefused, StorageUnavailable
from core.ports import UnitOfWork
from core.roadmap import slug_of
from core.roadmap_markdown.outline import Outline
from core.use_cases.receipts import forget_receipts

logger = logging.getLogger(__name__)

_DAY = 24 * 60 * 60
"""Seconds."""


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


def run(settings: Settings, telegram_token: str) -> None:
    """Speak on Telegram until the process is asked to stop; the turns in hand end first.

    Raise TelegramRefused, which says what to do, where Telegram does not let the bot in.
    """
    prepare(settings)
    observability.configure(settings.log_level, settings.log_format, sys.stderr)
    with asyncio.Runner(loop_factory=_fast_loop()) as runner:
        runner.run(serve(settings, telegram_token))


async def serve(settings: Settings, token: str) -> None:
    """Speak on Telegram until SIGTERM or SIGINT."""
    stopping = _stop_signal()
    async with open_dialogue(settings, settings.database_url) as dispatcher:
        speaking = _speak_telegram(dispatcher, settings, token)
        await _until_any(stopping.wait(), speaking, _tidy(dispatcher.gateway))


async def _speak_telegram(dispatcher: Dispatcher, settings: Settings, token: str) -> None:
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
    adapter = TelegramAdapter(dispatcher, SystemClock(), connection)
    try:
        await adapter.start()
        await adapter.rejected()
    finally:
        await adapter.stop()


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
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has none; there Ctrl-C ends the program as a KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stopping.set)
    return stopping


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


def examine(stream: TextIO) -> int:
    """Look at everything the bot stands on; return 1 where something is wrong, else 0."""
    findings = doctor.examine(
        os.environ,
        ENV_FILE,
        open_gateway=storage.open_gateway,
        now=SystemClock().now,
        monotonic=time.monotonic,
    )
    return doctor.report(findings, stream)


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


async def import_roadmaps(gateway: Gateway, folder: Path, *, now: datetime) -> None:
    """Store the roadmaps of a folder that are not stored yet, each by a slug of its file's name.

    Raise RoadmapRefused with the problems of all files that cannot be studied; the others are
    stored.
    """
    files = _roadmap_files(folder)
    known = await gateway.run(lambda work: {each.slug for each in work.roadmaps.summaries()})
    missing = {slug: file for slug, file in files.items() if slug not in known}
    if not missing:
        return
    problems: list[Problem] = []
    async with Worker() as worker:
        for slug, file in missing.items():
            try:
                outline = await worker.parse(file.read_bytes(), name=file.name)
            except RoadmapRefused as refused:
                problems += (_in_file(file, problem) for problem in refused.problems)
            else:
                await gateway.run(_add_roadmap(slug, outline, now))
    if problems:
        raise RoadmapRefused(*problems)


def _in_file(file: Path, problem: Problem) -> Problem:
    return replace(problem, message=f"{file.name}: {problem.message}")


def _roadmap_files(folder: Path) -> dict[str, Path]:
    return {slug_of(file.stem): file for file in sorted(folder.glob("*.md"))}


def turn_ids() -> Callable[[], TurnId]:
    """Give what makes ids short enough to read out: a run of the program, and a count in it."""
    run, numbers = secrets.token_hex(3), count(1)
    return lambda: TurnId(f"{run}-{next(numbers)}")


def _add_roadmap(slug: str, outline: Outline, now: datetime) -> Callable[[UnitOfWork], None]:
    def add(work: UnitOfWork) -> None:
        # Another process may have stored it since.
        if work.roadmaps.of_slug(slug) is None:
            work.roadmaps.add(slug, outline, added=now)
            work.commit()

    return add
