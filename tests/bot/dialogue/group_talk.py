"""Group talk: people of a chat speak with the whole dialogue on a real database."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

import storage
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.gateway import Gateway
from bot.dialogue.invocation import Person, Place
from bot.dialogue.posts import post
from bot.dialogue.reply import Reply
from bot.dialogue.turn import TurnId
from core.learner import Account
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.use_cases.group_posts import plan_posts
from core.use_cases.live import Shown, look
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, outline, ship
from tests.conversations.conftest import GAZETTEER
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader

PEOPLE = {
    name: Person(Account("telegram", name), name.capitalize(), zone="UTC", manages=name == "max")
    for name in ("max", "ada", "bob", "eve")
}
GROUP = Place("telegram", "-7", PlaceKind.GROUP)
OTHER = Place("telegram", "-8", PlaceKind.GROUP)
PLACES = {
    "": GROUP,
    "other": OTHER,
    "thread": replace(GROUP, thread="5"),
    "server": Place("telegram", "-10", PlaceKind.GROUP, everyone="77"),
    "mute": Place("telegram", "-9", PlaceKind.GROUP, lacks=("Send Messages",)),
}


@dataclass
class GroupTalk:
    """A dialogue; ``now`` moves by "+30", in minutes."""

    gateway: Gateway
    dispatcher: Dispatcher
    now: datetime = NOON
    posts: list[Reply] = field(default_factory=list)

    async def hear(self, line: str) -> Reply:
        """Answer "bob: /study done" said in the group, "bob@: ..." alone, "bob@other: ..." there.

        Without a slash a button is pressed.
        """
        who, _, words = line.partition(": ")
        name, at, where = who.partition("@")
        place = PLACES[where] if where or not at else Place("telegram", name)
        act = self.dispatcher.said if words.startswith("/") else self.dispatcher.pressed
        return await act(words, PEOPLE[name], place, now=self.now)

    async def last(self, *lines: str) -> list[str]:
        """Give the last answer line by line; "+30" lets time pass, and posts what falls due."""
        reply: Reply | None = None
        for line in lines:
            if line.startswith("+"):
                self.now += timedelta(minutes=int(line))
                await self.gateway.run(self._post)
            else:
                reply = await self.hear(line)
        assert reply is not None
        return shown(reply).splitlines()

    def _post(self, work: UnitOfWork) -> None:
        plan_posts(work, "telegram", self.now, most=9)
        until = self.now + timedelta(minutes=1)
        for live in work.live.lease("telegram", self.now, until=until, most=99):
            seen = look(work, live, self.now)
            if isinstance(seen, Shown):
                self.posts.append(post(seen.content))
                message = live.message or str(live.id)
                work.live.shown(live, message, at=self.now, again=seen.again)
        work.commit()


@contextlib.asynccontextmanager
async def group_talk(address: str = ":memory:") -> AsyncIterator[GroupTalk]:
    """Open a dialogue with two roadmaps, Python the first of them."""
    with contextlib.closing(storage.open_gateway(address)) as gateway:

        def add(work: UnitOfWork) -> None:
            ship(work, "python", outline(), added=NOON)
            ship(work, "rust", outline({("R",): ("Ownership", "Traits")}, "Rust"), added=NOON)
            work.commit()

        await gateway.run(add)
        turns = count(1)
        yield GroupTalk(
            gateway,
            Dispatcher(
                LEXICON,
                gateway,
                GAZETTEER,
                lambda: TurnId(f"turn-{next(turns)}"),
                HereReader(),
                HereGallery(),
            ),
        )
