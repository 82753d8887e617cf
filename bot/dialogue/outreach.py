"""Outreach: a reply that nobody asked for is brought to a learner, wherever they can be reached."""

import logging
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from bot.dialogue.gateway import Gateway
from bot.dialogue.messenger import Messenger
from bot.dialogue.reply import Reply
from core.delivery import Unreachable
from core.destination import Destination
from core.learner import Account
from core.use_cases.destinations import open_destinations
from core.use_cases.places import pause_place

logger = logging.getLogger(__name__)


async def reach(  # noqa: PLR0913 - through what, who, what and when
    gateway: Gateway,
    messengers: Mapping[str, Messenger],
    account: Account,
    reply: Reply,
    *,
    key: str,
    now: datetime,
) -> Destination:
    """Send a reply to the first of a learner's destinations that is open; give that one.

    ``messengers`` are the platforms spoken now, by name. A place that turns out to be closed is
    paused, and the next one is tried. Raise Unreachable where none is left; Throttled and
    Unavailable as the messenger does, with nothing more tried: it may have been sent.
    """
    for each in await gateway.run(partial(open_destinations, account=account)):
        messenger = messengers.get(each.platform)
        if messenger is None:
            continue
        try:
            await messenger.send(reply, each, owner=account, key=key)
        except Unreachable as closed:
            logger.warning(
                "place paused",
                extra={"platform": each.platform, "chat": each.chat, "reason": str(closed)},
            )
            await _pause(gateway, each, now)
        else:
            return each
    message = "no destination is open"
    raise Unreachable(message)


async def _pause(gateway: Gateway, closed: Destination, now: datetime) -> None:
    await gateway.run(
        lambda work: pause_place(work, now, closed.platform, closed.chat, closed.kind)
    )
