"""A post office: it works while its process speaks there and leads, and hands over in order."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.scheduler.courier import IN_FLIGHT
from bot.scheduler.office import PostOffice
from core.destination import Destination
from core.live import LiveMessage
from core.outbox import OutboxRow
from core.place import PlaceKind
from core.ports import UnitOfWork
from tests.bot.scheduler.town import KeptMessenger, Town, settle_in
from tests.builders import NOON
from tests.founding import found

LATER = NOON + timedelta(minutes=5)


@dataclass
class Lead:
    """Who leads, as the test says."""

    ours: bool = True
    asked: list[str] = field(default_factory=list)
    resigned: list[str] = field(default_factory=list)

    def try_lead(self, name: str) -> bool:
        self.asked.append(name)
        return self.ours

    def resign(self, name: str) -> None:
        self.resigned.append(name)


class StandingClock:
    """A clock that stands five minutes after the learners' time."""

    def now(self) -> datetime:
        return LATER


@dataclass
class Scene:
    """A town whose learners are due, and its office on a platform that may be spoken or not."""

    lead: Lead = field(default_factory=Lead)
    messenger: KeptMessenger = field(default_factory=lambda: KeptMessenger(takes=0.0))
    learners: int = 3
    town: Town = field(init=False)
    office: PostOffice = field(init=False)

    def __post_init__(self) -> None:
        self.town = Town(clock=StandingClock(), messengers={"telegram": self.messenger})
        self.office = PostOffice(
            "telegram",
            self.town.gateway,
            self.lead,
            self.town.planner(),
            self.town.courier(),
            poster=self.town.poster(),
            spoken=lambda: "telegram" in self.town.messengers,
        )

    async def works(self) -> None:
        await self.office.lead()
        await self.office.plan()
        await self.office.deliver()
        await self.office.post()

    @property
    def sent(self) -> int:
        return len(self.messenger.sent)


def play(scene: Scene, *acts: Callable[[], Coroutine[object, object, object]]) -> None:
    async def story() -> None:
        await scene.town.ask(lambda work: settle_in(work, scene.learners))
        for act in acts:
            await act()

    asyncio.run(story())


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.message for each in caplog.records if each.name == "bot.scheduler.office"]


@pytest.fixture(autouse=True)
def _log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot.scheduler")


def test_who_leads_plans_and_delivers_and_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene()
    play(scene, scene.works, scene.works)
    assert scene.sent == 3
    assert lines(caplog) == ["this process delivers"]


def test_who_does_not_lead_plans_and_delivers_nothing() -> None:
    scene = Scene(Lead(ours=False))
    play(scene, scene.works)
    assert scene.sent == 0
    assert asyncio.run(scene.town.ask(lambda it: it.reminders.next_due("telegram"))) == NOON


def test_who_loses_the_lead_stops_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene()

    async def loses() -> None:
        scene.lead.ours = False

    play(scene, scene.office.lead, scene.office.plan, loses, scene.works)
    assert scene.sent == 0
    assert lines(caplog) == ["this process delivers", "this process delivers no more"]


def test_who_loses_the_lead_sends_what_is_on_its_way_and_nothing_more() -> None:
    scene = Scene(messenger=KeptMessenger(takes=0.2), learners=IN_FLIGHT + 4)

    async def loses_amid_the_delivery() -> None:
        delivering = asyncio.create_task(scene.office.deliver())
        await asyncio.sleep(0.1)
        scene.lead.ours = False
        await scene.office.lead()
        await delivering

    play(scene, scene.office.lead, scene.office.plan, loses_amid_the_delivery)
    assert scene.sent == IN_FLIGHT
    assert len(asyncio.run(scene.town.ask(take_all))) == 4


def test_who_leads_again_sends_nothing_twice_that_it_still_had_in_hand() -> None:
    learners = IN_FLIGHT + 4
    scene = Scene(messenger=KeptMessenger(takes=0.2), learners=learners)

    async def loses_and_leads_again() -> None:
        delivering = asyncio.create_task(scene.office.deliver())
        await asyncio.sleep(0.1)
        for scene.lead.ours in (False, True):
            await scene.office.lead()
        await delivering

    play(scene, scene.office.lead, scene.office.plan, loses_and_leads_again, scene.office.deliver)
    assert sorted(map(int, scene.messenger.chats)) == list(range(1, learners + 1))


def test_where_the_platform_is_not_spoken_nobody_asks_for_the_lead() -> None:
    scene = Scene()
    scene.town.messengers.clear()
    play(scene, scene.works)
    assert (scene.lead.asked, scene.lead.resigned, scene.sent) == ([], [], 0)


def test_where_the_platform_falls_silent_another_may_lead() -> None:
    scene = Scene()

    async def falls_silent() -> None:
        scene.town.messengers.clear()

    play(scene, scene.office.lead, scene.office.plan, falls_silent, scene.works, scene.works)
    assert (scene.lead.resigned, scene.sent) == (["telegram"], 0)


def test_what_one_had_in_hand_that_led_before_is_delivered_at_once() -> None:
    scene = Scene()

    async def another_took_all() -> None:
        await scene.town.planner().tick()
        assert len(await scene.town.ask(take_all)) == 3

    play(scene, another_took_all, scene.works)
    assert scene.sent == 3


def test_what_it_has_in_hand_itself_is_not_given_back_while_it_leads() -> None:
    scene = Scene()

    async def another_took_all() -> None:
        await scene.office.plan()
        assert len(await scene.town.ask(take_all)) == 3

    play(scene, scene.office.lead, another_took_all, scene.works)
    assert scene.sent == 0


def test_who_leads_posts_what_groups_have_due_and_who_does_not_posts_nothing() -> None:
    for scene, posts in ((Scene(learners=0), 1), (Scene(Lead(ours=False), learners=0), 0)):
        play(scene, partial(group_is_due, scene), scene.works, rests)
        assert scene.sent == posts


def test_a_post_that_one_had_in_hand_that_led_before_comes_at_once() -> None:
    scene = Scene(learners=0)

    async def another_took_it() -> None:
        await group_is_due(scene)
        await scene.town.poster().plan()
        assert len(await scene.town.ask(take_live)) == 1

    play(scene, another_took_it, scene.works, rests)
    assert scene.sent == 1


def test_closed_it_posts_no_more() -> None:
    scene = Scene(learners=0)

    async def closes() -> None:
        await scene.office.lead()
        await scene.office.close()
        await scene.office.post()

    play(scene, partial(group_is_due, scene), closes, rests)
    assert scene.sent == 0


def test_closed_it_delivers_no_more() -> None:
    scene = Scene()
    play(scene, scene.office.lead, scene.office.plan, scene.office.close, scene.office.deliver)
    assert scene.sent == 0


async def group_is_due(scene: Scene) -> None:
    place = Destination("telegram", "-42", PlaceKind.GROUP)
    await scene.town.ask(lambda work: found(work, place, NOON))


async def rests() -> None:
    """Let a message that takes no time arrive."""
    await asyncio.sleep(0.01)


def take_live(work: UnitOfWork) -> tuple[LiveMessage, ...]:
    taken = work.live.lease("telegram", LATER, until=LATER + timedelta(minutes=2), most=99)
    work.commit()
    return taken


def take_all(work: UnitOfWork) -> tuple[OutboxRow, ...]:
    until = LATER + timedelta(minutes=2)
    taken = work.outbox.lease("telegram", LATER, until=until, most=99, lease="another")
    work.commit()
    return taken
