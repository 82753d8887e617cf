"""Importing: the host's own roadmap files become roadmaps that everybody sees, and stay as they."""

from datetime import datetime
from enum import Enum

from core.errors import NothingToRollBack, RoadmapChanged, UnknownRoadmap
from core.ownership import Audience, RoadmapFile
from core.ports import UnitOfWork
from core.reconcile import Reconciliation
from core.roadmap import Roadmap
from core.roadmap_markdown.outline import Outline
from core.use_cases.updating import Updatable, updatable, updated


class Shipped(Enum):
    """What needs no update."""

    NOT_YET = "no roadmap has the slug"
    AS_IT_IS = "the roadmap was read from that very file"


def look_at_shipped(work: UnitOfWork, slug: str, file: RoadmapFile) -> Updatable | Shipped:
    """Give a host's roadmap as it is before a file updates it, or say why it need not.

    Where the file says nothing of what to take as topics, that is as it was. Raise RoadmapChanged
    where a learner's roadmap has the slug.
    """
    roadmap = work.roadmaps.of_slug(slug)
    if roadmap is None:
        return Shipped.NOT_YET
    if work.roadmaps.ownership(roadmap.id).owner is not None:
        raise RoadmapChanged
    before = work.roadmaps.file(roadmap.id)
    if file.taken_as(before).reads_as(before):
        return Shipped.AS_IT_IS
    return updatable(work, roadmap)


def add_shipped(
    work: UnitOfWork, slug: str, outline: Outline, file: RoadmapFile, now: datetime
) -> None:
    """Keep a host's roadmap; raise RoadmapChanged where another process did so just now."""
    if work.roadmaps.of_slug(slug) is not None:
        raise RoadmapChanged
    work.roadmaps.add(slug, outline, file=file, owner=None, audience=Audience.PUBLIC, added=now)
    work.commit()


def update_shipped(
    work: UnitOfWork, before: Updatable, result: Reconciliation, file: RoadmapFile, now: datetime
) -> None:
    """Let a host's roadmap be as its file says; raise RoadmapChanged where it was changed since."""
    updated(work, before, result, file, now)
    work.commit()


def roll_back_shipped(work: UnitOfWork, slug: str, now: datetime) -> Roadmap:
    """Let a host's roadmap be as it was before its last update.

    Raise UnknownRoadmap where the host has none of that slug, NothingToRollBack where no update is
    left to take back.
    """
    before = work.roadmaps.of_slug(slug)
    if before is None or work.roadmaps.ownership(before.id).owner is not None:
        raise UnknownRoadmap(slug, work.roadmaps.visible(None, None))
    after = work.roadmaps.roll_back(before.id, at=now)
    if after is None:
        raise NothingToRollBack(before.title)
    work.commit()
    return after
