"""The budget: how much gets through, and how long people wait, against a strict server."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.scheduler.budget import HOLD, Budget
from core.delivery import Extent, Throttled
from tests.bot.scheduler.strict_second import (
    LIMIT,
    Server,
    at,
    block,
    budget,
    now,
    play,
    use_up,
)

delays = st.floats(0, 0.4)


@dataclass(frozen=True)
class Ask:
    """Somebody asks: a person or a broadcast, maybe cancelled so long after asking."""

    instant: float
    person: bool
    chat: str
    there: float
    back: float
    cancelled_after: float | None


asks = st.builds(
    Ask,
    instant=st.floats(0, 2.5),
    person=st.booleans(),
    chat=st.sampled_from("abc"),
    there=delays,
    back=delays,
    cancelled_after=st.none() | st.floats(0, 1),
)
wishes = st.tuples(
    st.floats(0, 2),
    st.builds(Throttled, st.floats(0, 2), st.sampled_from(Extent)),
    st.sampled_from("abc"),
)


@settings(max_examples=150)
@given(
    limit=st.integers(1, 6),
    kept=st.integers(0, 2),
    crowd=st.lists(asks, max_size=40),
    throttles=st.lists(wishes, max_size=3),
)
def test_no_second_ever_sees_more_than_the_limit_and_all_who_stay_get_through(
    limit: int, kept: int, crowd: list[Ask], throttles: list[tuple[float, Throttled, str]]
) -> None:
    async def story() -> tuple[Server, list[float | BaseException]]:
        server, shared = Server(), budget(limit + kept, kept)

        async def ask(it: Ask) -> float:
            lane = shared.for_person if it.person else shared.for_broadcast
            request = server.request(lane, it.chat, there=it.there, back=it.back)
            task = asyncio.create_task(request)
            if it.cancelled_after is not None:
                asyncio.get_running_loop().call_later(it.cancelled_after, task.cancel)
            return await task

        async def heed(wish: Throttled, chat: str) -> float:
            shared.heed(wish, chat)
            return 0.0

        doings = [
            *(at(when, partial(heed, wish, chat)) for when, wish, chat in throttles),
            *(at(it.instant, partial(ask, it)) for it in crowd),
        ]
        return server, await asyncio.gather(*doings, return_exceptions=True)

    server, ended = play(story())
    assert server.most_in_a_second <= limit + kept
    stayed = [it for it in crowd if it.cancelled_after is None]
    assert sum(isinstance(it, float) for it in ended) >= len(stayed) + len(throttles)
    assert all(isinstance(it, float | asyncio.CancelledError) for it in ended)


def broadcast_with_people(
    server: Server, people: Iterable[float], count: int = 600
) -> tuple[Server, list[float]]:
    """Broadcast, with people who ask at instants; give the server and how long they waited."""

    async def story() -> tuple[Server, list[float]]:
        shared = budget()
        broadcast = [server.request(shared.for_broadcast, str(it)) for it in range(count)]
        person = partial(server.request, shared.for_person, "person")
        waited, _ = await asyncio.gather(
            asyncio.gather(*(at(it, person) for it in people)), asyncio.gather(*broadcast)
        )
        return server, waited

    return play(story())


@pytest.mark.parametrize("there", [0.0, 0.005])
@pytest.mark.parametrize("back", [0.0, 0.005])
def test_a_broadcast_uses_nine_tenths_of_the_limit_and_never_more_than_all(
    there: float, back: float
) -> None:
    server, _ = broadcast_with_people(Server(there, back), [])
    assert len(server.taken) == 600
    assert server.rate >= 0.9 * LIMIT
    assert server.most_in_a_second <= LIMIT


def test_people_who_come_during_a_broadcast_wait_for_nothing_unless_many_come_at_once() -> None:
    server, waited = broadcast_with_people(Server(), [3 + 0.55 * each for each in range(20)])
    assert waited == [0.0] * 20
    assert server.rate >= 0.9 * LIMIT
    assert server.most_in_a_second <= LIMIT


def test_the_person_who_finds_no_token_waits_a_beat_of_the_broadcast() -> None:
    _, waited = broadcast_with_people(Server(), [4.0, 4.0, 4.0, 4.0])
    first, second, third, fourth = sorted(waited)
    beat = HOLD / (LIMIT - 2)
    assert (first, second) == (0.0, 0.0)
    assert 0 < third <= beat + 1e-6
    assert fourth - third == pytest.approx(beat)


def test_a_broadcast_begins_evenly_however_long_nothing_was_sent() -> None:
    async def story() -> list[tuple[float, str]]:
        server, shared = Server(), budget()
        await use_up(shared.for_broadcast, 1)
        block(60.0)
        lane = shared.for_broadcast
        await asyncio.gather(*(server.request(lane, str(it)) for it in range(20)))
        return server.taken

    taken = play(story())
    first, *gaps = [later - earlier for (earlier, _), (later, _) in pairwise(taken)]
    beat = HOLD / (LIMIT - 2)
    assert first <= beat  # a single one may catch up
    assert gaps == pytest.approx([beat] * 18)


def test_a_loop_that_wakes_late_keeps_the_rate() -> None:
    async def story() -> float:
        async def late(seconds: float) -> None:
            await asyncio.sleep(seconds + 0.002)

        server = Server(back=0.005)
        shared = Budget(LIMIT, clock=now, sleep=late)
        lane = shared.for_broadcast
        await asyncio.gather(*(server.request(lane, str(it)) for it in range(600)))
        return server.rate

    assert play(story()) >= 0.9 * LIMIT


def test_a_token_comes_back_a_little_over_a_second_after_the_response() -> None:
    async def story() -> list[float]:
        server, shared = Server(there=0.1, back=0.3), budget(limit=3)
        return await asyncio.gather(
            *(server.request(shared.for_person, "person") for _ in range(4))
        )

    assert play(story()) == pytest.approx([0.0, 0.0, 0.0, 0.4 + HOLD])
