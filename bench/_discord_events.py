"""What Discord tells of in the bench: one server, its members, and what they do there."""

from collections.abc import Iterator
from itertools import count
from time import time
from typing import Any

Json = dict[str, Any]

COMMAND, COMPONENT, AUTOCOMPLETE = 2, 3, 4
"""Discord's number for each kind of interaction."""

_EPOCH = 1_420_070_400_000
"""Milliseconds at which Discord's ids begin."""

_TEXT = 3
_ROW, _BUTTON = 1, 2
_WRITE = (1 << 10) | (1 << 11) | (1 << 15) | (1 << 38)
"""View Channel, Send Messages, Attach Files, Send Messages in Threads."""

DONE: Json = {"type": _BUTTON, "id": 2, "style": 2, "label": "Done", "custom_id": "done"}
"""A button as Discord keeps it."""

_JOINED = "2026-05-04T18:30:00+00:00"
_numbers = count()


def snowflake() -> str:
    """Give an id that nothing else has, of this instant: an old interaction would be too late."""
    return str((int(time() * 1000) - _EPOCH) << 22 | next(_numbers) % (1 << 22))


def _user(number: int, name: str) -> Json:
    return {
        "id": str(100_000_000_000_000_000 + number),
        "username": name.lower(),
        "discriminator": "0",
        "global_name": name,
        "avatar": None,
        "avatar_decoration_data": None,
        "primary_guild": None,
        "public_flags": 0,
    }


BOT: Json = _user(0, "Bench") | {"bot": True}
APPLICATION: Json = {
    "id": BOT["id"],
    "name": "Bench",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "0" * 64,
    "flags": 0,
    "owner": BOT,
    "team": None,
}
_GUILD_ID = "200000000000000000"
CHANNEL: Json = {
    "id": "300000000000000000",
    "type": 0,
    "guild_id": _GUILD_ID,
    "name": "study",
    "topic": None,
    "parent_id": None,
    "position": 0,
    "nsfw": False,
    "rate_limit_per_user": 0,
    "last_message_id": None,
    "permission_overwrites": [],
    "flags": 0,
}
GUILD: Json = {
    "id": _GUILD_ID,
    "name": "Bench",
    "owner_id": BOT["id"],
    "member_count": 101,
    "roles": [
        {
            "id": _GUILD_ID,
            "name": "@everyone",
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "position": 0,
            "permissions": str(_WRITE),
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }
    ],
    "channels": [CHANNEL],
    "threads": [],
    "emojis": [],
    "stickers": [],
    "features": [],
    "members": [],
    "presences": [],
    "voice_states": [],
    "preferred_locale": "en-US",
    "verification_level": 0,
    "default_message_notifications": 0,
    "explicit_content_filter": 0,
    "mfa_level": 0,
    "nsfw_level": 0,
    "premium_tier": 0,
    "system_channel_id": None,
    "system_channel_flags": 0,
    "joined_at": _JOINED,
    "large": False,
}


def called(name: str, /, **given: str) -> Json:
    """Give what a slash command says."""
    options = [{"name": each, "type": _TEXT, "value": value} for each, value in given.items()]
    return {"id": "1", "name": name, "type": 1, "options": options}


def typing(name: str, option: str, typed: str) -> Json:
    """Give what somebody says who is still writing an option of a slash command."""
    data = called(name, **{option: typed})
    data["options"][0]["focused"] = True
    return data


def pressed(button: Json) -> Json:
    """Give what a press says."""
    return {key: button[key] for key in ("id", "custom_id")} | {"component_type": _BUTTON}


def with_done(message: Json) -> tuple[Json, Json]:
    """Give a message and its button that says "Done"; one without gets such a button."""
    for each in _parts(message):
        if each.get("label") == DONE["label"]:
            return message, each
    row = {"type": _ROW, "id": 1, "components": [DONE]}
    return message | {"components": [*message["components"], row]}, DONE


def _parts(message: Json) -> Iterator[Json]:
    for each in message.get("components", ()):
        yield each
        yield from _parts(each)


def interaction(kind: int, learner: int, data: Json, message: Json | None = None) -> Json:
    """Give the event of what a learner, counted from 0, does; ``message`` is what was pressed."""
    number = snowflake()
    event = {
        "id": number,
        "application_id": BOT["id"],
        "type": kind,
        "token": f"token-{number}",
        "version": 1,
        "data": data,
        "channel_id": CHANNEL["id"],
        "channel": CHANNEL,
        "guild_id": GUILD["id"],
        "guild": {"id": GUILD["id"], "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "locale": "en-US",
        "app_permissions": str(_WRITE),
        "member": {
            "user": _user(learner + 1, f"Ada{learner}"),
            "nick": None,
            "avatar": None,
            "banner": None,
            "roles": [],
            "joined_at": _JOINED,
            "premium_since": None,
            "communication_disabled_until": None,
            "deaf": False,
            "mute": False,
            "pending": False,
            "flags": 0,
            "permissions": str(_WRITE),
        },
        "entitlements": [],
        "context": 0,
        "authorizing_integration_owners": {"0": GUILD["id"]},
        "attachment_size_limit": 10_485_760,
    }
    return event if message is None else event | {"message": message}


def message_of(said: Json, event: Json) -> Json:
    """Give the message that an answer to an interaction makes, or what it makes of a pressed one.

    ``said`` is what the bot sent.
    """
    told: Json = {
        "content": said.get("content") or "",
        "components": said.get("components") or [],
    }
    for number, each in enumerate(_parts(told), 1):
        each["id"] = number
    before: Json | None = event.get("message")
    if before is not None:
        return before | told | {"edited_timestamp": _JOINED}
    return told | {
        "id": snowflake(),
        "channel_id": CHANNEL["id"],
        "type": 20,
        "author": BOT,
        "application_id": BOT["id"],
        "webhook_id": BOT["id"],
        "interaction_metadata": {
            "id": event["id"],
            "type": event["type"],
            "user": event["member"]["user"],
            "authorizing_integration_owners": event["authorizing_integration_owners"],
        },
        "timestamp": _JOINED,
        "edited_timestamp": None,
        "flags": said.get("flags") or 0,
        "tts": False,
        "pinned": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
    }
