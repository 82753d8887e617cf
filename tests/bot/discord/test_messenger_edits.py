"""What was sent to a channel can be changed there, and it is known where that is no more."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import discord
import pytest

from bot.dialogue.invocation import Call
from bot.dialogue.reply import Button, Heading, Paragraph, Reply
from bot.discord.client import StudyClient
from bot.discord.messenger import NO_MESSAGE, DiscordMessenger
from core.delivery import Extent, Gone, ThreadClosed, Throttled, Unavailable, Unreachable
from core.destination import Destination
from core.place import PlaceKind
from tests.bot.discord.live import logged_in
from tests.discord_bed.bed import DiscordBed
from tests.discord_bed.faults import Drops, Fault, Hangs, Throttles
from tests.discord_bed.places import COMPONENTS_V2, Channel
from tests.discord_bed.wire import (
    ARCHIVED,
    INVALID_FORM,
    MISSING_ACCESS,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    Refuses,
)
from tests.discord_bed.writing import EDIT, SEND

LOCKED = Refuses(400, 160005, "The thread is locked")

NONE_YET = Reply((Heading(("Lists",)), Paragraph(("Nobody yet.",))))
FOUR = Reply((Heading(("Lists",)), Paragraph(("4 studied.",))), ((Button("Done", Call("done")),),))


@dataclass(frozen=True, slots=True)
class Scene:
    """A client, and a thread in a channel of a server that it writes to."""

    bed: DiscordBed
    client: StudyClient
    channel: Channel
    thread: Channel
    messenger: DiscordMessenger

    @property
    def place(self) -> Destination:
        return Destination("discord", str(self.thread.id), PlaceKind.GROUP)

    @property
    def around(self) -> Destination:
        return Destination("discord", str(self.channel.id), PlaceKind.GROUP)

    @property
    def paused(self) -> bool:
        return str(self.thread.id) in self.client.paused

    async def send(self, reply: Reply = NONE_YET, *, live: bool = True) -> str:
        return await self.messenger.send(reply, self.place, owner=None, key="live 1", live=live)

    async def edit(self, message: str, reply: Reply = FOUR) -> None:
        await self.messenger.edit(reply, self.place, message, key="live 1")


def play(act: Callable[[Scene], Awaitable[None]], *, within: float = 60.0) -> None:
    """Set the scene, and let a test act there."""

    async def run() -> None:
        async with DiscordBed() as bed:
            channel = bed.channel(bed.guild("Study hall"))
            thread = bed.thread(channel, "python")
            async with logged_in(bed) as client:
                messenger = DiscordMessenger(client, within=within)
                await act(Scene(bed, client, channel, thread, messenger))

    asyncio.run(run())


def test_an_edit_that_is_too_long_keeps_its_beginning_and_its_buttons() -> None:
    long = tuple(Paragraph((f"{number} {'word ' * 300}",)) for number in range(9))

    async def act(scene: Scene) -> None:
        number = await scene.send(live=True)
        await scene.edit(number, replace(FOUR, blocks=long))
        (message,) = scene.thread.messages
        assert message.text.startswith("0 word word")
        assert message.part("Done")

    play(act)


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("before", [NONE_YET, Reply((Paragraph(("Short.",)),))])
def test_a_message_becomes_what_is_said_now_with_buttons_for_everybody(
    *, live: bool, before: Reply
) -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send(before, live=live)
        await scene.edit(number)
        await scene.edit(number)
        (message,) = scene.thread.messages
        assert (str(message.id), message.edits, message.content) == (number, 2, "")
        assert "4 studied." in message.text
        assert message.part("Done")["custom_id"].split(":")[1] == ""
        assert message.flags & COMPONENTS_V2

    play(act)


@pytest.mark.parametrize("live", [True, False])
def test_a_live_message_has_one_form_from_the_beginning(*, live: bool) -> None:
    async def act(scene: Scene) -> None:
        await scene.send(Reply((Paragraph(("Short.",)),)), live=live)
        (message,) = scene.thread.messages
        assert bool(message.flags & COMPONENTS_V2) is live

    play(act)


def test_an_edit_goes_by_one_request_and_calls_nobody_anew() -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send()
        before = len(scene.bed.requests)
        await scene.edit(number)
        (asked,) = scene.bed.requests[before:]
        assert asked.route == EDIT
        assert asked.body["allowed_mentions"] == {"parse": []}

    play(act)


@pytest.mark.parametrize("number", ["1", NO_MESSAGE])
def test_a_message_that_somebody_deleted_is_gone(number: str) -> None:
    async def act(scene: Scene) -> None:
        with pytest.raises(Gone):
            await scene.edit(number)
        assert not scene.paused

    play(act)


def test_a_message_that_was_deleted_before_its_id_was_known_has_none() -> None:
    async def act(scene: Scene) -> None:
        scene.bed.fail(SEND, UNKNOWN_MESSAGE)
        assert await scene.send() == NO_MESSAGE

    play(act)


@pytest.mark.parametrize("refusal", [ARCHIVED, LOCKED])
def test_a_thread_that_takes_no_edit_is_closed_and_not_paused(refusal: Refuses) -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send()
        scene.bed.fail(EDIT, refusal)
        with pytest.raises(ThreadClosed):
            await scene.edit(number)

    play(act)


def test_a_live_message_tells_which_channel_is_around_its_locked_thread() -> None:
    async def act(scene: Scene) -> None:
        scene.thread.locked = True
        with pytest.raises(ThreadClosed) as caught:
            await scene.send()
        assert caught.value.beside == scene.around

    play(act)


def test_a_live_message_tells_where_its_deleted_thread_was() -> None:
    async def act(scene: Scene) -> None:
        deleted = {
            "id": str(scene.thread.id),
            "type": 11,
            "guild_id": "1",
            "parent_id": str(scene.channel.id),
        }
        await scene.client.on_raw_thread_delete(discord.RawThreadDeleteEvent(deleted))  # type: ignore[arg-type] # as the library is told it
        del scene.bed.world.channels[scene.thread.id]
        with pytest.raises(ThreadClosed) as caught:
            await scene.send()
        assert caught.value.beside == scene.around

    play(act)


def test_a_channel_that_is_gone_is_no_thread_that_could_be_told_of() -> None:
    async def act(scene: Scene) -> None:
        del scene.bed.world.channels[scene.thread.id]
        with pytest.raises(Unreachable) as caught:
            await scene.send()
        assert type(caught.value) is Unreachable
        assert scene.paused

    play(act)


def test_a_closed_place_takes_no_edit_and_is_remembered() -> None:
    async def act(scene: Scene) -> None:
        for refusal in (MISSING_ACCESS, UNKNOWN_CHANNEL):
            scene.bed.fail(EDIT, refusal)
            with pytest.raises(Unreachable):
                await scene.edit("1")
        assert scene.paused

    play(act)


@pytest.mark.parametrize("fault", [Drops(), Hangs()], ids=repr)
def test_an_edit_without_an_answer_may_have_been_made(fault: Fault) -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send()
        scene.bed.fail(EDIT, fault)
        with pytest.raises(Unavailable) as caught:
            await scene.edit(number)
        assert caught.value.heard

    play(act, within=0.5)


def test_of_a_long_wait_for_an_edit_the_editor_hears_at_once() -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send()
        scene.bed.fail(EDIT, Throttles(90.0))
        with pytest.raises(Throttled) as caught:
            await scene.edit(number)
        assert (caught.value.after, caught.value.covers) == (90.0, Extent.CHAT)

    play(act)


def test_an_edit_that_is_no_good_is_a_surprise() -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send()
        scene.bed.fail(EDIT, INVALID_FORM)
        with pytest.raises(discord.HTTPException):
            await scene.edit(number)

    play(act)


def test_a_bot_that_is_not_connected_edits_nothing() -> None:
    async def act(scene: Scene) -> None:
        number = await scene.send()
        await scene.client.close()
        with pytest.raises(Unavailable) as caught:
            await scene.edit(number)
        assert not caught.value.heard

    play(act)
