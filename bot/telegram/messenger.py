"""The messenger: what nobody asked for, sent to the chats where it is wanted, and edited there."""

import asyncio
import contextlib
import logging
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.dialogue.gateway import Gateway
from bot.dialogue.messenger import SEND_WITHIN, Lane
from bot.dialogue.paused import PausedPlaces
from bot.dialogue.reply import Reply
from bot.telegram import notices
from bot.telegram.posting import UNCHANGED, Post, become_text, posts, says, thread_is_gone
from bot.telegram.render import rendered
from bot.telegram.throttling import Throttling
from bot.telegram.undelivered import undelivered
from core.delivery import Gone, ThreadClosed, Unavailable, Unreachable
from core.destination import Destination
from core.errors import StorageUnavailable
from core.learner import Account
from core.use_cases.places import move_place

logger = logging.getLogger(__name__)

MOST_BROKEN_OFF = 1000
"""Replies whose rest is kept for the next attempt."""

_GONE = (
    "message to edit not found",
    "message_id_invalid",
    "message can't be edited",
    "there is no text in the message to edit",
    "topic_deleted",
)
"""What a BadRequest says of a message that cannot be edited, now or ever."""


@dataclass(slots=True)
class _Underway:
    """A reply that was wanted in a place, where it goes by now, and what is still to be sent."""

    wanted: Destination
    to: Destination
    left: deque[Post]
    live: bool = False
    """Whether it is for its thread alone."""
    last: int = 0
    """The id of the last message of it that was sent, 0 where none was."""
    asking: bool = False
    """Whether Telegram was asked to send the next one."""


class TelegramMessenger:
    """Send replies that nobody asked for, each message once in ``lane``; retrying is the caller's.

    A place that is found closed is remembered in ``paused``.
    All messages of a reply may take ``within`` seconds. Where it breaks off between two, the next
    attempt under its key goes on behind those that were sent; only a restart forgets that.
    Buttons are anybody's: who presses one is answered as if they had typed what it says.
    """

    swallows_repeats = False

    def __init__(  # noqa: PLR0913 - through what, and what is passed in
        self,
        bot: Bot,
        gateway: Gateway,
        paused: PausedPlaces,
        lane: Lane,
        *,
        within: float = SEND_WITHIN,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot = bot
        self._gateway = gateway
        self._paused = paused
        self._lane = lane
        self._within = within
        self._monotonic = monotonic
        self._throttling = Throttling()
        self._broken_off: OrderedDict[str, _Underway] = OrderedDict()

    async def send(
        self,
        reply: Reply,
        to: Destination,
        *,
        owner: Account | None,  # noqa: ARG002 - see above: buttons are anybody's
        key: str,
        live: bool = False,
    ) -> str:
        """Send a reply to a chat, in its thread or, where that is gone, beside all threads.

        Where it is ``live`` and its thread is gone raise ThreadClosed. Raise Throttled, Unavailable
        or Unreachable; what is none of these is a mistake in the message.
        """
        it = self._broken_off.pop(key, None)
        if it is None or it.wanted != to:
            it = _Underway(to, to, deque(posts(rendered(reply))), live)
        try:
            with self._explained(it):
                async with asyncio.timeout(self._within):
                    await self._bring(it, reply)
        finally:
            self._keep(key, it)
        return str(it.last)

    async def edit(
        self,
        reply: Reply,
        to: Destination,
        message: str,
        *,
        key: str,  # noqa: ARG002 - the port's; to edit a message twice is no harm
    ) -> None:
        """Let a message of text say a reply instead.

        Raise Throttled, Unavailable, Unreachable or Gone; what is none of these is a mistake in the
        message.
        """
        shown = rendered(reply).parts
        part = replace(shown[0], keyboard=shown[-1].keyboard)
        it = _Underway(to, to, deque())
        with self._explained(it):
            try:
                async with asyncio.timeout(self._within), self._lane(to.chat):
                    it.asking = True
                    await become_text(part, self._bot, int(to.chat), int(message))
            except ChatMigrated as moved:
                # The message stays behind in the old chat, which nobody can write in any more.
                await self._move(it, str(moved.new_chat_id))
                raise
            except BadRequest as error:
                if says(error, UNCHANGED):
                    return
                if says(error, *_GONE):
                    raise Gone(error.message) from error
                if thread_is_gone(error, to):
                    raise ThreadClosed(error.message, replace(to, thread=None)) from error
                raise

    @contextlib.contextmanager
    def _explained(self, it: _Underway) -> Iterator[None]:
        """Say what kept a message from arriving; let pass what is a mistake in the message."""
        try:
            yield
        except TelegramError as error:
            known = undelivered(error, it.to.chat, self._throttling, self._monotonic())
            if known is None:
                raise
            if isinstance(known, Unreachable):
                self._paused.add(it.to.chat)
            raise known from error
        except TimeoutError as error:
            reason = f"it took more than {self._within:g} seconds"
            raise Unavailable(reason, heard=it.asking) from error

    async def _bring(self, it: _Underway, reply: Reply) -> None:
        try:
            await self._bring_to_thread(it, reply)
        except ChatMigrated as moved:
            await self._move(it, str(moved.new_chat_id))
            await self._bring_to_thread(it, reply)

    async def _bring_to_thread(self, it: _Underway, reply: Reply) -> None:
        try:
            await self._post(it)
        except BadRequest as error:
            if not thread_is_gone(error, it.to):
                raise
            beside = replace(it.to, thread=None)
            if it.live:
                raise ThreadClosed(error.message, beside) from error
            it.to = beside
            it.left = deque(posts(rendered(notices.thread_gone(reply))))
            await self._post(it)

    async def _post(self, it: _Underway) -> None:
        while it.left:
            it.asking = False
            async with self._lane(it.to.chat):
                it.asking = True
                sent = await it.left[0](self._bot, it.to)
            self._throttling.taken()
            it.left.popleft()
            it.last = sent.message_id

    async def _move(self, it: _Underway, new_chat: str) -> None:
        old = it.to
        it.to = replace(old, chat=new_chat)
        try:
            await self._gateway.run(lambda work: move_place(work, old.platform, old.chat, new_chat))
        except StorageUnavailable as error:
            # The message can arrive all the same, and Telegram tells of the move every time.
            fields = {"chat": old.chat, "new": new_chat, "error": repr(error)}
            logger.warning("a move is not kept", extra=fields)

    def _keep(self, key: str, it: _Underway) -> None:
        if it.last and it.left:
            self._broken_off[key] = it
            if len(self._broken_off) > MOST_BROKEN_OFF:
                self._broken_off.popitem(last=False)
