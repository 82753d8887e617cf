"""The roadmaps of a folder: stored by a slug of each file's name, as long as they are not yet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.dialogue.gateway import Gateway
from bot.worker import Worker
from core.errors import Problem, RoadmapRefused
from core.ports import UnitOfWork
from core.roadmap import slug_of
from core.roadmap_markdown.outline import Outline


async def import_roadmaps(gateway: Gateway, folder: Path, *, now: datetime) -> None:
    """Store the roadmaps of a folder that are not stored yet.

    Raise RoadmapRefused with the problems of all files that cannot be studied; the others are
    stored.
    """
    files = _roadmap_files(folder)
    known = await gateway.run(lambda work: {each.slug for each in work.roadmaps.summaries()})
    problems: list[Problem] = []
    # It starts a process with the first of them, and none where there is nothing to store.
    async with Worker() as worker:
        for slug, file in files.items():
            if slug in known:
                continue
            try:
                outline = await worker.parse(file.read_bytes(), name=file.name)
            except RoadmapRefused as refused:
                problems += (_in_file(file, problem) for problem in refused.problems)
            else:
                await gateway.run(_add_roadmap(slug, outline, now))
    if problems:
        raise RoadmapRefused(*problems)


def _roadmap_files(folder: Path) -> dict[str, Path]:
    return {slug_of(file.stem): file for file in sorted(folder.glob("*.md"))}


def _in_file(file: Path, problem: Problem) -> Problem:
    return replace(problem, message=f"{file.name}: {problem.message}")


def _add_roadmap(slug: str, outline: Outline, now: datetime) -> Callable[[UnitOfWork], None]:
    def add(work: UnitOfWork) -> None:
        # Another process may have stored it since.
        if work.roadmaps.of_slug(slug) is None:
            work.roadmaps.add(slug, outline, added=now)
            work.commit()

    return add
