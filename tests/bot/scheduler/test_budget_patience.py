"""The budget's patience: a broadcast that cannot go soon is told so, and holds nobody up."""

import asyncio

import pytest

from bot.scheduler.budget import HOLD, Budget
from core.delivery import Extent, Throttled, Unavailable
from tests.bot.scheduler.strict_second import LIMIT, Server, budget, now, play, use_up

PATIENCE = 2.0


def patient(limit: int = LIMIT, kept: int = 2) -> Budget:
    return Budget(limit, clock=now, sleep=asyncio.sleep, kept=kept, patience=PATIENCE)


def test_its_pace_is_what_broadcasts_get() -> None:
    async def story() -> tuple[float, float]:
        server, shared = Server(back=0.005), budget()
        lane = shared.for_broadcast
        await asyncio.gather(*(server.request(lane, str(it)) for it in range(300)))
        return server.rate, shared.pace

    rate, pace = play(story())
    assert rate == pytest.approx(pace, rel=0.01)


def test_it_is_paused_as_long_as_the_platform_wishes_and_not_by_a_chat() -> None:
    async def story() -> list[bool]:
        shared = budget()
        shared.heed(Throttled(5.0, Extent.CHAT), "a")
        told = [shared.paused]
        shared.heed(Throttled(3.0, Extent.PLATFORM), "a")
        for seconds in (0.0, 2.9, 0.2):
            await asyncio.sleep(seconds)
            told.append(shared.paused)
        return told

    assert play(story()) == [False, True, True, False]


@pytest.mark.parametrize("covers", list(Extent))
def test_a_pause_longer_than_its_patience_is_told_at_once_with_what_is_left(covers: Extent) -> None:
    async def story() -> tuple[float, float, Extent]:
        shared = patient()
        shared.heed(Throttled(5.0, covers), "a")
        await asyncio.sleep(1.0)
        with pytest.raises(Throttled) as told:
            async with shared.for_broadcast("a"):
                pass
        return now(), told.value.after, told.value.covers

    *told, extent = play(story())
    assert told == pytest.approx([1.0, 4.0])
    assert extent is covers


def test_a_pause_that_comes_while_it_waits_is_told_when_its_patience_is_over() -> None:
    async def story() -> tuple[float, float]:
        shared = patient()
        await use_up(shared.for_person, LIMIT)
        waiting = asyncio.create_task(Server().request(shared.for_broadcast, "a"))
        await asyncio.sleep(0.5)
        shared.heed(Throttled(5.0), "a")
        with pytest.raises(Throttled) as told:
            await waiting
        return now(), told.value.after

    assert play(story()) == pytest.approx((PATIENCE, 3.5))


def test_a_shorter_pause_is_waited_for() -> None:
    async def story() -> float:
        shared = patient()
        shared.heed(Throttled(1.5), "a")
        return await Server().request(shared.for_broadcast, "a")

    assert play(story()) == pytest.approx(1.5)


def test_where_people_take_all_there_is_a_broadcast_was_never_heard_of() -> None:
    async def story() -> tuple[float, bool]:
        shared = patient(limit=3)
        people = asyncio.create_task(use_up(shared.for_person, 30))
        await asyncio.sleep(0.5)
        with pytest.raises(Unavailable) as told:
            await Server().request(shared.for_broadcast, "a")
        people.cancel()
        return now(), told.value.heard

    told_at, heard = play(story())
    assert told_at == pytest.approx(0.5 + PATIENCE)
    assert not heard


def test_one_that_lost_its_patience_takes_no_token() -> None:
    async def story() -> float:
        shared = patient(limit=1, kept=0)
        async with shared.for_person("long"):
            with pytest.raises(Unavailable):
                await Server().request(shared.for_broadcast, "a")
        return await Server().request(shared.for_person, "b")

    assert play(story()) == pytest.approx(HOLD)


def test_a_person_waits_as_long_as_it_takes() -> None:
    async def story() -> float:
        shared = patient()
        shared.heed(Throttled(5.0), "a")
        return await Server().request(shared.for_person, "a")

    assert play(story()) == pytest.approx(5.0)
