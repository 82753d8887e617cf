"""A town of learners who asked for a prompt at noon, and a platform that keeps what it is sent."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from bot.dialogue.gateway import Gateway
from bot.dialogue.reply import Reply
from bot.scheduler.budget import Budget
from bot.scheduler.courier import Courier
from bot.scheduler.planner import Planner
from bot.scheduler.poster import Poster
from core.destination import Destination
from core.learner import Account
from core.place import PlaceKind
from core.ports import Clock, UnitOfWork
from core.reminder import ReminderKind, Schedule
from core.use_cases.enrolment import Newcomer, enrol
from core.weekdays import Days
from tests.bot.scheduler.strict_second import now
from tests.builders import NOON, outline, ship
from tests.fakes.gateway import FakeGateway

T = TypeVar("T")

WINDOW = timedelta(hours=3)
MINUTE = timedelta(minutes=1)


def account(number: int, platform: str = "telegram") -> Account:
    return Account(platform, str(number))


def chat(
    number: int, platform: str = "telegram", kind: PlaceKind = PlaceKind.PRIVATE
) -> Destination:
    return Destination(platform, str(number), kind)


def settle_in(
    work: UnitOfWork,
    learners: int,
    place: Callable[[int], Destination] = chat,
    *,
    first: int = 1,
    at: datetime = NOON,
) -> None:
    """Let learners enrol the day before, and ask for a prompt every day at an instant's time.

    ``first`` is the number of the first of them.
    """
    if work.roadmaps.of_slug("python") is None:
        ship(work, "python", outline(), added=at)
    schedule = Schedule(at.hour * 60 + at.minute, Days.DAILY, "UTC")
    yesterday, just_before = at - timedelta(days=1), at - MINUTE
    for number in range(first, first + learners):
        to = place(number)
        who = Account(to.platform, to.chat)
        enrol(work, who, yesterday, "python", Newcomer("UTC", "en"), destination=to)
        learner = work.learners.of_account(who)
        assert learner is not None
        work.destinations.ask(learner.id, to)
        work.reminders.add(
            learner.id, ReminderKind.PROMPT, schedule, platform=to.platform, since=just_before
        )
    if not work.committed:
        work.commit()


@dataclass
class LoopClock:
    """A wall clock that shows noon as the loop begins, and can be set."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return NOON + timedelta(seconds=now()) + self.ahead


@dataclass
class Sent:
    """A message as it was sent, whatever became of it, at a second after the loop's begin."""

    to: Destination
    owner: Account | None
    key: str
    reply: Reply
    at: float
    message: str | None = None
    """The id of the message that was edited, None for one that was sent."""


@dataclass
class KeptMessenger:
    """A platform that keeps what it is sent, ``takes`` seconds for each and has its troubles.

    ``troubles`` says what each chat answers, one after the other, before it takes anything.
    """

    swallows_repeats: bool = False
    takes: float = 0.05
    takes_in: Mapping[str, float] = field(default_factory=dict)
    troubles: Mapping[str, Sequence[Exception]] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    on_way: int = 0
    most_on_way: int = 0

    async def send(
        self,
        reply: Reply,
        to: Destination,
        *,
        owner: Account | None,
        key: str,
        live: bool = False,  # noqa: ARG002 - the port's
    ) -> str:
        return await self._take(Sent(to, owner, key, reply, now()))

    async def edit(self, reply: Reply, to: Destination, message: str, *, key: str) -> None:
        await self._take(Sent(to, None, key, reply, now(), message))

    async def _take(self, it: Sent) -> str:
        self.on_way += 1
        self.most_on_way = max(self.most_on_way, self.on_way)
        try:
            self.sent.append(it)
            message = str(len(self.sent))
            await asyncio.sleep(self.takes_in.get(it.to.chat, self.takes))
            before = self.chats.count(it.to.chat) - 1
            if before < len(troubles := self.troubles.get(it.to.chat, ())):
                raise troubles[before]
            return message
        finally:
            self.on_way -= 1

    @property
    def chats(self) -> list[str]:
        return [each.to.chat for each in self.sent]

    @property
    def times(self) -> list[float]:
        return [each.at for each in self.sent]


@dataclass
class Town:
    """A gateway, a clock, and the platforms that are spoken."""

    gateway: Gateway = field(default_factory=FakeGateway)
    clock: Clock = field(default_factory=LoopClock)
    messengers: dict[str, KeptMessenger] = field(
        default_factory=lambda: {"telegram": KeptMessenger()}
    )
    budgets: dict[str, Budget] = field(
        default_factory=lambda: {
            platform: Budget(30, clock=now, sleep=asyncio.sleep, patience=2.0)
            for platform in ("telegram", "discord")
        }
    )

    def planner(self, platform: str = "telegram") -> Planner:
        return Planner(platform, self.gateway, self.clock, pace=1000.0, window=WINDOW)

    def courier(self, platform: str = "telegram", lease: str = "courier") -> Courier:
        messengers, budgets = self.messengers, self.budgets
        return Courier(
            platform,
            self.gateway,
            messengers,
            budgets,
            self.clock,
            lease=lease,
            chance=lambda: 0.5,
        )

    def poster(self, platform: str = "telegram") -> Poster:
        return Poster(
            platform,
            self.gateway,
            self.messengers,
            self.budgets,
            self.clock,
            chance=lambda: 0.5,
        )

    async def live(self, seconds: float, courier: Courier | None = None) -> None:
        """Let a courier look every second what there is to deliver."""
        courier = courier or self.courier()
        until = now() + seconds
        while now() < until:
            await courier.deliver()
            await asyncio.sleep(1.0)

    async def ask(self, work: Callable[[UnitOfWork], T]) -> T:
        return await self.gateway.run(work)


def ends(records: Iterable[object]) -> list[str]:
    """Give the outcome of each line of the log on a delivery."""
    return [vars(each)["outcome"] for each in records if "outcome" in vars(each)]
