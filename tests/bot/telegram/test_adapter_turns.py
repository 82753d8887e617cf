"""Turns on Telegram: each update once, each chat in order, none waiting for another."""

import asyncio

import pytest

from tests.bot.telegram.stage import on_stage
from tests.telegram_bed.faults import Throttles

DJANGO = "/start django-backend-developer"


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_three_taps_lead_to_the_first_topic(*, webhook: bool) -> None:
    async def converse() -> None:
        async with on_stage(webhook=webhook) as stage:
            ada = stage.bed.user("Ada", language="de")
            chat = stage.bed.private(ada)
            await ada.says(chat, "/start")
            message = await chat.next_message()
            offered = message.labels
            await ada.presses(message, offered[0])
            shelf = (await chat.next_message()).labels
            await ada.presses(message, shelf[0])
            await chat.next_message()
            await stage.bed.settled()

            assert offered == ("Yes, Berlin time",)
            assert shelf[0] == "Backend Developer Roadmap for Python and Django"
            assert "#1 of 57" in message.text
            assert chat.messages[1:] == [message]
            assert all(query.answered for query in stage.bed.queries)

    asyncio.run(converse())


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_an_update_that_comes_again_after_a_restart_is_done_once(*, webhook: bool) -> None:
    async def converse() -> None:
        async with on_stage(webhook=webhook) as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.says(chat, DJANGO)
            await chat.next_message()
            await ada.says(chat, "/done")
            await chat.next_message()
            await stage.bed.settled()

            await stage.restart()
            stage.bed.updates.repeat(stage.bed.updates.made[-1])
            await stage.bed.until(lambda: not stage.bed.updates.again)
            await ada.says(chat, "/streak")
            await chat.next_message()
            await stage.bed.settled()

            assert (await stage.done(ada), chat.unread()) == (1, ())

    asyncio.run(converse())


def test_a_press_that_comes_again_is_acknowledged_again_and_says_nothing() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.says(chat, DJANGO)
            topic = await chat.next_message()
            query = await ada.presses(topic, "Done")
            await chat.next_message()
            await stage.bed.settled()
            query.answer = None
            stage.bed.updates.repeat(stage.bed.updates.made[-1])
            await stage.bed.until(lambda: query.answered)
            await ada.says(chat, "/streak")
            answer = await chat.next_message()

            assert answer is not topic
            assert "Undo" in topic.labels
            assert await stage.done(ada) == 1

    asyncio.run(converse())


def test_one_slow_chat_never_delays_another() -> None:
    async def converse() -> None:
        async with on_stage(napping=True) as stage:
            ada, bob = stage.bed.user("Ada"), stage.bed.user("Bob")
            slow, quick = stage.bed.private(ada), stage.bed.private(bob)
            stage.bed.fail("sendMessage", Throttles(30))
            await ada.says(slow, "/help")
            await stage.naps.begun.wait()

            await bob.says(quick, "/help")
            await quick.next_message()
            assert slow.unread() == ()

            stage.naps.woken.set()
            await slow.next_message()
            assert stage.naps.seconds == [30.0]

    asyncio.run(converse())


def test_the_turns_of_one_chat_are_answered_in_order() -> None:
    async def converse() -> None:
        async with on_stage(napping=True) as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            stage.bed.fail("sendMessage", Throttles(30))
            for words in (DJANGO, "/done 1", "/done 2", "/done 3"):
                await ada.says(chat, words)
            await stage.naps.begun.wait()
            stage.naps.woken.set()
            answers = [await chat.next_message() for _ in range(4)]

            places = [f"{number} of 57 done" in answers[number].text for number in (1, 2, 3)]
            assert places == [True, True, True]

    asyncio.run(converse())


def test_an_update_is_confirmed_only_when_its_turn_is_over() -> None:
    async def converse() -> None:
        async with on_stage(napping=True) as stage:
            ada, bob = stage.bed.user("Ada"), stage.bed.user("Bob")
            slow, quick = stage.bed.private(ada), stage.bed.private(bob)
            stage.bed.fail("sendMessage", Throttles(30))
            await ada.says(slow, "/help")
            await stage.naps.begun.wait()
            await bob.says(quick, "/help")
            await quick.next_message()
            assert stage.bed.updates.pending == stage.bed.updates.made

            stage.naps.woken.set()
            await slow.next_message()
            await stage.bed.until(lambda: not stage.bed.updates.pending)

    asyncio.run(converse())


def test_stopping_lets_the_turns_in_hand_end_and_confirms_them() -> None:
    async def converse() -> None:
        async with on_stage(napping=True) as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            stage.bed.fail("sendMessage", Throttles(30))
            await ada.says(chat, "/help")
            await stage.naps.begun.wait()
            stopping = asyncio.create_task(stage.adapter.stop())
            stage.naps.woken.set()
            await stopping

            assert (len(chat.unread()), stage.bed.updates.pending) == (1, [])

    asyncio.run(converse())


def test_a_turn_that_is_cut_off_comes_again_after_the_restart() -> None:
    async def converse() -> None:
        async with on_stage(napping=True, drain=0.0) as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            stage.bed.fail("sendMessage", Throttles(30))
            await ada.says(chat, "/help")
            await stage.naps.begun.wait()
            await stage.restart()
            await chat.next_message()

            await stage.bed.until(lambda: not stage.bed.updates.pending)

    asyncio.run(converse())


def test_only_what_is_understood_is_asked_for_and_nothing_is_thrown_away() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            await stage.bed.until(lambda: bool(stage.bed.polls))

            kinds = ["message", "callback_query", "my_chat_member"]
            assert stage.bed.polls[0].fields["allowed_updates"] == kinds
            (deleted,) = stage.bed.asked("deleteWebhook")
            assert deleted.fields == {"drop_pending_updates": False}

    asyncio.run(converse())
