"""What the delivery bench measures is what it says: a strict limit, and messages that arrive."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench._delivery_api import SlidingSecond
from bench.delivery import Library, Ours

LEARNERS = 40


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@given(st.lists(st.integers(0, 8), max_size=40))
def test_no_second_lets_more_through_than_its_limit_and_none_refuses_less(
    pauses: list[int],
) -> None:
    second, taken, now = SlidingSecond(3), list[float](), 0.0

    for pause in pauses:
        now += pause / 16
        before = sum(now - it < 1 for it in taken)
        wait = second.take(now)
        assert (wait == 0) == (before < 3)
        if wait:
            assert sum(now + wait - it < 1 for it in taken) < 3
        else:
            taken.append(now)


def test_the_library_is_refused_and_brings_all_in_the_end(
    runner: asyncio.Runner, tmp_path: Path
) -> None:
    with closing(Library(runner, tmp_path)) as library:
        broadcast = library.deliver(LEARNERS, every=0.5)

    assert broadcast.refused > 0
    assert (broadcast.lost, broadcast.repeated) == (0, 0)
    assert broadcast.answers.each


def test_ours_brings_every_prompt_of_its_outbox_once(
    runner: asyncio.Runner, tmp_path: Path
) -> None:
    with closing(Ours(runner, tmp_path, LEARNERS)) as ours:
        broadcast = ours.deliver(LEARNERS, every=0.5)

    with closing(sqlite3.connect(tmp_path / "study.db")) as database:
        ended = database.execute("SELECT outcome, count(*) FROM outbox GROUP BY 1").fetchall()
    assert ended == [("sent", LEARNERS)]
    assert (broadcast.refused, broadcast.lost, broadcast.repeated) == (0, 0, 0)
    assert broadcast.answers.each
