"""The client hears interactions and keeps nothing that no answer needs."""

import asyncio
import logging

import discord
import pytest

from bot.dialogue.paused import PausedPlaces
from bot.discord.client import StudyClient
from bot.discord.tracing import Refusals
from tests.bot.discord.turns import Turns


def client() -> StudyClient:
    conversation = Turns([]).conversation
    paused = PausedPlaces(conversation.dispatcher.gateway, "discord")
    return StudyClient(conversation, paused, Refusals(lambda: 0.0))


def test_the_client_asks_to_hear_of_servers_and_of_nothing_else() -> None:
    assert client().intents == discord.Intents(guilds=True)


def test_nothing_that_is_sent_mentions_anybody() -> None:
    mentions = client().allowed_mentions

    assert mentions is not None
    assert mentions.to_dict() == discord.AllowedMentions.none().to_dict()


def test_no_message_is_kept() -> None:
    assert list(client().cached_messages) == []


def test_the_shards_are_as_many_as_discord_says() -> None:
    assert client().shard_count is None


def test_a_surprise_beside_a_turn_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        try:
            int("no number")
        except ValueError:
            await client().on_error("on_interaction")

    asyncio.run(run())

    (record,) = (each for each in caplog.records if each.levelno >= logging.ERROR)
    assert (record.message, vars(record)["handler"]) == (
        "an event was not handled",
        "on_interaction",
    )
    assert record.exc_info is not None
    assert record.exc_info[0] is ValueError
