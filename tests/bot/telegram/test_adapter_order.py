"""The order of work: within a chat kept, between chats none, and never without bounds."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.telegram.order import ChatOrder


@dataclass
class Work:
    """Notes what is begun and ended; what has a gate waits for it."""

    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    begun: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    async def handle(self, item: str) -> None:
        self.begun.append(item)
        if item in self.gates:
            await self.gates[item].wait()
        self.ended.append(item)


def test_a_chat_waits_for_itself_and_no_other() -> None:
    async def play() -> None:
        work = Work({"a1": asyncio.Event()})
        order = ChatOrder(work.handle)
        first = await order.put("a", "a1")
        second = await order.put("a", "a2")
        await (await order.put("b", "b1"))
        assert (work.begun, work.ended, first.done()) == (["a1", "b1"], ["b1"], False)

        work.gates["a1"].set()
        await second
        assert work.ended == ["b1", "a1", "a2"]

    asyncio.run(play())


def test_without_room_the_next_item_waits_until_there_is_some() -> None:
    async def play() -> None:
        work = Work({"a1": asyncio.Event()})
        order = ChatOrder(work.handle, total_limit=1)
        await order.put("a", "a1")
        putting = asyncio.create_task(order.put("b", "b1"))
        await asyncio.sleep(0)
        assert not putting.done()

        work.gates["a1"].set()
        await (await putting)
        assert work.ended == ["a1", "b1"]

    asyncio.run(play())


def test_what_is_too_much_for_one_chat_is_dropped_and_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def play() -> None:
        work = Work({"a1": asyncio.Event()})
        order = ChatOrder(work.handle, waiting_limit=2)
        for item in ("a1", "a2"):
            await order.put("a", item)
        assert (await order.put("a", "a3")).done()
        work.gates["a1"].set()
        await order.finish(within=10)
        assert work.ended == ["a1", "a2"]

    asyncio.run(play())
    assert [record.message for record in caplog.records] == [
        "dropped, too much is waiting in its chat"
    ]


def test_finishing_cuts_off_what_takes_too_long() -> None:
    async def play() -> None:
        work = Work({"a1": asyncio.Event()})
        order = ChatOrder(work.handle)
        for chat, item in (("a", "a1"), ("a", "a2"), ("b", "b1")):
            await order.put(chat, item)
        assert (await order.finish(within=0.01), work.ended) == (1, ["b1"])
        assert await order.finish(within=0) == 0

    asyncio.run(play())
