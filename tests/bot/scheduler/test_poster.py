"""The poster: a group's post comes once, is kept true by few edits, and never comes twice."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.scheduler import poster as poster_module
from bot.scheduler.poster import LEASE
from bot.scheduler.unshown import MOST_FAULTS
from core.delivery import Extent, Gone, ThreadClosed, Throttled, Unavailable, Unreachable
from core.destination import Destination
from core.errors import StorageUnavailable
from core.live import EDIT_EVERY
from core.place import KnownPlace, PlaceKind
from core.use_cases.places import resume_place
from core.use_cases.showing import live_shown
from tests.bot.scheduler.hall import CHAT, DAY, Hall
from tests.bot.scheduler.strict_second import now, play
from tests.bot.scheduler.town import KeptMessenger, ends
from tests.builders import NOON
from tests.founding import found

GENERAL = Destination("telegram", CHAT, PlaceKind.GROUP)
MAYBE = Unavailable("no answer")
NEVER = Unavailable("no route", heard=False)
KICKED = Unreachable("kicked")
PASSED = Unavailable("in place of what came before")
"""Troubles count from the first message of a chat: this one is never met."""


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "bot.scheduler")
    return caplog


def with_troubles(*troubles: Exception, thread: str | None = None) -> Hall:
    return Hall(KeptMessenger(troubles={CHAT: troubles}), thread=thread)


def swallowing(*troubles: Exception) -> Hall:
    return Hall(KeptMessenger(swallows_repeats=True, troubles={CHAT: troubles}), "discord")


def test_a_post_comes_once_to_its_place_with_buttons_for_everybody() -> None:
    hall = Hall(thread="7")

    async def story() -> None:
        await hall.open()
        await hall.work(60)
        assert await hall.is_over()

    play(story())
    (sent,) = hall.messenger.sent
    assert (sent.to, sent.owner, sent.key) == (hall.place, None, "live 1")


def test_two_hundred_presses_in_a_minute_cost_a_handful_of_edits_and_all_count() -> None:
    hall = Hall()

    async def people() -> None:
        for person in range(200):
            await asyncio.sleep(0.3)
            await hall.press(person)

    async def story() -> None:
        await hall.open()
        await hall.work(5)
        pressing = asyncio.create_task(people())
        await hall.work(90)
        await pressing
        today = await hall.today()
        assert today is not None
        assert today.studied == 200
        assert await hall.is_over()

    play(story())
    assert 5 <= len(hall.edits) <= 7
    assert {each.message for each in hall.edits} == {"1"}
    assert hall.edits[-1].at > 5 + 200 * 0.3
    times = [each.at for each in hall.edits]
    pauses = [later - earlier for earlier, later in pairwise(times)]
    assert min(pauses) >= EDIT_EVERY.total_seconds()


def test_a_post_that_may_have_come_is_not_sent_again(log: pytest.LogCaptureFixture) -> None:
    hall = with_troubles(MAYBE)

    async def story() -> None:
        await hall.open()
        await hall.work(600)

    play(story())
    assert len(hall.messenger.sent) == 1
    assert ends(log.records) == ["maybe sent"]


def test_to_one_person_what_may_have_come_is_sent_once_more(
    log: pytest.LogCaptureFixture,
) -> None:
    hall = Hall(KeptMessenger(troubles={CHAT: [NEVER, MAYBE, MAYBE]}), kind=PlaceKind.PRIVATE)

    async def story() -> None:
        await hall.open()
        await hall.work(600)

    play(story())
    assert ends(log.records) == ["again", "again", "maybe sent"]


def test_where_repeats_are_swallowed_a_post_that_may_have_come_is_sent_under_its_key() -> None:
    hall = swallowing(MAYBE, MAYBE)

    async def story() -> None:
        await hall.open()
        await hall.work(60)

    play(story())
    assert [each.key for each in hall.sent] == ["live 1"] * 3
    assert hall.edits == []


def test_a_post_that_never_came_is_tried_until_it_does(log: pytest.LogCaptureFixture) -> None:
    hall = with_troubles(NEVER, NEVER, NEVER)

    async def story() -> None:
        await hall.open()
        await hall.work(60)

    play(story())
    assert ends(log.records) == ["again"] * 3 + ["shown"]


@pytest.mark.parametrize("trouble", [MAYBE, NEVER, Throttled(7.0)])
def test_an_edit_is_made_again_until_it_is_taken(trouble: Exception) -> None:
    hall = Hall()

    async def story() -> None:
        await hall.open()
        await hall.work(5)
        hall.messenger.troubles = {CHAT: [PASSED, trouble, trouble]}
        await hall.press(1)
        await hall.work(60)

    play(story())
    assert len(hall.sent) == 1
    assert len(hall.edits) == 3


def test_a_platform_that_wants_to_rest_is_left_alone_meanwhile() -> None:
    hall = with_troubles(Throttled(30.0, Extent.PLATFORM))

    other = Destination("telegram", "-43", PlaceKind.GROUP)
    soon = NOON + timedelta(seconds=5)

    async def story() -> None:
        await hall.open()
        await hall.town.ask(lambda work: found(work, other, soon))
        await hall.work(60)

    play(story())
    assert sorted(hall.messenger.chats) == [CHAT, CHAT, "-43"]
    assert [each for each in hall.messenger.times if 1 < each < 30] == []


def test_a_message_that_somebody_deleted_is_edited_no_more(log: pytest.LogCaptureFixture) -> None:
    hall = Hall()

    async def story() -> None:
        await hall.open()
        await hall.work(5)
        hall.messenger.troubles = {CHAT: [PASSED, Gone("not found")]}
        for person in (1, 2):
            await hall.press(person)
            await hall.work(30)

    play(story())
    assert len(hall.messenger.sent) == 2
    assert ends(log.records) == ["shown", "gone"]


def test_a_chat_that_sent_the_bot_away_is_paused_and_asked_no_more() -> None:
    hall = with_troubles(KICKED)

    async def story() -> None:
        await hall.open()
        await hall.work(30)
        place = await hall.known_place()
        hall.clock.ahead += DAY
        await hall.work(30)
        paused_at = NOON + timedelta(seconds=0.05)
        assert place is not None
        assert replace(place, paused_at=None) == KnownPlace("telegram", CHAT, PlaceKind.GROUP)
        assert place.paused_at == pytest.approx(paused_at, abs=timedelta(seconds=1))
        assert (await hall.group()).next_post == NOON + 2 * DAY

    play(story())
    assert len(hall.messenger.sent) == 1


def test_a_post_is_kept_true_again_after_the_bot_came_back() -> None:
    hall = Hall()

    async def story() -> None:
        await hall.open()
        await hall.work(5)
        hall.messenger.troubles = {CHAT: [PASSED, KICKED]}
        for person in (1, 2):
            await hall.press(person)
            await hall.work(30)
        await hall.town.ask(lambda work: resume_place(work, "telegram", CHAT, PlaceKind.GROUP))
        await hall.press(3)
        await hall.work(30)

    play(story())
    assert [each.message for each in hall.messenger.sent] == [None, "1", "1"]


def test_of_a_closed_thread_is_told_once_beside_it_and_the_group_rests(
    log: pytest.LogCaptureFixture,
) -> None:
    hall = with_troubles(ThreadClosed("locked", GENERAL), thread="7")

    async def story() -> None:
        await hall.open()
        await hall.work(30)
        hall.clock.ahead += DAY
        await hall.work(30)
        assert (await hall.group()).next_post is None
        assert await hall.known_place() is None

    play(story())
    assert [each.to for each in hall.messenger.sent] == [hall.place, GENERAL]
    assert "has stopped" in str(hall.messenger.sent[1].reply)
    assert ends(log.records) == ["thread closed"]


@pytest.mark.parametrize("beside", [None, GENERAL])
def test_a_closed_thread_that_cannot_be_told_of_is_left_all_the_same(
    beside: Destination | None,
) -> None:
    hall = with_troubles(ThreadClosed("locked", beside), KICKED, thread="7")

    async def story() -> None:
        await hall.open()
        await hall.work(30)
        assert (await hall.group()).next_post is None

    play(story())
    assert len(hall.messenger.sent) == (1 if beside is None else 2)


def test_in_a_thread_that_sleeps_a_post_stays_as_it_is_until_it_changes_again() -> None:
    hall = Hall(thread="7")

    async def story() -> None:
        await hall.open()
        await hall.work(5)
        hall.messenger.troubles = {CHAT: [PASSED, ThreadClosed("archived")]}
        for person in (1, 2):
            await hall.press(person)
            await hall.work(30)
        assert (await hall.group()).next_post == NOON + DAY

    play(story())
    assert [each.message for each in hall.messenger.sent] == [None, "1", "1"]


def test_another_poster_edits_what_this_one_sent() -> None:
    hall = Hall()

    async def story() -> None:
        await hall.open()
        await hall.work(5)
        await hall.press(1)
        await hall.work(30, hall.poster())

    play(story())
    assert [each.message for each in hall.messenger.sent] == [None, "1"]


def test_yesterdays_post_is_edited_with_its_last_words_as_todays_comes() -> None:
    hall = Hall()

    async def story() -> None:
        await hall.open()
        await hall.work(5)
        hall.clock.ahead += DAY
        await hall.work(30)

    play(story())
    assert [each.message for each in hall.messenger.sent] == [None, "1", None]


def test_a_fault_of_ours_is_logged_once_and_does_not_come_again(
    log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = Hall()

    def fails(_content: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(poster_module, "post", fails)

    async def story() -> None:
        await hall.open()
        await hall.work(600)

    play(story())
    errors = [each.message for each in log.records if each.levelno == logging.ERROR]
    assert errors == ["a live message could not be shown"]
    assert hall.messenger.sent == []


def test_an_edit_that_fails_by_a_fault_of_ours_is_left_until_it_changes_again(
    log: pytest.LogCaptureFixture,
) -> None:
    hall = Hall()

    async def story() -> None:
        await hall.open()
        await hall.work(5)
        hall.messenger.troubles = {CHAT: [PASSED] + [ValueError("too long")] * 99}
        await hall.press(1)
        await hall.work(6 * 3600)
        tries = len(hall.edits)
        hall.messenger.troubles = {}
        await hall.press(2)
        await hall.work(60)
        assert (tries, len(hall.edits)) == (1 + MOST_FAULTS, 2 + MOST_FAULTS)

    play(story())
    assert ends(log.records)[-2:] == ["failed", "shown"]


def test_what_is_not_known_for_a_fault_of_ours_is_given_up_unsent(
    log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = Hall()

    def fails(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(poster_module, "prepare_live", fails)

    async def story() -> None:
        await hall.open()
        await hall.work(6 * 3600)
        assert await hall.is_over()
        assert await hall.today() is None

    play(story())
    assert ends(log.records) == ["again"] * MOST_FAULTS + ["failed"]
    assert hall.messenger.sent == []


def test_a_poster_that_rests_begins_nothing() -> None:
    hall = Hall()

    async def story() -> None:
        await hall.open()
        poster = hall.poster()
        poster.rest()
        await hall.work(30, poster)
        assert hall.messenger.sent == []
        poster.resume()
        await hall.work(5, poster)

    play(story())
    assert len(hall.messenger.sent) == 1


def test_a_poster_that_stops_lets_arrive_what_is_on_its_way() -> None:
    hall = Hall(KeptMessenger(takes=3.0))

    async def story() -> None:
        await hall.open()
        poster = hall.poster()
        await poster.plan()
        await poster.show()
        await asyncio.sleep(0.5)
        await poster.stop(within=10.0)
        assert now() == pytest.approx(3.0, abs=0.2)
        assert await hall.is_over()

    play(story())
    assert len(hall.messenger.sent) == 1


@pytest.mark.parametrize(
    ("platform", "kind", "times"),
    [
        ("telegram", PlaceKind.GROUP, 1),
        ("telegram", PlaceKind.PRIVATE, 2),
        ("discord", PlaceKind.GROUP, 2),
    ],
    ids=["group", "private chat", "repeats are swallowed"],
)
def test_what_is_cut_off_as_it_is_sent_comes_again_only_where_that_is_no_harm(
    platform: str, kind: PlaceKind, times: int
) -> None:
    messenger = KeptMessenger(takes=3.0, swallows_repeats=platform == "discord")
    hall = Hall(messenger, platform, kind=kind)

    async def story() -> None:
        await hall.open()
        poster = hall.poster()
        await poster.plan()
        await poster.show()
        await asyncio.sleep(0.5)
        await poster.stop(within=1.0)
        hall.messenger.takes = 0.0
        await hall.work(LEASE.total_seconds() + 10)
        assert await hall.is_over()

    play(story())
    assert [each.key for each in hall.sent] == ["live 1"] * times


def test_in_a_slow_place_nothing_comes_twice_though_the_last_waits_longer_than_a_lease() -> None:
    hall = Hall()

    async def story() -> None:
        await hall.open()
        await hall.work(20)
        hall.clock.ahead += DAY
        await hall.work(40)
        hall.messenger.takes = 59.0
        hall.clock.ahead += DAY
        await hall.work(600)

    play(story())
    keys = [each.key for each in hall.sent]
    assert len(keys) == 3
    assert len(set(keys)) == 3


@pytest.mark.parametrize("times", [1, 3])
def test_what_was_sent_while_the_storage_was_away_is_not_sent_again_and_kept_true(
    times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = Hall()
    failures = iter(range(times))

    def written(*args: object, **kwargs: object) -> None:
        if next(failures, None) is not None:
            reason = "away"
            raise StorageUnavailable(reason)
        live_shown(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come

    monkeypatch.setattr(poster_module, "live_shown", written)

    async def story() -> None:
        await hall.open()
        await hall.work(60)
        await hall.press(1)
        await hall.work(LEASE.total_seconds() + 10)

    play(story())
    assert [each.message for each in hall.messenger.sent] == [None, "1"]


def test_where_the_storage_stays_away_too_long_a_post_is_not_sent_again(
    log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = Hall()

    def away(*_args: object, **_more: object) -> None:
        reason = "away"
        raise StorageUnavailable(reason)

    monkeypatch.setattr(poster_module, "live_shown", away)

    async def story() -> None:
        await hall.open()
        await hall.work(600)
        assert await hall.is_over()

    play(story())
    assert len(hall.messenger.sent) == 1
    assert ends(log.records) == ["maybe sent"]


def test_who_takes_over_while_a_post_is_sent_neither_sends_it_again_nor_forgets_it() -> None:
    hall = Hall(KeptMessenger(takes=10.0))

    async def story() -> None:
        await hall.open()
        poster = hall.poster()
        await poster.plan()
        await poster.show()
        await asyncio.sleep(1.0)
        await hall.release()
        await hall.work(20)
        await poster.rested()
        await hall.press(1)
        await hall.work(30)

    play(story())
    assert [each.message for each in hall.messenger.sent] == [None, "1"]


def test_who_rests_begins_nothing_of_what_is_in_hand() -> None:
    hall = Hall(KeptMessenger(takes=5.0))

    async def story() -> None:
        await hall.open()
        await hall.work(10)
        hall.clock.ahead += DAY
        poster = hall.poster()
        await poster.plan()
        await poster.show()
        await asyncio.sleep(1.0)
        await poster.stop(within=60.0)
        before = len(hall.messenger.sent)
        await hall.release()
        await hall.work(60)
        assert before == 2

    play(story())
    assert [each.message for each in hall.messenger.sent] == [None, "1", None]


def test_a_platform_that_is_not_spoken_is_waited_for() -> None:
    hall = Hall()

    async def story() -> None:
        await hall.open()
        hall.town.messengers.clear()
        await hall.work(20)
        assert not await hall.is_over()
        hall.town.messengers["telegram"] = hall.messenger
        await hall.work(60)

    play(story())
    assert len(hall.messenger.sent) == 1
