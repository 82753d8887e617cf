"""What nobody asked for is brought to a learner on Discord, as the courier brings it."""

from datetime import datetime

from bot.dialogue.gateway import Gateway
from bot.dialogue.messenger import Messenger
from bot.dialogue.outreach import reach
from bot.dialogue.reply import Reply
from core.destination import Destination
from core.learner import Account
from core.ports import UnitOfWork
from core.use_cases.destinations import Way, ways_of


async def bring(  # noqa: PLR0913 - through what, who, what and when
    gateway: Gateway, messenger: Messenger, person: int, reply: Reply, *, key: str, now: datetime
) -> Destination:
    """Send a reply on the first way to a learner that is open; give where it was sent."""

    def ways(work: UnitOfWork) -> tuple[Way, ...]:
        learner = work.learners.of_account(Account("discord", str(person)))
        return () if learner is None else ways_of(work, learner.id)

    known = await gateway.run(ways)
    messengers = {"discord": messenger}
    way = await reach(gateway, messengers, known, lambda _way: reply, key=key, now=now)
    return way.destination
