"""The data: the folder it lies in, the database, and the roadmaps to study."""

import asyncio
import contextlib
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import Protocol

from bot.dialogue.gateway import Gateway
from bot.doctor.finding import Finding, Verdict
from bot.roadmap_files import Files, files_of, only, read, slug_for, told
from core.errors import RoadmapRefused, StudyError
from core.learner import Learner, LearnerId
from core.roadmap_markdown import Outline, parse

LEAST_FREE = 100 * 2**20
"""Bytes; below it a host is told while the bot still works."""


class Opened(Gateway, Protocol):
    """A gateway that is closed by its opener."""

    def close(self) -> None:
        """Give the database back."""
        ...


OpenGateway = Callable[[str], Opened]
"""Open the migrated database of a URL; raise a StudyError that says why not and what to do."""


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
    files = files_of(folder)
    if not files:
        advice = "put a roadmap there, a file that ends in .md"
        yield Finding("roadmaps", f"none in {folder}", Verdict.WRONG, advice)
    found = {file: _looked_at(file, files) for file in sorted(chain.from_iterable(files.values()))}
    are_others = any(isinstance(each, Outline) for each in found.values())
    for file, each in found.items():
        thing = f"roadmap {told(file)}"
        if isinstance(each, Outline):
            yield Finding(thing, f"{len(each.topics)} topics")
            continue
        for problem in each.problems:
            where = f"line {problem.line}: " if problem.line else ""
            # It is left out at the start, and the others are served.
            verdict = Verdict.NOTE if are_others else Verdict.WRONG
            yield Finding(thing, where + problem.message, verdict, problem.advice)


def _looked_at(file: Path, files: Files) -> Outline | RoadmapRefused:
    try:
        only(slug_for(file), files)
        return parse(read(file), name=told(file))
    except RoadmapRefused as refused:
        return refused
