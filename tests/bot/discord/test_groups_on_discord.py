"""A study group on Discord keeps its place: a thread that is renamed, sleeps, is locked or gone."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from simcord import ChannelHandle

from core.destination import Destination
from core.group import Group
from core.place import PlaceKind
from tests.bot.discord.seen import seen
from tests.bot.discord.stage import Stage, on_stage
from tests.builders import NOON
from tests.conversations.delivering import pass_time
from tests.founding import found

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
STOPPED = "is closed or gone, so the group has stopped."


@dataclass
class Scene:
    """A group that was put to work in a thread."""

    stage: Stage
    thread: ChannelHandle
    group: Group

    async def wait(self, until: datetime) -> None:
        gateway, clock = self.stage.conversation.dispatcher.gateway, self.stage.clock
        await pass_time("discord", gateway, self.stage.messenger, clock, until)

    async def next_post(self) -> datetime | None:
        number = self.group.id
        gateway = self.stage.conversation.dispatcher.gateway
        return (await gateway.run(lambda work: work.groups.get(number))).next_post

    def posts(self) -> int:
        return len(self.stage.messages(self.thread))

    def told(self) -> list[str]:
        """Give what was said beside the thread."""
        return [seen(each).text for each in self.stage.messages(self.stage.channel)]


def play(act: Callable[[Scene], Awaitable[None]], *, archived: bool = False) -> None:
    """Put a group to work in a thread, and let a test act there."""

    async def run() -> None:
        async with on_stage() as stage:
            thread = stage.thread(archived=archived)
            to = Destination("discord", str(thread.id), PlaceKind.GROUP)
            gateway = stage.conversation.dispatcher.gateway
            group = await gateway.run(lambda work: found(work, to, NOON))
            await act(Scene(stage, thread, group))

    asyncio.run(run())


def refuse(scene: Scene, method: str, ending: str, code: int, *, times: int | None = None) -> None:
    path = f"/channels/{scene.thread.id}/messages{ending}"
    scene.stage.env.inject_error(method, path, status=400, code=code, message="no", times=times)


def test_every_post_comes_to_the_thread_also_where_that_sleeps() -> None:
    async def act(scene: Scene) -> None:
        await scene.wait(NOON + DAY + MINUTE)
        assert (scene.posts(), scene.told()) == (2, [])

    play(act, archived=True)


def test_of_a_locked_thread_is_told_once_in_its_channel_and_the_group_rests() -> None:
    async def act(scene: Scene) -> None:
        refuse(scene, "POST", "", 160005)
        await scene.wait(NOON + 3 * DAY)
        (told,) = scene.told()
        assert STOPPED in told
        assert await scene.next_post() is None

    play(act, archived=True)


def test_of_a_deleted_thread_is_told_once_in_its_channel_and_the_group_rests() -> None:
    async def act(scene: Scene) -> None:
        scene.stage.env.backend.delete_channel(scene.thread.id)
        await scene.stage.env.settle()
        await scene.wait(NOON + 3 * DAY)
        (told,) = scene.told()
        assert STOPPED in told
        assert await scene.next_post() is None

    play(act)


def test_a_bot_that_lost_its_channel_posts_nothing_and_goes_on_once_somebody_speaks() -> None:
    async def act(scene: Scene) -> None:
        path = f"/channels/{scene.thread.id}/messages"
        scene.stage.env.inject_error("POST", path, status=403, code=50001, message="no", times=1)
        await scene.wait(NOON + DAY + MINUTE)
        assert (scene.posts(), await scene.next_post()) == (0, NOON + 2 * DAY)
        ada = scene.stage.member("Ada")
        await ada.slash(scene.thread, "help")
        before = scene.posts()
        await scene.wait(NOON + 2 * DAY + MINUTE)
        assert scene.posts() == before + 1

    play(act)
