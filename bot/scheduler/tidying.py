"""Tidying: what was handled or delivered too long ago to matter is forgotten."""

import logging
from functools import partial

from bot.dialogue.gateway import Gateway
from core.ports import Clock
from core.use_cases.delivering import forget_delivered
from core.use_cases.receipts import forget_receipts

logger = logging.getLogger(__name__)


async def tidy(gateway: Gateway, clock: Clock) -> None:
    """Forget old receipts and notifications; people's commands go between two batches."""
    receipts = await gateway.run(partial(forget_receipts, now=clock.now()))
    notifications = 0
    while batch := await gateway.run(partial(forget_delivered, now=clock.now())):
        notifications += batch
    if receipts or notifications:
        logger.info("tidied", extra={"receipts": receipts, "notifications": notifications})
