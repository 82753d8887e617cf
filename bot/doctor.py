"""The doctor: looks at all that the bot stands on, and says what is wrong and what to do."""

import asyncio
import contextlib
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryFile
from typing import Protocol, TextIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.dialogue.gateway import Gateway
from bot.settings import Settings, SettingsRefused, load, misspelt
from core.errors import RoadmapRefused, StudyError
from core.learner import Learner, LearnerId
from core.roadmap_markdown import parse

PYTHONS = ((3, 11), (3, 14))
"""The first Python that is supported, and the first that is not any more."""

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")
RELEASE_YEAR = 2026
LEAST_FREE = 100 * 2**20
"""Bytes; below it a host is told while the bot still works."""


class Opened(Gateway, Protocol):
    """A gateway that is closed by its opener."""

    def close(self) -> None:
        """Give the database back."""
        ...


OpenGateway = Callable[[str], Opened]
"""Open the migrated database of a URL; raise a StudyError that says why not and what to do."""


class Verdict(StrEnum):
    """How a thing was found; only WRONG keeps the bot from working."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing; ``advice`` says what to do about a note or a wrong."""

    thing: str
    says: str
    verdict: Verdict = Verdict.OK
    advice: str = ""

    def __str__(self) -> str:
        """Give the line that a host reads."""
        line = f"{self.verdict:<5}  {self.thing}: {self.says}"
        return f"{line} - {self.advice}" if self.advice else line


def examine(
    environ: Mapping[str, str],
    env_file: Path,
    *,
    open_gateway: OpenGateway,
    now: Callable[[], datetime],
    monotonic: Callable[[], float],
) -> Iterator[Finding]:
    """Look at everything, one thing after the other.

    Wrong settings come all together and end the look, since they name the rest of the things.
    """
    yield python(sys.version_info[:2])
    yield zones(ZONES)
    yield clock(now, monotonic)
    for problem in misspelt(environ, env_file):
        yield Finding("settings", problem.message, Verdict.NOTE, problem.advice)
    try:
        settings = load(environ, env_file)
    except SettingsRefused as refused:
        for problem in refused.problems:
            yield Finding("settings", problem.message, Verdict.WRONG, problem.advice)
        return
    yield Finding("settings", "every one can be used")
    yield from tokens(settings)
    yield data_folder(settings.data_dir)
    yield database(settings.database_url, open_gateway, now())
    yield from roadmaps(settings.roadmaps_dir)


def report(findings: Iterable[Finding], stream: TextIO) -> int:
    """Print each finding on a line as it comes; return 1 where one is wrong, else 0."""
    status = 0
    for finding in findings:
        print(finding, file=stream)
        if finding.verdict is Verdict.WRONG:
            status = 1
    return status


def python(version: tuple[int, ...]) -> Finding:
    """Look at the running Python's version, major and minor."""
    says = ".".join(map(str, version))
    first, after = PYTHONS
    if first <= version < after:
        return Finding("Python", says)
    return Finding("Python", says, Verdict.WRONG, "install Python 3.11, 3.12 or 3.13")


def zones(names: Iterable[str]) -> Finding:
    """Look whether these time zones are known."""
    missing = []
    for name in names:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            missing.append(name)
    if missing:
        advice = "install the package tzdata"
        return Finding("time zones", f"no {', '.join(missing)}", Verdict.WRONG, advice)
    return Finding("time zones", "known")


def clock(now: Callable[[], datetime], monotonic: Callable[[], float]) -> Finding:
    """Look whether the clock can be right: not before this release, and never going back."""
    instant = now()
    if instant.year < RELEASE_YEAR:
        says = f"it says {instant:%Y-%m-%d}, before Study Buddy was released"
        return Finding("clock", says, Verdict.WRONG, "set this machine's date and time")
    earlier = monotonic()
    if monotonic() < earlier:
        return Finding("clock", "it went back", Verdict.WRONG, "restart this machine")
    return Finding("clock", f"{instant:%Y-%m-%d %H:%M %Z}")


def tokens(settings: Settings) -> Iterator[Finding]:
    """Say of each platform whether its token is set; the form was checked with the settings."""
    given = {"Telegram": settings.telegram_token, "Discord": settings.discord_token}
    for platform, token in given.items():
        name = f"{platform.upper()}_TOKEN"
        if token is None:
            yield Finding(platform, f"off, since {name} is not set")
        else:
            yield Finding(platform, f"{name} has the right form")


def data_folder(folder: Path, least_free: int = LEAST_FREE) -> Finding:
    """Look whether a folder is there or can be made, can be written in and has room, in bytes."""
    thing = "data folder"
    ground = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    try:
        with TemporaryFile(dir=ground):
            pass
    except OSError as error:
        says = f"{folder} cannot be written in ({error.strerror})"
        return Finding(thing, says, Verdict.WRONG, "set DATA_DIR to a folder that can")
    free = shutil.disk_usage(ground).free
    if free < least_free:
        says = f"{folder} has only {free // 2**20} MiB left"
        return Finding(thing, says, Verdict.WRONG, "make room on that disk, or set DATA_DIR")
    return Finding(thing, str(folder) if ground == folder else f"{folder}, made when needed")


def database(url: str, open_gateway: OpenGateway, now: datetime) -> Finding:
    """Look whether the database opens, has today's tables and can be written in."""
    nobody = Learner(LearnerId(0), "UTC", "en", joined=now)

    async def write_nothing(gateway: Opened) -> None:
        await gateway.run(lambda unit: unit.learners.save(nobody))  # and no commit

    try:
        with contextlib.closing(open_gateway(url)) as gateway:
            asyncio.run(write_nothing(gateway))
    except StudyError as error:
        return Finding("database", str(error), Verdict.WRONG)
    return Finding("database", "opens, has today's tables, can be written in")


def roadmaps(folder: Path) -> Iterator[Finding]:
    """Read every roadmap in a folder, and say of each what it holds or why it is refused."""
    files = sorted(folder.glob("*.md"))
    if not files:
        advice = "put a roadmap there, a file that ends in .md"
        yield Finding("roadmaps", f"none in {folder}", Verdict.WRONG, advice)
    for file in files:
        thing = f"roadmap {file.name}"
        try:
            outline = parse(file.read_bytes(), name=file.name)
        except OSError as error:
            yield Finding(thing, str(error.strerror), Verdict.WRONG, "make it readable")
        except RoadmapRefused as refused:
            for problem in refused.problems:
                where = f"line {problem.line}: " if problem.line else ""
                yield Finding(thing, where + problem.message, Verdict.WRONG, problem.advice)
        else:
            yield Finding(thing, f"{len(outline.topics)} topics")
