"""The world that a bot meets: servers, channels, commands, files and interactions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from discord.utils import time_snowflake, utcnow

from tests.discord_bed.components import numbered
from tests.discord_bed.interactions import Interaction
from tests.discord_bed.places import Channel, ChannelKind, Guild, Message
from tests.discord_bed.wire import EMPTY, UNKNOWN_CHANNEL, Json, Refused, Upload
from tests.telegram_bed.changes import Changes

SHARD_SHIFT = 22
"""Bits of a server's id that say nothing of its shard."""


def _snowflakes() -> Iterator[int]:
    # From now on, for the library tells by its id whether an interaction is too old.
    return count(time_snowflake(utcnow()), 1 << SHARD_SHIFT)


@dataclass
class World:
    """All that a bot can reach; ``commands`` by server, those of everywhere under None.

    ``endpoint`` is where interactions are brought to over HTTP; then the gateway hears of none.
    """

    token: str
    ids: Iterator[int] = field(default_factory=_snowflakes)
    changes: Changes = field(default_factory=Changes)
    guilds: dict[int, Guild] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    people: dict[int, Json] = field(default_factory=dict)
    commands: dict[int | None, list[Json]] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)
    root: str = ""
    endpoint: str | None = None
    shards: int = 1
    bot: Json = field(init=False)

    def __post_init__(self) -> None:
        self.bot = self.add_user("Study Buddy") | {"bot": True}

    @property
    def application(self) -> int:
        """The application's id, which is its bot's as well."""
        return int(self.bot["id"])

    def new_id(self) -> int:
        """Give a snowflake that nothing else has."""
        return next(self.ids)

    def add_user(self, name: str) -> Json:
        """Add somebody."""
        user: Json = {
            "id": str(self.new_id()),
            "username": name.lower().replace(" ", "_"),
            "discriminator": "0",
            "global_name": name,
            "avatar": None,
        }
        self.people[int(user["id"])] = user
        return user

    def channel(self, number: int) -> Channel:
        """Find a channel, or refuse."""
        channel = self.channels.get(number)
        if channel is None:
            raise Refused(UNKNOWN_CHANNEL)
        return channel

    def shard_of(self, channel: Channel) -> int:
        """Say which shard hears of a channel; direct chats are the first one's."""
        return (channel.guild.id >> SHARD_SHIFT) % self.shards if channel.guild else 0

    def keep(self, upload: Upload) -> Json:
        """Keep a file, and give it as an attachment."""
        number = self.new_id()
        path = f"/attachments/{number}/{upload.name}"
        self.files[path] = upload
        return {
            "id": str(number),
            "filename": upload.name,
            "size": len(upload.data),
            "url": self.root + path,
            "proxy_url": self.root + path,
            "content_type": upload.mime,
        }

    def direct(self, user: Json) -> Channel:
        """Give the direct chat of the bot with somebody, opened if it was not."""
        for channel in self.channels.values():
            if channel.recipient == user:
                return channel
        return self.add_channel(Channel(self.new_id(), ChannelKind.DM, recipient=user))

    def add_channel(self, channel: Channel) -> Channel:
        """Add a channel to its server, or a direct chat."""
        self.channels[channel.id] = channel
        if channel.guild is not None:
            channel.guild.channels.append(channel)
        return channel

    def add_message(self, channel: Channel, body: Json, files: Iterable[Upload]) -> Message:
        """Put a message of the bot into a channel; refuse an empty one."""
        message = Message(self.new_id(), channel, self.bot)
        self.write(message, body, files)
        if not (message.text or message.components or message.attachments):
            raise Refused(EMPTY)
        channel.messages.append(message)
        return message

    def write(self, message: Message, body: Json, files: Iterable[Upload]) -> None:
        """Make a message say what is asked for; what the body does not name stays."""
        attachments = [*_kept(message.attachments, body), *self._attached(files, body)]
        message.attachments = attachments
        message.content = body.get("content", message.content) or ""
        if "components" in body:
            attached = {each["filename"]: each["url"] for each in attachments}
            message.components = numbered(body["components"] or [], attached)
        message.flags |= body.get("flags") or 0
        self.changes.ring()

    def _attached(self, files: Iterable[Upload], body: Json) -> Iterator[Json]:
        described = {str(each["id"]): each for each in body.get("attachments") or ()}
        for index, upload in enumerate(files):
            named = described.get(str(index), {})
            yield self.keep(upload) | {"description": named.get("description")}


def _kept(attachments: list[Json], body: Json) -> list[Json]:
    """Give the files that stay: all, or those that are named where any list is given."""
    if body.get("attachments") is None:
        return attachments
    named = {str(each["id"]) for each in body["attachments"]}
    return [each for each in attachments if each["id"] in named]
