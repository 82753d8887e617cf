"""Answering: a reply becomes the first response to an interaction, or follows a deferral.

Discord waits three seconds for a first response, and then fifteen minutes for all that follows.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from http import HTTPStatus
from typing import Any

import aiohttp
import discord
from discord.utils import MISSING

from bot.dialogue.invocation import Place, PlaceKind
from bot.dialogue.reply import Reply
from bot.dialogue.turn import TurnId
from bot.discord.mentions import Mentions
from bot.discord.render import Message, rendered

logger = logging.getLogger(__name__)

_UNKNOWN_MESSAGE = 10008
_ALREADY_ACKNOWLEDGED = 40060
_MALFORMED = {HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}


Sleep = Callable[[float], Awaitable[object]]
"""Let so many seconds pass."""


class Standing(Enum):
    """How far an interaction is answered."""

    OPEN = auto()
    """Discord waits for the first response."""

    DEFERRED = auto()
    """Discord was told that the answer will come."""

    ANSWERED = auto()
    """Something was shown; all else follows it."""

    LOST = auto()
    """Nothing can be shown any more, or nobody knows whether it was: saying it twice is worse."""


@dataclass(slots=True)
class Answer:
    """Answer one interaction.

    ``aside`` says whether a placeholder is for its reader alone; ``mentions`` has the ids of
    commands by their names. What Discord does not take is logged; a ``discord.HTTPException`` is
    raised only for a message that is malformed.
    """

    interaction: discord.Interaction
    place: Place
    turn: TurnId
    aside: bool
    mentions: Mentions
    standing: Standing = field(default=Standing.OPEN, init=False)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _placeholder: bool = field(default=False, init=False)
    """Whether this answer's own deferral shows that the bot is thinking."""

    @contextlib.asynccontextmanager
    async def deferred_after(self, seconds: float, sleep: Sleep) -> AsyncIterator[None]:
        """Defer the answer should it take longer; with 0 before anything else."""

        async def defer_late() -> None:
            await sleep(seconds)
            await self.defer()

        if not seconds:
            await self.defer()
            yield
            return
        late = asyncio.create_task(defer_late())
        try:
            yield
        finally:
            late.cancel()

    async def defer(self) -> None:
        """Tell Discord that the answer will come, unless it is there. Never raises."""
        async with self._one_at_a_time:
            if self.standing is not Standing.OPEN:
                return
            thinking = self._pressed is None
            try:
                await self.interaction.response.defer(ephemeral=self.aside, thinking=thinking)
            except discord.HTTPException as error:
                if error.code == _ALREADY_ACKNOWLEDGED:
                    # Discord had lost its "yes" to this very request, and the library asked again;
                    # or else the interaction came twice, and what is shown is not this turn's.
                    self.standing = Standing.DEFERRED
                else:
                    self._lose("not deferred", error)
            except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
                self._lose("not deferred", error)
            else:
                self.standing = Standing.DEFERRED
                self._placeholder = thinking

    async def give(self, reply: Reply) -> None:
        """Show a reply: where it belongs, and to whom it belongs."""
        async with self._one_at_a_time:
            replaced = self._replaced(reply)
            aside = replaced.flags.ephemeral if replaced else _is_aside(reply, self.place)
            messages = rendered(
                reply,
                owner=self._owner,
                layout=replaced is not None and replaced.flags.components_v2,
                mentions=self.mentions,
            )
            for message in messages:
                if self.standing is Standing.LOST:
                    return
                with self._troubles("not answered"):
                    await self._show(message, aside=aside, replacing=replaced is not None)
                    self.standing = Standing.ANSWERED

    async def withdraw(self) -> None:
        """Say nothing, and take back the promise to."""
        async with self._one_at_a_time:
            if self.standing is Standing.DEFERRED and self._placeholder:
                with self._troubles("not withdrawn"):
                    await self.interaction.delete_original_response()
            self.standing = Standing.ANSWERED

    async def ask(self, form: discord.ui.Modal) -> None:
        """Open a form, which has to be the first response."""
        async with self._one_at_a_time:
            with self._troubles("form not opened"):
                await self.interaction.response.send_modal(form)
                self.standing = Standing.ANSWERED

    @property
    def _pressed(self) -> discord.Message | None:
        """The message whose button was pressed, or from whose button a form was opened."""
        return self.interaction.message

    @property
    def _owner(self) -> str | None:
        return str(self.interaction.user.id) if self.place.kind is PlaceKind.GROUP else None

    def _replaced(self, reply: Reply) -> discord.Message | None:
        """Give the message that becomes the reply, None where a new one has to be sent."""
        pressed = self._pressed
        if not reply.replace or pressed is None or self.standing is Standing.ANSWERED:
            return None
        # What everybody reads never becomes what is for one alone.
        readable = pressed.flags.ephemeral or not _is_aside(reply, self.place)
        return pressed if readable else None

    async def _show(self, message: Message, *, aside: bool, replacing: bool) -> None:
        if replacing and self.standing in {Standing.OPEN, Standing.DEFERRED}:
            with _unless_gone():
                return await self._edit(message)
        if self.standing is Standing.OPEN:
            await self.interaction.response.send_message(**_anew(message), ephemeral=aside)
            return None
        if self.standing is Standing.DEFERRED and self._pressed is None:
            with _unless_gone():
                if aside == self.aside:
                    return await self._edit(message)
                # The first message after a placeholder would be as visible as that one is.
                await self.interaction.delete_original_response()
        await self.interaction.followup.send(**_anew(message), ephemeral=aside, wait=True)
        return None

    async def _edit(self, message: Message) -> None:
        """Let the pressed message, or the placeholder, become this one with nothing of its own."""
        edit = (
            self.interaction.response.edit_message
            if self.standing is Standing.OPEN
            else self.interaction.edit_original_response
        )
        await edit(
            content=message.content,
            embeds=[],
            attachments=[file.upload() for file in message.files],
            view=message.view,
        )

    @contextlib.contextmanager
    def _troubles(self, event: str) -> Iterator[None]:
        try:
            yield
        except discord.HTTPException as error:
            if error.status in _MALFORMED and error.code != _ALREADY_ACKNOWLEDGED:
                raise
            self._lose(event, error)
        except (aiohttp.ClientError, OSError) as error:
            self._lose(event, error)

    def _lose(self, event: str, error: Exception) -> None:
        self.standing = Standing.LOST
        fields = {"turn": self.turn, "chat": self.place.chat, "error": repr(error)}
        logger.warning(event, extra=fields)


def _is_aside(reply: Reply, place: Place) -> bool:
    """Say whether a reply is for its reader alone; in private there is nobody else."""
    return place.kind is PlaceKind.GROUP and (reply.private or reply.refusal)


def _anew(message: Message) -> dict[str, Any]:
    """Give a message as the library sends a new one; a layout has no embeds to leave out."""
    return {
        "content": MISSING if message.content is None else message.content,
        "view": MISSING if message.view is None else message.view,
        "files": [file.upload() for file in message.files],
        "allowed_mentions": message.allowed_mentions,
        "suppress_embeds": not message.layout,
    }


@contextlib.contextmanager
def _unless_gone() -> Iterator[None]:
    """Go on where the message to be changed was deleted."""
    try:
        yield
    except discord.NotFound as error:
        if error.code != _UNKNOWN_MESSAGE:
            raise
