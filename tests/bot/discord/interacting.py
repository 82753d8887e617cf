"""Interactions as Discord sends them to a client, without a connection."""

from typing import Any

import discord

from bot.discord.permissions import NEEDED

SERVER = "3001"
ADA = {"id": "1001", "username": "ada", "discriminator": "0", "avatar": None}
ME: Any = {
    "id": "4242",
    "username": "study-buddy",
    "discriminator": "0",
    "avatar": None,
    "bot": True,
}
IN_SERVER: dict[str, Any] = {
    "user": {**ADA, "global_name": "Ada"},
    "roles": [],
    "joined_at": "2026-01-01T00:00:00+00:00",
    "flags": 0,
    "deaf": False,
    "mute": False,
}
TEXT = {"id": "2001", "type": 0, "name": "general", "position": 0, "guild_id": SERVER}
VOICE = {**TEXT, "type": 2, "bitrate": 64_000, "user_limit": 0}
THREAD: dict[str, Any] = {
    "id": "2002",
    "type": 11,
    "name": "our days",
    "parent_id": "2001",
    "owner_id": "1001",
    "guild_id": SERVER,
    "message_count": 0,
    "member_count": 1,
    "thread_metadata": {
        "archived": False,
        "locked": False,
        "auto_archive_duration": 60,
        "archive_timestamp": "2026-01-01T00:00:00+00:00",
    },
}
LOCKED = {**THREAD, "thread_metadata": {**THREAD["thread_metadata"], "locked": True}}
DM = {"id": "2003", "type": 1}
MESSAGE: dict[str, Any] = {
    "id": "7001",
    "channel_id": "2001",
    "author": ME,
    "timestamp": "2026-01-01T00:00:00+00:00",
    "edited_timestamp": None,
    "type": 0,
    "tts": False,
    "pinned": False,
    "mention_everyone": False,
    "mentions": [],
    "attachments": [],
    "embeds": [],
    "content": "before",
    "flags": 0,
    "components": [],
}
ALL = str(NEEDED.value)


def interaction(
    *, client: discord.Client | None = None, invited: bool = True, **payload: Any
) -> discord.Interaction:
    """Build the interaction of a payload, as a client hears it that was invited to the server."""
    client = client or discord.Client(intents=discord.Intents(guilds=True))
    state: Any = client._connection  # noqa: SLF001 - the library makes interactions of it, too
    state.user = discord.ClientUser(state=state, data=ME)
    if invited:
        state._add_guild_from_data({"id": SERVER, "unavailable": True})  # noqa: SLF001 - the same
    data: dict[str, Any] = {
        "id": "9001",
        "application_id": "4242",
        "type": 2,
        "token": "t",
        "version": 1,
        "data": {"id": "1", "name": "next", "type": 1},
        "attachment_size_limit": 10_000_000,
        "locale": "pt-BR",
        **payload,
    }
    return discord.Interaction(data=data, state=state)  # type: ignore[arg-type] # as it comes


def in_server(channel: dict[str, Any], **payload: Any) -> discord.Interaction:
    """Build an interaction of Ada, or another user, in a channel where the bot may do all."""
    user = {**IN_SERVER["user"], "id": payload.pop("user", "1001")}
    member = {**IN_SERVER, "user": user, "permissions": payload.pop("permissions", "0")}
    whole = {"app_permissions": ALL, **payload}
    return interaction(context=0, guild_id=SERVER, channel=channel, member=member, **whole)


def pressing(user: str = "1001", **message: Any) -> discord.Interaction:
    """Build a press on a message in the server that is there for all, unless it is changed."""
    data = {"custom_id": "b0:::say", "component_type": 2}
    return in_server(TEXT, user=user, type=3, data=data, message={**MESSAGE, **message})
