"""The host's roadmap files: stored by a slug of each file's name, and updated where one changed."""

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.dialogue.gateway import Gateway
from bot.dialogue.reading import RoadmapReader
from bot.roadmap_files import files_of, only, read, slug_for, told
from bot.worker import Worker
from core.errors import Problem, RoadmapChanged, RoadmapRefused
from core.ownership import RoadmapFile
from core.reconcile import Reconciliation
from core.roadmap_markdown.outline import Outline
from core.use_cases.importing import Shipped, add_shipped, look_at_shipped, update_shipped
from core.use_cases.updating import Changes, Updatable

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with a file: ``result`` compares it with what is stored already.

    Both ``before`` and ``result`` are None where nothing is.
    """

    slug: str
    file: RoadmapFile
    outline: Outline
    before: Updatable | None = None
    result: Reconciliation | None = None


async def import_roadmaps(gateway: Gateway, folder: Path, *, now: datetime) -> None:
    """Store the roadmaps of a folder, and update those whose file is another than it was.

    A file that cannot be studied is left out with an error in the log, one that would cost its
    roadmap a large part of its topics with a warning. Raise RoadmapRefused with all that is wrong
    where nothing is there to study.
    """
    problems: list[Problem] = []
    files = files_of(folder)
    # It starts a process with the first of them, and none where there is nothing to store.
    async with Worker() as worker:
        for slug, paths in files.items():
            try:
                path = only(slug_for(paths[0]), files)
                file = RoadmapFile(told(path), read(path))
                await _import(gateway, worker, slug, file, now)
            except RoadmapRefused as refused:
                problems += (_named(slug, paths, problem) for problem in refused.problems)
    if problems and not await gateway.run(lambda work: work.roadmaps.visible(None, None)):
        raise RoadmapRefused(*problems)
    for problem in problems:
        logger.error(
            "roadmap left out: %s; %s",
            problem.message,
            problem.advice,
            extra={"line": problem.line},
        )


async def plan(
    gateway: Gateway, reader: RoadmapReader, slug: str, file: RoadmapFile
) -> Plan | None:
    """Say what is to be done with a host's file; None where it is stored as it is.

    Raise RoadmapRefused where it cannot be studied.
    """
    try:
        before = await gateway.run(lambda work: look_at_shipped(work, slug, file))
    except RoadmapChanged:
        problem = Problem(f"a learner's roadmap is called {slug}", "give the file another name")
        raise RoadmapRefused(problem) from None
    if before is Shipped.AS_IT_IS:
        return None
    if before is not Shipped.NOT_YET:
        file = file.taken_as(before.file)
    outline = await reader.parse(file.source, name=file.name, take=file.take)
    if before is Shipped.NOT_YET:
        return Plan(slug, file, outline)
    return Plan(slug, file, outline, before, await reader.reconcile(before.known, outline))


async def carry_out(gateway: Gateway, planned: Plan, now: datetime) -> None:
    """Store a file, or update what is stored; raise RoadmapChanged where that changed meanwhile."""
    before, result, file = planned.before, planned.result, planned.file
    if before is None or result is None:
        await gateway.run(lambda work: add_shipped(work, planned.slug, planned.outline, file, now))
    else:
        await gateway.run(lambda work: update_shipped(work, before, result, file, now))


async def _import(
    gateway: Gateway, reader: RoadmapReader, slug: str, file: RoadmapFile, now: datetime
) -> None:
    planned = await plan(gateway, reader, slug, file)
    if planned is None:
        return
    if planned.result is not None and planned.result.asks_first:
        logger.warning(
            "roadmap not updated: so much would leave it that its file may be the wrong one; "
            "python -m bot roadmap add FILE asks, and takes it all the same",
            extra=_report(file, planned.result),
        )
        return
    try:
        await carry_out(gateway, planned, now)
    except RoadmapChanged:
        # Another process starts at the same time, with the same files.
        logger.info("roadmap left to another process", extra={"file": file.name})
        return
    if planned.result is None:
        topics = len(planned.outline.topics)
        logger.info("roadmap added", extra={"file": file.name, "topics": topics})
    else:
        logger.info("roadmap updated", extra=_report(file, planned.result))


def _report(file: RoadmapFile, result: Reconciliation) -> dict[str, object]:
    """Give what a log line tells of an update."""
    guesses = [f"{each.known.name.text} -> {each.name.text}" for each in result.guesses]
    left = [topic.name.text for topic in result.retired]
    return {
        "file": file.name,
        **asdict(Changes.of(result)),
        "guesses": "; ".join(guesses),
        "left": "; ".join(left),
    }


def _named(slug: str, paths: Sequence[Path], problem: Problem) -> Problem:
    """Say in which file a problem is; that of several files of one slug names them already."""
    if slug and len(paths) > 1:
        return problem
    return replace(problem, message=f"{', '.join(map(told, paths))}: {problem.message}")
