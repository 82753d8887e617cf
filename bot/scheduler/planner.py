"""The planner: what has come due on a platform goes into the outbox."""

import logging
from datetime import datetime, timedelta
from functools import partial

from bot.dialogue.gateway import Gateway
from core.ports import Clock
from core.slot import SlotId
from core.use_cases.planning import plan_due, rewind

logger = logging.getLogger(__name__)

_SET_BACK = timedelta(minutes=1)
"""By less a clock is only put right."""

BATCH = 1000
"""Reminders planned in one unit of work; people's commands go between two of them."""


class Planner:
    """Plan for one platform, whose broadcasts go out at a ``pace``, in messages a second.

    What cannot be brought within a ``window`` after its time is not brought at all.
    """

    def __init__(
        self, platform: str, gateway: Gateway, clock: Clock, *, pace: float, window: timedelta
    ) -> None:
        self._platform = platform
        self._gateway = gateway
        self._clock = clock
        self._pace = pace
        self._window = window
        self._planned_at: datetime | None = None

    async def tick(self) -> None:
        """Plan all that has come due; racing planners do no harm.

        The first time, and where the clock was set back, what was planned by a clock that ran
        ahead is looked for.
        """
        now = self._clock.now()
        if self._planned_at is None or now < self._planned_at - _SET_BACK:
            await self._rewind(now - self._window)
        self._planned_at = now
        more, overload = True, timedelta()
        while more:
            planned = await self._gateway.run(
                lambda work: plan_due(
                    work,
                    self._platform,
                    self._clock.now(),
                    pace=self._pace,
                    window=self._window,
                    most=BATCH,
                )
            )
            if planned.planned or planned.folded:
                fields = {"platform": self._platform, "planned": planned.planned}
                logger.info("planned", extra={**fields, "folded": planned.folded})
            overload += planned.overload
            more = planned.more
        if overload:
            fields = {"platform": self._platform, "window": str(self._window)}
            seconds = round(overload.total_seconds())
            logger.warning("more than the window carries", extra={**fields, "needs": seconds})

    async def _rewind(self, since: datetime) -> None:
        after: SlotId | None = SlotId(0)
        while after is not None:
            after = await self._gateway.run(
                partial(rewind, platform=self._platform, since=since, after=after)
            )
