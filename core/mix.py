"""A mix: several roadmaps studied side by side, each by its share of the topics."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

MOST_SHARES = 20
"""The largest share: with more, a roadmap beside it would hardly ever come up."""


@dataclass(frozen=True, slots=True)
class Strand(Generic[T]):
    """One roadmap of a mix: its share, and the topics ``done`` of it since the mix was set."""

    of: T
    share: int
    done: int


def furthest_behind(strands: Sequence[Strand[T]]) -> T | None:
    """Give what the next topic is to be taken from; None where nothing has a share.

    It is the strand that lacks most to its share of all topics, the next one among them; of equal
    ones the first. Leave out those with nothing left to study: the others then share what they
    would have had.
    """
    mixed = [strand for strand in strands if strand.share > 0]
    if not mixed:
        return None
    shares = sum(strand.share for strand in mixed)
    topics = sum(strand.done for strand in mixed) + 1
    # Whole numbers, so that equal ones are equal.
    return max(mixed, key=lambda strand: topics * strand.share - shares * strand.done).of
