"""What every storage promises of the outbox: of each cause and date there is one notification."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.learner import LearnerId
from core.notification import Notification, NotificationKind
from core.outbox import OutboxRow, Outcome
from core.ports import UnitOfWork
from core.reminder import ReminderId
from tests.storage.conftest import Run
from tests.storage.outbox_scenes import (
    INSTANT,
    MILESTONE,
    MINUTE,
    NOW,
    PROMPT,
    WINDOW,
    add,
    defer,
    forget,
    lease,
    leased,
    prompt_of,
    put,
    settle,
    waiting,
)

SNOOZED = replace(PROMPT, reminder=None)
EACH = pytest.mark.parametrize("notification", [PROMPT, MILESTONE], ids=["reminder", "deed"])
NEW = pytest.mark.parametrize("how", [add, put])


class TestAdding:
    @EACH
    @NEW
    def test_what_is_put_in_comes_out_as_it_was(
        self, run: Run, notification: Notification, how: Callable[..., Callable[[UnitOfWork], None]]
    ) -> None:
        run(how(notification))

        row = leased(run)

        assert row == OutboxRow(row.id, notification, 1, "one", failed=0, doubtful=0)

    @EACH
    def test_what_is_added_again_changes_nothing_also_once_it_has_ended(
        self, run: Run, notification: Notification
    ) -> None:
        first = run(add(notification))
        again = run(add(replace(notification, details={"other": "words"}), due=NOW - MINUTE))
        row = leased(run)
        run(settle(row))

        ended = run(add(notification))

        assert (first, again, ended) == ([True], [False], [False])
        assert row.notification == notification
        assert run(lease(NOW + WINDOW)) == [()]

    def test_another_date_kind_or_learner_is_another_notification(self, run: Run) -> None:
        tomorrow = NOW.date() + timedelta(days=1)

        added = run(
            add(PROMPT),
            add(replace(PROMPT, date=tomorrow)),
            add(replace(PROMPT, reminder=ReminderId(4))),
            add(SNOOZED),
            add(MILESTONE),
            add(replace(MILESTONE, date=tomorrow)),
            add(replace(MILESTONE, learner=LearnerId(8))),
            add(replace(MILESTONE, kind=NotificationKind.STREAK_ENDED)),
        )

        assert added == [True] * 8
        assert waiting(run) == 8

    def test_of_those_that_race_to_add_one_the_first_does(self, run: Run) -> None:
        assert sorted(run(*(add(MILESTONE) for _ in range(6)))) == [False] * 5 + [True]

    def test_without_a_commit_nothing_is_kept(self, run: Run) -> None:
        run(lambda unit: unit.outbox.add(PROMPT, due=NOW))

        assert waiting(run) == 0

    @NEW
    def test_a_naive_instant_is_refused(
        self, run: Run, how: Callable[..., Callable[[UnitOfWork], None]]
    ) -> None:
        with pytest.raises(ValueError, match="aware"):
            run(how(PROMPT, due=NOW.replace(tzinfo=None)))


class TestPutting:
    @EACH
    def test_what_is_there_becomes_what_is_put_in_and_is_due_then(
        self, run: Run, notification: Notification
    ) -> None:
        run(add(notification))
        changed = replace(
            notification,
            platform="discord",
            at=NOW + MINUTE,
            expires=NOW + 2 * WINDOW,
            details={"other": "words"},
        )

        run(put(changed, due=NOW + MINUTE))

        early, [row] = run(
            lease(NOW + MINUTE - INSTANT, platform="discord"),
            lease(NOW + MINUTE, platform="discord"),
        )
        assert (early, row) == ((), OutboxRow(row.id, changed, 1, "one"))
        assert (waiting(run), waiting(run, "discord")) == (0, 1)

    @EACH
    @pytest.mark.parametrize("outcome", Outcome)
    def test_what_has_ended_is_due_again_as_though_it_had_not_been_tried(
        self, run: Run, notification: Notification, outcome: Outcome
    ) -> None:
        run(add(notification))
        run(defer(replace(leased(run), failed=3, doubtful=1), NOW))
        run(settle(leased(run), outcome))

        run(put(notification))

        row = leased(run)
        assert (row.notification, row.failed, row.doubtful) == (notification, 0, 0)

    @EACH
    def test_who_leased_what_was_there_has_no_say_over_what_is_put_in(
        self, run: Run, notification: Notification
    ) -> None:
        run(add(notification))
        lost = leased(run)
        run(put(notification))

        before = run(settle(lost))
        held = leased(run)

        assert (before, run(settle(lost)), run(settle(held))) == ([False], [False], [True])

    def test_those_who_race_to_put_one_in_all_do_and_there_is_one(self, run: Run) -> None:
        run(*(put(SNOOZED, due=NOW + number * MINUTE) for number in range(6)))

        assert waiting(run) == 1


class TestSnoozed:
    def until(self, run: Run) -> datetime | None:
        [found] = run(lambda unit: unit.outbox.snoozed_until(SNOOZED.learner))
        return found

    def test_it_waits_until_the_earliest_is_due_that_no_reminder_caused(self, run: Run) -> None:
        tomorrow = NOW.date() + timedelta(days=1)
        run(
            put(SNOOZED, due=NOW + 2 * MINUTE),
            add(replace(SNOOZED, date=tomorrow), due=NOW + WINDOW),
        )
        run(add(PROMPT), add(MILESTONE), add(replace(SNOOZED, learner=LearnerId(8))))

        assert self.until(run) == NOW + 2 * MINUTE

    def test_none_waits_where_none_was_and_once_it_has_ended(self, run: Run) -> None:
        before = self.until(run)
        run(put(SNOOZED))
        run(settle(leased(run), Outcome.NEEDLESS))

        assert (before, self.until(run)) == (None, None)


class TestCounting:
    def test_what_waits_is_counted_up_to_an_instant_and_as_many_as_asked(self, run: Run) -> None:
        run(*(add(prompt_of(number)) for number in (1, 2)))
        run(add(prompt_of(3), due=NOW + WINDOW), add(replace(prompt_of(4), platform="discord")))
        run(settle(run(lease(most=1))[0][0]))

        late, later = NOW + WINDOW, NOW + WINDOW + INSTANT
        counts = run(
            lambda unit: unit.outbox.waiting("telegram", before=later, most=9),
            lambda unit: unit.outbox.waiting("telegram", before=late, most=9),
            lambda unit: unit.outbox.waiting("telegram", before=later, most=1),
            lambda unit: unit.outbox.waiting("discord", before=later, most=9),
            lambda unit: unit.outbox.waiting("console", before=later, most=9),
        )

        assert counts == [2, 1, 1, 1, 0]

    def test_the_next_due_is_the_earliest_that_has_not_ended_on_its_platform(
        self, run: Run
    ) -> None:
        def next_due() -> list[datetime | None]:
            return run(
                lambda unit: unit.outbox.next_due("telegram"),
                lambda unit: unit.outbox.next_due("discord"),
            )

        run(add(prompt_of(1)), add(prompt_of(2), due=NOW + MINUTE))
        before = next_due()
        run(settle(leased(run)))

        assert (before, next_due()) == ([NOW, None], [NOW + MINUTE, None])


class TestForgetting:
    def test_what_ended_before_is_forgotten_as_many_as_asked_and_the_rest_stays(
        self, run: Run
    ) -> None:
        for number in range(1, 6):
            run(add(prompt_of(number)))
        [rows] = run(lease(most=4))
        for number, row in enumerate(rows):
            run(settle(row, at=NOW + number * MINUTE))

        counts = [run(forget(NOW + 3 * MINUTE, most=2))[0] for _ in range(3)]

        assert counts == [2, 1, 0]
        # The fourth ended later, and the fifth has not: theirs is there already.
        assert run(add(prompt_of(4)), add(prompt_of(5))) == [False, False]
