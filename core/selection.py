"""A selection: which topics a learner means by the numbers or words they typed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import AmbiguousTopic, UnknownTopic
from core.roadmap import Roadmap, Topic, TopicId
from core.search import STRONG, search

_NUMBER = r"#?\d{1,9}"
_SPAN = rf"{_NUMBER}(?:\s*(?:-|\u2013|\u2014|to)\s*{_NUMBER})?"
_NUMBERS = re.compile(rf"{_SPAN}(?:\s*[,;]\s*{_SPAN}|\s+(?:and\s+)?{_SPAN})*[,;.]?")
_EACH_SPAN = re.compile(r"(\d+)(?:\s*(?:-|\u2013|\u2014|to)\s*#?(\d+))?")


@dataclass(frozen=True, slots=True)
class Pick:
    """What a person picked: ``typed`` numbers or words, or the ``topic`` of a button.

    ``exact`` says that words only mean a topic whose title they are, and none that is like them.
    """

    typed: str | None = None
    topic: TopicId | None = None
    exact: bool = False


NEAREST = 5
"""So many topics are offered where words fit several or none."""


def pick(roadmap: Roadmap, picked: Pick, otherwise: Topic | None) -> tuple[Topic, ...]:
    """Find the topics that were picked; ``otherwise`` where nothing was.

    Raise UnknownTopic or AmbiguousTopic for a pick that does not fit.
    """
    if picked.topic is not None:
        if picked.topic not in roadmap.by_id:
            raise UnknownTopic(typed=None, topic_count=len(roadmap.topics))
        return (roadmap.by_id[picked.topic],)
    if picked.typed:
        return select(roadmap, picked.typed, exact=picked.exact)
    return (otherwise,) if otherwise else ()


def select(roadmap: Roadmap, typed: str, *, exact: bool = False) -> tuple[Topic, ...]:
    """Find the topics meant by "57", "57-60, 63" or "orm joins", each once, in the order typed.

    Raise UnknownTopic for a number out of range or words that fit nothing, AmbiguousTopic for
    words that fit several, or with ``exact`` one whose title they are not.
    """
    words = typed.strip()
    if _NUMBERS.fullmatch(words):
        return _numbered(roadmap, words)
    return (_named(roadmap, words, exact_only=exact),)


def spans(topics: Iterable[Topic]) -> tuple[str, ...]:
    """Say the numbers of some topics, in their order, as they are typed: "57-60", "63"."""
    runs: list[list[int]] = []
    for topic in topics:
        if not runs or topic.number != runs[-1][1] + 1:
            runs.append([topic.number, topic.number])
        runs[-1][1] = topic.number
    return tuple(f"{low}" if low == high else f"{low}-{high}" for low, high in runs)


def _numbered(roadmap: Roadmap, words: str) -> tuple[Topic, ...]:
    chosen: dict[int, Topic] = {}
    for first, last in _EACH_SPAN.findall(words):
        low, high = sorted((int(first), int(last or first)))
        for number in (low, high):
            if roadmap.numbered(number) is None:
                raise UnknownTopic(typed=f"#{number}", topic_count=len(roadmap.topics))
        chosen.update((topic.number, topic) for topic in roadmap.topics[low - 1 : high])
    return tuple(chosen.values())


def _named(roadmap: Roadmap, words: str, *, exact_only: bool) -> Topic:
    matches = search(roadmap, words)
    strong = [match for match in matches if match.score >= STRONG]
    exact = [match for match in strong if match.exact]
    if len(exact) == 1 or (not exact and len(strong) == 1 and not exact_only):
        return (exact or strong)[0].item
    if strong:
        raise AmbiguousTopic(words, tuple(match.item for match in (exact or strong)))
    raise UnknownTopic(
        typed=words,
        topic_count=len(roadmap.topics),
        nearest=tuple(match.item for match in matches[:NEAREST]),
    )
