"""Interactions: what somebody did with a command, component or form, and how it was answered."""

from dataclasses import dataclass, field
from enum import IntEnum

from tests.discord_bed.places import Channel, ChannelKind, Message, member
from tests.discord_bed.wire import Json

FILE_SIZE_LIMIT = 10_485_760


class InteractionKind(IntEnum):
    """Discord's number for each kind of interaction."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    FORM = 5


class Callback(IntEnum):
    """Discord's number for each kind of first answer."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    FORM = 9


@dataclass(eq=False)
class Interaction:
    """What somebody did, and what came of it.

    ``callback`` is the bot's first answer; ``original`` the message that stands for it; ``said``
    what people see because of it, an edited message again each time. A test lets it expire.
    """

    id: int
    token: str
    kind: InteractionKind
    channel: Channel
    data: Json
    message: Message | None = None
    expired: bool = False
    callback: Json | None = None
    original: Message | None = None
    said: list[Message] = field(default_factory=list)

    @property
    def form(self) -> Json:
        """The form that it was answered with."""
        assert self.callback is not None
        assert self.callback["type"] == Callback.FORM
        form: Json = self.callback["data"]
        return form

    @property
    def choices(self) -> list[Json]:
        """What was offered for an option."""
        assert self.callback is not None
        assert self.callback["type"] == Callback.CHOICES
        choices: list[Json] = self.callback["data"]["choices"]
        return choices

    def event(self, application: int, user: Json, *, manages: bool, locale: str) -> Json:
        """Give the event that tells the bot of it."""
        event: Json = {
            "id": str(self.id),
            "application_id": str(application),
            "type": int(self.kind),
            "data": self.data,
            "channel_id": str(self.channel.id),
            "channel": self.channel.json(),
            "token": self.token,
            "version": 1,
            "app_permissions": str(self.channel.app_permissions),
            "locale": locale,
            "entitlements": [],
            "attachment_size_limit": FILE_SIZE_LIMIT,
        }
        if self.message is not None:
            event["message"] = self.message.json()
        guild = self.channel.guild
        if guild is None:
            context = 1 if self.channel.kind is ChannelKind.DM else 2
            owners = {"1": user["id"]}
            return event | {
                "user": user,
                "context": context,
                "authorizing_integration_owners": owners,
            }
        return event | {
            "member": member(user, manages=manages),
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "context": 0,
            "authorizing_integration_owners": {"0": str(guild.id)},
        }
