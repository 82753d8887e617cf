"""The platforms: which are on, and what they say themselves of the bot."""

import asyncio
import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.doctor.data import Opened, OpenGateway
from bot.doctor.finding import Finding, Verdict
from bot.settings import Settings, SettingsRefused, load
from core.destination import Destination
from core.errors import StudyError
from core.use_cases.destinations import destinations_on

MOST_CHANNELS = 50
"""Channels that are looked at, the newest; each costs a request, which the running bot lacks."""


def tokens(settings: Settings) -> Iterator[Finding]:
    """Say of each platform whether its token is set; the form was checked with the settings."""
    given = {"Telegram": settings.telegram_token, "Discord": settings.discord_token}
    for platform, token in given.items():
        name = f"{platform.upper()}_TOKEN"
        if token is None:
            yield Finding(platform, f"off, since {name} is not set")
        else:
            yield Finding(platform, f"{name} has the right form")


def ask(
    environ: Mapping[str, str], env_file: Path, *, open_gateway: OpenGateway
) -> Iterator[Finding]:
    """Ask the platforms whose token is set; none where the settings cannot be used."""
    try:
        settings = load(environ, env_file)
    except SettingsRefused:
        return  # which the examination says
    if settings.discord_token is not None:
        channels = destinations(settings.database_url, open_gateway, "discord")
        yield from discord(settings.discord_token.get_secret_value(), settings, channels)


def destinations(url: str, open_gateway: OpenGateway, platform: str) -> tuple[Destination, ...]:
    """Give where learners are written to on a platform; nowhere if the database cannot be used."""

    async def read(gateway: Opened) -> tuple[Destination, ...]:
        return await gateway.run(lambda work: destinations_on(work, platform, most=MOST_CHANNELS))

    try:
        with contextlib.closing(open_gateway(url)) as gateway:
            return asyncio.run(read(gateway))
    except StudyError:
        return ()  # which the examination says


def discord(token: str, settings: Settings, channels: Iterable[Destination]) -> Iterator[Finding]:
    """Give the link that invites the bot, and what Discord says of it."""
    # Its library takes a second to read, which nobody waits for who has no token.
    from bot.discord.checkup import State, checkup, invitation  # noqa: PLC0415 - see above
    from bot.discord.connection import DiscordSettings  # noqa: PLC0415 - the same

    verdicts = {
        State.FINE: Verdict.OK,
        State.LACKING: Verdict.NOTE,
        State.BROKEN: Verdict.WRONG,
    }
    connection = DiscordSettings(token, settings.discord_base_url, settings.discord_guild)
    invited = invitation(token)
    if invited is not None:
        yield Finding("Discord", invited.says)
    for found in asyncio.run(checkup(connection, channels)):
        yield Finding("Discord", found.says, verdicts[found.state], found.advice)
