"""The one shape of a benchmark: rounds that interleave their contenders, and a result of ratios."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter
from typing import TypeVar

from rich.console import Console
from rich.table import Table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Result:
    """What a benchmark found: ratios to a peer or floor, and the figures they were made from."""

    name: str
    ratios: dict[str, float]
    figures: dict[str, float | str]

    def to_json(self) -> str:
        """Give the result as one JSON object."""
        return json.dumps(asdict(self), indent=2)

    def print(self, console: Console) -> None:
        """Print the result as a table."""
        table = Table(title=f"bench {self.name}")
        table.add_column("what")
        table.add_column("value", justify="right")
        for name, value in self.ratios.items():
            table.add_row(name, f"{value:.3g}", style="bold")
        table.add_section()
        for name, figure in self.figures.items():
            table.add_row(name, figure if isinstance(figure, str) else f"{figure:,.4g}")
        console.print(table)


def p99(times: Sequence[float]) -> float:
    """Give the time that all but a hundredth of some times are at most."""
    return sorted(times)[len(times) * 99 // 100]


@dataclass(frozen=True, slots=True)
class Timed:
    """How long many units of work took: each by itself, and all of them on the clock; seconds."""

    each: tuple[float, ...]
    all: float

    @property
    def p50(self) -> float:
        """The time that half of the units took at most."""
        return median(self.each)

    @property
    def p99(self) -> float:
        """The time that all but a hundredth of the units took at most."""
        return p99(self.each)

    @property
    def rate(self) -> float:
        """Units a second."""
        return len(self.each) / self.all


async def at_once(people: int, units: int, act: Callable[[int], Awaitable[object]]) -> Timed:
    """Time people who act at the same time, each as soon as their last act is answered.

    ``units`` is the number of acts of all of them together; ``act`` is given the person.
    """
    each: list[float] = []

    async def keep_acting(person: int) -> None:
        for _ in range(units // people):
            started = perf_counter()
            await act(person)
            each.append(perf_counter() - started)

    started = perf_counter()
    await asyncio.gather(*(keep_acting(person) for person in range(people)))
    return Timed(tuple(each), perf_counter() - started)


def one_by_one(people: int, units: int, act: Callable[[int], object]) -> Timed:
    """Time acts that nobody waits for: one behind the other, the people in turn."""
    each: list[float] = []
    began = perf_counter()
    for unit in range(units):
        started = perf_counter()
        act(unit % people)
        each.append(perf_counter() - started)
    return Timed(tuple(each), perf_counter() - began)


def interleaved(
    contenders: Mapping[str, Callable[[], T]], *, rounds: int
) -> dict[str, tuple[T, ...]]:
    """Run every contender once a round, each round starting with the next one.

    What the machine does meanwhile then falls on all of them alike.
    """
    names = list(contenders)
    found: dict[str, list[T]] = {name: [] for name in names}
    for number in range(rounds):
        turn = number % len(names)
        for name in (*names[turn:], *names[:turn]):
            found[name].append(contenders[name]())
    return {name: tuple(values) for name, values in found.items()}


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Give the median of the rounds' ratios, each of two values measured side by side."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))
