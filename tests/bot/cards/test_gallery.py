"""The gallery draws beside the event loop, and each card once."""

import asyncio
import os
import pickle
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import pytest

from bot.cards.drawing import draw
from bot.cards.gallery import Gallery
from bot.cards.theme import DARK, LIGHT
from bot.cards.year import Year
from bot.worker import Stopped, Worker

T = TypeVar("T")


def _with_worker(work: Callable[[Worker], Awaitable[T]]) -> T:
    async def run() -> T:
        async with Worker() as worker:
            return await work(worker)

    return asyncio.run(run())


def test_a_card_is_drawn_in_the_process_beside(year: Year) -> None:
    async def work(worker: Worker) -> tuple[bytes, bool]:
        return await Gallery(worker).png(year, LIGHT), worker.is_running

    assert _with_worker(work) == (draw(year, LIGHT), True)


def test_a_card_of_the_same_facts_is_not_drawn_again(year: Year) -> None:
    same: Year = pickle.loads(pickle.dumps(year))  # noqa: S301 - our own bytes

    async def work(worker: Worker) -> tuple[bytes, bytes, bool]:
        gallery = Gallery(worker)
        drawn = await gallery.png(year, LIGHT)
        await worker.close()
        return drawn, await gallery.png(same, LIGHT), worker.is_running

    drawn, remembered, is_running = _with_worker(work)

    assert remembered is drawn
    assert not is_running


def test_other_facts_and_another_theme_are_other_pictures(year: Year) -> None:
    async def work(worker: Worker) -> set[bytes]:
        gallery = Gallery(worker)
        cards = ((year, LIGHT), (year, DARK), (replace(year, current=3), LIGHT))
        return {await gallery.png(*each) for each in cards}

    assert len(_with_worker(work)) == 3


def test_those_who_ask_meanwhile_get_the_same_picture(year: Year) -> None:
    async def work(worker: Worker) -> list[bytes]:
        gallery = Gallery(worker)
        return await asyncio.gather(*(gallery.png(year, LIGHT) for _ in range(5)))

    first, *others = _with_worker(work)

    assert all(other is first for other in others)


def test_who_goes_away_does_not_take_the_picture_from_others(year: Year) -> None:
    async def work(worker: Worker) -> bytes:
        gallery = Gallery(worker)
        hasty, patient = (asyncio.create_task(gallery.png(year, LIGHT)) for _ in range(2))
        await asyncio.sleep(0)
        hasty.cancel()
        return await patient

    assert _with_worker(work) == draw(year, LIGHT)


def test_the_picture_that_was_not_asked_for_longest_is_forgotten(year: Year) -> None:
    one, two, three = (replace(year, current=streak) for streak in range(3))
    room = len(draw(one, LIGHT)) * 5 // 2

    async def work(worker: Worker) -> list[bool]:
        gallery = Gallery(worker, size=room)
        kept = {card: await gallery.png(card, LIGHT) for card in (one, two)}
        await gallery.png(one, LIGHT)
        await gallery.png(three, LIGHT)
        return [await gallery.png(card, LIGHT) is kept[card] for card in (one, two)]

    assert _with_worker(work) == [True, False]


def test_a_card_that_could_not_be_drawn_is_tried_again(year: Year) -> None:
    async def work(worker: Worker) -> bytes:
        gallery = Gallery(worker)
        with pytest.raises(Stopped):
            await asyncio.gather(gallery.png(year, LIGHT), worker.run(partial(os._exit, 3)))
        return await gallery.png(year, LIGHT)

    assert _with_worker(work) == draw(year, LIGHT)


def test_the_bots_own_process_reads_nothing_that_draws() -> None:
    code = "import sys, bot.app; print({'PIL', 'thorvg_python', 'uharfbuzz'} & sys.modules.keys())"

    read = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert read.stdout == "set()\n"
