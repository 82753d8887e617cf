"""Places on Discord: what the bot lacks is named there, and where it writes unasked."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from discord import PermissionOverwrite
from simcord import ChannelHandle, MemberActor

from bot.dialogue.reply import Paragraph, Reply
from core.delivery import Unreachable
from core.destination import Destination
from core.place import PlaceKind
from tests.bot.discord.reaching import bring
from tests.bot.discord.seen import Seen, answer, seen
from tests.bot.discord.stage import Stage, on_stage

HELLO = Reply((Paragraph(("Time to study.",)),))
GROUP_CHAT = 3
"""Discord's kind of a channel of friends."""

PRIVATE_CHANNEL = 2
"""Discord's kind of a context where the bot is no member."""

NOBODY_PINGED: dict[str, list[str]] = {"parse": []}

PLACES: dict[str, Callable[[Stage], ChannelHandle]] = {
    "channel": lambda stage: stage.channel,
    "thread": lambda stage: stage.thread(),
    "forum post": lambda stage: stage.thread(stage.server.create_forum_channel("questions")),
    "voice channel": lambda stage: stage.server.create_voice_channel("reading aloud"),
    "archived thread": lambda stage: stage.thread(archived=True),
}


def forbid(stage: Stage, **denied: bool) -> ChannelHandle:
    """Open a channel where the bot, like everybody, may not do some things."""
    everybody = PermissionOverwrite(**denied)
    return stage.server.create_text_channel(
        "quiet", overwrites={stage.server.default_role: everybody}
    )


async def start(person: MemberActor, channel: ChannelHandle) -> Seen:
    """Let somebody become a learner in a place, and look at what they are told."""
    return answer(await person.slash(channel, "start", roadmap="django"))


async def reached(stage: Stage, person: MemberActor, key: str = "outbox-1") -> Destination:
    """Bring a learner what they did not ask for."""
    gateway = stage.conversation.dispatcher.gateway
    return await bring(gateway, stage.messenger, person.id, HELLO, key=key, now=stage.clock.now())


def close(stage: Stage, channel: ChannelHandle, status: int, code: int) -> None:
    """Let Discord refuse what is written to a channel, from now on."""
    path = f"/channels/{channel.id}/messages"
    stage.env.inject_error("POST", path, status=status, code=code, message="no", times=None)


def in_group(channel: ChannelHandle) -> Destination:
    """Give a channel of a server as a destination."""
    return Destination("discord", str(channel.id), PlaceKind.GROUP)


@pytest.mark.parametrize("place", PLACES)
def test_an_answer_and_what_nobody_asked_for_go_where_one_enrolled(place: str) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, channel = stage.member("Ada"), PLACES[place](stage)
            told = await start(ada, channel)
            went_to = await reached(stage, ada)

            assert "#1 of 57" in told.text
            assert "by myself" not in told.text
            assert told.private
            assert went_to == in_group(channel)
            assert [seen(each).text for each in stage.messages(channel)] == ["Time to study."]

    asyncio.run(converse())


def test_what_nobody_asked_for_carries_a_nonce_and_pings_nobody() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.member("Ada")
            await start(ada, stage.channel)
            await reached(stage, ada, key="outbox-77")

            (request,) = stage.asked("POST", "/messages")
            assert (request.body["nonce"], request.body["enforce_nonce"]) == ("outbox-77", True)
            assert request.body["allowed_mentions"] == NOBODY_PINGED

    asyncio.run(converse())


def test_what_is_lacking_to_write_in_a_channel_is_named_when_one_enrols_there() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.member("Ada")
            told = await start(ada, forbid(stage, send_messages=False, attach_files=False))
            with pytest.raises(Unreachable):
                await reached(stage, ada)

            assert "To write here by myself I need Send Messages and Attach Files." in told.text
            assert stage.asked("POST", "/messages") == []

    asyncio.run(converse())


def test_what_is_lacking_to_write_in_a_thread_is_named_when_one_enrols_there() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            parent = forbid(stage, send_messages=False, send_messages_in_threads=False)
            told = await start(stage.member("Ada"), stage.thread(parent))

            assert "To write here by myself I need Send Messages in Threads." in told.text

    asyncio.run(converse())


def test_only_members_of_a_server_are_written_to_there() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.member("Ada")
            # She brought the bot along as her own app to a server that it is no member of.
            stage.tells["guild_id"] = "4711"
            stage.tells["guild"] = {"id": "4711", "features": [], "locale": "en-US"}
            stage.tells["authorizing_integration_owners"] = {"1": str(ada.id)}
            told = await start(ada, stage.channel)

            assert "To write here by myself I need an invitation to this server." in told.text
            assert told.private

    asyncio.run(converse())


def test_among_friends_everybody_is_answered_for_themselves() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.env.create_user("Ada")
            chat = {"id": str(ada.dm_channel.id), "type": GROUP_CHAT, "recipients": []}
            stage.tells |= {"context": PRIVATE_CHANNEL, "channel": chat}
            stage.tells["authorizing_integration_owners"] = {"1": str(ada.id)}
            told = answer(await ada.slash("start", roadmap="django"))

            assert "I need a server that I was invited to, or our private chat." in told.text
            assert told.private

    asyncio.run(converse())


def test_an_answer_in_a_locked_thread_says_what_is_lacking_there() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            forbidden = forbid(stage, manage_threads=False)
            told = await start(stage.member("Ada"), stage.thread(forbidden, locked=True))

            assert "#1 of 57" in told.text
            assert "To write here by myself I need an unlocked thread." in told.text

    asyncio.run(converse())


@pytest.mark.parametrize(
    ("status", "code"), [(400, 50083), (403, 50001), (403, 50013), (404, 10003)]
)
def test_a_closed_place_is_left_for_the_next_one_and_not_tried_again(
    status: int, code: int
) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, thread = stage.member("Ada"), stage.thread()
            await start(ada, thread)
            await start(ada, stage.channel)
            close(stage, thread, status, code)
            first = await reached(stage, ada)
            second = await reached(stage, ada, key="outbox-2")

            assert first == second == in_group(stage.channel)
            paths = [request.path for request in stage.asked("POST", "/messages")]
            there, here = (
                f"/channels/{thread.id}/messages",
                f"/channels/{stage.channel.id}/messages",
            )
            assert paths == [there, here, here]

    asyncio.run(converse())


def test_closed_direct_messages_are_remembered_also_after_a_restart() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.member("Ada")
            await ada.user.slash("start", roadmap="django")
            await start(ada, stage.channel)
            close(stage, ada.user.dm_channel, 403, 50007)
            first = await reached(stage, ada)
            await stage.restart()
            second = await reached(stage, ada, key="outbox-2")

            assert first == second == in_group(stage.channel)
            assert len(stage.asked("POST", f"/{ada.user.dm_channel.id}/messages")) == 1
            assert stage.asked("POST", "/users/@me/channels") == []

    asyncio.run(converse())


@pytest.mark.parametrize("restarted", [False, True], ids=["same run", "restarted"])
def test_a_place_is_written_to_again_once_somebody_speaks_there(*, restarted: bool) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, thread = stage.member("Ada"), stage.thread()
            await start(ada, thread)
            close(stage, thread, 400, 50083)
            with pytest.raises(Unreachable):
                await reached(stage, ada)
            stage.env.backend.faults.clear()
            if restarted:
                await stage.restart()
            await ada.slash(thread, "next")

            assert await reached(stage, ada, key="outbox-2") == in_group(thread)

    asyncio.run(converse())


def test_a_name_can_neither_ping_nor_format() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            name = "@everyone **Ada** <@1>"
            ada = stage.server.add_member(stage.env.create_user("ada", global_name=name))
            result = await ada.slash(stage.channel, "start")

            assert result.response is not None
            bodies: list[dict[str, Any]] = [
                each.body["data"] for each in stage.asked("POST", "/callback")
            ]
            assert f"Hello {name}!" in answer(result).text
            assert [body["allowed_mentions"] for body in bodies] == [NOBODY_PINGED]
            assert not result.response.message.mention_everyone

    asyncio.run(converse())
