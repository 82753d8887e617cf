"""Likeness: how well words typed by a person fit titles, in any script, typos and all."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

T = TypeVar("T")

WEAK = 0.66
"""From here on something is worth showing as the nearest."""

_AROUND_WEIGHT = 0.9
"""A word found only around a title counts a little less than one in it."""

_BEGINNING = 3
"""Letters from which a word counts as typed in part: one or two begin too many words."""

_WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
_QUERY_LIMIT = 100
"""Characters of a query that are looked at; no title is found better by more."""


def fold(text: str) -> str:
    """Bring text to the form it is compared in: NFKC, caseless, words with single blanks."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """Something to be found, by its own words and by those around it."""

    item: T
    folded: str
    own: frozenset[str]
    around: frozenset[str]

    @classmethod
    def of(cls, item: T, title: str, around: tuple[str, ...] = ()) -> "Entry[T]":
        """Make an entry by its title and the texts around it, as the titles of its sections."""
        folded = fold(title)
        return cls(item, folded, frozenset(folded.split()), _words(around))


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """What fits; ``score`` runs from 0 to 1, ``exact`` says that its title was typed."""

    item: T
    score: float
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Index(Generic[T]):
    """Entries, ready to be searched."""

    entries: tuple[Entry[T], ...]
    vocabulary: tuple[str, ...]

    @classmethod
    def of(cls, entries: Iterable[Entry[T]]) -> "Index[T]":
        """Make an index of entries; their order decides between equals."""
        kept = tuple(entries)
        words = frozenset[str]().union(*(entry.own | entry.around for entry in kept))
        return cls(kept, tuple(sorted(words)))

    def matches(self, query: str, *, limit: int, typing: bool = False) -> tuple[Match[T], ...]:
        """Find entries by words: those that begin with them, the best, then by their order.

        Every word of the query is compared with the words of the title and, for a little less, of
        those around; the score is the mean. A query that stands in a title as it is scores 1.
        ``typing`` says that the last word may have been begun only just.
        """
        wanted = fold(query[:_QUERY_LIMIT])
        if not wanted:
            return ()
        *words, last = wanted.split()
        near = [_similar(word, self.vocabulary, _BEGINNING) for word in words]
        near.append(_similar(last, self.vocabulary, 1 if typing else _BEGINNING))
        scored = ((entry, _match(entry, wanted, near)) for entry in self.entries)
        found = sorted(
            ((entry, match) for entry, match in scored if match.score >= WEAK),
            key=lambda pair: (
                not pair[1].exact,
                not f"{pair[0].folded} ".startswith(f"{wanted} "),
                -round(pair[1].score, 2),
            ),
        )
        return tuple(match for _, match in found[:limit])


def offered(entries: Iterable[Entry[T]], typed: str, *, limit: int) -> tuple[T, ...]:
    """Give what somebody may be typing, the likeliest first; while it is nothing, the first."""
    if not fold(typed):
        return tuple(entry.item for entry in entries)[:limit]
    matches = Index.of(entries).matches(typed, limit=limit, typing=True)
    return tuple(match.item for match in matches)


@lru_cache(maxsize=4096)
def _words(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(" ".join(texts)).split())


def _similar(word: str, vocabulary: Sequence[str], beginning: int) -> dict[str, float]:
    """Give how much each word of the vocabulary is like one, where it is at all.

    A word typed in part ("decor") counts as nearly the whole one.
    """
    scored = process.extract(word, vocabulary, scorer=fuzz.ratio, limit=None, score_cutoff=60)
    similar = {known: score / 100 for known, score, _ in scored}
    if len(word) >= beginning:
        for known in vocabulary:
            if known.startswith(word):
                similar[known] = max(similar.get(known, 0.0), 0.95)
    return similar


def _match(entry: Entry[T], wanted: str, near: Sequence[dict[str, float]]) -> Match[T]:
    if wanted == entry.folded:
        return Match(entry.item, 1.0, exact=True)
    if wanted in entry.folded and (f" {wanted} " in f" {entry.folded} " or not wanted.isascii()):
        return Match(entry.item, 1.0)
    total = 0.0
    for similar in near:
        own = max((similar[word] for word in entry.own if word in similar), default=0.0)
        around = max((similar[word] for word in entry.around if word in similar), default=0.0)
        best = max(own, around * _AROUND_WEIGHT)
        if best == 0.0:
            return Match(entry.item, 0.0)
        total += best
    return Match(entry.item, total / len(near))
