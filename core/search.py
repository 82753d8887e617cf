"""Search: the topics of a roadmap that fit words typed by a person, typos and all."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from core.roadmap import Roadmap, Topic

STRONG = 0.84
"""From here on a topic is what was meant: one typo in a word of six or more letters."""

WEAK = 0.66
"""From here on a topic is worth showing as the nearest."""

_PATH_WEIGHT = 0.9
"""A word found only in the section's title counts a little less than one in the topic's."""

_WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
_QUERY_LIMIT = 100
"""Characters of a query that are looked at; no title is found better by more."""


@dataclass(frozen=True, slots=True)
class Match:
    """A topic that fits; ``score`` runs from 0 to 1, ``exact`` says that its title was typed."""

    topic: Topic
    score: float
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    topic: Topic
    folded: str
    own: frozenset[str]
    around: frozenset[str]


@dataclass(frozen=True)
class _Index:
    entries: tuple[_Entry, ...]
    vocabulary: tuple[str, ...]


def fold(text: str) -> str:
    """Bring text to the form it is compared in: NFKC, caseless, words with single blanks."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def search(roadmap: Roadmap, query: str, *, limit: int = 10) -> tuple[Match, ...]:
    """Find topics by words: those that begin with them, the best, then by the roadmap's order.

    Every word of the query is compared with the words of the title and, for a little less, of the
    section titles; the score is the mean. A query that stands in a title as it is scores 1.
    """
    wanted = fold(query[:_QUERY_LIMIT])
    if not wanted:
        return ()
    index = _index(roadmap)
    near = [_similar(word, index.vocabulary) for word in wanted.split()]
    matches = (_match(entry, wanted, near) for entry in index.entries)
    found = sorted(
        (match for match in matches if match.score >= WEAK),
        key=lambda match: (
            not match.exact,
            not f"{fold(match.topic.text)} ".startswith(f"{wanted} "),
            -round(match.score, 2),
            match.topic.number,
        ),
    )
    return tuple(found[:limit])


@lru_cache(maxsize=32)
def _index(roadmap: Roadmap) -> _Index:
    entries = tuple(
        _Entry(topic, fold(topic.text), frozenset(fold(topic.text).split()), _words(topic.path))
        for topic in roadmap.topics
    )
    words = frozenset[str]().union(*(entry.own | entry.around for entry in entries))
    return _Index(entries, tuple(sorted(words)))


@lru_cache(maxsize=4096)
def _words(titles: Sequence[str]) -> frozenset[str]:
    return frozenset(fold(" ".join(titles)).split())


def _similar(word: str, vocabulary: Sequence[str]) -> dict[str, float]:
    """Give how much each word of the vocabulary is like one, where it is at all.

    A word typed in part ("decor") counts as nearly the whole one.
    """
    scored = process.extract(word, vocabulary, scorer=fuzz.ratio, limit=None, score_cutoff=60)
    similar = {known: score / 100 for known, score, _ in scored}
    if len(word) > 2:  # noqa: PLR2004 - one or two letters begin too many words
        for known in vocabulary:
            if known.startswith(word):
                similar[known] = max(similar.get(known, 0.0), 0.95)
    return similar


def _match(entry: _Entry, wanted: str, near: Sequence[dict[str, float]]) -> Match:
    if wanted == entry.folded:
        return Match(entry.topic, 1.0, exact=True)
    if wanted in entry.folded and (f" {wanted} " in f" {entry.folded} " or not wanted.isascii()):
        return Match(entry.topic, 1.0)
    total = 0.0
    for similar in near:
        own = max((similar[word] for word in entry.own if word in similar), default=0.0)
        around = max((similar[word] for word in entry.around if word in similar), default=0.0)
        best = max(own, around * _PATH_WEIGHT)
        if best == 0.0:
            return Match(entry.topic, 0.0)
        total += best
    return Match(entry.topic, total / len(near))
