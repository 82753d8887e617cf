"""Tidying: what is too old to matter is forgotten, and what was begun is brought to its end."""

import logging
from functools import partial

from bot.dialogue.gateway import Gateway
from core.ports import Clock
from core.use_cases.delivering import forget_delivered
from core.use_cases.receipts import forget_receipts
from core.use_cases.removing import tell_of_removal

logger = logging.getLogger(__name__)


async def tidy(gateway: Gateway, clock: Clock) -> None:
    """Forget old receipts and notifications; people's commands go between two batches."""
    receipts = await gateway.run(partial(forget_receipts, now=clock.now()))
    notifications = 0
    while batch := await gateway.run(partial(forget_delivered, now=clock.now())):
        notifications += batch
    if receipts or notifications:
        logger.info("tidied", extra={"receipts": receipts, "notifications": notifications})


async def tell_of_removals(gateway: Gateway, clock: Clock) -> None:
    """Tell who studies a removed roadmap that it was, where that is still to be done."""
    while await gateway.run(partial(tell_of_removal, now=clock.now())):
        pass
