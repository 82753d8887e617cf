"""What every storage promises of leases: a notification has one taker, a learner one at a time."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from core.learner import LearnerId
from core.notification import NotificationKind
from core.outbox import OutboxRow
from core.reminder import ReminderId
from tests.storage.conftest import Gateway, Run
from tests.storage.outbox_scenes import (
    INSTANT,
    MILESTONE,
    MINUTE,
    NOW,
    PROMPT,
    WINDOW,
    add,
    defer,
    lease,
    lease_with,
    leased,
    prompt_of,
    release,
    settle,
    waiting,
)

DIGEST = replace(MILESTONE, kind=NotificationKind.DIGEST)


class TestLeasing:
    def test_what_is_due_is_given_the_longest_due_first_and_no_more_than_asked(
        self, run: Run
    ) -> None:
        for number, minutes in ((1, 0), (2, -2), (3, -1), (4, 1)):
            run(add(prompt_of(number), due=NOW + minutes * MINUTE))

        [first] = run(lease(most=2))
        [second] = run(lease(most=2))

        assert [row.notification for row in (*first, *second)] == [*map(prompt_of, (2, 3, 1))]

    def test_each_platform_has_its_own(self, run: Run) -> None:
        elsewhere = replace(prompt_of(2), platform="discord")
        run(add(prompt_of(1)), add(elsewhere))

        both = [run(lease(platform=each))[0] for each in ("telegram", "discord", "console")]

        given = [[row.notification for row in rows] for rows in both]
        assert given == [[prompt_of(1)], [elsewhere], []]

    def test_what_is_leased_is_nobody_elses_until_the_lease_has_run_out(self, run: Run) -> None:
        run(add(PROMPT))
        row = leased(run)

        before = run(lease(NOW + MINUTE - INSTANT, name="two"))
        after = run(lease(NOW + MINUTE, name="two"))

        assert before == [()]
        assert after == [(replace(row, attempts=2, lease="two"),)]

    @pytest.mark.parametrize("second", ["one", "two"])
    def test_who_lost_a_lease_writes_no_end_and_gives_nothing_back(
        self, run: Run, second: str
    ) -> None:
        run(add(PROMPT))
        lost = leased(run)
        held = leased(run, NOW + MINUTE, second)

        answers = run(settle(lost)) + run(defer(lost, NOW))

        assert answers == [False, False]
        assert run(settle(held)) == [True]

    def test_a_notification_ends_once(self, run: Run) -> None:
        run(add(PROMPT))
        row = leased(run)

        assert run(settle(row)) + run(settle(row)) == [True, False]
        assert waiting(run) == 0

    def test_what_is_given_back_waits_until_it_is_due_with_what_is_said_of_it(
        self, run: Run
    ) -> None:
        run(add(MILESTONE))
        row = leased(run)
        due = NOW + timedelta(hours=9)
        later = replace(MILESTONE, at=due - MINUTE, expires=due + WINDOW)
        said = replace(row, notification=later, failed=2, doubtful=1)

        deferred = run(defer(said, due))

        early = run(lease(due - INSTANT))
        assert (deferred, early) == ([True], [()])
        assert leased(run, due, "two") == replace(said, attempts=2, lease="two")

    def test_what_has_expired_is_given_too(self, run: Run) -> None:
        run(add(PROMPT))

        assert leased(run, NOW + 2 * WINDOW).notification == PROMPT

    def test_what_is_released_is_due_again_at_once_and_no_longer_its_takers(self, run: Run) -> None:
        for number in (1, 2, 3):
            run(add(prompt_of(number)))
        run(add(replace(prompt_of(4), platform="discord")))
        [lost, ended] = run(lease(most=2))[0]
        run(settle(ended), lease(platform="discord"))

        released = run(release())

        [again] = run(lease(name="two"))
        assert (released, run(release("discord"))) == ([1], [1])
        assert [row.notification for row in again] == [lost.notification, prompt_of(3)]
        assert run(settle(lost)) == [False]

    def test_four_couriers_that_race_lease_every_row_once(self, run: Run, gateway: Gateway) -> None:
        total = 60
        for number in range(1, total + 1):
            run(add(prompt_of(number)))

        async def courier(name: str) -> list[OutboxRow]:
            got: list[OutboxRow] = []
            while rows := await gateway.run(lease(most=7, name=name)):
                got += rows
                for row in rows:
                    assert await gateway.run(settle(row))
            return got

        async def race() -> list[list[OutboxRow]]:
            return await asyncio.gather(*(courier(f"courier {i}") for i in range(4)))

        rows = [row for got in asyncio.run(race()) for row in got]

        assert sorted(row.notification.reminder or 0 for row in rows) == [*range(1, total + 1)]
        assert {row.attempts for row in rows} == {1}
        assert waiting(run) == 0


class TestOneLearner:
    def test_of_all_that_is_due_to_a_learner_the_longest_due_is_given(self, run: Run) -> None:
        run(add(PROMPT))
        run(add(MILESTONE, due=NOW - MINUTE))
        run(add(DIGEST, due=NOW - MINUTE))
        run(add(prompt_of(8)))

        [rows] = run(lease())

        assert [row.notification for row in rows] == [MILESTONE, prompt_of(8)]

    def test_nothing_more_is_given_while_something_is_on_its_way_to_them(self, run: Run) -> None:
        run(add(PROMPT))
        row = leased(run)
        run(add(MILESTONE, due=NOW - MINUTE))

        meanwhile = run(lease())
        run(settle(row))

        assert meanwhile == [()]
        assert leased(run).notification == MILESTONE

    def test_what_is_given_back_for_later_holds_nothing_up(self, run: Run) -> None:
        run(add(PROMPT), add(MILESTONE, due=NOW + MINUTE))
        run(defer(leased(run), NOW + WINDOW))

        assert leased(run, NOW + MINUTE).notification == MILESTONE

    def test_all_else_that_is_due_to_them_is_taken_along_by_the_same_lease(self, run: Run) -> None:
        tomorrow = replace(MILESTONE, date=NOW.date() + timedelta(days=1))
        for notification in (PROMPT, DIGEST):
            run(add(notification, due=NOW - MINUTE))
        run(add(MILESTONE, due=NOW))
        run(add(tomorrow, due=NOW + INSTANT), add(prompt_of(8)))
        run(add(replace(PROMPT, platform="discord", reminder=ReminderId(9))))
        row = run(lease(name="two"))[0][0]

        [others] = run(lease_with(row))

        assert row.notification == PROMPT
        assert others == tuple(
            OutboxRow(other.id, notification, 1, "two")
            for other, notification in zip(others, (DIGEST, MILESTONE), strict=True)
        )
        assert run(lease_with(row), lease(name="three")) == [(), ()]
        assert run(*map(settle, others)) == [True, True]

    def test_what_another_took_is_not_taken_along_until_their_lease_has_run_out(
        self, run: Run
    ) -> None:
        run(add(PROMPT))
        first = leased(run)
        run(add(MILESTONE))
        [[second]] = run(lease_with(first))

        early = run(lease_with(first, NOW + MINUTE - INSTANT))
        # The learner's row of the first lease was settled; that of the other has run out.
        run(settle(first))
        run(add(DIGEST, due=NOW - MINUTE))
        third = leased(run, NOW + MINUTE)

        assert (early, third.notification) == ([()], DIGEST)
        assert run(lease_with(third, NOW + MINUTE)) == [(replace(second, attempts=2),)]

    def test_learners_do_not_wait_for_one_another(self, run: Run) -> None:
        run(add(PROMPT, due=NOW - MINUTE))
        run(lease())
        run(add(prompt_of(8)))

        assert leased(run).notification.learner == LearnerId(8)
