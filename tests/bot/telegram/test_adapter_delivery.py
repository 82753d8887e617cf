"""Delivery: where a reply is shown, what it replaces, and who may read it."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.telegram import notices
from core.place import KnownPlace, PlaceKind
from tests.bot.telegram.stage import Stage, on_stage
from tests.telegram_bed.chats import Chat, Message, Topic
from tests.telegram_bed.faults import Refuses
from tests.telegram_bed.people import User

DJANGO = "/start django-backend-developer"
PRIVATE = PlaceKind.PRIVATE
THREAD_GONE = "The forum topic for this is closed or gone, so it comes here."


async def first_topic(stage: Stage, user: User, chat: Chat) -> Message:
    await user.says(chat, DJANGO)
    return await chat.next_message()


def fields_of(stage: Stage, method: str) -> list[dict[str, Any]]:
    return [request.fields for request in stage.bed.asked(method)]


def test_a_press_edits_in_place_and_is_answered_without_a_word() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            topic = await first_topic(stage, ada, chat)
            query = await ada.presses(topic, "Done")
            edited = await chat.next_message()
            await stage.bed.settled()

            assert edited is topic
            assert "Undo" in topic.labels
            assert query.answer == {"text": "", "show_alert": False}

    asyncio.run(converse())


def test_a_press_that_changes_nothing_is_silent() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            topic = await first_topic(stage, ada, chat)
            stage.bed.fail("editMessageText", Refuses(400, "Bad Request: message is not modified"))
            query = await ada.presses(topic, "Done")
            await stage.bed.settled()

            assert (query.answered, chat.unread()) == (True, ())

    asyncio.run(converse())


@pytest.mark.parametrize(
    "words", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"]
)
def test_where_the_pressed_message_is_gone_the_answer_comes_anew(words: str) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            topic = await first_topic(stage, ada, chat)
            stage.bed.fail("editMessageText", Refuses(400, f"Bad Request: {words}"))
            await ada.presses(topic, "Done")
            answer = await chat.next_message()

            assert answer is not topic
            assert "Undo" in answer.labels

    asyncio.run(converse())


def test_a_press_on_a_message_older_than_two_days_works() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            topic = await first_topic(stage, ada, chat)
            stage.clock.advance(timedelta(days=30))
            query = await ada.presses(topic, "Done")
            answer = await chat.next_message()
            await stage.bed.settled()

            assert (answer, query.answered, await stage.done(ada)) == (topic, True, 1)

    asyncio.run(converse())


@pytest.mark.parametrize("data", ["cancel|what=all", "\x00", "done|topic=9999999"])
def test_a_button_of_an_earlier_version_or_a_strange_client_gets_a_kind_answer(data: str) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            topic = await first_topic(stage, ada, chat)
            query = await ada.forges(topic, data)
            answer = await chat.next_message()
            await stage.bed.settled()

            assert (query.answered, await stage.done(ada)) == (True, 0)
            assert "went wrong" not in answer.text

    asyncio.run(converse())


def test_nothing_shows_a_preview_of_its_links() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.presses(await first_topic(stage, ada, chat), "Done")
            await stage.bed.settled()

            shown = fields_of(stage, "sendMessage") + fields_of(stage, "editMessageText")
            previews = [each.get("link_preview_options") for each in shown]
            assert previews == [{"is_disabled": True}] * 2

    asyncio.run(converse())


def test_answers_stay_in_the_topic_they_were_asked_in() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            await first_topic(stage, ada, stage.bed.private(ada))
            forum = stage.bed.forum("Class", "Python")
            (topic,) = forum.topics.values()
            await ada.says(forum, "/next", topic=topic)
            answer = await forum.next_message()
            await ada.says(forum, "/next")
            general = await forum.next_message()

            assert (answer.thread, general.thread) == (topic.thread, None)

    asyncio.run(converse())


def test_where_the_topic_is_gone_the_answer_comes_to_general_and_says_so() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            await first_topic(stage, ada, stage.bed.private(ada))
            forum = stage.bed.forum("Class", "Python")
            await ada.says(forum, "/help", topic=Topic("Deleted meanwhile", 777))
            answer = await forum.next_message()

            assert (answer.thread, answer.text.splitlines()[0]) == (None, THREAD_GONE)
            threads = [each.get("message_thread_id") for each in fields_of(stage, "sendMessage")]
            assert threads[-2:] == [777, None]

    asyncio.run(converse())


def test_a_private_answer_asked_for_in_a_group_is_sent_in_private() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            private = stage.bed.private(ada)
            await first_topic(stage, ada, private)
            group = stage.bed.group("Class")
            await ada.says(group, "/help")
            answer = await private.next_message()
            word = await group.next_message()

            assert "What I can do" in answer.text
            assert word.text == notices.ANSWERED_IN_PRIVATE
            assert word.buttons[0][0]["url"] == "https://t.me/study_buddy_bot"

    asyncio.run(converse())


def test_who_never_started_the_bot_is_asked_to_and_the_group_reads_nothing_of_theirs() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            group = stage.bed.group("Class")
            await ada.says(group, "/help")
            word = await group.next_message()
            await stage.bed.settled()

            assert (word.text, word.labels) == (
                f"That worked; more is for you alone. {notices.START_ME_FIRST}",
                (notices.OPEN_PRIVATE_CHAT,),
            )
            assert group.unread() == ()
            await ada.says(group, "/done")
            refused = await group.next_message()
            assert refused.text == (
                f"I could not do that; more is for you alone. {notices.START_ME_FIRST}"
            )

    asyncio.run(converse())


def test_a_short_private_word_about_a_press_in_a_group_is_seen_by_its_presser_alone() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            await first_topic(stage, ada, stage.bed.private(ada))
            group = stage.bed.group("Class")
            await ada.says(group, "/next")
            topic = await group.next_message()
            query = await ada.forges(topic, "undo|action=99")
            await stage.bed.settled()

            assert query.answer is not None
            assert query.answer["show_alert"]
            assert query.answer["text"]
            assert group.unread() == ()

    asyncio.run(converse())


def test_a_press_in_a_group_is_answered_in_private_and_the_group_gets_no_message() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, bob = stage.bed.user("Ada"), stage.bed.user("Bob")
            private = stage.bed.private(ada)
            await first_topic(stage, ada, private)
            group = stage.bed.group("Class")
            await ada.says(group, "/next")
            post = await group.next_message()
            await private.next_message()
            asked = await ada.forges(post, "help")
            answer = await private.next_message()
            never_met = await bob.forges(post, "help")
            await stage.bed.settled()

            assert "What I can do" in answer.text
            assert asked.answer == {"text": notices.ANSWERED_IN_PRIVATE, "show_alert": True}
            worked = f"That worked; more is for you alone. {notices.START_ME_FIRST}"
            assert never_met.answer == {"text": worked, "show_alert": True}
            assert group.unread() == ()

    asyncio.run(converse())


@pytest.mark.parametrize(
    ("pressed", "came"), [("help", "That worked"), ("done|what=django", "I could not do that")]
)
def test_of_an_answer_that_is_not_taken_its_presser_hears_what_came_of_the_press(
    pressed: str, came: str
) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            await first_topic(stage, ada, stage.bed.private(ada))
            group = stage.bed.group("Class")
            await ada.says(group, "/next")
            post = await group.next_message()
            stage.bed.fail("sendMessage", Refuses(400, "Bad Request: no"))
            asked = await ada.forges(post, pressed)
            await stage.bed.settled()

            told = f"{came}, yet Telegram did not take my answer. Ask me in private: /next"
            assert asked.answer == {"text": told, "show_alert": True}

    asyncio.run(converse())


def test_a_shared_location_sets_the_zone() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.shares_location(chat, 38.72, -9.14)
            answer = await chat.next_message()

            assert "Lisbon time (Europe/Lisbon)" in answer.text

    asyncio.run(converse())


def test_a_file_in_private_is_looked_at_as_a_roadmap() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.sends_document(chat, "own.md", b"# Mine\n\n- [ ] one\n- [ ] two\n")
            answer = await chat.next_message()

            assert "Mine" in answer.text
            assert len(stage.bed.asked("getFile")) == 1

    asyncio.run(converse())


def test_a_file_that_is_too_large_is_refused_before_it_is_fetched() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.sends_document(chat, "own.md", b"# Mine", size=30 * 1024 * 1024)
            await chat.next_message()

            assert stage.bed.asked("getFile") == []

    asyncio.run(converse())


async def known(stage: Stage, chat: int) -> KnownPlace | None:
    return await stage.dispatcher.gateway.run(lambda work: work.places.of("telegram", str(chat)))


def test_being_blocked_pauses_the_place_and_being_let_in_resumes_it() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.blocks_bot()
            await stage.bed.settled()
            blocked = await known(stage, chat.id)
            await ada.unblocks_bot()
            await stage.bed.settled()

            place = KnownPlace("telegram", str(chat.id), PlaceKind.PRIVATE)
            assert blocked is not None
            assert blocked.paused_at == stage.clock.now()
            assert await known(stage, chat.id) == place

    asyncio.run(converse())


def test_a_place_that_was_found_closed_is_resumed_by_the_next_answer_there() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            stage.bed.fail("sendMessage", Refuses(403, "Forbidden: bot was blocked by the user"))
            await ada.says(chat, "/help")
            await stage.bed.settled()
            closed = await known(stage, chat.id)
            await stage.restart()
            await ada.says(chat, "/help")
            await chat.next_message()
            await stage.bed.settled()
            await stage.adapter.stop()

            assert closed is not None
            assert closed.paused_at is not None
            assert await known(stage, chat.id) == KnownPlace("telegram", str(chat.id), PRIVATE)

    asyncio.run(converse())


def test_a_group_that_becomes_a_supergroup_keeps_its_rows() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            group = stage.bed.group("Class")
            await ada.adds_bot(group)
            await stage.bed.settled()
            supergroup = await stage.bed.upgrade(group, ada)
            await stage.bed.settled()

            place = KnownPlace("telegram", str(supergroup.id), PlaceKind.GROUP)
            assert [await known(stage, each.id) for each in (group, supergroup)] == [None, place]

    asyncio.run(converse())
