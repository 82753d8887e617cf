"""The connection: what a host says of it, and why Discord may not let us in."""

import logging
import math
from dataclasses import dataclass, field
from http import HTTPStatus

import aiohttp
import discord

from bot.platforms import OutOfReach
from core.errors import StudyError

API = "https://discord.com/api/v10"

INTENTS_REFUSED = 4014
"""The code with which Discord closes the gateway where it wants a consent it was not given."""


class DiscordRefused(StudyError):
    """Refuse to run on Discord as it was set up; the message says what to do."""


class DiscordOutOfReach(DiscordRefused, OutOfReach):
    """Tell that Discord does not answer, or not sensibly."""


class StartsUsedUp(Exception):
    """Refuse to start once more than Discord allows in a day; it allows more in ``after`` seconds.

    Discord resets the token of a bot that starts above its limit.
    """

    def __init__(self, after: float) -> None:
        super().__init__(after)
        self.after = after


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """How to reach Discord. Times are in seconds.

    ``base_url`` is the root of its REST API, which also tells where the gateway is. ``guild`` is
    the one server where the commands are announced, None: everywhere. ``patience`` is how long the
    start may take, ``drain`` how long turns in hand may take to end when the bot stops, and
    ``defer_after`` how long an answer may take before Discord is told that it will come.
    """

    token: str = field(repr=False)
    base_url: str = API
    guild: int | None = None
    patience: float = 60.0
    drain: float = 10.0
    defer_after: float = 0.7


def quieten() -> None:
    """Keep the library out of the log: it writes each trouble that is logged here already.

    Some of that holds what people said, and the tokens of their interactions.
    """
    logging.getLogger("discord").setLevel(logging.CRITICAL + 1)


def refusal(error: Exception, base_url: str) -> DiscordRefused | None:
    """Say why Discord cannot be used, and what to do; None for what is no fault of its."""
    match error:
        case discord.LoginFailure():
            return _token_refused()
        case StartsUsedUp():
            return DiscordRefused(
                "Discord lets this bot start no more today: it starts over and over. It may again "
                f"in {math.ceil(error.after / 3600)} h; see in the log why it ends."
            )
        case discord.PrivilegedIntentsRequired():
            return _closed(INTENTS_REFUSED)
        case discord.ConnectionClosed():
            return _closed(error.code)
        case discord.HTTPException(status=HTTPStatus.UNAUTHORIZED):
            return _token_refused()
        case discord.DiscordException() | aiohttp.ClientError() | OSError():
            return DiscordOutOfReach(
                f"Discord at {base_url} cannot be used ({_in_short(error)}). "
                "Check the network, and DISCORD_BASE_URL where it is set."
            )
        case _:
            return None


def _token_refused() -> DiscordRefused:
    return DiscordRefused(
        "Discord does not take the DISCORD_TOKEN. Reset it under Bot on your application's page at "
        "https://discord.com/developers/applications, and set it anew."
    )


def _closed(code: int) -> DiscordRefused:
    match code:
        case 4004:  # authentication failed
            return _token_refused()
        case 4011:  # sharding required
            message = "The bot is in more servers than when it started. Start it again."
        case 4013 | 4014:  # invalid or disallowed intents
            message = "Discord does not let the bot hear of servers any more. Update Study Buddy."
        case _:
            message = f"Discord closed the connection for good ({code}). Start the bot again."
    return DiscordRefused(message)


def _in_short(error: Exception) -> str:
    """Describe an error without a body, which may be a page of HTML."""
    match error:
        case discord.HTTPException():
            return f"{error.status} {error.response.reason}"
        case TimeoutError():
            return "no answer in time"
        case _:
            return str(error) or repr(error)
