"""The order of answers: one person's in one channel are given as they were asked for."""

import asyncio

from bot.dialogue.reply import Paragraph, Reply
from tests.bot.discord.interacting import THREAD, in_server, pressing
from tests.bot.discord.turns import Turns
from tests.bot.discord.wire import wired


def changed(words: str) -> Reply:
    return Reply((Paragraph((words,)),), replace=True)


async def rounds() -> None:
    """Let all that can go on do so."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_a_second_press_is_not_even_asked_about_before_the_first_is_answered() -> None:
    async def play() -> None:
        with wired() as wire:
            wire.open.clear()
            turns = Turns([changed("one"), changed("two")])
            presses = [asyncio.create_task(turns.press(pressing())) for _ in range(2)]
            await rounds()
            assert (len(turns.invocations), wire.steps) == (1, ["change: one"])

            wire.open.set()
            await asyncio.gather(*presses)
            assert wire.steps == ["change: one", "change: two"]

    asyncio.run(play())


def test_other_people_and_other_channels_do_not_wait() -> None:
    async def play() -> None:
        with wired() as wire:
            wire.open.clear()
            turns = Turns([changed("one"), changed("two"), changed("three")])
            asked = [
                asyncio.create_task(turns.press(pressing())),
                asyncio.create_task(turns.press(pressing(user="1002"))),
                asyncio.create_task(turns.invoke(in_server(THREAD))),
            ]
            await rounds()
            assert len(turns.invocations) == len(asked)

            wire.open.set()
            await asyncio.gather(*asked)

    asyncio.run(play())


def test_who_waits_in_line_is_announced_in_time_as_well() -> None:
    async def play() -> None:
        with wired() as wire:
            turns = Turns([changed("one"), changed("two")])
            turns.ready.clear()
            presses = [asyncio.create_task(turns.press(pressing())) for _ in range(2)]
            await rounds()
            turns.late.set()
            await rounds()
            assert (len(turns.invocations), wire.steps) == (1, ["wait", "wait"])

            turns.ready.set()
            await asyncio.gather(*presses)
            assert wire.steps[2:] == ["change later: one", "change later: two"]

    asyncio.run(play())


def test_the_line_goes_on_after_a_turn_that_failed() -> None:
    async def play() -> None:
        with wired() as wire:
            turns = Turns([changed("two")])
            turns.replies.insert(0, "no reply at all")  # type: ignore[arg-type] # a mistake of ours
            await turns.press(pressing())
            await turns.press(pressing())
            assert wire.steps[-1] == "change: two"

    asyncio.run(play())


def test_stopping_lets_turns_in_hand_end() -> None:
    async def play() -> None:
        with wired() as wire:
            turns = Turns([changed("one")])
            turns.ready.clear()
            pressed = asyncio.create_task(turns.press(pressing()))
            await rounds()
            finishing = asyncio.create_task(turns.conversation.finish(within=60))
            await rounds()
            turns.ready.set()
            assert await finishing == 0
            assert (pressed.done(), wire.steps) == (True, ["change: one"])

    asyncio.run(play())


def test_stopping_cuts_off_what_takes_too_long() -> None:
    async def play() -> None:
        with wired() as wire:
            turns = Turns([changed("one"), changed("two")])
            turns.ready.clear()
            presses = [asyncio.create_task(turns.press(pressing())) for _ in range(2)]
            await rounds()
            cut_off = await turns.conversation.finish(within=0)
            assert (cut_off, [each.cancelled() for each in presses]) == (2, [True, True])
            assert wire.steps == []
            assert await turns.conversation.finish(within=0) == 0

    asyncio.run(play())
