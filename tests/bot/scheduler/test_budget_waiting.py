"""The budget: who is let in next, who is paused, and what becomes of those who go away."""

import asyncio
from collections.abc import Callable
from functools import partial

import pytest

from bot.scheduler.budget import HOLD, Budget
from core.delivery import Extent, Throttled
from tests.bot.scheduler.strict_second import (
    LIMIT,
    Lane,
    Server,
    at,
    block,
    budget,
    now,
    play,
    use_up,
)


@pytest.mark.parametrize("trouble", [ConnectionError, asyncio.CancelledError])
def test_a_request_that_failed_or_was_cut_off_counts_as_taken(
    trouble: type[BaseException],
) -> None:
    async def story() -> float:
        server, shared = Server(), budget(limit=1, kept=0)
        with pytest.raises(trouble):
            async with shared.for_person("a"):
                raise trouble
        return await server.request(shared.for_person, "b")

    assert play(story()) == pytest.approx(HOLD)


def test_people_go_before_broadcasts_and_each_lane_keeps_its_order() -> None:
    async def story() -> list[str]:
        server, shared = Server(), budget()
        await use_up(shared.for_person, LIMIT)
        lanes = [shared.for_broadcast, shared.for_broadcast, shared.for_person, shared.for_person]
        await asyncio.gather(*(server.request(lane, str(it)) for it, lane in enumerate(lanes)))
        return server.chats

    assert play(story()) == ["2", "3", "0", "1"]


def test_a_broadcast_leaves_the_tokens_that_are_kept_for_people() -> None:
    async def story() -> tuple[list[float], list[float]]:
        server, shared = Server(), budget(limit=3)
        slow = partial(server.request, shared.for_broadcast, "a", back=5.0)
        person = partial(server.request, shared.for_person, "b")
        return await asyncio.gather(
            asyncio.gather(*(slow() for _ in range(2))),
            asyncio.gather(*(at(3.0, person) for _ in range(2))),
        )

    of_broadcasts, of_people = play(story())
    assert of_broadcasts == pytest.approx([0.0, 5.0 + HOLD])
    assert of_people == [0.0, 0.0]


def people(shared: Budget) -> Lane:
    return shared.for_person


def broadcasts(shared: Budget) -> Lane:
    return shared.for_broadcast


@pytest.mark.parametrize("lane", [people, broadcasts])
@pytest.mark.parametrize(
    ("covers", "first", "second"), [(Extent.CHAT, 5.0, 0.0), (Extent.PLATFORM, 5.0, 5.0)]
)
def test_a_wish_to_wait_pauses_what_it_covers_and_nothing_else(
    lane: Callable[[Budget], Lane], covers: Extent, first: float, second: float
) -> None:
    async def story() -> list[float]:
        server, shared = Server(), budget()
        shared.heed(Throttled(5.0, covers), "a")
        return await asyncio.gather(*(server.request(lane(shared), chat) for chat in "ab"))

    waited = play(story())
    assert waited == pytest.approx([first, second], abs=HOLD / (LIMIT - 2) + 1e-6)
    assert waited[0] >= first


@pytest.mark.parametrize("covers", list(Extent))
def test_a_shorter_wish_does_not_end_a_longer_pause(covers: Extent) -> None:
    async def story() -> float:
        server, shared = Server(), budget()
        shared.heed(Throttled(5.0, covers), "a")
        shared.heed(Throttled(1.0, covers), "a")
        return await server.request(shared.for_person, "a")

    assert play(story()) == pytest.approx(5.0)


def test_a_pause_that_comes_while_somebody_waits_holds_for_them_too() -> None:
    async def story() -> float:
        server, shared = Server(), budget(limit=3)
        await use_up(shared.for_person, 3)
        waiting = asyncio.create_task(server.request(shared.for_person, "a"))
        await asyncio.sleep(0.5)
        shared.heed(Throttled(2.0), "a")
        return await waiting

    assert play(story()) == pytest.approx(2.5)


def test_who_no_longer_waits_takes_no_token() -> None:
    async def story() -> list[str]:
        server, shared = Server(), budget(limit=1, kept=0)
        await use_up(shared.for_person, 1)
        gone = asyncio.create_task(server.request(shared.for_person, "gone"))
        stays = asyncio.create_task(server.request(shared.for_person, "stays"))
        await asyncio.sleep(0.5)
        gone.cancel()
        await stays
        assert now() == pytest.approx(HOLD)
        return server.chats

    assert play(story()) == ["stays"]


def test_a_token_that_comes_back_in_the_moment_of_cancelling_goes_to_the_next() -> None:
    async def story() -> tuple[float, list[str]]:
        server, shared = Server(), budget(limit=1, kept=0)
        await use_up(shared.for_person, 1)
        gone = asyncio.create_task(server.request(shared.for_person, "gone"))
        stays = asyncio.create_task(server.request(shared.for_person, "stays"))
        await asyncio.sleep(0.5)
        block(1.0)
        gone.cancel()
        shared.heed(Throttled(0.0), "other")  # lets in who may go, before the cancelled one leaves
        return await stays, server.chats

    waited, chats = play(story())
    assert waited == pytest.approx(1.5)
    assert chats == ["stays"]


def test_who_is_cancelled_when_just_let_in_gives_the_token_back_at_once() -> None:
    async def story() -> tuple[float, list[str]]:
        server, shared = Server(), budget(limit=1, kept=0)
        await use_up(shared.for_person, 1)
        gone = asyncio.create_task(server.request(shared.for_person, "gone"))
        stays = asyncio.create_task(server.request(shared.for_person, "stays"))
        await asyncio.sleep(0.5)
        block(1.0)
        shared.heed(Throttled(0.0), "other")  # lets in the first, who has not heard of it yet
        gone.cancel()
        return await stays, server.chats

    waited, chats = play(story())
    assert waited == pytest.approx(1.5)
    assert chats == ["stays"]


def test_nobody_sleeps_as_long_as_another_chat_is_paused() -> None:
    async def story() -> list[float]:
        server, shared = Server(), budget(limit=3)
        shared.heed(Throttled(60.0), "a")
        paused = asyncio.create_task(server.request(shared.for_person, "a"))
        await asyncio.sleep(1.0)
        await use_up(shared.for_person, 3)
        return [await server.request(shared.for_person, "b"), await paused]

    assert play(story()) == pytest.approx([HOLD, 60.0])


def test_a_budget_nobody_waits_for_keeps_no_task() -> None:
    async def story() -> int:
        shared = budget(limit=3)
        await use_up(shared.for_person, 3)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5), shared.for_person("a"):
                pass
        await asyncio.sleep(0)
        return len(asyncio.all_tasks())

    assert play(story()) == 1


@pytest.mark.parametrize(("limit", "kept"), [(2, 2), (0, 0)])
def test_a_limit_that_leaves_broadcasts_nothing_is_refused(limit: int, kept: int) -> None:
    with pytest.raises(ValueError, match="leaves broadcasts nothing"):
        budget(limit, kept)
