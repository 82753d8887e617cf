"""Places: servers, their channels and threads, and what is written there."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from tests.discord_bed.components import walk
from tests.discord_bed.wire import Json

EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15

_TIME = "2026-11-23T08:00:00+00:00"

_WRITE = (1 << 10) | (1 << 11) | (1 << 15) | (1 << 38)
"""View Channel, Send Messages, Attach Files, Send Messages in Threads."""

_COMMAND = 1 << 31
_MANAGE = 1 << 5


class ChannelKind(IntEnum):
    """Discord's number for each kind of channel."""

    TEXT = 0
    DM = 1
    VOICE = 2
    THREAD = 11
    FORUM = 15


@dataclass(eq=False)
class Message:
    """A message as it stands now; ``edits`` counts how often it was changed."""

    id: int
    channel: "Channel"
    author: Json
    content: str = ""
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    flags: int = 0
    deleted: bool = False
    edits: int = 0

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Whether it only says that the bot is thinking."""
        return bool(self.flags & LOADING)

    @property
    def text(self) -> str:
        """Everything it says, wherever it stands."""
        parts = [each["content"] for each in self.parts() if "content" in each]
        return "\n".join(filter(None, [self.content, *parts]))

    def parts(self) -> Iterator[Json]:
        """Give its components, nested ones too, in order."""
        return walk(self.components)

    def part(self, label: str) -> Json:
        """Find what can be pressed or chosen from: by label, placeholder or custom id."""
        for each in self.parts():
            if label in {each.get("label"), each.get("placeholder"), each.get("custom_id")}:
                return each
        labels = [each.get("label") or each.get("placeholder") for each in self.parts()]
        message = f"nothing called {label!r} among {[name for name in labels if name]}"
        raise AssertionError(message)

    def json(self) -> Json:
        return {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author,
            "content": self.content,
            "timestamp": _TIME,
            "edited_timestamp": _TIME if self.edits else None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": self.attachments,
            "embeds": [],
            "pinned": False,
            "type": 0,
            "flags": self.flags,
            "components": copy.deepcopy(self.components),
        }


@dataclass(eq=False)
class Channel:
    """A channel, thread or direct chat; ``nonces`` are of messages that may not come twice."""

    id: int
    kind: ChannelKind
    name: str = ""
    guild: "Guild | None" = None
    parent: "Channel | None" = None
    recipient: Json | None = None
    archived: bool = False
    locked: bool = False
    app_permissions: int = _WRITE
    messages: list[Message] = field(default_factory=list)
    nonces: dict[str, Message] = field(default_factory=dict)

    @property
    def texts(self) -> list[str]:
        """What is said here that was not deleted."""
        return [each.text for each in self.messages if not each.deleted]

    def message(self, number: int) -> Message | None:
        """Find a message that is still there."""
        found = (each for each in self.messages if each.id == number and not each.deleted)
        return next(found, None)

    def json(self) -> Json:
        given: Json = {"id": str(self.id), "type": int(self.kind), "last_message_id": None}
        if self.recipient is not None:
            return given | {"recipients": [self.recipient]}
        given |= {"name": self.name, "guild_id": str(self.guild.id if self.guild else 0)}
        given |= {"parent_id": str(self.parent.id) if self.parent else None}
        if self.kind is ChannelKind.THREAD:
            return given | {
                "owner_id": "1",
                "message_count": 0,
                "member_count": 1,
                "rate_limit_per_user": 0,
                "thread_metadata": {
                    "archived": self.archived,
                    "locked": self.locked,
                    "auto_archive_duration": 1440,
                    "archive_timestamp": _TIME,
                },
            }
        return given | {
            "position": 0,
            "permission_overwrites": self._overwrites(),
            "nsfw": False,
            "topic": None,
            "rate_limit_per_user": 0,
            "bitrate": 64000,
            "user_limit": 0,
            "rtc_region": None,
            "available_tags": [],
            "flags": 0,
        }

    def _overwrites(self) -> list[Json]:
        """Deny here what the bot may do elsewhere in the server."""
        denied = _WRITE & ~self.app_permissions
        if self.guild is None or not denied:
            return []
        return [{"id": str(self.guild.id), "type": 0, "allow": "0", "deny": str(denied)}]


@dataclass(eq=False)
class Guild:
    """A server; the bot's role may do what it needs."""

    id: int
    name: str
    channels: list[Channel] = field(default_factory=list)

    def json(self) -> Json:
        threads = [each for each in self.channels if each.kind is ChannelKind.THREAD]
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": "1",
            "unavailable": False,
            "member_count": 2,
            "roles": [self._everyone()],
            "emojis": [],
            "stickers": [],
            "features": [],
            "channels": [each.json() for each in self.channels if each not in threads],
            "threads": [each.json() for each in threads],
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
            "joined_at": _TIME,
            "large": False,
        }

    def _everyone(self) -> Json:
        return {
            "id": str(self.id),
            "name": "@everyone",
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "position": 0,
            "permissions": str(_WRITE | _COMMAND),
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }


def member(user: Json, *, manages: bool = False) -> Json:
    """Give somebody as a member of a server."""
    return {
        "user": user,
        "roles": [],
        "joined_at": _TIME,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": str(_WRITE | _COMMAND | (_MANAGE if manages else 0)),
    }
