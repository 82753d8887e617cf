"""A study group on Telegram keeps its place: its topic, its chat when that moves, and its bot."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.dialogue.messenger import Messenger, no_lane
from core.group import Group
from tests.bot.telegram.stage import Stage, on_stage
from tests.bot.telegram.unasked import destination
from tests.builders import NOON
from tests.conversations.delivering import pass_time
from tests.founding import found
from tests.telegram_bed.chats import Chat, Message, Topic
from tests.telegram_bed.people import User

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
STOPPED = "is closed or gone, so the group has stopped."


@dataclass
class Scene:
    """A group that was put to work, and somebody in it."""

    stage: Stage
    ada: User
    chat: Chat
    messenger: Messenger
    group: Group

    async def wait(self, until: datetime) -> None:
        gateway, clock = self.stage.dispatcher.gateway, self.stage.clock
        await self.stage.bed.settled()
        await pass_time("telegram", gateway, self.messenger, clock, until)

    async def next_post(self) -> datetime | None:
        number = self.group.id
        gateway = self.stage.dispatcher.gateway
        return (await gateway.run(lambda work: work.groups.get(number))).next_post


def play(
    place: Callable[[Stage], tuple[Chat, Topic | None]], act: Callable[[Scene], Awaitable[None]]
) -> None:
    """Put a group to work in a place, and let a test act there."""

    async def run() -> None:
        async with on_stage() as stage:
            chat, topic = place(stage)
            to = destination(chat, topic)
            group = await stage.dispatcher.gateway.run(lambda work: found(work, to, NOON))
            messenger = stage.adapter.messenger(no_lane)
            await act(Scene(stage, stage.bed.user("Ada"), chat, messenger, group))

    asyncio.run(run())


def a_group(stage: Stage) -> tuple[Chat, None]:
    return stage.bed.group("Class"), None


def a_topic(stage: Stage) -> tuple[Chat, Topic]:
    forum = stage.bed.forum("Class", "Python")
    return forum, forum.topic("Python")


def posts(chat: Chat) -> list[Message]:
    """Give what the bot sent to a chat."""
    return [each for each in chat.messages if each.sender["is_bot"]]


def test_every_post_comes_to_the_topic_that_the_group_is_in() -> None:
    async def act(scene: Scene) -> None:
        await scene.wait(NOON + DAY + MINUTE)
        topic = scene.chat.topic("Python")
        assert [each.thread for each in posts(scene.chat)[1:]] == [topic.thread] * 2

    play(a_topic, act)


def test_of_a_deleted_topic_is_told_once_in_general_and_the_group_rests() -> None:
    async def act(scene: Scene) -> None:
        scene.chat.delete_topic(scene.chat.topic("Python"))
        await scene.wait(NOON + 3 * DAY)
        (message,) = scene.chat.unread()
        assert message.thread is None
        assert STOPPED in message.text
        assert await scene.next_post() is None

    play(a_topic, act)


def test_a_group_that_becomes_a_supergroup_is_posted_to_there_and_todays_post_anew() -> None:
    async def act(scene: Scene) -> None:
        await scene.wait(NOON + MINUTE)
        supergroup = await scene.stage.bed.upgrade(scene.chat, scene.ada)
        await scene.wait(NOON + 2 * MINUTE)
        assert (len(posts(scene.chat)), len(posts(supergroup))) == (1, 1)
        await scene.wait(NOON + DAY + MINUTE)
        assert (len(posts(scene.chat)), len(posts(supergroup))) == (1, 2)

    play(a_group, act)


def test_a_group_that_moved_untold_gets_its_posts_where_it_is_now() -> None:
    async def act(scene: Scene) -> None:
        supergroup = scene.stage.bed.supergroup("Class")
        scene.chat.migrated_to = supergroup.id  # and no update has told of it
        await scene.wait(NOON + DAY + MINUTE)
        assert (len(posts(scene.chat)), len(posts(supergroup))) == (0, 2)

    play(a_group, act)


def test_a_bot_that_was_removed_posts_nothing_and_goes_on_after_its_return() -> None:
    async def act(scene: Scene) -> None:
        await scene.wait(NOON + MINUTE)
        await scene.ada.removes_bot(scene.chat)
        await scene.wait(NOON + 2 * DAY + MINUTE)
        assert len(posts(scene.chat)) == 1
        assert await scene.next_post() == NOON + 3 * DAY
        await scene.ada.adds_bot(scene.chat)
        await scene.wait(NOON + 3 * DAY + MINUTE)
        assert len(posts(scene.chat)) == 2

    play(a_group, act)
