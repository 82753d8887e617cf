"""What a study group costs as its members grow in number, and those who act do not.

The floor is a cost that does not grow at all: an exponent of 0 in a fit of the logarithms, where 1
would be a cost in proportion to the members. The groups are played side by side, day by day, by
the bot's own use cases on SQLite: each day has its post, as many presses of Done in every group,
the edits they cause, and looks at the board. What is fitted is the processor's time where commits
don't wait for the disk: to wait for it costs the same in a group of any size, and would hide what
grows. Then a month of a group of 5,000 is played with durable commits, in which 200 members press
Done within a minute, anew each day.

To be a buddy is to act: the list of them is read for each post. What that costs where all of 10,000
are, stands among the figures.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from functools import partial
from math import log
from pathlib import Path
from random import Random
from statistics import linear_regression, median
from time import perf_counter

from bench._groups_crowd import gather
from bench._groups_days import DayCost, GroupDays
from bench.harness import Result, interleaved, p99

SIZES = (100, 300, 1_000, 3_000, 10_000)
CROWD = 5_000
MONTH = 30
BURST = 200
QUICK_BURST = 20
"""So many press on the days of a quick run but for the first one."""


def run(*, quick: bool) -> Result:
    """Play the groups and fit their costs; a quick run has fewer days, and fewer presses."""
    with tempfile.TemporaryDirectory() as name:
        rounds = 3 if quick else 15
        days = played(Path(name), SIZES, days=rounds)
        buddies = played(Path(name), SIZES[-1:], days=rounds, all_buddies=True)
        month = month_of(Path(name), CROWD, {day: _burst(day, quick=quick) for day in range(MONTH)})
    costs: dict[str, dict[int, float]] = {
        "post": {size: median(it.post for it in found) for size, found in days.items()},
        "press": {
            size: median(each for it in found for each in it.presses)
            for size, found in days.items()
        },
        "board": {
            size: median(each for it in found for each in it.boards) for size, found in days.items()
        },
    }
    exponents = {name: exponent(found) for name, found in costs.items()}
    return Result(
        "groups",
        {
            "cost_exponent_in_members": max(exponents["post"], exponents["board"]),
            "edits_of_200_presses": month.pop("edits_of_200_presses"),
            "presses_lost": month.pop("presses_lost"),
        },
        {
            "size": "quick" if quick else "full",
            **{f"{name}_exponent": value for name, value in exponents.items()},
            **{
                f"{name}_{size}_ms": cost * 1e3
                for name, found in costs.items()
                for size, cost in found.items()
            },
            f"post_{SIZES[-1]}_all_buddies_ms": median(it.post for it in buddies[SIZES[-1]]) * 1e3,
            **month,
        },
    )


def exponent(costs: Mapping[int, float]) -> float:
    """Fit costs by size: 0 where they do not grow with it, 1 where they grow in proportion."""
    sizes, found = map(log, costs), map(log, costs.values())
    return linear_regression(list(sizes), list(found)).slope


def played(
    folder: Path, sizes: tuple[int, ...], *, days: int, all_buddies: bool = False
) -> dict[int, tuple[DayCost, ...]]:
    """Play days in groups of these sizes, side by side."""
    with ExitStack() as stack:
        groups = {}
        for size in sizes:
            path = folder / f"group-{size}-{all_buddies}.db"
            gather(path, size, all_buddies=all_buddies)
            group = stack.enter_context(closing(GroupDays(path, "NORMAL")))
            # The first day reads what later ones have at hand.
            group.play(0)
            groups[str(size)] = partial(_next_day, group, iter(range(1, days + 1)))
        found = interleaved(groups, rounds=days)
    return {int(name): costs for name, costs in found.items()}


def month_of(folder: Path, members: int, bursts: Mapping[int, int]) -> dict[str, float]:
    """Play a group in which so many members, others each day, press Done in the same minute."""
    path = folder / "month.db"
    gather(path, members)
    chance = Random(8)
    with closing(GroupDays(path)) as group:
        began = perf_counter()
        found = {
            day: group.burst(day, chance.sample(range(1, members + 1), presses))
            for day, presses in bursts.items()
        }
        seconds = perf_counter() - began
    presses = [each for it in found.values() for each in it.presses]
    return {
        "month_seconds": seconds,
        "month_presses": float(len(presses)),
        "month_press_p50_ms": median(presses) * 1e3,
        "month_press_p99_ms": p99(presses) * 1e3,
        "month_megabytes": path.stat().st_size * 1e-6,
        "presses_lost": float(sum(bursts[day] - it.studied for day, it in found.items())),
        "edits_of_200_presses": float(
            median(it.edits for day, it in found.items() if bursts[day] == BURST)
        ),
    }


def _next_day(group: GroupDays, days: Iterator[int]) -> DayCost:
    return group.play(next(days))


def _burst(day: int, *, quick: bool) -> int:
    return QUICK_BURST if quick and day else BURST
