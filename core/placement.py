"""Placement: a roadmap asked through part by part, so that what is known is said in a few answers.

A part is asked about as a whole first; only where some of it is known are its own parts asked
about, down to single topics, a page at a time.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import takewhile

from core.roadmap import Path, Roadmap, Topic, TopicId

PAGE = 8
"""Topics asked about at once, one by one: what a phone shows with its buttons."""


@dataclass(frozen=True, slots=True)
class Part:
    """The topics next to each other that share the first ``level`` titles of their path.

    ``path`` is all that they share.
    """

    level: int
    path: Path
    topics: tuple[Topic, ...]

    @property
    def pages(self) -> tuple[tuple[Topic, ...], ...]:
        """The topics as they are asked about one by one."""
        return tuple(self.topics[at : at + PAGE] for at in range(0, len(self.topics), PAGE))

    def is_open(self, done: Collection[TopicId]) -> bool:
        """Say whether anything is left to ask about."""
        return any(topic.id not in done for topic in self.topics)


def part_at(roadmap: Roadmap, topic: Topic, level: int) -> Part:
    """Give the part at a level that a topic of the roadmap stands in."""
    parts = _parts(roadmap.topics, level)
    return next(part for part in parts if part.topics[-1].number >= topic.number)


def first_part(roadmap: Roadmap, done: Collection[TopicId]) -> Part | None:
    """Give the first outermost part of which something is open."""
    parts = _parts(roadmap.topics, 1)
    return next((part for part in parts if part.is_open(done)), None)


def parts_of(part: Part) -> tuple[Part, ...]:
    """Give the parts of a part; none where it is to be asked about topic by topic."""
    if len(part.topics) <= PAGE:
        return ()
    for level in range(part.level + 1, max(len(topic.path) for topic in part.topics) + 1):
        parts = tuple(_parts(part.topics, level))
        if len(parts) > 1:
            return parts
    return ()


def part_after(roadmap: Roadmap, part: Part, done: Collection[TopicId]) -> Part | None:
    """Give the next part of which something is open: beside this one, else further out."""
    while part.topics[-1].number < len(roadmap.topics):
        last, topic = roadmap.topics[part.topics[-1].number - 1 : part.topics[-1].number + 1]
        level = next(
            each for each in range(1, part.level + 1) if last.path[:each] != topic.path[:each]
        )
        part = part_at(roadmap, topic, level)
        if part.is_open(done):
            return part
    return None


def _parts(topics: tuple[Topic, ...], level: int) -> Iterator[Part]:
    begin = 0
    for end in range(1, len(topics) + 1):
        if end == len(topics) or topics[end].path[:level] != topics[begin].path[:level]:
            yield _part(level, topics[begin:end])
            begin = end


def _part(level: int, topics: tuple[Topic, ...]) -> Part:
    return Part(level, _shared([topic.path for topic in topics]), topics)


def _shared(paths: list[Path]) -> Path:
    """Give the titles that all of some paths begin with."""
    low, high = min(paths), max(paths)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(low, high, strict=False))
    return tuple(title for title, _ in same)
