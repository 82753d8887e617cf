"""What nobody asked for on Telegram: how it is sent, and a lane that a test opens."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

from bot.dialogue.messenger import Messenger, no_lane
from bot.dialogue.reply import Paragraph, Reply
from core.delivery import Undelivered
from core.destination import Destination
from core.place import PlaceKind
from tests.bot.telegram.stage import Stage
from tests.telegram_bed.chats import Chat, ChatKind, Topic

KEY = "outbox:1"
DUE = Reply((Paragraph(("It is time.",)),))
LONG = Reply((Paragraph(("word " * 1500,)),))
"""A reply of two messages."""


@dataclass(slots=True)
class Gate:
    """A lane that notes who comes, in order.

    It lets nobody through until it is opened, but for the first ``free`` ones.
    """

    free: int = 0
    came: list[str] = field(default_factory=list)
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    @contextlib.asynccontextmanager
    async def lane(self, chat: str) -> AsyncIterator[None]:
        self.came.append(chat)
        if len(self.came) > self.free:
            await self.opened.wait()
        yield


def destination(chat: Chat, topic: Topic | None = None) -> Destination:
    """Give a chat of the bed, or a topic of it, as where somebody is written to."""
    kind = PlaceKind.PRIVATE if chat.kind is ChatKind.PRIVATE else PlaceKind.GROUP
    thread = None if topic is None else str(topic.thread)
    return Destination("telegram", str(chat.id), kind, thread)


async def send(
    stage: Stage, to: Destination, reply: Reply = DUE, *, messenger: Messenger | None = None
) -> Undelivered | None:
    """Send a reply unasked; give what kept it from arriving, None where it did."""
    sender = messenger or stage.adapter.messenger(no_lane)
    try:
        await sender.send(reply, to, owner=None, key=KEY)
    except Undelivered as undelivered:
        return undelivered
    return None


def kept_back(undelivered: Undelivered | None) -> Mapping[str, object]:
    """Give what is known of a message that did not arrive: its kind, and all that it holds."""
    assert undelivered is not None
    return {"kind": type(undelivered), **vars(undelivered)}
