"""A course as the file that its roadmap was read from, with the boxes of what is done ticked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from core.ownership import RoadmapFile
from core.reconcile.names import Name, Placed, names_of
from core.roadmap_markdown import export, parse


class Called(NamedTuple):
    """What a topic is called in its file, and the how many it is of those called so."""

    name: Name
    time: int


@dataclass(frozen=True, slots=True)
class TickedFile:
    """A roadmap's file with its boxes ticked.

    ``unseen`` counts the topics that are done and have neither a box nor a tick; ``others`` those
    that are not done, though their boxes came ticked and stay so.
    """

    content: bytes
    unseen: int
    others: int


def called(topics: Iterable[Placed]) -> Iterator[Called]:
    """Call the topics of one file, which come in its order, so that no two are called the same."""
    times: Counter[Name] = Counter()
    for name in names_of(topics):
        times[name] += 1
        yield Called(name, times[name])


def to_markdown(
    file: RoadmapFile,
    done: AbstractSet[Called],
    *,
    clear: bool = False,
    beside_titles: bool = False,
) -> TickedFile:
    """Tick in a roadmap's file the topics that are done; nothing else in it changes.

    ``clear`` empties the boxes that came ticked where the topic is not done; ``beside_titles``
    puts a tick before the title of a topic without a box. The file is read anew, maybe by other
    rules than when it was stored, so topics are known by what they are called. Raise
    RoadmapRefused where it cannot be read any more.
    """
    outline = parse(file.source, name=file.name, take=file.take)
    names = enumerate(called(outline.topics), start=1)
    numbers = {number for number, name in names if name in done}
    behind = [topic for n, topic in enumerate(outline.topics, start=1) if n in numbers]
    ahead = [topic for n, topic in enumerate(outline.topics, start=1) if n not in numbers]
    return TickedFile(
        export(file.source, outline, numbers, clear=clear, beside_titles=beside_titles),
        unseen=0 if beside_titles else sum(topic.mark is None for topic in behind),
        others=0 if clear else sum(topic.ticked for topic in ahead),
    )
