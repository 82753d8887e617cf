"""A reconciliation: what an edited file makes of the topics that are stored."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from core.reconcile.known import KnownTopic
from core.reconcile.names import Name, names_of
from core.roadmap import TopicId
from core.roadmap_markdown.outline import Outline, OutlineTopic

ASK_ABOVE = 0.30
"""The share of retired topics above which it may be the wrong file."""

EARLIER_NAMES = 8
"""So many names that a topic had before are kept: who rewords it daily makes no end of them."""


class Step(Enum):
    """By what a topic was known again, the surest first."""

    KEY = "the id in the file"
    PLACE = "the same place and title"
    SECTION = "the same section and title"
    TITLE = "the same title elsewhere"
    LINK = "the same only link"
    LIKENESS_IN_SECTION = "a similar title in the same section"
    LIKENESS = "a similar title elsewhere"

    @property
    def is_guess(self) -> bool:
        """Say whether the topic's title did not tell, and its owner should be shown the match."""
        return self in {Step.LINK, Step.LIKENESS_IN_SECTION, Step.LIKENESS}


class Fate(Enum):
    """What becomes of a stored topic that is in the file."""

    KEPT = "kept"
    RENAMED = "renamed"
    """It has another title, wherever it stands."""
    MOVED = "moved"
    """It has the same title in another section."""
    RETURNED = "returned"
    """It had been retired."""


class Find(NamedTuple):
    """That a topic of the file is a stored one; ``number`` counts it from 1 in the file.

    ``likeness`` of the two titles runs from 0 to 1, and is None where another step told.
    """

    number: int
    known: TopicId
    step: Step
    fate: Fate
    likeness: float | None


@dataclass(frozen=True, slots=True)
class Match:
    """A find, with the topic of the file and the stored one that it is."""

    number: int
    topic: OutlineTopic
    name: Name
    known: KnownTopic
    step: Step
    fate: Fate
    likeness: float | None = None

    @property
    def key(self) -> str | None:
        """The id to keep: the file's, else the one it had, as an editor may have dropped it."""
        return self.topic.key or self.known.key

    @property
    def earlier(self) -> tuple[Name, ...]:
        """The last names that the topic had before the one it has in the file, the latest last."""
        if self.name == self.known.name:
            return self.known.earlier
        near = (self.name, self.known.name)
        others = [name for name in self.known.earlier if name not in near]
        return (*others, self.known.name)[-EARLIER_NAMES:]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Whence the topics of an outline come, and which stored topics it does not hold.

    ``matches`` and ``new`` (the numbers of the others, from 1) come in the order of the file;
    ``retired`` are those that leave now.
    """

    outline: Outline
    matches: tuple[Match, ...]
    new: tuple[int, ...]
    retired: tuple[KnownTopic, ...]

    @property
    def stood(self) -> AbstractSet[TopicId]:
        """Give the ids of the topics that stood in the roadmap before."""
        stayed = {match.known.id for match in self.matches if not match.known.retired}
        return stayed.union(topic.id for topic in self.retired)

    @property
    def guesses(self) -> tuple[Match, ...]:
        """List the matches that the owner should be shown one by one."""
        return tuple(match for match in self.matches if match.step.is_guess)

    @property
    def renamed(self) -> tuple[Match, ...]:
        """List the matches that have another title and are no guesses: an id told, or a name."""
        return tuple(
            match
            for match in self.matches
            if match.fate is Fate.RENAMED and not match.step.is_guess
        )

    @property
    def returned(self) -> tuple[Match, ...]:
        """List the matches that had been retired."""
        return tuple(match for match in self.matches if match.fate is Fate.RETURNED)

    @property
    def retired_share(self) -> float:
        """Give how much of the roadmap leaves it, from 0 to 1."""
        stayed = sum(not match.known.retired for match in self.matches)
        return len(self.retired) / ((stayed + len(self.retired)) or 1)

    @property
    def asks_first(self) -> bool:
        """Say whether so much leaves that the owner is asked whether it is the right file."""
        return self.retired_share > ASK_ABOVE


def assembled(
    known: Collection[KnownTopic], outline: Outline, finds: Iterable[Find]
) -> Reconciliation:
    """Put together what was found with what it was found in, which need not travel twice."""
    left = {topic.id: topic for topic in sorted(known, key=lambda each: (each.number, each.id))}
    topics = dict(enumerate(zip(outline.topics, names_of(outline.topics), strict=True), start=1))
    matches = []
    for number, its_id, step, fate, likeness in sorted(finds, key=lambda each: each.number):
        topic, name = topics.pop(number)
        matches.append(Match(number, topic, name, left.pop(its_id), step, fate, likeness))
    retired = tuple(topic for topic in left.values() if not topic.retired)
    return Reconciliation(outline, tuple(matches), tuple(topics), retired)
