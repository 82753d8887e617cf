"""The poster: what study groups post on a platform, and focus sessions, is sent and kept true."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial

from bot.dialogue.gateway import Gateway
from bot.dialogue.messenger import Messenger
from bot.dialogue.posts import post
from bot.dialogue.reply import Reply
from bot.scheduler.budget import Budget
from bot.scheduler.unshown import Unshown
from core.delivery import Unavailable, Undelivered
from core.destination import Destination
from core.errors import StorageUnavailable
from core.live import LiveEnd, LiveMessage
from core.ports import Clock
from core.use_cases.buddies import pair_buddies
from core.use_cases.group_posts import plan_posts
from core.use_cases.live import Shown
from core.use_cases.showing import lease_live, live_shown, prepare_live

logger = logging.getLogger(__name__)

IN_FLIGHT = 16
"""Places that messages are on their way to at once; there one goes behind the other."""

LEASE = timedelta(minutes=2)
"""How long nobody else takes a message that a poster has: anew as it is about to be shown."""

PLANNED_AT_ONCE = 100
"""Groups whose posts are laid down in one unit of work."""

_WRITTEN_AFTER = (1.0, 5.0, 25.0)
"""Seconds between the attempts to write what was shown: it is edited only by who knows its id."""


class Poster:
    """Post for one platform, and edit what was posted, at most what its budget lets through.

    ``messengers`` and ``budgets`` are those of all platforms spoken. ``chance`` gives random
    numbers from 0 up to, not including, 1.
    """

    def __init__(  # noqa: PLR0913 - whose, through what, when, and what is passed in
        self,
        platform: str,
        gateway: Gateway,
        messengers: Mapping[str, Messenger],
        budgets: Mapping[str, Budget],
        clock: Clock,
        *,
        chance: Callable[[], float],
    ) -> None:
        self._platform = platform
        self._gateway = gateway
        self._messengers = messengers
        self._budget = budgets[platform]
        self._clock = clock
        self._unshown = Unshown(platform, gateway, messengers, self._budget, clock, chance=chance)
        self._tasks: set[asyncio.Task[None]] = set()
        self._resting = False

    async def plan(self) -> None:
        """Lay down the posts of all groups that are due; racing posters do no harm.

        Buddies are paired behind that, one group at a time: it reads what they studied, and nobody
        waits for the posts meanwhile.
        """
        more = True
        while more:
            planned = await self._gateway.run(
                lambda work: plan_posts(
                    work, self._platform, self._clock.now(), most=PLANNED_AT_ONCE
                )
            )
            more = planned.more
            for group in planned.posted:
                await self._gateway.run(
                    partial(pair_buddies, its=group, now=self._clock.now()),
                )

    async def show(self) -> None:
        """Begin to show what is due, as far as there are hands for it.

        Raise what the gateway raises.
        """
        free = IN_FLIGHT - len(self._tasks)
        if self._resting or self._budget.paused or free <= 0:
            return
        leased = await self._gateway.run(
            lambda work: lease_live(
                work, self._platform, now := self._clock.now(), most=free, until=now + LEASE
            )
        )
        places: dict[Destination, list[LiveMessage]] = {}
        for live in leased:
            places.setdefault(live.place, []).append(live)
        for due in places.values():
            task = asyncio.create_task(self._see_all_through(due))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def rest(self) -> None:
        """Begin to show nothing more."""
        self._resting = True

    async def rested(self) -> None:
        """Wait until nothing is in hand."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def resume(self) -> None:
        """Show something again."""
        self._resting = False

    async def stop(self, *, within: float) -> None:
        """Rest, and let what is on its way arrive, in seconds; what does not is cut off."""
        self.rest()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _see_all_through(self, due: Sequence[LiveMessage]) -> None:
        """Show what is due in one place, one behind the other: the week before the day's post.

        What is not begun when the poster rests comes again when its lease is over.
        """
        for live in due:
            if not self._resting:
                await self._see_through(live)

    async def _see_through(self, live: LiveMessage) -> None:
        """Show a message. Never raises: what goes wrong is logged, and comes again."""
        try:
            outcome = await self._show(live)
        except Exception:
            # It comes again when its lease is over.
            logger.exception("a live message failed", extra={"live": live.id})
            return
        if outcome is not None:
            kind, edited = live.key.kind.value, live.message is not None
            fields = {"platform": self._platform, "kind": kind, "edited": edited}
            logger.info("live message", extra={**fields, "live": live.id, "outcome": outcome})

    async def _show(self, live: LiveMessage) -> str | None:
        """Show a message if it is to be shown now; say in a word what became of it."""
        if self._unshown.may_have_come(live):
            return await self._unshown.end(live, LiveEnd.MAYBE_SENT)
        try:
            shown = await self._gateway.run(
                lambda work: prepare_live(work, live, now := self._clock.now(), until=now + LEASE)
            )
        except StorageUnavailable:
            raise
        except Exception as error:
            logger.exception("a live message could not be found out", extra={"live": live.id})
            return await self._unshown.fail(error, live, None)
        return None if shown is None else await self._post(live, shown)

    async def _post(self, live: LiveMessage, shown: Shown) -> str:
        """Send or edit a message, and write what came of it; give that in a word."""
        try:
            message = await self._bring(live, post(shown.content))
        except Undelivered as error:
            return await self._unshown.keep(error, live, shown)
        except Exception as error:
            # A fault of ours, which may pass or not; it must not come again and again.
            logger.exception("a live message could not be shown", extra={"live": live.id})
            return await self._unshown.fail(error, live, shown)
        await self._write(live, message, shown)
        return "shown"

    async def _bring(self, live: LiveMessage, reply: Reply) -> str:
        """Give the id of the message that now says a reply."""
        messenger, key = self._messengers.get(self._platform), f"live {live.id}"
        if messenger is None:
            reason = "the platform is not spoken"
            raise Unavailable(reason, heard=False)
        if live.message is None:
            return await messenger.send(reply, live.place, owner=None, key=key, live=True)
        await messenger.edit(reply, live.place, live.message, key=key)
        return live.message

    async def _write(self, live: LiveMessage, message: str, shown: Shown) -> None:
        """Write that a message was shown."""
        write = partial(live_shown, live=live, now=self._clock.now(), message=message, shown=shown)
        for seconds in _WRITTEN_AFTER:
            with contextlib.suppress(StorageUnavailable):
                await self._gateway.run(write)
                return
            await asyncio.sleep(seconds)
        await self._gateway.run(write)
