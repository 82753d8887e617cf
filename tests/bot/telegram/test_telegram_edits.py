"""What was sent to a chat can be changed there, and it is known where that is no more."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import pytest
from telegram.error import BadRequest

from bot.dialogue.invocation import Call
from bot.dialogue.messenger import Messenger, no_lane
from bot.dialogue.reply import Button, Paragraph, Reply
from core.delivery import Gone, ThreadClosed, Throttled, Unavailable, Undelivered, Unreachable
from core.destination import Destination
from core.place import KnownPlace, PlaceKind
from tests.bot.telegram.stage import Stage, on_stage
from tests.bot.telegram.unasked import LONG, destination, kept_back
from tests.telegram_bed.chats import Chat, Topic
from tests.telegram_bed.faults import Drops, Fault, Garbles, Refuses, Throttles

NONE_YET = Reply((Paragraph(("Nobody yet.",)),))
FOUR = Reply((Paragraph(("4 studied.",)),), ((Button("Done", Call("done")),),))
GONE = (
    "Bad Request: message to edit not found",
    "Bad Request: MESSAGE_ID_INVALID",
    "Bad Request: message can't be edited",
    "Bad Request: TOPIC_DELETED",
)


@dataclass
class Scene:
    """A topic of a forum that the bot writes to."""

    stage: Stage
    forum: Chat
    topic: Topic
    messenger: Messenger

    @property
    def place(self) -> Destination:
        return destination(self.forum, self.topic)

    async def send(self, reply: Reply = NONE_YET) -> str:
        return await self.messenger.send(reply, self.place, owner=None, key="live 1", live=True)

    async def edit(self, message: str, reply: Reply = FOUR) -> Undelivered | None:
        try:
            await self.messenger.edit(reply, self.place, message, key="live 1")
        except Undelivered as undelivered:
            return undelivered
        return None

    async def known(self, chat: Chat) -> KnownPlace | None:
        number = str(chat.id)
        gateway = self.stage.dispatcher.gateway
        return await gateway.run(lambda work: work.places.of("telegram", number))


def play(act: Callable[[Scene], Awaitable[None]]) -> None:
    """Set the scene, and let a test act there."""

    async def run() -> None:
        async with on_stage(timeout=0.5) as stage:
            forum = stage.bed.forum("Class", "Python")
            messenger = stage.adapter.messenger(no_lane)
            await act(Scene(stage, forum, forum.topic("Python"), messenger))

    asyncio.run(run())


def test_a_message_becomes_what_is_said_now_and_again_is_no_harm() -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send()
        assert [await scene.edit(number), await scene.edit(number)] == [None, None]
        (message,) = {each.id: each for each in scene.forum.unread()}.values()
        assert (str(message.id), message.thread) == (number, scene.topic.thread)
        assert (message.text, message.labels) == ("4 studied.", ("Done",))
        assert len(scene.stage.bed.asked("sendMessage")) == 1

    play(act)


def test_the_id_of_a_reply_in_parts_is_that_of_the_last() -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send(LONG)
        assert [str(each.id) for each in scene.forum.unread()][-1] == number

    play(act)


def test_an_edit_that_is_too_long_keeps_its_beginning_and_its_buttons() -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send()
        scene.forum.unread()
        assert await scene.edit(number, replace(LONG, buttons=FOUR.buttons)) is None
        (message,) = scene.forum.unread()
        assert (message.text[:9], message.labels) == ("word word", ("Done",))

    play(act)


@pytest.mark.parametrize("words", GONE)
def test_a_message_that_is_no_more_is_gone(words: str) -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send()
        scene.stage.bed.fail("editMessageText", Refuses(400, words))
        assert kept_back(await scene.edit(number)) == {"kind": Gone}

    play(act)


def test_a_live_message_never_leaves_its_topic() -> None:
    async def act(scene: Scene) -> None:
        scene.forum.delete_topic(scene.topic)
        with pytest.raises(ThreadClosed) as caught:
            await scene.send()
        assert caught.value.beside == destination(scene.forum)
        assert scene.forum.unread() == ()
        assert await scene.known(scene.forum) is None

    play(act)


def test_a_closed_topic_takes_no_edit() -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send()
        scene.stage.bed.fail("editMessageText", Refuses(400, "Bad Request: TOPIC_CLOSED"))
        closed = {"kind": ThreadClosed, "beside": destination(scene.forum)}
        assert kept_back(await scene.edit(number)) == closed

    play(act)


def test_a_group_that_moved_meanwhile_keeps_its_rows_and_is_edited_later() -> None:
    async def act(scene: Scene) -> None:
        ada = scene.stage.bed.user("Ada")
        group = scene.stage.bed.group("Class")
        await ada.adds_bot(group)
        await scene.stage.bed.settled()
        supergroup = scene.stage.bed.supergroup("Class")
        scene.forum, scene.topic = group, Topic("General", None)
        place = Destination("telegram", str(group.id), PlaceKind.GROUP)
        number = await scene.messenger.send(NONE_YET, place, owner=None, key="live 1", live=True)
        group.migrated_to = supergroup.id  # and no update has told of it yet

        with pytest.raises(Unavailable) as caught:
            await scene.messenger.edit(FOUR, place, number, key="live 1")

        assert not caught.value.heard
        moved = KnownPlace("telegram", str(supergroup.id), PlaceKind.GROUP)
        assert [await scene.known(each) for each in (group, supergroup)] == [None, moved]

    play(act)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Throttles(7), Throttled),
        (Garbles(503), Unavailable),
        (Drops(), Unavailable),
        (Refuses(403, "Forbidden: bot was kicked from the supergroup chat"), Unreachable),
    ],
    ids=repr,
)
def test_what_keeps_an_edit_from_being_made_is_told(fault: Fault, kind: type[Undelivered]) -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send()
        scene.stage.bed.fail("editMessageText", fault)
        assert type(await scene.edit(number)) is kind

    play(act)


def test_an_edit_that_is_no_good_is_a_surprise() -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send()
        words = "Bad Request: ENTITY_BOUNDS_INVALID"
        scene.stage.bed.fail("editMessageText", Refuses(400, words))
        with pytest.raises(BadRequest):
            await scene.edit(number)

    play(act)
