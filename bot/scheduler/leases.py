"""Leases: what a courier has in hand, and how it gives it back or ends it."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.dialogue.gateway import Gateway
from core.outbox import OutboxId, OutboxRow, Outcome
from core.ports import Clock
from core.use_cases.delivering import Parcel, Prepared, lease_due, prepare, settle, try_later

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""How long nobody else takes a notification that a courier has."""


class Leases:
    """Hold notifications of one platform for a courier, whom ``lease`` tells from all others.

    A clock that is set on lets the lease of what is in hand run out: it is leased again then, and
    held once, under the newest lease.
    """

    def __init__(self, platform: str, gateway: Gateway, clock: Clock, *, lease: str) -> None:
        self._platform = platform
        self._gateway = gateway
        self._clock = clock
        self._lease = lease
        self._held: dict[OutboxId, OutboxRow] = {}

    async def take(self, most: int) -> tuple[OutboxRow, ...]:
        """Lease what is due, and give what of it was not in hand."""
        rows = await self._gateway.run(
            lambda work: lease_due(
                work,
                self._platform,
                now := self._clock.now(),
                most=most,
                lease=self._lease,
                until=now + LEASE,
            )
        )
        fresh = tuple(row for row in rows if row.id not in self._held)
        self._held |= {row.id: row for row in rows}
        return fresh

    async def prepare(self, row: OutboxRow) -> Prepared:
        """Make ready what is due to the learner of a row; what joins it is held too."""
        prepared = await self._gateway.run(
            lambda work: prepare(work, row, now := self._clock.now(), until=now + LEASE)
        )
        if prepared.parcel is not None:
            self._held = {each.id: each for each in prepared.parcel.rows} | self._held
        return prepared

    async def settle(self, rows: Iterable[OutboxRow], outcome: Outcome) -> None:
        """End notifications."""
        rows = tuple(rows)
        ours = await self._gateway.run(
            lambda work: settle(work, self._newest(rows), outcome, self._clock.now())
        )
        if ours < len(rows):
            # Another process has taken the rest meanwhile, and may bring it once more.
            logger.warning("a lease was over too early", extra={"lost": len(rows) - ours})

    async def try_later(
        self,
        rows: Iterable[OutboxRow],
        due: datetime | None = None,
        *,
        failed: bool = False,
        doubtful: bool = False,
    ) -> None:
        """Give notifications back until they are due, at once without an instant."""
        rows = tuple(rows)
        await self._gateway.run(
            lambda work: try_later(
                work,
                self._newest(rows),
                now := self._clock.now(),
                due=due or now,
                failed=failed,
                doubtful=doubtful,
            )
        )

    def forget(self, row: OutboxRow, parcel: Parcel | None) -> None:
        """Have a row, and what joined it, in hand no more."""
        for each in (row, *(parcel.rows if parcel else ())):
            self._held.pop(each.id, None)

    def _newest(self, rows: Iterable[OutboxRow]) -> tuple[OutboxRow, ...]:
        return tuple(self._held.get(row.id, row) for row in rows)
