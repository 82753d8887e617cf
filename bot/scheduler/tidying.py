"""Tidying: what is too old to matter is forgotten, and what was begun is brought to its end."""

import logging
from collections.abc import Callable
from functools import partial

from bot.dialogue.gateway import Gateway
from core.ports import Clock, UnitOfWork
from core.use_cases.delivering import forget_delivered
from core.use_cases.receipts import forget_receipts
from core.use_cases.removing import tell_of_removal
from core.use_cases.showing import forget_live

logger = logging.getLogger(__name__)


async def tidy(gateway: Gateway, clock: Clock) -> None:
    """Forget what is old of all these; people's commands go between two batches."""
    receipts = await gateway.run(partial(forget_receipts, now=clock.now()))
    notifications = await _all(gateway, partial(forget_delivered, now=clock.now()))
    live = await _all(gateway, partial(forget_live, now=clock.now()))
    if receipts or notifications or live:
        fields = {"receipts": receipts, "notifications": notifications, "live": live}
        logger.info("tidied", extra=fields)


async def _all(gateway: Gateway, forget: Callable[[UnitOfWork], int]) -> int:
    forgotten = 0
    while batch := await gateway.run(forget):
        forgotten += batch
    return forgotten


async def tell_of_removals(gateway: Gateway, clock: Clock) -> None:
    """Tell who studies a removed roadmap that it was, where that is still to be done."""
    while await gateway.run(partial(tell_of_removal, now=clock.now())):
        pass
