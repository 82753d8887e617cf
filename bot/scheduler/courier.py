"""The courier: brings what is due on a platform to its learners."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from bot.dialogue.gateway import Gateway
from bot.dialogue.messenger import Messenger
from bot.dialogue.notices import notice
from bot.dialogue.outreach import reach
from bot.dialogue.reply import Reply
from bot.scheduler.budget import Budget
from bot.scheduler.leases import Leases
from core.delivery import Throttled, Unavailable, Undelivered
from core.destination import Destination
from core.errors import StorageUnavailable
from core.outbox import OutboxRow, Outcome
from core.place import PlaceKind
from core.ports import Clock
from core.retrying import Again, GiveUp, NextPlace, Reason, Repeat, Sending, after
from core.use_cases.delivering import Parcel
from core.use_cases.destinations import Way

logger = logging.getLogger(__name__)

IN_FLIGHT = 16
"""Messages that are on their way at once; a crash may let so many come twice."""

AHEAD = 2.0
"""Seconds of work that are taken from the outbox at once: what is said is as true as it is new."""

_POLL = 1.0
"""Seconds between two looks into the outbox while something is in hand."""

_GIVEN_UP = {Reason.EXPIRED: Outcome.EXPIRED, Reason.MAYBE_SENT: Outcome.MAYBE_SENT}


@dataclass(slots=True)
class _Sending:
    """A parcel being sent, and the way that was tried last."""

    parcel: Parcel
    way: Way | None = field(default=None, init=False)

    def say(self, way: Way) -> Reply:
        """Find the words for a way."""
        self.way = way
        return notice(self.parcel, way)


class Courier:
    """Deliver for one platform, at most what its budget lets through.

    ``messengers`` and ``budgets`` are those of all platforms spoken: a learner who is not reached
    on one may be on another. ``lease`` tells this courier from all others; ``chance`` gives random
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
        lease: str,
        chance: Callable[[], float],
    ) -> None:
        self._platform = platform
        self._gateway = gateway
        self._messengers = messengers
        self._budgets = budgets
        self._clock = clock
        self._leases = Leases(platform, gateway, clock, lease=lease)
        self._chance = chance
        self._ahead = max(IN_FLIGHT, round(AHEAD * budgets[platform].pace))
        self._hands = asyncio.Semaphore(IN_FLIGHT)
        self._tasks: set[asyncio.Task[None]] = set()
        self._trouble: BaseException | None = None
        self._delivering = asyncio.Lock()
        self._resting = False

    async def deliver(self) -> None:
        """Bring all that is due; return when nothing is left in hand, or the platform is paused.

        Raise what the gateway raises.
        """
        async with self._delivering:
            while not self._resting and not self._budgets[self._platform].paused:
                self._raise_trouble()
                fresh = await self._take()
                if len(self._tasks) > self._ahead // 2:
                    await self._until(self._ahead // 2)
                elif self._tasks and not fresh:
                    await asyncio.wait(
                        self._tasks, timeout=_POLL, return_when=asyncio.FIRST_COMPLETED
                    )
                elif not self._tasks:
                    return

    def rest(self) -> None:
        """Take nothing more, and give back what is not on its way yet."""
        self._resting = True

    async def rested(self) -> None:
        """Wait until nothing is in hand."""
        await self._until(0)

    def resume(self) -> None:
        """Take something again."""
        self._resting = False

    async def stop(self, *, within: float) -> None:
        """Rest, and let what is on its way arrive, in seconds; what does not is cut off."""
        self.rest()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _until(self, most: int) -> None:
        """Wait until no more than so many are in hand."""
        while len(self._tasks) > most:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    async def _take(self) -> bool:
        """Take what is due, and begin to bring it; False where there was nothing."""
        rows = await self._leases.take(self._ahead - len(self._tasks))
        for row in rows:
            task = asyncio.create_task(self._bring(row))
            self._tasks.add(task)
            task.add_done_callback(self._over)
        return bool(rows)

    def _over(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._trouble = error

    def _raise_trouble(self) -> None:
        trouble, self._trouble = self._trouble, None
        if trouble is not None:
            raise trouble

    async def _bring(self, row: OutboxRow) -> None:
        """Bring a notification to its end, or let it be tried later."""
        parcel = None
        try:
            async with self._hands:
                if self._resting:
                    await self._leases.try_later((row,))
                elif (parcel := await self._prepare(row)) is not None:
                    await self._send(parcel)
        except StorageUnavailable:
            raise
        except Exception:
            # It comes again when its lease is over.
            logger.exception("a delivery failed", extra={"outbox": row.id})
        finally:
            self._leases.forget(row, parcel)

    async def _prepare(self, row: OutboxRow) -> Parcel | None:
        """Give what is to be sent with a notification; None where nothing is, now or ever."""
        prepared = await self._leases.prepare(row)
        for outcome, count in prepared.ended.items():
            self._tell(outcome.value, count=count)
        if prepared.deferred:
            self._tell("deferred", count=prepared.deferred)
        return prepared.parcel

    async def _send(self, parcel: Parcel) -> None:
        sending = _Sending(parcel)
        try:
            await reach(
                self._gateway,
                self._messengers,
                parcel.ways,
                sending.say,
                key=parcel.key,
                now=self._clock.now(),
            )
        except Undelivered as error:
            outcome = await self._keep(error, sending)
        except StorageUnavailable:
            raise
        except Exception as error:
            # A fault of ours, which may pass or not; it must not come again and again.
            logger.exception("a message could not be sent", extra={"key": parcel.key})
            outcome = await self._keep(Unavailable(repr(error)), sending)
        else:
            outcome = await self._end(parcel, Outcome.SENT)
        late = self._clock.now() - min(row.notification.at for row in parcel.rows)
        self._tell(
            outcome,
            kinds=",".join(row.notification.kind.value for row in parcel.rows),
            key=parcel.key,
            attempts=max(row.attempts for row in parcel.rows),
            late=round(late.total_seconds(), 1),
        )

    async def _keep(self, error: Undelivered, sending: _Sending) -> str:
        """Do with a parcel that did not arrive what is best; give that in a word."""
        parcel, way = sending.parcel, sending.way
        if isinstance(error, Throttled) and way is not None:
            budget = self._budgets[way.destination.platform]
            budget.heed(error, way.destination.chat)
        unsent = Sending(
            parcel.expires,
            Repeat.BEARABLE if way is None else self._repeat(way.destination),
            failed=max(row.failed for row in parcel.rows),
            doubtful=max(row.doubtful for row in parcel.rows),
        )
        decision = after(error, unsent, self._clock.now(), self._chance())
        match decision:
            case Again():
                failed = isinstance(error, Unavailable)
                doubtful = isinstance(error, Unavailable) and error.heard
                await self._leases.try_later(
                    parcel.rows, decision.at, failed=failed, doubtful=doubtful
                )
                return "again"
            case GiveUp():
                return await self._end(parcel, _GIVEN_UP[decision.reason])
            case NextPlace():
                # Of which there was none.
                return await self._end(parcel, Outcome.UNREACHABLE)
            case _:
                assert_never(decision)

    async def _end(self, parcel: Parcel, outcome: Outcome) -> str:
        await self._leases.settle(parcel.rows, outcome)
        return outcome.value

    def _repeat(self, to: Destination) -> Repeat:
        messenger = self._messengers.get(to.platform)
        if messenger is not None and messenger.swallows_repeats:
            return Repeat.SWALLOWED
        return Repeat.BEARABLE if to.kind is PlaceKind.PRIVATE else Repeat.HARMFUL

    def _tell(self, outcome: str, **fields: object) -> None:
        extra = {"platform": self._platform, "outcome": outcome, **fields}
        logger.info("delivery", extra=extra)
