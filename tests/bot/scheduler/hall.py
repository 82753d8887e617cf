"""A hall where a group studies, with a post at noon, and a poster that looks every second."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from bot.scheduler.poster import Poster
from core.destination import Destination
from core.group import Group, GroupDay, GroupId
from core.learner import Account
from core.place import KnownPlace, PlaceKind
from core.ports import UnitOfWork
from core.use_cases.group_study import complete_in_group
from core.use_cases.membership import Visitor
from tests.bot.scheduler.strict_second import now
from tests.bot.scheduler.town import KeptMessenger, LoopClock, Sent, Town
from tests.builders import NOON, outline, ship
from tests.founding import found

CHAT = "-42"
GROUP = GroupId(1)
DAY = timedelta(days=1)


@dataclass
class Hall:
    """A group's chat, and what it was sent."""

    messenger: KeptMessenger = field(default_factory=KeptMessenger)
    platform: str = "telegram"
    thread: str | None = None
    kind: PlaceKind = PlaceKind.GROUP
    clock: LoopClock = field(default_factory=LoopClock)
    town: Town = field(init=False)

    def __post_init__(self) -> None:
        self.town = Town(clock=self.clock, messengers={self.platform: self.messenger})

    @property
    def place(self) -> Destination:
        return Destination(self.platform, CHAT, self.kind, self.thread)

    @property
    def sent(self) -> list[Sent]:
        """What was sent anew."""
        return [each for each in self.messenger.sent if each.message is None]

    @property
    def edits(self) -> list[Sent]:
        """What was edited."""
        return [each for each in self.messenger.sent if each.message is not None]

    def poster(self) -> Poster:
        return self.town.poster(self.platform)

    async def open(self) -> None:
        def opened(work: UnitOfWork) -> None:
            ship(work, "python", outline(), added=NOON)
            found(work, self.place, NOON)

        await self.town.ask(opened)

    async def work(self, seconds: float, poster: Poster | None = None) -> None:
        """Let a poster look every second what there is to post and to edit."""
        poster = poster or self.poster()
        until = now() + seconds
        while now() < until:
            await poster.plan()
            await poster.show()
            await asyncio.sleep(1.0)
        await poster.rested()

    async def release(self) -> None:
        """Let another process take over what posters have in hand."""

        def released(work: UnitOfWork) -> None:
            work.live.release(self.platform)
            work.commit()

        await self.town.ask(released)

    async def press(self, person: int) -> None:
        """Let somebody press Done on the post of today."""
        visitor = Visitor(f"Number {person}", "en", (self.platform, CHAT))
        account = Account(self.platform, str(person))

        def pressed(work: UnitOfWork) -> None:
            day = work.groups.day(GROUP, self.clock.now().date())
            assert day is not None
            at = self.clock.now()
            complete_in_group(work, account, at, GROUP, topic=day.topic, visitor=visitor)

        await self.town.ask(pressed)

    async def group(self) -> Group:
        return await self.town.ask(lambda work: work.groups.get(GROUP))

    async def today(self) -> GroupDay | None:
        return await self.town.ask(lambda work: work.groups.day(GROUP, self.clock.now().date()))

    async def known_place(self) -> KnownPlace | None:
        return await self.town.ask(lambda work: work.places.of(self.platform, CHAT))

    async def is_over(self) -> bool:
        """Say whether nothing of what was posted is due before the day is over."""
        due = await self.town.ask(lambda work: work.live.next_due(self.platform))
        return due is None or due >= NOON + self.clock.ahead + DAY / 2
