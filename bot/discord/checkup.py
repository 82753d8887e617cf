"""The checkup: what Discord says of the bot before it speaks, asked over REST alone."""

import asyncio
import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

import aiohttp
import discord
from discord.http import Route

from bot.discord.connection import DiscordSettings, quieten, refusal
from bot.discord.permissions import invite_link, names_lacking
from core.destination import Destination
from core.place import PlaceKind

WITHIN = 20.0
"""Seconds for all questions together; what is not answered by then is said to be open."""


class State(Enum):
    """How a thing was found; only what is BROKEN keeps the bot from working at all."""

    FINE = auto()
    LACKING = auto()
    BROKEN = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; ``advice`` says what to do where ``says`` does not."""

    says: str
    state: State = State.FINE
    advice: str = ""


def invitation(token: str) -> Found | None:
    """Give the link that invites the bot; its first part names the application of a token.

    None where it does not: Discord will not take such a token either.
    """
    named = token.partition(".")[0]
    try:
        application = int(base64.urlsafe_b64decode(named + "=" * (-len(named) % 4)))
    except ValueError:
        return None
    return Found(f"invite it by {invite_link(application)}")


async def checkup(
    settings: DiscordSettings, destinations: Iterable[Destination], *, within: float = WITHIN
) -> tuple[Found, ...]:
    """Log in, and look at what keeps the bot from hearing and from writing to its learners.

    ``destinations`` are those to look at, in that order; private ones need no permission. Nothing
    is changed, and nobody sees it.
    """
    quieten()
    Route.BASE = settings.base_url.rstrip("/")
    found: list[Found] = []
    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            async with asyncio.timeout(within):
                await client.login(settings.token)
                # What was found before a trouble counts as well.
                await _examine(client, settings, destinations, found.append)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            broken = isinstance(error, discord.LoginFailure)
            state = State.BROKEN if broken else State.LACKING
            found.append(Found(str(refusal(error, settings.base_url)), state))
    return tuple(found)


async def _examine(
    client: discord.Client,
    settings: DiscordSettings,
    destinations: Iterable[Destination],
    tell: Callable[[Found], None],
) -> None:
    tell(Found(f"takes the DISCORD_TOKEN, as {client.user}"))
    application = client.application
    if application is not None and application.interactions_endpoint_url:
        says = f"brings what people do to {application.interactions_endpoint_url}, not to the bot"
        advice = (
            "empty Interactions Endpoint URL under General Information on the application's page"
        )
        tell(Found(says, State.BROKEN, advice))
    servers = _Servers(client)
    if settings.guild is not None and await servers.get(settings.guild) is None:
        advice = "invite it there, or set DISCORD_GUILD to a server where it is"
        tell(Found("the bot is not in the server of DISCORD_GUILD", State.BROKEN, advice))
    channels = [int(each.chat) for each in destinations if each.kind is PlaceKind.GROUP]
    closed = 0
    for channel in channels:
        trouble = await servers.look_at(channel)
        if trouble is not None:
            closed += 1
            tell(trouble)
    if channels:
        tell(Found(f"can write in {len(channels) - closed} of {len(channels)} channels"))


@dataclass(slots=True)
class _Servers:
    """Servers and what the bot may do there, each asked for once."""

    client: discord.Client
    known: "dict[int, _Server | None]" = field(default_factory=dict)

    async def get(self, number: int) -> "_Server | None":
        """Give a server; None where the bot is not in it."""
        if number not in self.known:
            try:
                guild = await self.client.fetch_guild(number, with_counts=False)
                self.known[number] = _Server(
                    guild.name,
                    await guild.fetch_member(self._me),
                    {channel.id: channel for channel in await guild.fetch_channels()},
                )
            except (discord.Forbidden, discord.NotFound):
                self.known[number] = None
        return self.known[number]

    async def look_at(self, number: int) -> Found | None:
        """Say what keeps the bot from writing in a channel or thread unasked, if anything does."""
        try:
            channel = await self.client.fetch_channel(number)
        except (discord.Forbidden, discord.NotFound):
            return _out_of_sight(number)
        if isinstance(channel, discord.abc.PrivateChannel):
            return None
        thread = isinstance(channel, discord.Thread)
        server = await self.get(channel.guild.id)
        ruling = channel.parent_id if isinstance(channel, discord.Thread) else number
        ruler = server.channels.get(ruling) if server else None
        if server is None or ruler is None:
            return _out_of_sight(number)
        name = _printable(f"#{channel.name} in {server.name}")
        lacking = names_lacking(ruler.permissions_for(server.me), thread=thread)
        if not lacking:
            return None
        advice = "allow that to the bot in the settings of that channel"
        return Found(f"in {name} it needs {', '.join(lacking)}", State.LACKING, advice)

    @property
    def _me(self) -> int:
        return 0 if self.client.user is None else self.client.user.id


@dataclass(frozen=True, slots=True)
class _Server:
    name: str
    me: discord.Member
    channels: dict[int, discord.abc.GuildChannel]


def _out_of_sight(channel: int) -> Found:
    advice = "allow View Channels to the bot there, or let its learners call it elsewhere"
    return Found(f"channel {channel} is gone, or closed to the bot", State.LACKING, advice)


def _printable(name: str) -> str:
    """Take out of a name what a terminal would obey."""
    return "".join(character for character in name if character.isprintable())
