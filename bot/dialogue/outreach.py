"""Outreach: a reply that nobody asked for is brought to a learner, wherever they can be reached."""

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from bot.dialogue.gateway import Gateway
from bot.dialogue.messenger import Messenger
from bot.dialogue.reply import Reply
from core.delivery import Unreachable
from core.destination import Destination
from core.use_cases.destinations import Way
from core.use_cases.places import pause_place

logger = logging.getLogger(__name__)


async def reach(  # noqa: PLR0913 - through what, where, what and when
    gateway: Gateway,
    messengers: Mapping[str, Messenger],
    ways: Iterable[Way],
    say: Callable[[Way], Reply],
    *,
    key: str,
    now: datetime,
) -> Way:
    """Send what there is to say on the first of a learner's ways that is open; give that one.

    ``messengers`` are the platforms spoken now, by name; ``say`` is asked for each way that is
    tried. A place that turns out to be closed is paused, and the next way is tried. Raise
    Unreachable where none is left; Throttled and Unavailable as the messenger does, with nothing
    more tried: it may have been sent.
    """
    for way in ways:
        to = way.destination
        messenger = messengers.get(to.platform)
        if messenger is None:
            continue
        try:
            await messenger.send(say(way), to, owner=way.owner, key=key)
        except Unreachable as closed:
            logger.warning(
                "place paused",
                extra={"platform": to.platform, "chat": to.chat, "reason": str(closed)},
            )
            await _pause(gateway, to, now)
        else:
            return way
    message = "no destination is open"
    raise Unreachable(message)


async def _pause(gateway: Gateway, closed: Destination, now: datetime) -> None:
    await gateway.run(
        lambda work: pause_place(work, now, closed.platform, closed.chat, closed.kind)
    )
