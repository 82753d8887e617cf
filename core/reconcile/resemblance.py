"""Resemblance: which of some titles a reworded one most likely was."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from core.reconcile.numbers import numbered

K = TypeVar("K")
L = TypeVar("L")

CLEARLY = 0.05
"""How much better than the next the best must be."""

# What is longer than a title is no title, and what is an address says nothing by its letters.
_LONGEST = 300
_URL = re.compile(r"(?:https?://|www\.)\S+")

# Of more titles than this, only as many are compared, which share the rarest pieces with the one
# that is wanted. Of 2,000 made titles, all reworded at once, that finds 99.9 % of what comparing
# every two would.
_COMPARED = 64


def may_be_reworded(title: str) -> bool:
    """Say whether likeness tells anything of a title."""
    return len(title) <= _LONGEST and not _URL.fullmatch(title)


class Resemblance(Generic[K]):
    """Titles to be found by similar ones, by few comparisons however many they are.

    Two titles in ``series`` are not similar where they differ in their numbers alone.
    """

    def __init__(self, titles: Mapping[K, str], series: AbstractSet[str] = frozenset()) -> None:
        self._titles = titles
        self._series = series
        self._holders: defaultdict[str, list[K]] = defaultdict(list)
        if len(titles) > _COMPARED:
            for holder, title in titles.items():
                for piece in _pieces(title):
                    self._holders[piece].append(holder)

    def clear_best(self, wanted: Mapping[L, str], *, least: float) -> Iterator[tuple[float, L, K]]:
        """Find the most similar title of each wanted one, where it is so by far."""
        for key, title in wanted.items():
            nearest = process.extract(
                title,
                self._near(title),
                scorer=fuzz.ratio,
                score_cutoff=100 * (least - CLEARLY),
                limit=2,
            )
            if not nearest:
                continue
            _, score, holder = nearest[0]
            others = (other for _, other, _ in nearest[1:])
            if score >= 100 * least and score - next(others, 0.0) >= 100 * CLEARLY:
                yield score / 100, key, holder

    def _near(self, title: str) -> Mapping[K, str]:
        """Narrow the titles to those that come into question."""
        near = self._sharing(title)
        one = numbered(title)
        if one.words not in self._series:
            return near
        return {
            holder: other
            for holder, other in near.items()
            if (another := numbered(other)) == one or another.words != one.words
        }

    def _sharing(self, title: str) -> Mapping[K, str]:
        """Give the titles that share pieces with one, those with rare pieces first."""
        if len(self._titles) <= _COMPARED:
            return self._titles
        near: dict[K, None] = {}
        shared = [self._holders[piece] for piece in _pieces(title) if piece in self._holders]
        for holders in sorted(shared, key=len):
            near.update(dict.fromkeys(holders[:_COMPARED]))
            if len(near) >= _COMPARED:
                break
        return {holder: self._titles[holder] for holder in islice(near, _COMPARED)}


def _pieces(title: str) -> dict[str, None]:
    """Give the runs of three letters, ends included, in an order that is always the same."""
    return dict.fromkeys(map("".join, zip(f"  {title}", f" {title} ", f"{title}  ", strict=True)))
