"""Search: the topics of a roadmap that fit words typed by a person."""

from collections.abc import Mapping
from functools import lru_cache

from core.likeness import Entry, Index, Match
from core.roadmap import Roadmap, Topic, TopicId

STRONG = 0.84
"""From here on a topic is what was meant: one typo in a word of six or more letters."""


def search(
    roadmap: Roadmap, query: str, *, limit: int = 10, typing: bool = False
) -> tuple[Match[Topic], ...]:
    """Find topics by words of their titles and of the sections they stand in.

    ``typing`` says that the last word may have been begun only just.
    """
    return _index(roadmap).matches(query, limit=limit, typing=typing)


def search_with_notes(
    roadmap: Roadmap, notes: Mapping[TopicId, str], query: str, *, limit: int = 10
) -> tuple[tuple[Match[Topic], ...], frozenset[TopicId]]:
    """Find topics as ``search`` does, or by words of a learner's notes on them.

    Give the best, and which of them were found by their notes. Those come before the others that
    fit as well, as a learner's own words are fewer than a roadmap's, but are half of all at most.
    """
    by_title = search(roadmap, query, limit=limit)
    if not notes:
        return by_title, frozenset()
    by_note = _note_index(roadmap, tuple(notes.items())).matches(query, limit=limit // 2)
    best: dict[TopicId, Match[Topic]] = {}
    for match in sorted((*by_note, *by_title), key=_fit):
        best.setdefault(match.item.id, match)
    found = tuple(best.values())[:limit]
    noted = {match.item.id for match in by_note}
    return found, frozenset(match.item.id for match in found if match.item.id in noted)


def _fit(match: Match[Topic]) -> int:
    if match.exact:
        return 0
    return 1 if match.score >= STRONG else 2


# Learners who look for something in their notes look more than once.
@lru_cache(maxsize=32)
def _note_index(roadmap: Roadmap, notes: tuple[tuple[TopicId, str], ...]) -> Index[Topic]:
    here = roadmap.by_id
    return Index.of(Entry.of(here[topic], note) for topic, note in notes if topic in here)


@lru_cache(maxsize=32)
def _index(roadmap: Roadmap) -> Index[Topic]:
    return Index.of(Entry.of(topic, topic.text, topic.path) for topic in roadmap.topics)
