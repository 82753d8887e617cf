"""Studying together on Telegram: set up in a topic by who manages it, and pressed by many."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.dialogue.manners import CHAT
from bot.dialogue.messenger import no_lane
from bot.dialogue.views.study_group import IN_PASSING
from tests.bot.telegram.stage import Stage, on_stage
from tests.builders import NOON
from tests.conversations.delivering import pass_time
from tests.telegram_bed.chats import GENERAL, Chat, Standing, Topic
from tests.telegram_bed.people import User

MANY = 30


def play(act: Callable[[Stage, User], Awaitable[None]]) -> None:
    """Let a test act on a stage, with somebody who has a private chat with the bot."""

    async def run() -> None:
        async with on_stage() as stage:
            max_ = stage.bed.user("Max")
            await max_.says(stage.bed.private(max_), "/help")
            await stage.bed.settled()
            stage.bed.private(max_).unread()
            await act(stage, max_)

    asyncio.run(run())


async def posted(stage: Stage, max_: User, chat: Chat, topic: Topic = GENERAL) -> None:
    """Set a group up as who manages a chat, and let its first post come."""
    chat.managers.add(max_.id)
    await max_.says(chat, "/study here", topic=topic)
    card = await chat.next_message()
    await max_.presses(card, "Start")
    await stage.bed.settled()
    messenger = stage.adapter.messenger(no_lane)
    day = NOON + timedelta(days=1)
    await pass_time("telegram", stage.dispatcher.gateway, messenger, stage.clock, day)


def test_a_group_stays_in_the_topic_of_the_forum_that_it_was_set_up_in() -> None:
    async def act(stage: Stage, max_: User) -> None:
        forum = stage.bed.forum("Class", "Python")
        topic = forum.topic("Python")
        await posted(stage, max_, forum, topic)
        said = forum.unread()

        assert {each.thread for each in said} == {topic.thread}
        assert said[-1].labels == ("Done", "Details", "My next")

    play(act)


def test_a_bot_that_may_not_write_says_so_before_a_group_starts() -> None:
    async def act(stage: Stage, max_: User) -> None:
        group, private = stage.bed.group("Class"), stage.bed.private(max_)
        group.managers.add(max_.id)
        group.standing = Standing.RESTRICTED
        await max_.says(group, "/study here")
        await stage.bed.settled()
        (said,) = private.unread()

        assert said.text.startswith(
            "To post here by myself I need the permission to send messages."
        )

    play(act)


def test_a_focus_session_that_all_see_needs_no_further_word_in_the_group() -> None:
    async def act(stage: Stage, max_: User) -> None:
        group, private = stage.bed.group("Class"), stage.bed.private(max_)
        await max_.says(group, "/focus 25")
        await stage.bed.user("Ada").says(stage.bed.group("Other"), "/focus 25")
        await stage.bed.settled()

        assert [each.text[:30] for each in private.unread()] == ["Your focus session has begun: "]
        assert (group.unread(), stage.bed.group("Other").unread()) == ((), ())

    play(act)


def test_a_chat_that_asks_too_much_is_told_so_once_where_all_read_it() -> None:
    async def act(stage: Stage, _max: User) -> None:
        group = stage.bed.group("Class")
        for number in range(CHAT.most + 5):
            await stage.bed.user(f"Member {number}").says(group, "/help")
            await stage.bed.settled()
        said = [each.text for each in group.unread()]

        assert len(said) == CHAT.most + 1
        assert said[-1].startswith("That was a lot for one group")

    play(act)


def test_many_who_press_done_are_each_told_in_passing_and_the_group_reads_nothing() -> None:
    async def act(stage: Stage, max_: User) -> None:
        group = stage.bed.group("Class")
        await posted(stage, max_, group)
        *_, post = group.unread()
        queries = [
            await stage.bed.user(f"Member {number}").presses(post, "Done") for number in range(MANY)
        ]
        await stage.bed.settled()
        told = [(each.answer or {}).get("text", "") for each in queries]

        assert all("to leave: /study leave." in each for each in told)
        assert max(map(len, told)) <= IN_PASSING
        assert group.unread() == ()

    play(act)
