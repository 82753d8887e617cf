"""Search: the topics of a roadmap that fit words typed by a person."""

from functools import lru_cache

from core.likeness import Entry, Index, Match
from core.roadmap import Roadmap, Topic

STRONG = 0.84
"""From here on a topic is what was meant: one typo in a word of six or more letters."""


def search(
    roadmap: Roadmap, query: str, *, limit: int = 10, typing: bool = False
) -> tuple[Match[Topic], ...]:
    """Find topics by words of their titles and of the sections they stand in.

    ``typing`` says that the last word may have been begun only just.
    """
    return _index(roadmap).matches(query, limit=limit, typing=typing)


@lru_cache(maxsize=32)
def _index(roadmap: Roadmap) -> Index[Topic]:
    return Index.of(Entry.of(topic, topic.text, topic.path) for topic in roadmap.topics)
