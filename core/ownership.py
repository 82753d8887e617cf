"""Ownership: whose a roadmap is, who may see it, and the file that it was read from."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.learner import LearnerId
from core.roadmap import RoadmapId
from core.roadmap_markdown.outline import Source


class Audience(StrEnum):
    """Who may see a roadmap, beside its owner, who studies it and the chats it is shared with."""

    OWNER = "owner"
    """Nobody else."""
    LINK = "link"
    """Who has its link."""
    PUBLIC = "public"
    """Everybody."""


@dataclass(frozen=True, slots=True)
class RoadmapFile:
    """A file as it was sent; ``take`` is what its owner chose as topics, None: what parsing chose.

    ``source`` is its bytes, unchanged.
    """

    name: str
    source: bytes
    take: Source | None = None

    def taken_as(self, before: "RoadmapFile | None") -> "RoadmapFile":
        """Take as topics what was taken of the file before, where nothing else is chosen."""
        return self if self.take or before is None else replace(self, take=before.take)

    def reads_as(self, other: "RoadmapFile | None") -> bool:
        """Say whether the same topics are read in another file, whatever it is called."""
        return other is not None and (self.source, self.take) == (other.source, other.take)


@dataclass(frozen=True, slots=True)
class Ownership:
    """What is kept of a roadmap beside what it says.

    ``owner`` is None where it is the host's; ``link`` is the token of its link while it has one;
    ``size`` counts the bytes of its file, 0 where none was kept; ``changed`` is when its topics
    last became what they are; ``removed`` is None while it is there.
    """

    roadmap: RoadmapId
    owner: LearnerId | None
    audience: Audience
    link: str | None
    size: int
    added: datetime
    changed: datetime
    removed: datetime | None = None
