"""What every storage promises of live messages: one of each, shown when it changes, not oftener."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.destination import Destination
from core.live import EDIT_EVERY, LiveEnd, LiveKey, LiveKind, LiveMessage
from core.place import PlaceKind
from core.ports import UnitOfWork
from tests.storage.conftest import Gateway, Run

NOW = datetime(2026, 11, 23, 7, 0, 0, 250_001, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)
POST = LiveKey(LiveKind.POST, 7, NOW.date())
CHAT = Destination("telegram", "-42", PlaceKind.GROUP, "9")


def write(change: Callable[[UnitOfWork], object]) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        change(unit)
        unit.commit()

    return work


def opened(
    key: LiveKey = POST, place: Destination = CHAT, *, due: datetime = NOW
) -> Callable[[UnitOfWork], None]:
    return write(lambda unit: unit.live.open(key, place, due=due))


def touched(at: datetime, key: LiveKey = POST) -> Callable[[UnitOfWork], None]:
    return write(lambda unit: unit.live.touch(key, at=at))


def lease(
    now: datetime, *, platform: str = "telegram", most: int = 10
) -> Callable[[UnitOfWork], tuple[LiveMessage, ...]]:
    def work(unit: UnitOfWork) -> tuple[LiveMessage, ...]:
        found = unit.live.lease(platform, now, until=now + MINUTE, most=most)
        unit.commit()
        return found

    return work


def shown(
    live: LiveMessage, at: datetime, *, again: datetime | None = None
) -> Callable[[UnitOfWork], None]:
    return write(lambda unit: unit.live.shown(live, "m1", at=at, again=again))


def put_off(
    live: LiveMessage, due: datetime, *, failed: bool = True, sending: bool = False
) -> Callable[[UnitOfWork], None]:
    return write(lambda unit: unit.live.put_off(live, due=due, failed=failed, sending=sending))


def hold(
    live: LiveMessage, until: datetime, *, sending: bool = True
) -> Callable[[UnitOfWork], bool]:
    def work(unit: UnitOfWork) -> bool:
        held = unit.live.hold(live, until=until, sending=sending)
        unit.commit()
        return held

    return work


def ended(live: LiveMessage, end: LiveEnd = LiveEnd.DONE) -> Callable[[UnitOfWork], bool]:
    def work(unit: UnitOfWork) -> bool:
        ended = unit.live.end(live, end)
        unit.commit()
        return ended

    return work


def release(unit: UnitOfWork) -> int:
    released = unit.live.release("telegram")
    unit.commit()
    return released


def forget(before: date, *, most: int) -> Callable[[UnitOfWork], int]:
    def work(unit: UnitOfWork) -> int:
        forgotten = unit.live.forget(before, most=most)
        unit.commit()
        return forgotten

    return work


def leased(run: Run, now: datetime = NOW) -> LiveMessage:
    """Lease the one message that is due."""
    [(live,)] = run(lease(now))
    return live


def next_due(run: Run, platform: str = "telegram") -> datetime | None:
    return run(lambda unit: unit.live.next_due(platform))[0]


class TestLeasing:
    def test_a_message_is_opened_once_and_stays_as_it_is(self, run: Run) -> None:
        run(opened())
        run(opened(place=replace(CHAT, chat="other"), due=NOW - MINUTE))

        live = leased(run)

        assert live == LiveMessage(live.id, POST, CHAT, leases=1)

    def test_those_that_open_it_at_once_open_one(self, run: Run) -> None:
        run(*(opened() for _ in range(8)))

        assert len(run(lease(NOW))[0]) == 1

    def test_there_is_one_of_each_kind_subject_and_date(self, run: Run) -> None:
        keys = [
            POST,
            replace(POST, kind=LiveKind.WEEK),
            replace(POST, subject=8),
            replace(POST, date=NOW.date() + timedelta(days=1)),
        ]
        for key in keys:
            run(opened(key))

        assert [live.key for live in run(lease(NOW))[0]] == keys

    def test_the_longest_due_come_first_and_no_more_than_asked_each_platform_its_own(
        self, run: Run
    ) -> None:
        for subject, ahead in ((1, 0), (2, -2), (3, -1), (4, 1)):
            run(opened(replace(POST, subject=subject), due=NOW + ahead * MINUTE))
        run(opened(place=replace(CHAT, platform="discord")))

        found = [run(lease(NOW, most=2))[0] for _ in range(3)]
        [elsewhere] = run(lease(NOW, platform="discord"))

        assert [[live.key.subject for live in each] for each in found] == [[2, 3], [1], []]
        assert [live.key for live in elsewhere] == [POST]

    def test_what_is_leased_is_nobody_elses_until_the_lease_has_run_out(self, run: Run) -> None:
        run(opened())
        live = leased(run)

        early = run(lease(NOW + MINUTE - INSTANT))
        due = next_due(run)

        assert (early, due) == ([()], NOW + MINUTE)
        assert leased(run, NOW + MINUTE) == replace(live, leases=2)

    @pytest.mark.parametrize(
        "answer",
        [
            lambda live: shown(live, NOW + 2 * MINUTE),
            lambda live: put_off(live, NOW),
            lambda live: hold(live, NOW + 9 * MINUTE),
            ended,
        ],
        ids=["showing it", "putting it off", "holding it", "ending it"],
    )
    def test_who_lost_a_lease_changes_nothing(
        self, run: Run, answer: Callable[[LiveMessage], Callable[[UnitOfWork], object]]
    ) -> None:
        run(opened())
        lost = leased(run)
        held = leased(run, NOW + MINUTE)

        [said] = run(answer(lost))

        assert not said
        assert run(lease(NOW + 2 * MINUTE - INSTANT)) == [()]
        assert leased(run, NOW + 2 * MINUTE) == replace(held, leases=3)

    def test_what_is_released_is_due_at_once_again(self, run: Run) -> None:
        subjects = [replace(POST, subject=subject) for subject in (1, 2, 3)]
        for key in subjects:
            run(opened(key))
        run(opened(place=replace(CHAT, platform="discord")))
        shown_one, lost = run(lease(NOW, most=2))[0]
        run(lease(NOW, platform="discord"))
        run(shown(shown_one, NOW))

        released = run(release)

        assert released == [1]
        assert run(lease(NOW))[0][0] == replace(lost, leases=2)
        assert run(lease(NOW, platform="discord")) == [()]

    def test_what_is_held_is_nobody_elses_until_then_and_may_have_been_sent(self, run: Run) -> None:
        run(opened())
        live = leased(run)
        until = NOW + 3 * MINUTE

        held = run(hold(live, until))

        assert held == [True]
        assert run(lease(until - INSTANT)) == [()]
        assert leased(run, until) == replace(live, leases=2, sending=True)

    def test_what_is_being_sent_for_the_first_time_is_not_released(self, run: Run) -> None:
        edited, sent = POST, replace(POST, subject=8)
        run(opened(edited))
        run(shown(leased(run), NOW, again=NOW + MINUTE))
        run(opened(sent, due=NOW + MINUTE))
        for live in run(lease(NOW + MINUTE))[0]:
            run(hold(live, NOW + 3 * MINUTE, sending=live.message is None))

        released = run(release)

        assert released == [1]
        run(ended(leased(run, NOW + MINUTE)))
        assert leased(run, NOW + 3 * MINUTE).key == sent

    def test_posters_that_race_lease_every_message_once(self, run: Run, gateway: Gateway) -> None:
        subjects = range(1, 31)
        for subject in subjects:
            run(opened(replace(POST, subject=subject)))

        async def poster() -> list[LiveMessage]:
            got: list[LiveMessage] = []
            while found := await gateway.run(lease(NOW, most=4)):
                got += found
                for live in found:
                    await gateway.run(shown(live, NOW))
            return got

        async def race() -> list[list[LiveMessage]]:
            return await asyncio.gather(*(poster() for _ in range(4)))

        got = [live for each in asyncio.run(race()) for live in each]

        assert sorted(live.key.subject for live in got) == [*subjects]
        assert {live.leases for live in got} == {1}


class TestShowing:
    @pytest.fixture
    def live(self, run: Run) -> LiveMessage:
        """Give a message that was sent at NOW and has nothing to say since."""
        run(opened())
        live = leased(run)
        run(shown(live, NOW))
        return replace(live, message="m1", shown=NOW)

    def test_what_was_shown_rests_until_it_is_touched(self, run: Run, live: LiveMessage) -> None:
        before = next_due(run)

        run(touched(NOW + MINUTE))

        assert (before, next_due(run)) == (None, NOW + MINUTE)
        assert leased(run, NOW + MINUTE) == replace(live, leases=2)

    @pytest.mark.usefixtures("live")
    def test_a_burst_of_touches_is_one_edit_some_seconds_after_the_last(self, run: Run) -> None:
        for ahead in range(200):
            run(touched(NOW + ahead * SECOND / 25))

        assert next_due(run) == NOW + EDIT_EVERY
        assert run(lease(NOW + EDIT_EVERY - INSTANT)) == [()]
        run(shown(leased(run, NOW + EDIT_EVERY), NOW + EDIT_EVERY))
        assert next_due(run) is None

    @pytest.mark.usefixtures("live")
    def test_a_touch_while_it_is_being_shown_is_heeded(self, run: Run) -> None:
        run(touched(NOW + MINUTE))
        again = leased(run, NOW + MINUTE)
        run(touched(NOW + MINUTE + SECOND))

        run(shown(again, NOW + MINUTE + 2 * SECOND, again=NOW + 60 * MINUTE))

        assert next_due(run) == NOW + MINUTE + 2 * SECOND + EDIT_EVERY

    @pytest.mark.usefixtures("live")
    def test_a_touch_before_the_lease_is_shown_with_it(self, run: Run) -> None:
        run(touched(NOW + MINUTE))

        run(shown(leased(run, NOW + MINUTE), NOW + MINUTE))

        assert next_due(run) is None

    def test_what_changes_by_itself_is_due_then_or_when_it_is_touched(self, run: Run) -> None:
        run(opened())
        run(shown(leased(run), NOW, again=NOW + 25 * MINUTE))
        by_itself = next_due(run)

        run(touched(NOW + MINUTE))
        earlier = next_due(run)
        run(touched(NOW + 2 * MINUTE))

        assert (by_itself, earlier) == (NOW + 25 * MINUTE, NOW + MINUTE)
        assert next_due(run) == NOW + MINUTE

    @pytest.mark.usefixtures("live")
    def test_what_is_soon_to_change_by_itself_is_so_even_touched(self, run: Run) -> None:
        run(touched(NOW + MINUTE))
        again = leased(run, NOW + MINUTE)
        run(touched(NOW + MINUTE))

        run(shown(again, NOW + MINUTE, again=NOW + MINUTE + SECOND))

        assert next_due(run) == NOW + MINUTE + SECOND

    @pytest.mark.parametrize("times", [0, 1])
    def test_what_is_put_off_waits_however_often_it_is_touched(
        self, run: Run, live: LiveMessage, times: int
    ) -> None:
        run(touched(NOW + MINUTE))
        run(put_off(leased(run, NOW + MINUTE), NOW + 9 * MINUTE, failed=times == 1))

        run(touched(NOW + 2 * MINUTE))

        assert next_due(run) == NOW + 9 * MINUTE
        later = leased(run, NOW + 9 * MINUTE)
        assert later == replace(live, leases=3, failed=times)

    @pytest.mark.parametrize("sending", [False, True])
    def test_what_is_put_off_may_have_been_sent_or_not(self, run: Run, *, sending: bool) -> None:
        run(opened())
        live = leased(run)
        run(hold(live, NOW + MINUTE))

        run(put_off(live, NOW + MINUTE, sending=sending))

        assert leased(run, NOW + MINUTE).sending is sending

    def test_what_was_shown_is_not_being_sent_any_more(self, run: Run) -> None:
        run(opened())
        live = leased(run)
        run(hold(live, NOW + MINUTE))

        run(shown(live, NOW, again=NOW + MINUTE))

        assert not leased(run, NOW + MINUTE).sending

    def test_what_failed_is_forgotten_once_it_is_shown(self, run: Run) -> None:
        run(opened())
        run(put_off(leased(run), NOW + SECOND))
        run(put_off(leased(run, NOW + SECOND), NOW + 2 * SECOND))
        third = leased(run, NOW + 2 * SECOND)

        run(shown(third, NOW + MINUTE))

        run(touched(NOW + 2 * MINUTE))
        assert third.failed == 2
        assert leased(run, NOW + 2 * MINUTE).failed == 0

    def test_a_message_that_is_not_there_is_touched_in_vain(self, run: Run) -> None:
        run(touched(NOW))

        assert next_due(run) is None

    def test_instants_are_kept_to_the_microsecond_in_utc(self, run: Run, live: LiveMessage) -> None:
        run(touched(NOW + MINUTE))

        again = leased(run, NOW + MINUTE)

        assert live.shown == again.shown
        assert again.shown is not None
        assert again.shown.tzinfo == UTC

    def test_a_naive_instant_is_refused(self, run: Run) -> None:
        with pytest.raises(ValueError, match="aware"):
            run(opened(due=NOW.replace(tzinfo=None)))

    def test_without_a_commit_nothing_is_kept(self, run: Run) -> None:
        run(lambda unit: unit.live.open(POST, CHAT, due=NOW))

        assert next_due(run) is None


class TestEnding:
    def test_what_has_ended_is_shown_no_more_whoever_touches_or_opens_it(self, run: Run) -> None:
        run(opened())
        live = leased(run)

        first, again = (run(ended(live, LiveEnd.GONE))[0] for _ in range(2))
        run(touched(NOW + MINUTE))
        run(opened(due=NOW))
        run(shown(live, NOW + MINUTE, again=NOW + MINUTE))
        run(put_off(live, NOW))

        assert (first, again, run(hold(live, NOW))) == (True, False, [False])
        assert next_due(run) is None
        assert run(lease(NOW + 60 * MINUTE)) == [()]

    def test_those_that_ended_are_forgotten_by_their_dates_no_more_than_asked(
        self, run: Run
    ) -> None:
        today = NOW.date()
        days = [today - timedelta(days=days) for days in (4, 3, 2, 0)]
        for day in days:
            run(opened(replace(POST, date=day)))
        still_open, *others = run(lease(NOW))[0]
        for each in others:
            run(ended(each))

        forgotten = [run(forget(today, most=most))[0] for most in (1, 9, 9)]

        assert forgotten == [1, 1, 0]
        assert leased(run, NOW + MINUTE).key == still_open.key
        # What is remembered to have ended is not opened again.
        run(opened(replace(POST, date=today)))
        assert run(lease(NOW + MINUTE)) == [()]


class TestAChatThatMoves:
    def move(self, run: Run) -> None:
        run(write(lambda unit: unit.groups.move("telegram", "-42", "-100")))

    def test_what_was_not_sent_yet_is_sent_to_the_new_one(self, run: Run) -> None:
        run(opened())
        elsewhere = replace(CHAT, chat="-43")
        run(opened(replace(POST, subject=8), elsewhere))

        self.move(run)

        places = [live.place for live in run(lease(NOW))[0]]
        assert places == [replace(CHAT, chat="-100"), elsewhere]

    def test_what_was_sent_to_the_old_one_is_sent_anew(self, run: Run) -> None:
        run(opened())
        live = leased(run)
        run(shown(live, NOW))
        due = NOW + EDIT_EVERY

        self.move(run)

        anew = replace(live, place=replace(CHAT, chat="-100"), shown=NOW, leases=3)
        assert next_due(run) == due
        assert leased(run, due) == anew

    def test_who_shows_it_in_the_old_one_meanwhile_changes_nothing(self, run: Run) -> None:
        run(opened())
        run(shown(leased(run), NOW, again=NOW + MINUTE))
        edited = leased(run, NOW + MINUTE)
        self.move(run)

        run(shown(edited, NOW + MINUTE))

        assert leased(run, NOW + MINUTE).message is None

    def test_what_has_ended_is_not_sent_anew(self, run: Run) -> None:
        run(opened())
        run(shown(leased(run), NOW, again=NOW + MINUTE))
        run(ended(leased(run, NOW + MINUTE)))

        self.move(run)

        assert next_due(run) is None
