"""The courier: what is due is brought where it belongs, and what does not arrive is tried well."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.scheduler.courier import AHEAD, IN_FLIGHT
from core.delivery import Extent, Throttled, Unavailable, Unreachable
from core.destination import Destination
from core.outbox import OutboxRow, Outcome
from core.place import PlaceKind
from core.ports import UnitOfWork
from tests.bot.scheduler.strict_second import now, play
from tests.bot.scheduler.town import (
    WINDOW,
    KeptMessenger,
    LoopClock,
    Town,
    account,
    chat,
    ends,
    settle_in,
)
from tests.builders import NOON


def group(number: int) -> Destination:
    return chat(number, kind=PlaceKind.GROUP)


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "bot.scheduler")
    return caplog


async def town_of(
    learners: int, messenger: KeptMessenger, place: Callable[[int], Destination] = chat
) -> Town:
    """Make a town whose learners' prompts have been planned."""
    town = Town(messengers={"telegram": messenger})
    await town.ask(lambda work: settle_in(work, learners, place))
    await town.planner().tick()
    return town


def waiting(town: Town) -> int:
    later = NOON + timedelta(days=9)
    return play(town.ask(lambda it: it.outbox.waiting("telegram", before=later, most=99)))


def test_a_prompt_is_brought_to_its_learner_under_the_number_of_its_row(
    log: pytest.LogCaptureFixture,
) -> None:
    messenger = KeptMessenger()

    async def story() -> Town:
        town = await town_of(1, messenger)
        await town.live(5)
        return town

    assert waiting(play(story())) == 0
    (sent,) = messenger.sent
    assert (sent.to, sent.owner, sent.key) == (chat(1), account(1), "1")
    (line,) = [each for each in log.records if each.message == "delivery"]
    told = ("platform", "kinds", "outcome", "key", "attempts", "late")
    assert [vars(line)[each] for each in told] == ["telegram", "prompt", "sent", "1", 1, 0.1]


def test_what_one_chat_is_asked_to_wait_for_holds_no_other_up(
    log: pytest.LogCaptureFixture,
) -> None:
    messenger = KeptMessenger(troubles={"2": [Throttled(30.0)]})

    async def story() -> None:
        town = await town_of(40, messenger)
        await town.live(60)

    play(story())
    times = {each.to.chat: each.at for each in messenger.sent}
    assert times.pop("2") == pytest.approx(31, abs=1.5)
    assert max(times.values()) < 4
    assert len(messenger.sent) == 41
    assert sorted(ends(log.records)) == ["again"] + ["sent"] * 40


def test_a_platform_that_wants_to_rest_is_sent_nothing_meanwhile_and_all_afterwards(
    log: pytest.LogCaptureFixture,
) -> None:
    messenger = KeptMessenger(troubles={"1": [Throttled(30.0, Extent.PLATFORM)]})

    async def story() -> None:
        town = await town_of(100, messenger)
        await town.live(60)

    play(story())
    assert [each for each in messenger.times if 0.3 < each < 30.0] == []
    assert len(set(messenger.chats)) == 100
    assert ends(log.records).count("sent") == 100


def test_what_never_arrived_is_tried_until_it_does_longer_and_longer_apart(
    log: pytest.LogCaptureFixture,
) -> None:
    away = [Unavailable("no route", heard=False) for _ in range(5)]
    messenger = KeptMessenger(troubles={"1": away})

    async def story() -> None:
        town = await town_of(1, messenger)
        await town.live(60)

    play(story())
    assert ends(log.records) == ["again"] * 5 + ["sent"]
    pauses = [
        later - earlier
        for earlier, later in zip(messenger.times, messenger.times[1:], strict=False)
    ]
    assert pauses == pytest.approx([1, 2, 4, 8, 16], abs=1.2)


@pytest.mark.parametrize(
    ("place", "swallows", "attempts"), [(chat, False, 2), (group, False, 1), (group, True, 4)]
)
def test_what_may_have_arrived_comes_again_only_where_that_can_be_borne(
    place: Callable[[int], Destination],
    swallows: bool,  # noqa: FBT001 - a case of the table
    attempts: int,
    log: pytest.LogCaptureFixture,
) -> None:
    doubts = [Unavailable("timeout") for _ in range(3)]
    messenger = KeptMessenger(swallows_repeats=swallows, troubles={"1": doubts})

    async def story() -> Town:
        town = await town_of(1, messenger, place=place)
        await town.live(60)
        return town

    assert waiting(play(story())) == 0
    assert len(messenger.sent) == attempts
    last = "sent" if swallows else "maybe sent"
    assert ends(log.records) == ["again"] * (attempts - 1) + [last]


def test_what_nobody_wants_any_more_by_the_time_it_could_go_is_given_up(
    log: pytest.LogCaptureFixture,
) -> None:
    messenger = KeptMessenger(troubles={"1": [Throttled(WINDOW.total_seconds())]})

    async def story() -> Town:
        town = await town_of(1, messenger)
        await town.live(5)
        return town

    assert waiting(play(story())) == 0
    assert ends(log.records) == ["expired"]


def test_what_has_expired_is_not_sent_and_counted(log: pytest.LogCaptureFixture) -> None:
    messenger = KeptMessenger()

    async def story() -> Town:
        town = await town_of(3, messenger)
        town.clock = LoopClock(ahead=WINDOW)
        await town.live(5)
        return town

    assert waiting(play(story())) == 0
    assert messenger.sent == []
    assert ends(log.records) == ["expired"] * 3


def test_a_chat_that_is_closed_is_paused_and_asked_no_more(
    log: pytest.LogCaptureFixture,
) -> None:
    messenger = KeptMessenger(troubles={"1": [Unreachable("blocked")] * 9})

    async def story() -> frozenset[str]:
        town = await town_of(2, messenger)
        await town.live(5)
        return await town.ask(lambda work: work.places.paused("telegram"))

    assert play(story()) == {"1"}
    assert sorted(messenger.chats) == ["1", "2"]
    assert sorted(ends(log.records)) == ["sent", "unreachable"]


def test_who_is_not_reached_in_one_place_is_in_the_next(log: pytest.LogCaptureFixture) -> None:
    messenger = KeptMessenger(troubles={"1": [Unreachable("blocked")]})

    def move_in(work: UnitOfWork) -> None:
        settle_in(work, 1)
        learner = work.learners.of_account(account(1))
        assert learner is not None
        work.destinations.add(learner.id, group(9))

    async def story() -> None:
        town = Town(messengers={"telegram": messenger})
        await town.ask(move_in)
        await town.planner().tick()
        await town.live(2)

    play(story())
    assert messenger.chats == ["1", "9"]
    assert ends(log.records) == ["sent"]


def test_at_most_so_many_are_on_their_way_at_once() -> None:
    messenger = KeptMessenger(takes=3.0)

    async def story() -> None:
        town = await town_of(100, messenger)
        await town.live(60)

    play(story())
    assert messenger.most_on_way == IN_FLIGHT
    assert len(messenger.sent) == 100


def test_no_more_is_taken_than_two_seconds_of_work() -> None:
    messenger = KeptMessenger(takes=30.0)

    async def story() -> int:
        town = await town_of(300, messenger)
        delivering = asyncio.create_task(town.live(10))
        await asyncio.sleep(5.0)
        left = await town.ask(lambda work: lease_all(work, town))
        delivering.cancel()
        return 300 - len(left)

    assert play(story()) == round(AHEAD * Town().budgets["telegram"].pace)


def lease_all(work: UnitOfWork, town: Town, lease: str = "test") -> tuple[OutboxRow, ...]:
    at = town.clock.now()
    until = at + timedelta(minutes=1)
    return work.outbox.lease("telegram", at, until=until, most=999, lease=lease)


def test_one_that_hangs_holds_nothing_up_that_comes_due_later() -> None:
    messenger = KeptMessenger(takes_in={"1": 100.0})

    async def story() -> None:
        town = await town_of(1, messenger)
        in_a_minute = NOON + timedelta(minutes=1)
        await town.ask(
            lambda it: settle_in(it, 3, lambda number: chat(10 + number), at=in_a_minute)
        )
        delivering = asyncio.create_task(town.live(90))
        await asyncio.sleep(60.5)
        await town.planner().tick()
        await delivering

    play(story())
    assert messenger.chats[0] == "1"
    assert messenger.times[1:] == pytest.approx([61.0] * 3, abs=1.0)


def test_a_fault_of_ours_is_logged_and_does_not_come_again_and_again(
    log: pytest.LogCaptureFixture,
) -> None:
    messenger = KeptMessenger(troubles={"1": [KeyError("x") for _ in range(99)]})

    async def story() -> None:
        town = await town_of(2, messenger)
        await town.live(120)

    play(story())
    assert messenger.chats.count("1") == 2
    assert sorted(ends(log.records)) == ["again", "maybe sent", "sent"]
    assert sum(each.exc_info is not None for each in log.records) == 2


def test_asked_to_stop_it_lets_arrive_what_is_on_its_way_and_gives_the_rest_back(
    log: pytest.LogCaptureFixture,
) -> None:
    messenger = KeptMessenger(takes=3.0)

    async def story() -> tuple[float, int]:
        town = await town_of(50, messenger)
        courier = town.courier()
        delivering = asyncio.create_task(town.live(60, courier))
        await asyncio.sleep(1.0)
        await courier.stop(within=10.0)
        ended = now()
        delivering.cancel()
        return ended, len(await town.ask(lambda work: lease_all(work, town)))

    ended, left = play(story())
    assert ended == pytest.approx(3.0, abs=0.2)
    assert (len(messenger.sent), left) == (IN_FLIGHT, 50 - IN_FLIGHT)
    assert ends(log.records) == [Outcome.SENT.value] * IN_FLIGHT


def test_asked_to_stop_it_waits_no_longer_than_it_may() -> None:
    async def story() -> float:
        town = await town_of(1, KeptMessenger(takes=60.0))
        courier = town.courier()
        delivering = asyncio.create_task(town.live(60, courier))
        await asyncio.sleep(1.0)
        await courier.stop(within=10.0)
        ended = now()
        delivering.cancel()
        return ended

    assert play(story()) == pytest.approx(11.0)


def test_a_clock_that_is_set_on_lets_nothing_in_hand_be_sent_twice(
    log: pytest.LogCaptureFixture,
) -> None:
    messenger = KeptMessenger(takes=5.0)

    async def story() -> Town:
        town = await town_of(40, messenger)
        clock = LoopClock()
        town.clock = clock
        delivering = asyncio.create_task(town.live(40))
        await asyncio.sleep(2.0)
        clock.ahead = timedelta(hours=1)
        await delivering
        return town

    assert waiting(play(story())) == 0
    assert sorted(map(int, messenger.chats)) == list(range(1, 41))
    assert ends(log.records) == [Outcome.SENT.value] * 40


def test_a_clock_that_is_set_back_lets_what_was_due_wait_and_loses_nothing() -> None:
    messenger = KeptMessenger()

    async def story() -> list[float]:
        clock = LoopClock(ahead=timedelta(minutes=1))
        town = Town(messengers={"telegram": messenger}, clock=clock)
        await town.ask(lambda work: settle_in(work, 5))
        await town.planner().tick()
        clock.ahead = timedelta(minutes=-1)
        await town.planner().tick()
        await town.live(180)
        return messenger.times

    times = play(story())
    assert len(times) == 5
    assert min(times) >= 119
