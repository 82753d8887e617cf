"""The composition root: the only place that names concrete classes and puts them together."""

import asyncio
import contextlib
import os
import secrets
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
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
from core.errors import Problem, RoadmapRefused
from core.ports import UnitOfWork
from core.roadmap import slug_of
from core.roadmap_markdown.outline import Outline


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
        yield Dispatcher(LEXICON, gateway, CityGazetteer(), turn_ids())


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
