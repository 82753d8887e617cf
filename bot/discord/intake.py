"""Intake: who interacts with the bot, where, and with what, in the dialogue's own words.

It is pure: nothing is asked of Discord.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord

from bot.dialogue.invocation import Attachment, Person, Place, PlaceKind
from bot.discord.permissions import names_lacking
from core.errors import Problem, RoadmapRefused
from core.learner import Account

PLATFORM = "discord"

INVITATION = "an invitation to this server"
"""What the bot lacks where somebody brought it along as their own app."""

MEMBERSHIP = "a server that I was invited to, or our private chat"
"""What it lacks among people whom it can answer and never write to."""

UNLOCKED = "an unlocked thread"

_UNKNOWN_CHANNEL = "unknown"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who interacts and where; ``key`` tells this interaction from all else that ever comes."""

    person: Person
    place: Place
    key: str


def origin_of(interaction: discord.Interaction) -> Origin:
    """Say who interacts and where."""
    user = interaction.user
    person = Person(
        account=Account(PLATFORM, str(user.id)),
        name=user.display_name,
        language=interaction.locale.value,
        manages=interaction.permissions.manage_guild,
    )
    return Origin(person, place_of(interaction), f"{PLATFORM}:interaction:{interaction.id}")


def place_of(interaction: discord.Interaction) -> Place:
    """Say where something happens, and what the bot lacks there."""
    # A thread of Discord's has an id of its own and is addressed like any channel. Of a channel of
    # a kind that the library does not know, it tells no id.
    chat = str(interaction.channel_id or _UNKNOWN_CHANNEL)
    if interaction.context.dm_channel:
        return Place(PLATFORM, chat)
    # The role that all of a server have goes by the server's own id.
    everyone = None if interaction.guild_id is None else str(interaction.guild_id)
    lacks = _lacks(interaction)
    return Place(PLATFORM, chat, PlaceKind.GROUP, lacks=lacks, everyone=everyone, aside=True)


def attachment_of(file: discord.Attachment) -> Attachment:
    """Give a file that was sent along; nothing of it is fetched before it is read."""

    async def read() -> bytes:
        try:
            return await file.read()
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            raise RoadmapRefused(
                Problem("the file was not handed over by Discord", "send it again")
            ) from error

    return Attachment(file.filename, file.size, read)


def written_in(interaction: discord.Interaction) -> str | None:
    """Give what was written in the one field of a submitted form, None where it has none."""
    data: Mapping[str, Any] = interaction.data or {}
    return next(_values(data.get("components", ())), None)


def _lacks(interaction: discord.Interaction) -> tuple[str, ...]:
    """Name what the bot lacks before it can speak there unasked."""
    channel = interaction.channel
    if interaction.guild_id is None or channel is None:
        return (MEMBERSHIP,)
    if interaction.client.get_guild(interaction.guild_id) is None:
        return (INVITATION,)
    permissions = interaction.app_permissions
    if not isinstance(channel, discord.Thread):
        return names_lacking(permissions, thread=False)
    # An archived thread opens by being written to, a locked one only for who manages threads.
    locked = (UNLOCKED,) if channel.locked and not permissions.manage_threads else ()
    return (*names_lacking(permissions, thread=True), *locked)


def _values(components: object) -> Iterator[str]:
    """Give the values of fields, however they are laid out in rows and labels."""
    for component in components if isinstance(components, list | tuple) else ():
        if isinstance(component.get("value"), str):
            yield component["value"]
        yield from _values(component.get("components"))
        yield from _values([component["component"]] if "component" in component else None)
