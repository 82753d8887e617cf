"""Use cases for the storage tests that add, edit and read a roadmap by its file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.learner import Account, LearnerId
from core.ownership import Audience, Ownership, RoadmapFile
from core.ports import UnitOfWork
from core.reconcile import KnownTopic, reconcile
from core.roadmap import Roadmap, RoadmapId
from core.roadmap_markdown import parse
from tests.storage.scenes import JOINED, ZONE

LATER = JOINED + timedelta(days=3)
LAST = JOINED + timedelta(days=9)

FIRST_FILE = RoadmapFile(
    "course.md",
    b"""# Course

## One

- [ ] Alpha
  - [ ] Nested {#n1}
- [x] Beta [docs](https://example.org/beta)

## Two

- [ ] Gamma
- [ ] Leaving
""",
)
SECOND_FILE = RoadmapFile(
    "course (2).md",
    b"""# Course, edited

> Goal: learn more

## Two

- [ ] Gamma
- [ ] Alpha
- [ ] Coming {#c1}

## One

- [ ] The second letter [docs](https://example.org/beta)
- [ ] Nested {#n1}
""",
)


@dataclass(frozen=True, slots=True)
class Everything:
    """All that is kept of a roadmap, but for what says when it changed."""

    title: str
    about: tuple[tuple[str, str], ...]
    topics: tuple[object, ...]
    known: tuple[KnownTopic, ...]
    file: RoadmapFile | None


def join(account: Account) -> Callable[[UnitOfWork], LearnerId]:
    """Make a learner."""

    def work(unit: UnitOfWork) -> LearnerId:
        learner = unit.learners.add(account, zone=ZONE, language="en", joined=JOINED)
        unit.commit()
        return learner.id

    return work


def own(
    slug: str,
    file: RoadmapFile = FIRST_FILE,
    *,
    owner: LearnerId | None = None,
    audience: Audience = Audience.OWNER,
) -> Callable[[UnitOfWork], Roadmap]:
    """Add a roadmap."""

    def work(unit: UnitOfWork) -> Roadmap:
        outline = parse(file.source, name=file.name, take=file.take)
        roadmap = unit.roadmaps.add(
            slug, outline, file=file, owner=owner, audience=audience, added=JOINED
        )
        unit.commit()
        return roadmap

    return work


def edit(
    roadmap: RoadmapId, file: RoadmapFile = SECOND_FILE, *, at: datetime = LATER, keep: bool = True
) -> Callable[[UnitOfWork], Roadmap]:
    """Let a roadmap be what another file says."""

    def work(unit: UnitOfWork) -> Roadmap:
        known = unit.roadmaps.known_topics(roadmap)
        result = reconcile(known, parse(file.source, name=file.name, take=file.take))
        updated = unit.roadmaps.update(roadmap, result, file, at=at)
        if keep:
            unit.commit()
        return updated

    return work


def take_back(roadmap: RoadmapId) -> Callable[[UnitOfWork], Roadmap | None]:
    """Take the last update of a roadmap back."""

    def work(unit: UnitOfWork) -> Roadmap | None:
        before = unit.roadmaps.roll_back(roadmap, at=LAST)
        unit.commit()
        return before

    return work


def everything(roadmap: RoadmapId) -> Callable[[UnitOfWork], Everything]:
    """Read all that is kept of a roadmap."""

    def work(unit: UnitOfWork) -> Everything:
        read = unit.roadmaps.get(roadmap)
        known = unit.roadmaps.known_topics(roadmap)
        return Everything(read.title, read.about, read.topics, known, unit.roadmaps.file(roadmap))

    return work


def ownership(roadmap: RoadmapId) -> Callable[[UnitOfWork], Ownership]:
    """Read whose a roadmap is."""
    return lambda unit: unit.roadmaps.ownership(roadmap)
