"""A roadmap: the sections and topics a learner works through, in the order of its file."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import NewType

RoadmapId = NewType("RoadmapId", int)
TopicId = NewType("TopicId", int)

Path = tuple[str, ...]
"""Section titles from the outside in, without the title of the document."""

SLUG_LIMIT = 40
"""Characters: leaves room for the rest of a button's short form."""

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def slug_of(name: str) -> str:
    """Make the name that people type for a roadmap from the name of its file."""
    return _NOT_IN_SLUG.sub("-", name.casefold()).strip("-")[:SLUG_LIMIT].rstrip("-")


class TopicKind(StrEnum):
    """What a topic asks for: learning it, or building something."""

    TOPIC = "topic"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Resource:
    """A link that a roadmap gives for a topic."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to learn or build.

    ``number`` counts from 1 through the whole roadmap and is what a learner types; ``title`` is
    the item's Markdown on one line, ``text`` the same without marks; ``depth`` is 1 for a topic
    that is not nested in another.
    """

    id: TopicId
    number: int
    path: Path
    title: str
    text: str
    kind: TopicKind = TopicKind.TOPIC
    depth: int = 1
    hint: str | None = None
    resources: tuple[Resource, ...] = ()
    details: tuple[str, ...] = ()
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The topics that stand next to each other under one path."""

    path: Path
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Roadmap:
    """A stored roadmap as it is today; ``revision`` grows by one with every import of its file."""

    id: RoadmapId
    slug: str
    title: str
    about: tuple[tuple[str, str], ...]
    topics: tuple[Topic, ...]
    revision: int = 1

    def __hash__(self) -> int:
        """Hash by what names it: hundreds of topics would cost a millisecond each time."""
        return hash((self.id, self.slug, self.revision))

    @cached_property
    def by_id(self) -> dict[TopicId, Topic]:
        """Give each topic by its id."""
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Give the runs of topics that share a path, in order."""
        return tuple(
            Section(path, tuple(run))
            for path, run in groupby(self.topics, key=lambda topic: topic.path)
        )

    @cached_property
    def phases(self) -> tuple[Section, ...]:
        """Give the runs of topics that share the outermost part of their path, in order."""
        return tuple(
            Section(path, tuple(run))
            for path, run in groupby(self.topics, key=lambda topic: topic.path[:1])
        )

    @cached_property
    def section_of(self) -> dict[TopicId, Section]:
        """Give the section that each topic stands in."""
        return {topic.id: section for section in self.sections for topic in section.topics}

    def numbered(self, number: int) -> Topic | None:
        """Give the topic with this number, or None where it is out of range."""
        return self.topics[number - 1] if 1 <= number <= len(self.topics) else None


@dataclass(frozen=True, slots=True)
class RoadmapSummary:
    """What a list of roadmaps shows of one."""

    id: RoadmapId
    slug: str
    title: str
    topic_count: int
    project_count: int
