"""Updates reach the library by polling, each until it is confirmed."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Location
from telegram.error import BadRequest, Conflict, Forbidden
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from tests.telegram_bed.bed import TelegramBed
from tests.telegram_bed.chats import Standing
from tests.telegram_bed.clock import BedClock
from tests.telegram_bed.library import library_bot

DONE = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Done", callback_data="done 1"))


async def offer(update: Any, context: Any) -> None:
    await update.effective_message.reply_text("Read a chapter", reply_markup=DONE)


async def accept(update: Any, context: Any) -> None:
    await update.callback_query.answer("Well done")
    await update.callback_query.edit_message_text(f"Done: {update.callback_query.data}")


def test_the_library_polls_answers_and_edits() -> None:
    async def converse() -> None:
        async with TelegramBed() as bed:
            builder = Application.builder().token(bed.token)
            app = builder.base_url(bed.bot_url).base_file_url(bed.file_url).build()
            assert app.updater is not None
            app.add_handlers([MessageHandler(filters.TEXT, offer), CallbackQueryHandler(accept)])
            async with app:
                await app.start()
                await app.updater.start_polling()
                ada = bed.user("Ada", language="pt")
                chat = bed.private(ada)
                await ada.says(chat, "/start now")
                offered = await chat.next_message()
                assert (offered.text, offered.labels) == ("Read a chapter", ("Done",))
                query = await ada.presses(offered, "Done")
                await bed.settled()
                assert query.answer == {"text": "Well done", "show_alert": False}
                edited = await chat.next_message()
                assert edited is offered
                assert (edited.text, edited.labels) == ("Done: done 1", ())
                await app.updater.stop()
                await app.stop()

    asyncio.run(converse())


def test_an_update_comes_again_until_it_is_confirmed() -> None:
    async def receive() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada = bed.user("Ada")
            for words in ("one", "two", "three"):
                await ada.says(bed.private(ada), words)
            first = await bot.get_updates()
            again = await bot.get_updates(limit=2)
            rest = await bot.get_updates(offset=again[-1].update_id + 1)
            assert [each.message.text for each in first if each.message] == ["one", "two", "three"]
            assert again == first[:2]
            assert rest == first[2:]
            await bot.get_updates(offset=rest[-1].update_id + 1)
            assert not bed.updates.waiting()

    asyncio.run(receive())


def test_a_poll_that_waits_is_answered_when_somebody_speaks() -> None:
    async def receive() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada = bed.user("Ada")
            waiting = asyncio.create_task(bot.get_updates(timeout=60))
            await bed.until(lambda: bool(bed.polls))
            assert not waiting.done()
            await ada.says(bed.private(ada), "Hello")
            (update,) = await waiting
            assert update.effective_message is not None
            assert update.effective_message.text == "Hello"

    asyncio.run(receive())


def test_a_second_poller_ends_the_first() -> None:
    async def receive() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot, library_bot(bed) as other:
            first = asyncio.create_task(bot.get_updates(timeout=60))
            await bed.until(lambda: len(bed.polls) == 1)
            await other.get_updates()
            with pytest.raises(Conflict, match="terminated by other getUpdates request"):
                await first

    asyncio.run(receive())


def test_only_the_allowed_kinds_come() -> None:
    async def receive() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada = bed.user("Ada")
            chat = bed.private(ada)
            await bot.get_updates(allowed_updates=["message"])
            said = await ada.says(chat, "Helo")
            await ada.edits(said, "Hello")
            await ada.blocks_bot()
            (update,) = await bot.get_updates()
            assert update.message is not None
            assert update.message.text == "Helo"

    asyncio.run(receive())


def test_what_is_wrong_comes_as_it_is() -> None:
    async def receive() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            bed.deliver({"comet_seen": {"tail": 2}})
            unknown = bed.updates.made[-1]
            (update,) = await bot.get_updates()
            assert update.to_dict() == unknown
            bed.updates.repeat(unknown)
            repeated = await bot.get_updates(offset=update.update_id + 1)
            assert repeated == (update,)

    asyncio.run(receive())


def test_dropping_what_waits_is_a_violation() -> None:
    async def receive() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada = bed.user("Ada")
            await ada.says(bed.private(ada), "Hello")
            await bot.delete_webhook(drop_pending_updates=True)
            assert await bot.get_updates() == ()
            assert bed.violations == [
                "drop_pending_updates throws away what people pressed meanwhile"
            ]
            bed.violations.clear()

    asyncio.run(receive())


def test_a_press_on_an_old_message_names_it_and_no_more() -> None:
    async def receive() -> None:
        clock = BedClock()
        async with TelegramBed(clock=clock) as bed, library_bot(bed) as bot:
            ada = bed.user("Ada")
            chat = bed.private(ada)
            sent = await bot.send_message(chat.id, "Read a chapter", reply_markup=DONE)
            (shown,) = chat.messages
            await ada.presses(shown, "Done")
            clock.advance(timedelta(hours=49))
            await ada.presses(shown, "Done")
            young, old = await bot.get_updates()
            pressed = [
                (each.callback_query.message.message_id, each.callback_query.message.is_accessible)
                for each in (young, old)
                if each.callback_query and each.callback_query.message
            ]
            assert pressed == [(sent.id, True), (sent.id, False)]

    asyncio.run(receive())


def test_a_query_is_answered_once_and_not_after_it_expired() -> None:
    async def receive() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada = bed.user("Ada")
            chat = bed.private(ada)
            await bot.send_message(chat.id, "Read a chapter", reply_markup=DONE)
            first = await ada.presses(chat.messages[0], "Done")
            second = await ada.forges(chat.messages[0], "anything")
            second.expired = True
            await bot.answer_callback_query(first.id)
            await bot.answer_callback_query(first.id)
            assert (first.answered, second.answered) == (True, False)
            assert bed.violations == ["answerCallbackQuery: query-1 is answered twice"]
            bed.violations.clear()
            with pytest.raises(BadRequest, match="Query is too old"):
                await bot.answer_callback_query(second.id)

    asyncio.run(receive())


def test_a_location_comes_and_an_edit_is_told_as_one() -> None:
    async def receive() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada = bed.user("Ada")
            chat = bed.private(ada)
            await ada.shares_location(chat, 38.72, -9.14)
            await ada.edits(await ada.says(chat, "Helo"), "Hello")
            shared, _said, edited = await bot.get_updates()
            assert shared.message is not None
            assert shared.message.location == Location(-9.14, 38.72)
            assert edited.edited_message is not None
            assert edited.edited_message.text == "Hello"

    asyncio.run(receive())


def test_a_bot_that_was_removed_hears_no_more_and_is_forbidden_to_write() -> None:
    async def receive() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada, group = bed.user("Ada"), bed.group("Readers")
            await ada.removes_bot(group)
            await ada.says(group, "/next")
            (removed,) = await bot.get_updates()
            assert removed.my_chat_member is not None
            assert removed.my_chat_member.new_chat_member.status == "kicked"
            with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
                await bot.send_message(group.id, "Hello?")

    asyncio.run(receive())


GROUP_TALK = {
    "/next": True,
    "/next@study_buddy_bot now": True,
    "/next@other_bot": False,
    "Nice weather": False,
}


@pytest.mark.parametrize("words", GROUP_TALK)
def test_in_groups_privacy_lets_through_what_is_said_to_the_bot(words: str) -> None:
    async def receive() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada, group = bed.user("Ada"), bed.group("Readers")
            await ada.says(group, words)
            assert bool(await bot.get_updates()) is GROUP_TALK[words]

    asyncio.run(receive())


def test_in_groups_replies_reach_the_bot_and_an_administrator_hears_all() -> None:
    async def receive() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada, group = bed.user("Ada"), bed.supergroup("Readers")
            await bot.send_message(group.id, "Read a chapter")
            await ada.says(group, "I did", reply_to=group.messages[0])
            await ada.adds_bot(group, Standing.ADMINISTRATOR)
            await ada.says(group, "Nice weather")
            reply, promoted, talk = await bot.get_updates()
            assert reply.message is not None
            assert reply.message.reply_to_message is not None
            # The thread of a chain of replies, which is no topic.
            assert reply.message.message_thread_id == group.messages[0].id
            assert not reply.message.is_topic_message
            assert promoted.my_chat_member is not None
            assert promoted.my_chat_member.new_chat_member.status == "administrator"
            assert talk.message is not None
            assert talk.message.text == "Nice weather"

    asyncio.run(receive())


def test_a_topic_of_a_forum_is_a_thread_and_general_is_none() -> None:
    async def receive() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada, forum = bed.user("Ada"), bed.forum("Readers", "Python")
            await ada.says(forum, "/next", topic=forum.topic("Python"))
            await ada.says(forum, "/next")
            threads = [
                (each.message.message_thread_id, bool(each.message.is_topic_message))
                for each in await bot.get_updates()
                if each.message
            ]
            assert threads == [(forum.topic("Python").thread, True), (None, False)]

    asyncio.run(receive())
