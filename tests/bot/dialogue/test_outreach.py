"""Outreach: what nobody asked for goes to the first place that is open, and to no other."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

import storage
from bot.dialogue.gateway import Gateway
from bot.dialogue.messenger import Messenger
from bot.dialogue.outreach import reach
from bot.dialogue.reply import Paragraph, Reply
from core.delivery import Throttled, Unavailable, Undelivered, Unreachable
from core.destination import Destination
from core.learner import Account
from core.place import KnownPlace, PlaceKind
from core.ports import UnitOfWork
from core.use_cases.destinations import Way, ways_of
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.places import resume_place
from tests.builders import NOON, outline, ship

T = TypeVar("T")

ADA = Account("discord", "1")
THREAD = Destination("discord", "42", PlaceKind.GROUP)
CHANNEL = Destination("discord", "43", PlaceKind.GROUP)
ALONE = Destination("telegram", "1")
WAYS = tuple(Way(each, ADA, in_full=True) for each in (THREAD, CHANNEL, ALONE))
WORDS = "Your topic waits."
LATER = NOON + timedelta(hours=1)


def words_for(way: Way) -> Reply:
    """Say something else in each place."""
    return Reply((Paragraph((WORDS, way.destination.chat)),))


@dataclass
class KeptMessenger:
    """A platform that keeps what it is sent, and refuses what it is told to refuse."""

    swallows_repeats: bool = False
    closed: Mapping[Destination, Undelivered] = field(default_factory=dict)
    sent: list[tuple[Reply, Destination, Account | None, str]] = field(default_factory=list)

    async def send(
        self,
        reply: Reply,
        to: Destination,
        *,
        owner: Account | None,
        key: str,
        live: bool = False,  # noqa: ARG002 - the port's
    ) -> str:
        self.sent.append((reply, to, owner, key))
        if to in self.closed:
            raise self.closed[to]
        return str(len(self.sent))

    async def edit(self, reply: Reply, to: Destination, message: str, *, key: str) -> None:
        raise NotImplementedError

    @property
    def tried(self) -> list[Destination]:
        return [to for _, to, _, _ in self.sent]


Act = Callable[[Gateway], Awaitable[T]]


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Gateway]:
    """Open a database where Ada enrolled in a thread, in a channel, and alone with the bot."""
    url = f"sqlite:///{tmp_path / 'study.db'}"
    storage.migrate(url)
    with contextlib.closing(storage.open_gateway(url)) as opened:

        def prepare(work: UnitOfWork) -> None:
            ship(work, "python", outline(), added=NOON)
            for each in (THREAD, CHANNEL, ALONE):
                enrol(work, ADA, NOON, "python", Newcomer("UTC", "en"), destination=each)

        asyncio.run(opened.run(prepare))
        yield opened


def ways(gateway: Gateway) -> tuple[Way, ...]:
    """Give Ada's ways, those to places that are paused left out."""

    def look(work: UnitOfWork) -> tuple[Way, ...]:
        ada = work.learners.of_account(ADA)
        assert ada is not None
        return ways_of(work, ada.id)

    return asyncio.run(gateway.run(look))


def reached(
    gateway: Gateway, *, discord: Messenger, telegram: Messenger | None = None
) -> Destination:
    messengers = {"discord": discord} | ({"telegram": telegram} if telegram else {})
    found = reach(gateway, messengers, WAYS, words_for, key="outbox-7", now=LATER)
    return asyncio.run(found).destination


def places(gateway: Gateway, *destinations: Destination) -> list[KnownPlace | None]:
    return asyncio.run(
        gateway.run(lambda work: [work.places.of(it.platform, it.chat) for it in destinations])
    )


def test_the_first_place_is_written_to_with_its_words_the_key_and_the_owner(
    gateway: Gateway,
) -> None:
    discord = KeptMessenger()

    assert reached(gateway, discord=discord) == THREAD

    assert discord.sent == [(words_for(WAYS[0]), THREAD, ADA, "outbox-7")]


def test_a_closed_place_is_paused_and_the_next_one_is_tried(gateway: Gateway) -> None:
    discord = KeptMessenger(closed={THREAD: Unreachable("locked")})

    assert reached(gateway, discord=discord) == CHANNEL

    assert discord.tried == [THREAD, CHANNEL]
    assert places(gateway, THREAD, CHANNEL) == [
        KnownPlace("discord", "42", PlaceKind.GROUP, paused_at=LATER),
        None,
    ]


def test_a_place_that_was_closed_is_no_way_any_more(gateway: Gateway) -> None:
    reached(gateway, discord=KeptMessenger(closed={THREAD: Unreachable("locked")}))

    assert [each.destination for each in ways(gateway)] == [CHANNEL]


def test_a_place_where_somebody_spoke_again_is_a_way_again(gateway: Gateway) -> None:
    reached(gateway, discord=KeptMessenger(closed={THREAD: Unreachable("locked")}))
    asyncio.run(gateway.run(lambda it: resume_place(it, "discord", "42", PlaceKind.GROUP)))

    assert [each.destination for each in ways(gateway)] == [THREAD, CHANNEL]


def test_another_platform_is_written_to_where_the_first_is_closed(gateway: Gateway) -> None:
    gone = Unreachable("left the server")
    telegram = KeptMessenger()

    found = reached(
        gateway, discord=KeptMessenger(closed={THREAD: gone, CHANNEL: gone}), telegram=telegram
    )

    assert (found, telegram.tried) == (ALONE, [ALONE])


def test_where_nothing_is_open_nobody_is_reached_and_all_is_paused(
    gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    gone = Unreachable("left the server")
    telegram = KeptMessenger(closed={ALONE: Unreachable("blocked")})

    with pytest.raises(Unreachable):
        reached(
            gateway, discord=KeptMessenger(closed={THREAD: gone, CHANNEL: gone}), telegram=telegram
        )

    paused = [place and place.paused_at for place in places(gateway, THREAD, CHANNEL, ALONE)]
    assert paused == [LATER, LATER, LATER]
    logged = [(it.__dict__["chat"], it.__dict__["reason"]) for it in caplog.records]
    assert logged == [("42", "left the server"), ("43", "left the server"), ("1", "blocked")]


def test_a_platform_that_is_not_spoken_is_passed_over_and_stays_open(gateway: Gateway) -> None:
    gone = Unreachable("left the server")

    with pytest.raises(Unreachable):
        reached(gateway, discord=KeptMessenger(closed={THREAD: gone, CHANNEL: gone}))

    assert places(gateway, ALONE) == [None]


@pytest.mark.parametrize("trouble", [Throttled(3.5), Unavailable("502")], ids=repr)
def test_trouble_that_passes_is_the_callers_and_nothing_more_is_tried(
    gateway: Gateway, trouble: Undelivered
) -> None:
    discord = KeptMessenger(closed={THREAD: trouble})

    with pytest.raises(type(trouble)) as raised:
        reached(gateway, discord=discord)

    assert raised.value is trouble
    assert discord.tried == [THREAD]
    assert places(gateway, THREAD) == [None]


def test_who_has_no_way_is_not_reached(gateway: Gateway) -> None:
    found = reach(gateway, {"discord": KeptMessenger()}, (), words_for, key="7", now=LATER)

    with pytest.raises(Unreachable):
        asyncio.run(found)
