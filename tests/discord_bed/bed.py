"""The bed: Discord on loopback, and the people, servers and faults of a test."""

import contextlib
from collections.abc import Callable
from types import TracebackType
from typing import Self

from tests.discord_bed.faults import Fault
from tests.discord_bed.gateway import AUTHENTICATION_FAILED, Gateway
from tests.discord_bed.people import ANSWER_WITHIN, User
from tests.discord_bed.places import Channel, ChannelKind, Guild
from tests.discord_bed.server import DiscordApi, serve
from tests.discord_bed.wire import Request
from tests.discord_bed.world import World

TOKEN = ".".join(["bed"] * 3)

_TOLD = 300
"""Characters of a request that a failed test shows."""


class DiscordBed:
    """One bot's Discord, inside of ``async with``; the end fails where the bot was careless."""

    def __init__(self, *, shards: int = 1) -> None:
        self.world = World(TOKEN, shards=shards)
        self._api = DiscordApi(self.world)
        self._ending = contextlib.AsyncExitStack()

    async def __aenter__(self) -> Self:
        self.world.root, end = await serve(self._api.application())
        self._ending.push_async_callback(end)
        self._ending.push_async_callback(self._api.release)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._ending.aclose()
        if error is None and self.violations:
            message = "the bot was careless:\n" + "\n".join(self.violations)
            raise AssertionError(message)

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.world.token

    async def reset_token(self) -> None:
        """Let the token be another one, as the bot's owner can: whoever has the old one is out.

        A connection may break before the reason is read, so it is told again to who comes back.
        """
        self.world.token = f"{self.world.token}-after-the-reset"
        await self.gateway.close(AUTHENTICATION_FAILED)

    @property
    def base_url(self) -> str:
        """The root of the API."""
        return f"{self.world.root}/api/v10"

    @property
    def gateway_url(self) -> str:
        """Where the gateway listens."""
        return f"{self.world.root.replace('http', 'ws')}/gateway/"

    @property
    def gateway(self) -> Gateway:
        """The gateway, and what can be let go wrong with it."""
        return self._api.gateway

    @property
    def requests(self) -> list[Request]:
        """What the bot asked for, in order."""
        return self._api.requests

    @property
    def violations(self) -> list[str]:
        """What the bot did that no good bot does; a test that wants such takes them out."""
        return self.world.violations

    def asked(self, route: str) -> list[Request]:
        """Give the requests of one route, in order."""
        return [each for each in self.requests if each.route == route]

    def user(self, name: str, *, manages: bool = False, locale: str = "en-US") -> User:
        """Add a person."""
        user = self.world.add_user(name)
        return User(self.world, self.gateway, user, manages=manages, locale=locale)

    def guild(self, name: str) -> Guild:
        """Add a server, with the bot in it; before the bot connects, for it hears of it then."""
        guild = Guild(self.world.new_id(), name)
        self.world.guilds[guild.id] = guild
        return guild

    def channel(
        self, guild: Guild, name: str = "study", kind: ChannelKind = ChannelKind.TEXT
    ) -> Channel:
        """Add a channel to a server."""
        return self.world.add_channel(Channel(self.world.new_id(), kind, name, guild))

    def thread(self, parent: Channel, name: str) -> Channel:
        """Add a thread to a channel, or a post to a forum."""
        return self.world.add_channel(
            Channel(self.world.new_id(), ChannelKind.THREAD, name, parent.guild, parent)
        )

    def direct(self, user: User) -> Channel:
        """Give the direct chat of the bot with somebody."""
        return self.world.direct(user.json)

    def fail(self, route: str, fault: Fault, *, times: int = 1) -> None:
        """Let the next requests of a route go wrong."""
        self._api.faults.add(route, fault, times)

    async def until(self, holds: Callable[[], bool], seconds: float = ANSWER_WITHIN) -> None:
        """Wait until something holds of the bed; fail where it does not come to be."""
        try:
            await self.world.changes.until(holds, seconds)
        except TimeoutError:
            told = "\n".join(
                f"{each.route} {each.status} {str(each.body)[:_TOLD]}"
                for each in self.requests[-5:]
            )
            message = f"it never came to be; the bot asked last:\n{told}"
            raise AssertionError(message) from None

    async def answered(self) -> None:
        """Wait until every request has its answer."""
        await self.until(lambda: not self._api.answering)
