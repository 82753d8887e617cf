"""What nobody asked for gets to a channel once, or it is known why not."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

import discord
import pytest
from discord.http import Route
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.invocation import Call
from bot.dialogue.messenger import KEY_LIMIT
from bot.dialogue.reply import Button, Heading, Mention, Mono, Paragraph, Reply, Role
from bot.discord.client import StudyClient
from bot.discord.messenger import DiscordMessenger, nonce
from bot.discord.tracing import NEAR_BAN, WINDOW
from core.delivery import Extent, Throttled, Unavailable, Undelivered, Unreachable
from core.destination import Destination
from core.learner import Account
from core.place import PlaceKind
from tests.bot.discord.live import logged_in
from tests.discord_bed.bed import DiscordBed
from tests.discord_bed.faults import Bans, Breaks, Drops, Fault, Hangs, Scope, Throttles
from tests.discord_bed.places import Channel
from tests.discord_bed.wire import (
    ARCHIVED,
    CLOSED_DMS,
    INVALID_FORM,
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    UNAUTHORIZED,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    Refuses,
)
from tests.discord_bed.writing import SEND

SHORT = 0.3
"""Seconds that a message may take where a test lets no answer come."""

DUE = Reply((Paragraph(("It is time.",)),))
LONG = Reply((Paragraph(("word " * 1200,)),))
KEY = "outbox:1"

LOCKED = Refuses(400, 160005, "The thread is locked")
TOO_MANY_DMS = Refuses(403, 40003, "You are opening direct messages too fast")
NO_MUTUAL_SERVER = Refuses(403, 50278, "No mutual guilds")
CLOUDFLARE = Refuses(403, 0, "error code: 1020")
"""Without a code of Discord's, which its own refusals have."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A client, and a channel of a server that it writes to."""

    bed: DiscordBed
    client: StudyClient
    channel: Channel
    messenger: DiscordMessenger

    async def send(self, reply: Reply = DUE, *, owner: str | None = None) -> None:
        to = Destination("discord", str(self.channel.id), PlaceKind.GROUP)
        account = Account("discord", owner) if owner else None
        await self.messenger.send(reply, to, owner=account, key=KEY)

    async def failing(self, fault: Fault) -> tuple[Undelivered | None, int]:
        """Send where Discord answers so; give what came of it, and how often it was asked."""
        self.bed.fail(SEND, fault)
        try:
            await self.send()
        except Undelivered as undelivered:
            return undelivered, len(self.bodies)
        return None, len(self.bodies)

    @property
    def paused(self) -> bool:
        """Whether the channel is to be resumed once somebody speaks there."""
        return str(self.channel.id) in self.client.paused

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """What was asked to be sent."""
        return [each.body for each in self.bed.asked(SEND)]


@dataclass(slots=True)
class Gate:
    """A lane that notes who comes, lets the first so many through, and nobody else ever."""

    through: int
    came: list[str] = field(default_factory=list)

    @contextlib.asynccontextmanager
    async def lane(self, chat: str) -> AsyncIterator[None]:
        self.came.append(chat)
        if len(self.came) > self.through:
            await asyncio.Event().wait()
        yield


@contextlib.asynccontextmanager
async def on_scene() -> AsyncIterator[Scene]:
    async with DiscordBed() as bed:
        channel = bed.channel(bed.guild("Study hall"))
        async with logged_in(bed) as client:
            yield Scene(bed, client, channel, DiscordMessenger(client))


def play(act: Callable[[Scene], Awaitable[None]]) -> None:
    """Set the scene, and let a test act there."""

    async def run() -> None:
        async with on_scene() as scene:
            await act(scene)

    asyncio.run(run())


def test_a_message_goes_to_the_channel_by_its_id_alone() -> None:
    async def act(scene: Scene) -> None:
        asked_before = len(scene.bed.requests)
        await scene.send()
        assert scene.channel.texts == ["It is time."]
        assert [each.route for each in scene.bed.requests[asked_before:]] == [SEND]

    play(act)


def test_a_message_carries_its_key_mentions_nobody_and_shows_no_preview() -> None:
    async def act(scene: Scene) -> None:
        await scene.send()
        assert scene.bodies == [
            {
                "content": "It is time.",
                "nonce": KEY,
                "enforce_nonce": True,
                "allowed_mentions": {"parse": []},
                "flags": discord.MessageFlags(suppress_embeds=True).value,
                "tts": False,
                "components": [],
                "attachments": [],
            }
        ]

    play(act)


def test_a_mention_calls_that_person_alone() -> None:
    ada = Mention(Account("discord", "42"), "Ada")
    reply = Reply((Paragraph((ada, ", @everyone and <@7> wait for ", Mono("/next"))),))

    async def act(scene: Scene) -> None:
        await scene.send(reply)
        (body,) = scene.bodies
        assert body["allowed_mentions"] == {"parse": [], "users": [42]}
        assert body["content"].startswith("<@42>, @\u200beveryone and \\<\\@7>")

    play(act)


def test_a_role_is_called_alone_in_a_request_that_discord_takes() -> None:
    async def act(scene: Scene) -> None:
        await scene.send(Reply((Paragraph((Role("77", "readers"), ", it is time")),)))
        (body,) = scene.bodies
        assert body["allowed_mentions"] == {"parse": [], "roles": [77]}
        assert body["content"] == "<@&77>, it is time"

    play(act)


def test_a_message_that_is_sent_again_comes_once() -> None:
    async def act(scene: Scene) -> None:
        await scene.send()
        await scene.send()
        assert scene.channel.texts == ["It is time."]

    play(act)


def test_a_message_in_parts_that_is_sent_again_comes_once() -> None:
    async def act(scene: Scene) -> None:
        await scene.send(LONG)
        parts = list(scene.channel.texts)
        await scene.send(LONG)
        assert len(parts) > 1
        assert scene.channel.texts == parts

    play(act)


def test_a_message_of_which_a_part_was_lost_is_completed() -> None:
    async def act(scene: Scene) -> None:
        await scene.send(LONG)
        whole = list(scene.channel.texts)
        scene.channel.messages.clear()
        scene.channel.nonces.clear()
        scene.bed.fail(SEND, Throttles(0))
        scene.bed.fail(SEND, Drops())
        with pytest.raises(Unavailable):
            await scene.send(LONG)
        await scene.send(LONG)
        assert scene.channel.texts == whole

    play(act)


@given(key=st.text(min_size=1, max_size=KEY_LIMIT), parts=st.integers(min_value=2, max_value=9))
def test_every_part_has_a_nonce_of_its_own_that_discord_takes(key: str, parts: int) -> None:
    nonces = [nonce(key, part) for part in range(parts)]

    assert nonces[0] == key
    assert len(set(nonces)) == parts
    assert all(1 <= len(each) <= KEY_LIMIT for each in nonces)


def test_a_layout_with_buttons_is_sent_whole() -> None:
    reply = Reply((Heading(("Topic 7",)),), ((Button("Done", Call("done")),),))

    async def act(scene: Scene) -> None:
        await scene.send(reply, owner="42")
        (message,) = scene.channel.messages
        assert "Topic 7" in message.text
        assert message.part("Done")["custom_id"].split(":")[1] == "42"

    play(act)


def test_a_command_is_named_so_that_it_can_be_tapped() -> None:
    async def act(scene: Scene) -> None:
        await scene.send(Reply((Paragraph((Mono("/next"), " goes on.")),)))
        ids = {each["name"]: each["id"] for each in scene.bed.world.commands[None]}
        assert scene.channel.texts == [f"</next:{ids['next']}> goes on."]

    play(act)


@pytest.mark.parametrize(
    "refusal",
    [
        ARCHIVED,
        CLOSED_DMS,
        LOCKED,
        MISSING_ACCESS,
        MISSING_PERMISSIONS,
        NO_MUTUAL_SERVER,
        TOO_MANY_DMS,
        UNKNOWN_CHANNEL,
    ],
    ids=lambda refusal: refusal.message,
)
def test_a_closed_place_is_unreachable_asked_once_and_remembered(refusal: Refuses) -> None:
    async def act(scene: Scene) -> None:
        undelivered, asked = await scene.failing(refusal)
        assert isinstance(undelivered, Unreachable)
        assert str(undelivered) == f"{refusal.code} {refusal.message}"
        assert (asked, scene.paused) == (1, True)

    play(act)


@pytest.mark.parametrize(
    "fault", [Breaks(503), Drops(), Drops(done=True), UNAUTHORIZED, CLOUDFLARE], ids=repr
)
def test_a_trouble_of_the_moment_is_unavailable_and_the_place_stays_open(fault: Fault) -> None:
    async def act(scene: Scene) -> None:
        undelivered, asked = await scene.failing(fault)
        assert isinstance(undelivered, Unavailable)
        assert (undelivered.heard, asked, scene.paused) == (True, 1, False)

    play(act)


@pytest.mark.parametrize("done", [True, False])
def test_a_message_that_gets_no_answer_is_given_up_and_still_comes_once(done: bool) -> None:  # noqa: FBT001 - a case
    async def act(scene: Scene) -> None:
        hasty = replace(scene, messenger=DiscordMessenger(scene.client, within=SHORT))
        undelivered, _ = await hasty.failing(Hangs(done=done))
        assert isinstance(undelivered, Unavailable)
        assert undelivered.heard
        await scene.send()
        assert scene.channel.texts == ["It is time."]

    play(act)


@pytest.mark.parametrize("scope", list(Scope))
def test_a_short_wait_is_waited(scope: Scope) -> None:
    async def act(scene: Scene) -> None:
        assert await scene.failing(Throttles(0.01, scope)) == (None, 2)
        assert scene.channel.texts == ["It is time."]

    play(act)


@pytest.mark.parametrize("scope", list(Scope))
def test_of_a_long_wait_the_sender_hears_at_once(scope: Scope) -> None:
    async def act(scene: Scene) -> None:
        undelivered, asked = await scene.failing(Throttles(90.0, scope))
        covers = Extent.PLATFORM if scope is Scope.GLOBAL else Extent.CHAT
        assert isinstance(undelivered, Throttled)
        assert (undelivered.after, undelivered.covers) == (90.0, covers)
        assert (asked, scene.paused) == (1, False)

    play(act)


def test_a_banned_address_rests_for_as_long_as_refusals_count() -> None:
    async def act(scene: Scene) -> None:
        undelivered, asked = await scene.failing(Bans())
        assert isinstance(undelivered, Throttled)
        assert (undelivered.after, undelivered.covers) == (WINDOW, Extent.PLATFORM)
        assert (asked, scene.paused) == (1, False)

    play(act)


def test_nothing_is_sent_unasked_while_refusals_near_a_ban() -> None:
    async def act(scene: Scene) -> None:
        for _ in range(NEAR_BAN):
            scene.client.refusals.count()
        with pytest.raises(Unavailable) as caught:
            await scene.send()
        assert (caught.value.heard, scene.bodies) == (False, [])

    play(act)


def test_a_message_that_somebody_deleted_is_not_sent_again() -> None:
    async def act(scene: Scene) -> None:
        assert await scene.failing(UNKNOWN_MESSAGE) == (None, 1)
        assert not scene.paused

    play(act)


def test_a_message_that_is_no_good_is_a_surprise() -> None:
    async def act(scene: Scene) -> None:
        scene.bed.fail(SEND, INVALID_FORM)
        with pytest.raises(discord.HTTPException):
            await scene.send()
        assert not scene.paused

    play(act)


def test_a_bot_that_is_not_connected_sends_nothing() -> None:
    async def act(scene: Scene) -> None:
        await scene.client.close()
        with pytest.raises(Unavailable) as caught:
            await scene.send()
        assert (caught.value.heard, scene.bodies) == (False, [])

    play(act)


def test_where_nothing_listens_discord_never_heard_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(scene: Scene) -> None:
        with socket.socket() as deaf:
            deaf.bind(("127.0.0.1", 0))
            monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{deaf.getsockname()[1]}/api")
            with pytest.raises(Unavailable) as caught:
                await scene.send()
        assert not caught.value.heard

    play(act)


def test_of_a_message_whose_first_part_came_discord_heard() -> None:
    async def act(scene: Scene) -> None:
        gate = Gate(through=1)
        hasty = DiscordMessenger(scene.client, gate.lane, within=SHORT)
        with pytest.raises(Unavailable) as caught:
            await replace(scene, messenger=hasty).send(LONG)
        assert (caught.value.heard, len(scene.channel.texts)) == (True, 1)

    play(act)


def test_what_waits_too_long_in_its_lane_was_never_heard_of() -> None:
    async def act(scene: Scene) -> None:
        hasty = DiscordMessenger(scene.client, Gate(through=0).lane, within=SHORT)
        with pytest.raises(Unavailable) as caught:
            await replace(scene, messenger=hasty).send()
        assert (caught.value.heard, scene.bodies) == (False, [])

    play(act)


def test_every_part_waits_in_the_lane_of_its_channel() -> None:
    async def act(scene: Scene) -> None:
        gate = Gate(through=9)
        await replace(scene, messenger=DiscordMessenger(scene.client, gate.lane)).send(LONG)
        assert gate.came == [str(scene.channel.id)] * len(scene.channel.texts)

    play(act)
