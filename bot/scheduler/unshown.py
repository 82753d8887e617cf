"""Unshown: what becomes of live messages that could not be shown."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import assert_never

from bot.dialogue.gateway import Gateway
from bot.dialogue.messenger import Messenger
from bot.dialogue.views.thread_closed import thread_closed
from bot.scheduler.budget import Budget
from core.delivery import Gone, ThreadClosed, Throttled, Unavailable, Undelivered
from core.live import LiveEnd, LiveMessage
from core.place import PlaceKind
from core.ports import Clock
from core.retrying import Again, GiveUp, NextPlace, Reason, Repeat, Sending, after
from core.use_cases.live import Shown
from core.use_cases.places import pause_place
from core.use_cases.showing import (
    end_live,
    give_up_live,
    leave_live,
    leave_thread,
    put_off_live,
)

logger = logging.getLogger(__name__)

MOST_FAULTS = 10
"""What failed so often before is not tried again behind a fault of ours."""

_WORTH = timedelta(days=1)
"""How long a message is tried; what it is worth is looked at anew each time."""

_GIVEN_UP = {Reason.EXPIRED: LiveEnd.NEEDLESS, Reason.MAYBE_SENT: LiveEnd.MAYBE_SENT}


class Unshown:
    """Do with live messages of a platform what is best; each method gives that in a word.

    ``messengers`` are those of all platforms spoken. ``chance`` gives random numbers from 0 up to,
    not including, 1.
    """

    def __init__(  # noqa: PLR0913 - whose, through what, when, and what is passed in
        self,
        platform: str,
        gateway: Gateway,
        messengers: Mapping[str, Messenger],
        budget: Budget,
        clock: Clock,
        *,
        chance: Callable[[], float],
    ) -> None:
        self._platform = platform
        self._gateway = gateway
        self._messengers = messengers
        self._budget = budget
        self._clock = clock
        self._chance = chance

    def may_have_come(self, live: LiveMessage) -> bool:
        """Say whether a message may stand there already, and would be worse sent twice."""
        return live.sending and self._repeat(live) is Repeat.HARMFUL

    async def end(self, live: LiveMessage, end: LiveEnd) -> str:
        """Let a message be shown no more."""
        await self._gateway.run(partial(end_live, live=live, end=end))
        return end.value

    async def fail(self, error: Exception, live: LiveMessage, unseen: Shown | None) -> str:
        """Try again what a fault of ours kept from being shown, which may pass or not.

        ``unseen`` is what was to be shown, None where it failed before anything was sent.
        """
        if live.failed >= MOST_FAULTS:
            now = self._clock.now()
            await self._gateway.run(partial(give_up_live, live=live, now=now, unseen=unseen))
            return LiveEnd.FAILED.value
        return await self.keep(Unavailable(repr(error), heard=unseen is not None), live, unseen)

    async def keep(self, error: Undelivered, live: LiveMessage, unseen: Shown | None) -> str:
        """Try again what did not arrive, or let it be."""
        if isinstance(error, Gone):
            return await self.end(live, LiveEnd.GONE)
        if isinstance(error, ThreadClosed):
            return await self._leave_thread(error, live, unseen)
        if isinstance(error, Throttled):
            self._budget.heed(error, live.place.chat)
        now = self._clock.now()
        unsent = Sending(now + _WORTH, self._repeat(live), live.failed, int(live.sending))
        decision = after(error, unsent, now, self._chance())
        match decision:
            case Again(at):
                failed = isinstance(error, Unavailable)
                maybe = live.message is None and isinstance(error, Unavailable) and error.heard
                sending = live.sending or maybe
                await self._gateway.run(
                    partial(put_off_live, live=live, due=at, failed=failed, sending=sending)
                )
                return "again"
            case GiveUp(reason):
                return await self.end(live, _GIVEN_UP[reason])
            case NextPlace(reason):
                return await self._leave_place(live, unseen, reason)
            case _:
                assert_never(decision)

    def _repeat(self, live: LiveMessage) -> Repeat:
        messenger = self._messengers.get(self._platform)
        # What is not spoken at present cannot be sent twice either.
        if live.message is not None or messenger is None or messenger.swallows_repeats:
            return Repeat.SWALLOWED
        return Repeat.BEARABLE if live.place.kind is PlaceKind.PRIVATE else Repeat.HARMFUL

    async def _leave_place(self, live: LiveMessage, unseen: Shown | None, reason: str) -> str:
        """Pause a place that is closed to the bot, until somebody speaks there."""
        at, now = live.place, self._clock.now()
        fields = {"platform": at.platform, "chat": at.chat, "reason": reason}
        logger.warning("place paused", extra=fields)
        await self._gateway.run(lambda work: pause_place(work, now, at.platform, at.chat, at.kind))
        await self._gateway.run(partial(leave_live, live=live, now=now, unseen=unseen))
        return LiveEnd.UNREACHABLE.value

    async def _leave_thread(
        self, closed: ThreadClosed, live: LiveMessage, unseen: Shown | None
    ) -> str:
        """Put a group off work whose thread is closed, and say so once beside that thread.

        To edit fails in a thread that only sleeps, and that what is sent there wakes up.
        """
        if live.message is not None:
            now = self._clock.now()
            await self._gateway.run(partial(leave_live, live=live, now=now, unseen=unseen))
            return "left as it is"
        title = await self._gateway.run(partial(leave_thread, live=live))
        messenger = self._messengers.get(self._platform)
        if title is not None and closed.beside is not None and messenger is not None:
            try:
                await messenger.send(
                    thread_closed(title), closed.beside, owner=None, key=f"closed {live.id}"
                )
            except Undelivered as error:
                fields = {"live": live.id, "error": repr(error)}
                logger.warning("a closed thread is not told of", extra=fields)
        return "thread closed"
