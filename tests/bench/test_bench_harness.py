"""Every benchmark has one shape, and its contenders take turns."""

import asyncio
import itertools
import json
import subprocess
import sys

import pytest

from bench.harness import Result, Timed, at_once, interleaved, one_by_one, ratio


def test_contenders_take_turns_and_each_round_begins_with_the_next_one() -> None:
    clock = itertools.count(1)

    found = interleaved(dict.fromkeys("abc", lambda: next(clock)), rounds=3)

    assert found == {"a": (1, 6, 8), "b": (2, 4, 9), "c": (3, 5, 7)}


def test_a_ratio_is_the_median_of_the_rounds_so_that_one_bad_round_is_nothing() -> None:
    assert ratio([2.0, 4.0, 900.0], [1.0, 2.0, 3.0]) == 2.0


def test_people_at_once_share_the_units() -> None:
    acted: list[int] = []

    async def act(person: int) -> None:
        acted.append(person)
        await asyncio.sleep(0)

    timed = asyncio.run(at_once(4, 12, act))

    assert acted == [0, 1, 2, 3] * 3
    assert len(timed.each) == 12


def test_one_by_one_the_people_take_turns() -> None:
    acted: list[int] = []

    timed = one_by_one(2, 5, acted.append)

    assert acted == [0, 1, 0, 1, 0]
    assert len(timed.each) == 5


def test_percentiles_and_rate_are_read_off_the_times() -> None:
    timed = Timed(tuple(float(number) for number in range(1, 101)), 50.0)

    assert (timed.p50, timed.p99, timed.rate) == (50.5, 100.0, 2.0)


def test_a_result_is_one_json_object_of_name_ratios_and_figures() -> None:
    result = Result("parse", {"time_over_floor": 0.5}, {"size": "quick", "milliseconds": 3.0})

    assert json.loads(result.to_json()) == {
        "name": "parse",
        "ratios": {"time_over_floor": 0.5},
        "figures": {"size": "quick", "milliseconds": 3.0},
    }


@pytest.mark.parametrize("name", ["nonsense", "harness", "__main__", "_classroom"])
def test_an_unknown_name_exits_2_and_lists_the_benchmarks(name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bench", name], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 2
    assert "commands" in ran.stderr
    assert "parse" in ran.stderr
