"""What is kept in memory of one roadmap: its topics, its file, whose it is, and what it was."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.ownership import Ownership, RoadmapFile
from core.reconcile import KnownTopic, Match, Name
from core.roadmap import Roadmap, RoadmapSummary, Topic, TopicId, TopicKind
from core.roadmap_markdown.outline import OutlineTopic


@dataclass(frozen=True, slots=True)
class KeptTopic:
    """A topic with all that helps to know it again."""

    topic: Topic
    name: Name
    key: str | None = None
    earlier: tuple[Name, ...] = ()
    retired: bool = False

    @classmethod
    def new(cls, number: int, name: Name, topic: OutlineTopic, identity: TopicId) -> "KeptTopic":
        """Keep a topic that a file says for the first time."""
        return cls(topic.stored(identity, number), name, topic.key)

    @classmethod
    def matched(cls, match: Match) -> "KeptTopic":
        """Keep what a file says of a topic that was there."""
        topic = match.topic.stored(match.known.id, match.number)
        return cls(topic, match.name, match.key, match.earlier)

    @property
    def known(self) -> KnownTopic:
        """The topic as it is reconciled."""
        return KnownTopic(
            self.topic.id,
            self.name,
            self.topic.number,
            tuple(resource.url for resource in self.topic.resources),
            self.earlier,
            self.retired,
            self.key,
        )


@dataclass(frozen=True, slots=True)
class State:
    """What a roadmap says."""

    title: str
    about: tuple[tuple[str, str], ...]
    topics: tuple[KeptTopic, ...]
    file: RoadmapFile | None


@dataclass(frozen=True, slots=True)
class KeptRoadmap:
    """All that is kept of a roadmap."""

    roadmap: Roadmap
    state: State
    ownership: Ownership
    before: State | None = None

    @property
    def summary(self) -> RoadmapSummary:
        """The roadmap as it is listed."""
        kinds = [topic.kind for topic in self.roadmap.topics]
        return RoadmapSummary(
            self.roadmap.id,
            self.roadmap.slug,
            self.roadmap.title,
            kinds.count(TopicKind.TOPIC),
            kinds.count(TopicKind.PROJECT),
        )


def in_the_file(topics: Sequence[KeptTopic]) -> tuple[Topic, ...]:
    """Give the topics that are not retired, in their order."""
    there = (each.topic for each in topics if not each.retired)
    return tuple(sorted(there, key=lambda topic: topic.number))
