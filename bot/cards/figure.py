"""A figure: one number of a card, given alike in the picture and in words."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of something there are; ``total`` is out of how many, where that is known."""

    count: int
    one: str
    many: str
    total: int | None = None

    @property
    def number(self) -> str:
        """The number as it is shown large."""
        return f"{self.count:,}" if self.total is None else f"{self.count:,} of {self.total:,}"

    @property
    def label(self) -> str:
        """What the number counts."""
        return self.one if (self.total or self.count) == 1 else self.many


def said(figures: Iterable[Figure]) -> str:
    """Say figures in words, one behind the other."""
    return ", ".join(f"{figure.number} {figure.label}" for figure in figures)


def counted(count: int, one: str, many: str) -> str:
    """Say how many of something there are."""
    return f"{Figure(count, one, many).number} {one if count == 1 else many}"
