"""The messenger: what nobody asked for, sent to channels where it is wanted, and edited there."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import aiohttp
import discord

from bot.dialogue.messenger import KEY_LIMIT, SEND_WITHIN, Lane, no_lane
from bot.dialogue.reply import Reply
from bot.discord.client import StudyClient
from bot.discord.mentions import Mentions
from bot.discord.render import Message, rendered
from bot.discord.tracing import WINDOW
from core.delivery import (
    Extent,
    Gone,
    ThreadClosed,
    Throttled,
    Unavailable,
    Undelivered,
    Unreachable,
)
from core.destination import Destination
from core.learner import Account

_CLOSED = {
    40003,  # too many direct messages opened
    50008,  # a channel that holds no messages
    50024,  # a channel of another type, such as a forum's own
}
"""Discord's codes for a place where asking again does not help, whatever the status."""

_THREAD_CLOSED = {
    50083,  # an archived thread
    160005,  # a locked thread
}
_UNKNOWN_CHANNEL = 10003

_SHUT = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
"""The statuses of all others: no access or permission, closed direct messages, no such channel."""

_UNKNOWN_MESSAGE = 10008

_NO_CONNECTION = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""What is raised before anything was sent."""

NO_MESSAGE = "0"
"""The id of no message."""


@dataclass(slots=True)
class _Asking:
    """Whether Discord was asked for the request at hand, and has heard of a message at all.

    One that is ``live`` is for its thread alone.
    """

    live: bool = False
    now: bool = False
    heard: bool = False


class DiscordMessenger:
    """Send replies that nobody asked for; one that finds a place closed is remembered there.

    Each part waits in ``lane`` for its request; all of them may take ``within`` seconds. Discord
    knows a nonce for some minutes, so a repeat is in time.
    """

    swallows_repeats = True

    def __init__(
        self, client: StudyClient, lane: Lane = no_lane, *, within: float = SEND_WITHIN
    ) -> None:
        self._client = client
        self._lane = lane
        self._within = within

    async def send(
        self, reply: Reply, to: Destination, *, owner: Account | None, key: str, live: bool = False
    ) -> str:
        """Send a reply to a channel or thread; its buttons are ``owner``'s, None: anybody's.

        ``key`` tells this message from all others: Discord swallows a repeat within minutes. Give
        the id of its last message, ``NO_MESSAGE`` where that was sent before and somebody deleted
        it. Raise Throttled, Unavailable or Unreachable; what is none of these is a mistake in the
        message.
        """
        self._refuse_silent()
        # By its id alone: a direct message is never opened here, only answered where it is open.
        channel = self._client.get_partial_messageable(int(to.chat))
        mentions = self._client.conversation.mentions
        messages = rendered(
            reply, owner=owner.user if owner else None, layout=live, mentions=mentions
        )
        asking, last = _Asking(live), NO_MESSAGE
        async with self._explained(to, asking):
            async with asyncio.timeout(self._within):
                for part, message in enumerate(messages):
                    asking.now = False
                    async with self._lane(to.chat):
                        asking.now = True
                        last = await _post(channel, message, nonce(key, part))
                    asking.heard = True
        return last

    async def edit(
        self,
        reply: Reply,
        to: Destination,
        message: str,
        *,
        key: str,  # noqa: ARG002 - the port's; to edit a message twice is no harm
    ) -> None:
        """Let a message say a reply instead; from then on it is a layout.

        Raise Throttled, Unavailable, Unreachable or Gone; what is none of these is a mistake in the
        message.
        """
        self._refuse_silent()
        if message == NO_MESSAGE:
            reason = "it was deleted before its id was known"
            raise Gone(reason)
        channel = self._client.get_partial_messageable(int(to.chat))
        mentions = self._client.conversation.mentions
        shown = _in_one(reply, mentions)
        asking = _Asking()
        async with (
            self._explained(to, asking),
            asyncio.timeout(self._within),
            self._lane(to.chat),
        ):
            asking.now = True
            await channel.get_partial_message(int(message)).edit(
                content=None,
                embeds=[],
                attachments=[],
                view=shown.view,
                allowed_mentions=shown.allowed_mentions,
            )

    def _refuse_silent(self) -> None:
        """Raise Unavailable where nothing is to be asked of Discord now."""
        if self._client.user is None or self._client.is_closed():
            reason = "not connected to Discord"
            raise Unavailable(reason, heard=False)
        if self._client.refusals.near_ban:
            reason = "Discord refused so much of late that nothing is sent unasked"
            raise Unavailable(reason, heard=False)

    @contextlib.asynccontextmanager
    async def _explained(self, to: Destination, asking: _Asking) -> AsyncIterator[None]:
        """Say what kept a message from arriving; let pass what is a mistake in the message."""
        try:
            yield
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            heard = asking.heard or (asking.now and not isinstance(error, _NO_CONNECTION))
            undelivered = self._undelivered(error, heard=heard)
            if undelivered is None:
                raise
            if asking.live and _of_thread(error):
                undelivered = await self._beside(undelivered, to)
            if isinstance(undelivered, Unreachable):
                self._client.paused.add(to.chat)
            raise undelivered from error

    async def _beside(self, closed: Undelivered, to: Destination) -> Undelivered:
        """Say where it can be told that a thread is closed; a channel may have been meant."""
        around = await self._client.threads.around(self._client, to)
        of_thread = around is not None or isinstance(closed, ThreadClosed)
        return ThreadClosed(str(closed), around) if of_thread else closed

    def _undelivered(self, error: Exception, *, heard: bool) -> Undelivered | None:
        """Say what kept a message from arriving; None where the message itself is at fault."""
        if isinstance(error, discord.RateLimited):
            # The library does not say whether it is this channel or everything that has to wait.
            closed = self._client.refusals.closed
            return Throttled(error.retry_after, Extent.PLATFORM if closed else Extent.CHAT)
        if not isinstance(error, discord.HTTPException):
            return Unavailable(repr(error), heard=heard)
        if error.status == HTTPStatus.TOO_MANY_REQUESTS:
            return Throttled(_seconds(error), _extent(error))
        words = f"{error.code} {error.text}"
        if error.code == _UNKNOWN_MESSAGE:
            return Gone(words)
        if error.code in _THREAD_CLOSED:
            return ThreadClosed(words)
        # Without a code, it was not Discord but something before it that refused.
        if error.code in _CLOSED or (error.status in _SHUT and error.code):
            return Unreachable(words)
        if error.status == HTTPStatus.BAD_REQUEST:
            return None
        return Unavailable(f"{error.status} {error.code}", heard=heard)


def _in_one(reply: Reply, mentions: Mentions) -> Message:
    """Say a reply in one message: as much from its beginning as fits, and what can be pressed."""
    blocks = reply.blocks
    while True:
        shown = replace(reply, blocks=blocks)
        first, *more = rendered(shown, owner=None, layout=True, mentions=mentions)
        if not more:
            return first
        blocks = blocks[:-1]


def _of_thread(error: Exception) -> bool:
    """Say whether it may be no more than a thread that is closed or gone."""
    return isinstance(error, discord.HTTPException) and error.code in {
        _UNKNOWN_CHANNEL,
        *_THREAD_CLOSED,
    }


def nonce(key: str, part: int) -> str:
    """Give the nonce of a part of a message: its key for the first, none like it for the others."""
    if not part:
        return key
    return hashlib.blake2b(f"{part} {key}".encode(), digest_size=KEY_LIMIT // 2).hexdigest()


async def _post(channel: discord.PartialMessageable, message: Message, key: str) -> str:
    whole: dict[str, Any] = {
        "content": message.content,
        "view": message.view,
        "files": [file.upload() for file in message.files],
        "suppress_embeds": not message.layout,
        "nonce": key,
        "allowed_mentions": message.allowed_mentions,
    }
    try:
        sent = await channel.send(**whole)
    except discord.NotFound as error:
        # Sent before under this nonce, and deleted by somebody since: it is not wanted again.
        if error.code != _UNKNOWN_MESSAGE:
            raise
        return NO_MESSAGE
    return str(sent.id)


def _extent(error: discord.HTTPException) -> Extent:
    """Say how far a refusal goes that the library does not wait for."""
    # Without a scope it is this machine's address that is shut out.
    scope = error.response.headers.get("X-RateLimit-Scope")
    return Extent.CHAT if scope in {"user", "shared"} else Extent.PLATFORM


def _seconds(error: discord.HTTPException) -> float:
    """Give how long Discord asks to wait; its longest pause for a refusal where it does not say."""
    after = error.response.headers.get("Retry-After", "")
    return float(after) if after.replace(".", "", 1).isdecimal() else WINDOW
