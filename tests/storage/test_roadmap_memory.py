"""What a process remembers of the roadmaps that it wrote is what stands in the database."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from random import Random
from typing import TypeVar

import storage
from core.ownership import RoadmapFile
from core.ports import UnitOfWork
from tests.storage.roadmap_scenes import SECOND_FILE, edit, everything, own, take_back

T = TypeVar("T")


def listed(chance: Random) -> RoadmapFile:
    """Write a file of some topics in some order."""
    titles = chance.sample(["Alpha", "Beta", "Gamma", "Delta", "Epsilon"], chance.randint(1, 5))
    items = (
        f"- [{chance.choice(' x')}] {title}: [guide](https://example.org)\n  - more of it\n"
        for title in titles
    )
    return RoadmapFile("list.md", "".join(items).encode())


def run_anew(url: str, work: Callable[[UnitOfWork], T]) -> T:
    """Run a use case as a process does that remembers nothing."""
    with closing(storage.open_gateway(url)) as gateway:
        return asyncio.run(gateway.run(work))


def test_another_process_reads_what_this_one_remembers_of_its_edits(database_url: str) -> None:
    chance = Random(7)  # noqa: S311 - no secret
    remembered, read = [], []
    with closing(storage.open_gateway(database_url)) as ours:
        course = asyncio.run(ours.run(own("course")))
        for change in (
            lambda unit: unit.roadmaps.get(course.id),
            *(edit(course.id, listed(chance)) for _ in range(6)),
            edit(course.id, SECOND_FILE),
            take_back(course.id),
        ):
            asyncio.run(ours.run(change))
            remembered.append(asyncio.run(ours.run(everything(course.id))))
            read.append(run_anew(database_url, everything(course.id)))

    assert remembered == read


def test_what_was_written_is_remembered_once_it_is_kept(database_url: str) -> None:
    with closing(storage.open_gateway(database_url)) as ours:
        course = asyncio.run(ours.run(own("course")))
        dropped = asyncio.run(ours.run(edit(course.id, keep=False)))
        after_dropping = asyncio.run(ours.run(lambda unit: unit.roadmaps.get(course.id)))
        kept = asyncio.run(ours.run(edit(course.id)))
        after_keeping = asyncio.run(ours.run(lambda unit: unit.roadmaps.get(course.id)))

    assert dropped != course
    assert after_dropping is course
    assert after_keeping is kept
