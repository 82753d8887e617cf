"""Intake: who and where, read from interactions as Discord sends them."""

import asyncio
from typing import Any

import discord
import pytest

from bot.dialogue.invocation import Person, Place, PlaceKind
from bot.discord.intake import Origin, attachment_of, origin_of, written_in
from bot.discord.permissions import NEEDED
from core.errors import RoadmapRefused
from core.learner import Account
from tests.bot.discord.interacting import (
    ADA,
    DM,
    LOCKED,
    SERVER,
    TEXT,
    THREAD,
    VOICE,
    in_server,
    interaction,
)


def in_group(chat: str, *lacks: str, everyone: str | None = SERVER) -> Place:
    return Place("discord", chat, PlaceKind.GROUP, lacks=lacks, everyone=everyone)


def test_in_the_bots_own_chat_there_is_nobody_else_and_nothing_lacking() -> None:
    origin = origin_of(interaction(context=1, channel=DM, user=ADA))

    assert origin == Origin(
        Person(Account("discord", "1001"), "ada", "pt-BR"),
        Place("discord", "2003"),
        "discord:interaction:9001",
    )


def test_in_a_server_a_person_has_the_name_they_go_by_and_may_manage_it() -> None:
    manager = str(discord.Permissions(manage_guild=True).value)

    origin = origin_of(in_server(TEXT, permissions=manager))

    assert origin == Origin(
        Person(Account("discord", "1001"), "Ada", "pt-BR", manages=True),
        in_group("2001"),
        "discord:interaction:9001",
    )


@pytest.mark.parametrize(
    ("channel", "lacking"),
    [
        (TEXT, ("View Channels", "Send Messages", "Attach Files")),
        (VOICE, ("View Channels", "Send Messages", "Attach Files")),
        (THREAD, ("View Channels", "Send Messages in Threads", "Attach Files")),
        (
            LOCKED,
            ("View Channels", "Send Messages in Threads", "Attach Files", "an unlocked thread"),
        ),
    ],
    ids=["a channel", "the text of a voice channel", "a thread", "a locked thread"],
)
def test_what_is_lacking_is_named_by_the_kind_of_channel(
    channel: dict[str, Any], lacking: tuple[str, ...]
) -> None:
    place = origin_of(in_server(channel, app_permissions="0")).place
    assert place == in_group(channel["id"], *lacking)


@pytest.mark.parametrize("channel", [TEXT, VOICE, THREAD])
def test_with_all_permissions_nothing_is_lacking(channel: dict[str, Any]) -> None:
    assert origin_of(in_server(channel)).place == in_group(channel["id"])


def test_a_locked_thread_is_open_to_who_manages_threads() -> None:
    managing = discord.Permissions(NEEDED.value, manage_threads=True)
    place = origin_of(in_server(LOCKED, app_permissions=str(managing.value))).place
    assert place == in_group("2002")


def test_where_somebody_brought_the_bot_along_it_lacks_an_invitation() -> None:
    place = origin_of(in_server(TEXT, invited=False)).place
    assert place == in_group("2001", "an invitation to this server")


@pytest.mark.parametrize(
    ("channel", "chat"),
    [({"id": "2004", "type": 1}, "2004"), ({"id": "2005", "type": 99}, "unknown")],
    ids=["a chat of two others", "a channel of a kind to come"],
)
def test_where_the_bot_can_only_answer_it_lacks_a_place_of_its_own(
    channel: dict[str, Any], chat: str
) -> None:
    place = origin_of(interaction(context=2, channel=channel, user=ADA)).place
    assert place == in_group(
        chat, "a server that I was invited to, or our private chat", everyone=None
    )


@pytest.mark.parametrize(
    "components",
    [
        [{"type": 18, "id": 1, "component": {"type": 4, "custom_id": "city", "value": "Lisbon"}}],
        [{"type": 1, "components": [{"type": 4, "custom_id": "city", "value": "Lisbon"}]}],
    ],
    ids=["under a label", "in a row, as before"],
)
def test_what_was_written_into_a_form_is_found_in_it(components: list[dict[str, Any]]) -> None:
    form = {"custom_id": "x", "components": components}
    assert written_in(interaction(type=5, data=form, context=1, channel=DM, user=ADA)) == "Lisbon"


def test_a_form_without_a_field_holds_nothing() -> None:
    form = {"custom_id": "x", "components": [{"type": 10, "content": "words"}]}
    assert written_in(interaction(type=5, data=form, context=1, channel=DM, user=ADA)) is None


def test_a_file_that_discord_does_not_hand_over_is_refused_with_what_to_do() -> None:
    class Gone(discord.Attachment):
        async def read(self, *, use_cached: bool = False) -> bytes:
            raise OSError(use_cached)

    client = discord.Client(intents=discord.Intents.none())
    state: Any = client._connection  # noqa: SLF001 - the library makes files of it, too
    sent: Any = {"id": "1", "filename": "own.md", "size": 321, "url": "u", "proxy_url": "u"}
    attachment = attachment_of(Gone(data=sent, state=state))

    async def fetch() -> bytes:
        return await attachment.read()

    with pytest.raises(RoadmapRefused) as refused:
        asyncio.run(fetch())

    (problem,) = refused.value.problems
    assert (attachment.name, attachment.size) == ("own.md", 321)
    assert (problem.message, problem.advice) == (
        "the file was not handed over by Discord",
        "send it again",
    )
