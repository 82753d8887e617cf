"""The checkup: what Discord says of the bot, found before it speaks and without a trace."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from discord.http import Route

from bot.discord.checkup import Found, State, checkup, invitation
from bot.discord.connection import DiscordSettings
from core.destination import Destination
from core.place import PlaceKind
from tests.discord_bed.bed import DiscordBed
from tests.discord_bed.faults import Breaks, Hangs
from tests.discord_bed.places import Channel, ChannelKind, Guild
from tests.discord_bed.wire import MISSING_ACCESS

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe." + "x" * 38
TAKEN = Found("takes the DISCORD_TOKEN, as study_buddy")
ALLOW = "allow that to the bot in the settings of that channel"
SEND, SEND_IN_THREADS = 1 << 11, 1 << 38


@dataclass(slots=True)
class Scene:
    """A server with the bot in it, and where its learners are written to."""

    bed: DiscordBed
    guild: Guild
    channel: Channel
    destinations: list[Destination] = field(default_factory=list)

    @property
    def settings(self) -> DiscordSettings:
        """What a host has set."""
        return DiscordSettings(self.bed.token, self.bed.base_url)

    def learns_in(self, channel: Channel) -> None:
        """Let somebody have enrolled in a channel."""
        self.destinations.append(Destination("discord", str(channel.id), PlaceKind.GROUP))

    async def found(self, settings: DiscordSettings | None = None) -> tuple[Found, ...]:
        """Check up on the bot."""
        return await checkup(settings or self.settings, self.destinations, within=5)


@pytest.fixture(autouse=True)
def restored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library find again what it found before."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)


def check(arrange: Callable[[Scene], DiscordSettings | None]) -> tuple[Found, ...]:
    async def run() -> tuple[Found, ...]:
        async with DiscordBed() as bed:
            guild = bed.guild("Club")
            scene = Scene(bed, guild, bed.channel(guild, "general"))
            return await scene.found(arrange(scene))

    return asyncio.run(run())


def test_where_all_is_well_it_says_as_whom_and_where_the_bot_can_write() -> None:
    def arrange(scene: Scene) -> None:
        scene.learns_in(scene.channel)
        scene.learns_in(scene.bed.thread(scene.channel, "daily"))
        scene.destinations.append(Destination("discord", "77", PlaceKind.PRIVATE))

    assert check(arrange) == (TAKEN, Found("can write in 2 of 2 channels"))


def test_without_learners_no_channel_is_spoken_of() -> None:
    assert check(lambda _: None) == (TAKEN,)


def test_a_token_that_discord_does_not_know_is_broken_and_says_what_to_do() -> None:
    (found,) = check(lambda scene: replace(scene.settings, token=TOKEN))

    assert found == Found(
        "Discord does not take the DISCORD_TOKEN. Reset it under Bot on your application's page at "
        "https://discord.com/developers/applications, and set it anew.",
        State.BROKEN,
    )


def test_an_endpoint_that_takes_the_interactions_away_is_broken() -> None:
    def arrange(scene: Scene) -> None:
        scene.bed.world.endpoint = "https://example.org/interactions"

    assert check(arrange) == (
        TAKEN,
        Found(
            "brings what people do to https://example.org/interactions, not to the bot",
            State.BROKEN,
            "empty Interactions Endpoint URL under General Information on the application's page",
        ),
    )


def test_a_guild_to_develop_in_where_the_bot_is_not_is_broken() -> None:
    assert check(lambda scene: replace(scene.settings, guild=scene.guild.id)) == (TAKEN,)
    assert check(lambda scene: replace(scene.settings, guild=scene.guild.id + 1)) == (
        TAKEN,
        Found(
            "the bot is not in the server of DISCORD_GUILD",
            State.BROKEN,
            "invite it there, or set DISCORD_GUILD to a server where it is",
        ),
    )


def test_permissions_that_are_missing_are_named_with_the_channel() -> None:
    def arrange(scene: Scene) -> None:
        scene.channel.app_permissions &= ~SEND & ~SEND_IN_THREADS
        scene.learns_in(scene.channel)
        scene.learns_in(scene.bed.channel(scene.guild, "open"))

    assert check(arrange) == (
        TAKEN,
        Found("in #general in Club it needs Send Messages, Attach Files", State.LACKING, ALLOW),
        Found("can write in 1 of 2 channels"),
    )


@pytest.mark.parametrize("kind", [ChannelKind.TEXT, ChannelKind.FORUM])
def test_a_thread_or_post_needs_what_its_channel_allows_in_threads(kind: ChannelKind) -> None:
    def arrange(scene: Scene) -> None:
        parent = scene.bed.channel(scene.guild, "talks", kind)
        parent.app_permissions &= ~SEND_IN_THREADS
        scene.learns_in(scene.bed.thread(parent, "daily"))

    assert check(arrange) == (
        TAKEN,
        Found("in #daily in Club it needs Send Messages in Threads", State.LACKING, ALLOW),
        Found("can write in 0 of 1 channels"),
    )


def test_a_channel_that_is_gone_or_closed_is_named_by_its_id_and_the_rest_is_looked_at() -> None:
    gone = Destination("discord", "4242", PlaceKind.GROUP)
    closed: list[int] = []

    def arrange(scene: Scene) -> None:
        scene.learns_in(scene.channel)
        scene.destinations.append(gone)
        scene.learns_in(scene.bed.channel(scene.guild, "open"))
        scene.bed.fail("GET /channels/{channel}", MISSING_ACCESS)
        closed.append(scene.channel.id)

    advice = "allow View Channels to the bot there, or let its learners call it elsewhere"
    assert check(arrange) == (
        TAKEN,
        Found(f"channel {closed[0]} is gone, or closed to the bot", State.LACKING, advice),
        Found("channel 4242 is gone, or closed to the bot", State.LACKING, advice),
        Found("can write in 1 of 3 channels"),
    )


def test_what_a_terminal_would_obey_is_taken_out_of_names() -> None:
    def arrange(scene: Scene) -> None:
        scene.guild.name = "Cl\x1b[31mub"
        scene.channel.app_permissions &= ~SEND
        scene.learns_in(scene.channel)

    _, lacking, _ = check(arrange)
    assert lacking.says == "in #general in Cl[31mub it needs Send Messages, Attach Files"


def test_discord_out_of_reach_is_no_fault_of_the_bot() -> None:
    (found,) = check(lambda scene: replace(scene.settings, base_url="http://127.0.0.1:1/api/v10"))

    assert found.state is State.LACKING
    assert found.says.startswith("Discord at http://127.0.0.1:1/api/v10 cannot be used (")


def test_what_was_found_before_discord_fell_silent_is_said_too() -> None:
    async def run() -> tuple[Found, ...]:
        async with DiscordBed() as bed:
            bed.fail("GET /channels/{channel}", Hangs())
            settings = DiscordSettings(bed.token, bed.base_url)
            channels = [Destination("discord", "42", PlaceKind.GROUP)]
            return await checkup(settings, channels, within=0.5)

    taken, silent = asyncio.run(run())
    assert (taken, silent.state) == (TAKEN, State.LACKING)
    assert "(no answer in time)" in silent.says


def test_a_failing_server_of_discords_is_no_fault_of_the_bot() -> None:
    def arrange(scene: Scene) -> None:
        scene.bed.fail("GET /users/@me", Breaks(503))

    (found,) = check(arrange)
    assert found.state is State.LACKING
    assert "(503" in found.says


def test_looking_changes_nothing_and_nobody_hears_of_it() -> None:
    async def run() -> set[str]:
        async with DiscordBed() as bed:
            guild = bed.guild("Club")
            scene = Scene(bed, guild, bed.channel(guild, "general"))
            scene.learns_in(scene.channel)
            await scene.found()
            assert bed.gateway.listening == 0
            return {each.method for each in bed.requests}

    assert asyncio.run(run()) == {"GET"}


def test_each_server_is_asked_for_once_however_many_channels_it_has() -> None:
    async def run() -> int:
        async with DiscordBed() as bed:
            guild = bed.guild("Club")
            scene = Scene(bed, guild, bed.channel(guild, "general"))
            for name in ("one", "two", "three"):
                scene.learns_in(bed.channel(guild, name))
            await scene.found()
            return len(bed.asked("GET /guilds/{guild}"))

    assert asyncio.run(run()) == 1


@pytest.mark.parametrize(
    ("token", "application"),
    [(TOKEN, "123456789012345678"), ("MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.y.z", "1234567890123456789")],
)
def test_the_link_that_invites_has_the_application_the_scopes_and_the_permissions(
    token: str, application: str
) -> None:
    assert invitation(token) == Found(
        f"invite it by https://discord.com/oauth2/authorize?client_id={application}"
        "&scope=bot+applications.commands&permissions=274877942784"
    )


@pytest.mark.parametrize("token", ["", "x.y.z", "bm90LWEtbnVtYmVy.y.z", "ÿ.y.z"])
def test_a_token_that_names_no_application_gives_no_link(token: str) -> None:
    assert invitation(token) is None
