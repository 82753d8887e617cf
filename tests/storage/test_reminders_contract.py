"""What every storage promises of reminders: each occurrence is planned once for each of them."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain

import pytest

from core.learner import LearnerId
from core.notification import Notification, NotificationKind
from core.outbox import OutboxRow, Outcome
from core.ports import UnitOfWork
from core.reminder import Occurrence, Reminder, ReminderId, ReminderKind, Schedule
from core.reminder import next_occurrence as after
from core.slot import Batch, Slot, SlotId, Span
from core.weekdays import Days
from tests.storage.conftest import Gateway, Run
from tests.storage.scenes import ANN, BEN, enrol

SINCE = datetime(2026, 11, 22, 18, 30, 15, 250_001, tzinfo=UTC)
EIGHT = Schedule(8 * 60, Days.DAILY, "Europe/Berlin")
NINE = Schedule(9 * 60, Days.WEEKDAYS, "Europe/Berlin")
MONDAY = Occurrence(datetime(2026, 11, 23, 7, tzinfo=UTC), date(2026, 11, 23))
TUESDAY = Occurrence(datetime(2026, 11, 24, 7, tzinfo=UTC), date(2026, 11, 24))
WINDOW = timedelta(hours=3)
AT_ONCE = Span(MONDAY.at, timedelta(), MONDAY.at + WINDOW)


@pytest.fixture
def ann(run: Run) -> LearnerId:
    return run(enrol(ANN))[0].learner.id


@pytest.fixture
def ben(run: Run) -> LearnerId:
    return run(enrol(BEN))[0].learner.id


def add(
    learner: LearnerId,
    schedule: Schedule = EIGHT,
    kind: ReminderKind = ReminderKind.PROMPT,
    *,
    platform: str = "telegram",
    since: datetime = SINCE,
) -> Callable[[UnitOfWork], Reminder]:
    def work(unit: UnitOfWork) -> Reminder:
        reminder = unit.reminders.add(learner, kind, schedule, platform=platform, since=since)
        unit.commit()
        return reminder

    return work


def add_many(learner: LearnerId, number: int) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        for _ in range(number):
            add(learner)(unit)

    return work


def save(reminder: Reminder) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.reminders.save(reminder)
        unit.commit()

    return work


def remove(reminder: Reminder) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.reminders.remove(reminder)
        unit.commit()

    return work


def of(run: Run, learner: LearnerId) -> tuple[Reminder, ...]:
    [found] = run(lambda unit: unit.reminders.of_learner(learner))
    return found


def due(
    run: Run, now: datetime = MONDAY.at, platform: str = "telegram"
) -> list[tuple[Schedule, Occurrence, int]]:
    [slots] = run(lambda unit: unit.reminders.due_slots(platform, now, most=10))
    return [(slot.schedule, slot.next, slot.cursor) for slot in slots]


def slot_of(run: Run, now: datetime = MONDAY.at) -> Slot:
    [(slot,)] = run(lambda unit: unit.reminders.due_slots("telegram", now, most=1))
    return slot


def plan(slot: Slot, span: Span = AT_ONCE, *, most: int = 10) -> Callable[[UnitOfWork], Batch]:
    def work(unit: UnitOfWork) -> Batch:
        then = after(slot.schedule, slot.next.at)
        batch = unit.reminders.plan(slot, span, then=then, most=most)
        unit.commit()
        return batch

    return work


def fold(slot: Slot) -> Callable[[UnitOfWork], int]:
    def work(unit: UnitOfWork) -> int:
        folded = unit.reminders.fold(slot, then=after(slot.schedule, slot.next.at))
        unit.commit()
        return folded

    return work


def taken(
    run: Run, now: datetime = MONDAY.at, platform: str = "telegram"
) -> tuple[Notification, ...]:
    """Lease all that is due, in the order it was put in, without keeping the leases."""

    def work(unit: UnitOfWork) -> tuple[OutboxRow, ...]:
        until = now + WINDOW
        firsts = unit.outbox.lease(platform, now, until=until, most=10_000, lease="it")
        others = (unit.outbox.lease_with(first, now, until=until) for first in firsts)
        return (*firsts, *chain.from_iterable(others))

    [rows] = run(work)
    return tuple(row.notification for row in sorted(rows, key=lambda row: row.id))


def prompt(reminder: Reminder, occurrence: Occurrence = MONDAY) -> Notification:
    kind = NotificationKind(reminder.kind.value)
    return Notification(
        kind,
        reminder.learner,
        reminder.platform,
        occurrence.date,
        occurrence.at,
        MONDAY.at + WINDOW,
        reminder.id,
    )


class TestReminders:
    def test_they_are_given_as_they_were_made_and_the_oldest_first(
        self, run: Run, ann: LearnerId, ben: LearnerId
    ) -> None:
        [first] = run(add(ann))
        [second] = run(add(ann, NINE, ReminderKind.DIGEST))
        run(add(ben))

        assert of(run, ann) == (first, second)
        assert first == Reminder(
            first.id, ann, ReminderKind.PROMPT, EIGHT, "telegram", muted=False, since=SINCE
        )

    def test_what_is_saved_is_given(self, run: Run, ann: LearnerId) -> None:
        [before], [other] = run(add(ann)), run(add(ann))
        changed = replace(before, schedule=NINE, muted=True, since=SINCE + timedelta(hours=1))

        run(save(changed))

        assert of(run, ann) == (changed, other)

    def test_without_a_commit_nothing_is_kept(self, run: Run, ann: LearnerId) -> None:
        def forgotten(unit: UnitOfWork) -> None:
            unit.reminders.add(ann, ReminderKind.PROMPT, EIGHT, platform="telegram", since=SINCE)

        run(forgotten)

        assert (of(run, ann), due(run)) == ((), [])

    def test_one_that_is_removed_is_gone_and_its_id_is_not_given_again(
        self, run: Run, ann: LearnerId
    ) -> None:
        [kept, removed] = run(add(ann), add(ann))
        if removed.id < kept.id:
            kept, removed = removed, kept

        run(remove(removed))
        run(remove(removed))

        [new] = run(add(ann))
        assert of(run, ann) == (kept, new)
        assert new.id > removed.id

    def test_what_waits_for_one_goes_with_it_and_nothing_else_does(
        self, run: Run, ann: LearnerId
    ) -> None:
        [first] = run(add(ann))
        [second] = run(add(ann))
        run(plan(slot_of(run)))

        run(remove(first))

        assert taken(run) == (prompt(second),)

    def test_a_naive_instant_is_refused(self, run: Run, ann: LearnerId) -> None:
        with pytest.raises(ValueError, match="aware"):
            run(add(ann, since=SINCE.replace(tzinfo=None)))


class TestDueSlots:
    def test_a_schedule_is_one_slot_however_many_share_it(
        self, run: Run, ann: LearnerId, ben: LearnerId
    ) -> None:
        run(add(ann), add(ben), add(ben, replace(EIGHT, zone="Africa/Lagos")))
        run(add(ann, replace(EIGHT, days=Days.MONDAY)))

        assert len(due(run)) == 3

    def test_those_whose_time_has_come_are_given_the_longest_due_first(
        self, run: Run, ann: LearnerId
    ) -> None:
        run(add(ann, NINE), add(ann, EIGHT))
        nine = after(NINE, SINCE)

        assert due(run, MONDAY.at - timedelta(microseconds=1)) == []
        assert due(run, MONDAY.at) == [(EIGHT, MONDAY, 0)]
        assert due(run, nine.at) == [(EIGHT, MONDAY, 0), (NINE, nine, 0)]

    def test_a_schedule_is_a_slot_of_its_own_on_each_platform(
        self, run: Run, ann: LearnerId
    ) -> None:
        run(add(ann), add(ann, platform="discord"))

        assert (due(run), due(run, platform="discord")) == ([(EIGHT, MONDAY, 0)],) * 2
        assert due(run, platform="console") == []

    def test_the_next_due_is_the_earliest_of_its_platform(self, run: Run, ann: LearnerId) -> None:
        run(add(ann, NINE), add(ann, EIGHT), add(ann, NINE, platform="discord"))

        nexts = run(
            lambda unit: unit.reminders.next_due("telegram"),
            lambda unit: unit.reminders.next_due("discord"),
            lambda unit: unit.reminders.next_due("console"),
        )

        assert nexts == [MONDAY.at, after(NINE, SINCE).at, None]

    def test_those_due_later_than_an_instant_are_given_page_by_page(
        self, run: Run, ann: LearnerId
    ) -> None:
        ten = replace(EIGHT, minute=600)
        for schedule in (ten, EIGHT, NINE):
            run(add(ann, schedule))
        run(add(ann, NINE, platform="discord"))

        def late(after: SlotId, most: int) -> Callable[[UnitOfWork], tuple[Slot, ...]]:
            return lambda unit: unit.reminders.late_slots(
                "telegram", MONDAY.at, after=after, most=most
            )

        [first] = run(late(SlotId(0), 1))
        [rest] = run(late(first[0].id, 9))

        assert [slot.schedule for slot in (*first, *rest)] == [ten, NINE]

    def test_no_more_are_given_than_asked_for(self, run: Run, ann: LearnerId) -> None:
        run(add(ann, NINE), add(ann, EIGHT))

        [slots] = run(lambda unit: unit.reminders.due_slots("telegram", TUESDAY.at, most=1))

        assert [slot.schedule for slot in slots] == [EIGHT]


class TestCrowd:
    def count(self, run: Run, *, most: int = 99, platform: str = "telegram") -> int:
        [number] = run(lambda unit: unit.reminders.crowd(platform, MONDAY.at, most=most))
        return number

    def test_it_is_those_who_fall_due_together_whatever_the_slot_up_to_as_many_as_asked(
        self, run: Run, ann: LearnerId, ben: LearnerId
    ) -> None:
        run(add(ann), add(ben), add(ben, replace(EIGHT, zone="Africa/Lagos")))
        run(add(ann, replace(EIGHT, days=Days.MONDAY)))
        run(add(ann, NINE), add(ann, platform="discord"))

        assert [self.count(run), self.count(run, most=3)] == [4, 3]
        assert [self.count(run, platform=each) for each in ("discord", "console")] == [1, 0]

    def test_muted_ones_those_set_since_and_those_planned_already_are_not_of_it(
        self, run: Run, ann: LearnerId
    ) -> None:
        run(add_many(ann, 3))
        [muted] = run(add(ann))
        run(save(replace(muted, muted=True)))
        run(add(ann, since=MONDAY.at))

        before = self.count(run)
        run(plan(slot_of(run), most=2))

        assert (before, self.count(run)) == (3, 1)


class TestPlan:
    def test_each_reminder_of_the_slot_gets_its_notification_and_no_other_does(
        self, run: Run, ann: LearnerId, ben: LearnerId
    ) -> None:
        [first] = run(add(ann))
        [second] = run(add(ben, kind=ReminderKind.NUDGE))
        run(add(ann, NINE))

        batch = run(plan(slot_of(run)))

        assert batch == [Batch(2, more=False)]
        assert taken(run) == (prompt(first), prompt(second))
        assert due(run, TUESDAY.at) == [(NINE, after(NINE, SINCE), 0), (EIGHT, TUESDAY, 0)]

    def test_a_batch_ends_where_it_is_full_and_the_next_goes_on_there(
        self, run: Run, ann: LearnerId
    ) -> None:
        [first] = run(add(ann))
        [second] = run(add(ann))
        [third] = run(add(ann))

        batches = [run(plan(slot_of(run), most=2))[0]]
        between = due(run)
        batches += run(plan(slot_of(run), most=2))

        assert batches == [Batch(2, more=True), Batch(1, more=False)]
        assert between == [(EIGHT, MONDAY, second.id)]
        assert taken(run) == (prompt(first), prompt(second), prompt(third))
        assert due(run) == []

    def test_muted_ones_and_those_set_since_the_occurrence_have_none(
        self, run: Run, ann: LearnerId
    ) -> None:
        [muted, kept] = run(add(ann), add(ann))
        run(save(replace(muted, muted=True)))
        run(add(ann, since=MONDAY.at))

        batch = run(plan(slot_of(run)))

        assert batch == [Batch(1, more=False)]
        assert taken(run) == (prompt(kept),)

    def test_a_reminder_that_was_moved_is_planned_in_its_new_slot_alone(
        self, run: Run, ann: LearnerId
    ) -> None:
        [reminder] = run(add(ann))
        run(save(replace(reminder, schedule=NINE)))
        [eight, nine] = run(lambda unit: unit.reminders.due_slots("telegram", TUESDAY.at, most=9))[
            0
        ]

        batches = run(plan(eight), plan(nine))

        assert batches == [Batch(0, more=False), Batch(1, more=False)]

    def test_a_reminder_that_was_moved_to_another_platform_is_planned_there_alone(
        self, run: Run, ann: LearnerId
    ) -> None:
        [reminder] = run(add(ann))
        moved = replace(reminder, platform="discord")
        run(save(moved))
        [old] = run(lambda unit: unit.reminders.due_slots("telegram", MONDAY.at, most=9))[0]
        [new] = run(lambda unit: unit.reminders.due_slots("discord", MONDAY.at, most=9))[0]

        batches = run(plan(old), plan(new))

        assert batches == [Batch(0, more=False), Batch(1, more=False)]
        assert (of(run, ann), taken(run)) == ((moved,), ())
        assert taken(run, platform="discord") == (prompt(moved),)

    def test_of_one_reminder_a_date_has_one_notification(self, run: Run, ann: LearnerId) -> None:
        [reminder] = run(add(ann))
        run(plan(slot_of(run)))
        run(save(replace(reminder, schedule=NINE, since=MONDAY.at)))

        batch = run(plan(slot_of(run, after(NINE, SINCE).at)))

        assert batch == [Batch(0, more=False)]
        assert taken(run) == (prompt(reminder),)

    def test_a_span_spreads_them_in_order_on_whole_seconds(self, run: Run, ann: LearnerId) -> None:
        run(add_many(ann, 240))
        begin = MONDAY.at + timedelta(microseconds=400_000)
        span = Span(begin, timedelta(seconds=0.25), MONDAY.at + WINDOW)
        run(plan(slot_of(run), span, most=500))

        came = [len(taken(run, MONDAY.at + timedelta(seconds=second))) for second in range(60)]

        assert came == [4 * second for second in range(1, 61)]

    def test_what_would_come_after_it_expires_is_pressed_together(
        self, run: Run, ann: LearnerId
    ) -> None:
        run(add_many(ann, 240))
        span = Span(MONDAY.at, timedelta(seconds=0.25), MONDAY.at + timedelta(seconds=30))
        run(plan(slot_of(run), span, most=500))

        came = [len(taken(run, MONDAY.at + timedelta(seconds=second))) for second in range(30)]

        assert came == [8 * second for second in range(1, 31)]

    def test_a_slot_keeps_how_far_it_reaches_until_it_is_planned(
        self, run: Run, ann: LearnerId
    ) -> None:
        run(add_many(ann, 3))
        span = Span(MONDAY.at + timedelta(minutes=5), timedelta(microseconds=7), MONDAY.at + WINDOW)

        def reached() -> list[timedelta]:
            [slots] = run(lambda unit: unit.reminders.due_slots("telegram", TUESDAY.at, most=9))
            return [slot.reach for slot in slots]

        kept = [reached()]
        for _ in range(2):
            run(plan(slot_of(run), span, most=2))
            kept.append(reached())

        assert kept == [[timedelta()], [timedelta(minutes=5, microseconds=14)], [timedelta()]]

    def test_a_slot_that_somebody_else_planned_is_left_as_it_is(
        self, run: Run, ann: LearnerId
    ) -> None:
        run(add(ann), add(ann))
        read = slot_of(run)
        run(plan(read, most=1))
        before = due(run)

        batches = run(plan(read), plan(read, most=1))

        assert batches == [Batch(0, more=False)] * 2
        assert (due(run), len(taken(run))) == (before, 1)

    def test_folding_lets_the_occurrence_go_by_and_counts_who_is_not_reminded(
        self, run: Run, ann: LearnerId
    ) -> None:
        for _ in range(4):
            run(add(ann))
        [muted] = run(add(ann))
        run(save(replace(muted, muted=True)))
        run(plan(slot_of(run), most=1))
        read = slot_of(run)

        counts = [run(fold(read))[0], run(fold(read))[0]]

        assert counts == [3, 0]
        assert due(run, TUESDAY.at) == [(EIGHT, TUESDAY, 0)]
        assert len(taken(run)) == 1


def test_racing_planners_make_each_occurrence_exactly_one_row(
    gateway: Gateway, ann: LearnerId, run: Run
) -> None:
    schedules = [replace(EIGHT, minute=8 * 60 - minute) for minute in range(3)]
    reminders = [run(add(ann, schedules[i % 3]))[0] for i in range(60)]

    def plan_one(unit: UnitOfWork) -> Batch | None:
        slots = unit.reminders.due_slots("telegram", MONDAY.at, most=1)
        if not slots:
            return None
        then = after(slots[0].schedule, slots[0].next.at)
        batch = unit.reminders.plan(slots[0], AT_ONCE, then=then, most=4)
        unit.commit()
        return batch

    def is_done(unit: UnitOfWork) -> bool:
        return not unit.reminders.due_slots("telegram", MONDAY.at, most=1)

    async def planner() -> int:
        planned = 0
        while True:
            batch = await gateway.run(plan_one)
            if batch is None:
                return planned
            planned += batch.planned

    async def race() -> list[int]:
        return await asyncio.gather(*(planner() for _ in range(2)))

    planned = asyncio.run(race())
    # A planner stops where the other holds what is left, and the other finishes it.
    assert run(is_done) == [True]

    assert sum(planned) == len(reminders)
    assert sorted(it.reminder or 0 for it in taken(run)) == sorted(it.id for it in reminders)


def test_two_units_of_work_that_plan_at_once_share_the_slots_or_leave_them(
    run: Run, ann: LearnerId
) -> None:
    for minute in range(4):
        run(add(ann, replace(EIGHT, minute=8 * 60 - minute)))

    def plan_all(unit: UnitOfWork) -> int:
        slots = unit.reminders.due_slots("telegram", MONDAY.at, most=9)
        batches = [plan(slot)(unit) for slot in slots]
        assert all(batch == Batch(1, more=False) for batch in batches)
        return len(batches)

    planned = run(plan_all, plan_all)

    assert sum(planned) == 4
    assert len(taken(run)) == 4


def test_a_planner_and_those_who_change_reminders_meanwhile_do_not_hurt_each_other(
    run: Run, ann: LearnerId
) -> None:
    reminders = [run(add(ann))[0] for _ in range(8)]
    slot = slot_of(run)

    run(plan(slot), *(remove(each) for each in reminders[:4]), add(ann), add(ann, NINE))

    kept = [ReminderId(each.id) for each in reminders[4:]]
    planned = {it.reminder for it in taken(run)}
    assert planned.issuperset(kept)
    assert len(of(run, ann)) == 6


@pytest.mark.parametrize("outcome", Outcome)
def test_a_reminder_is_not_planned_again_for_a_date_whose_notification_has_ended(
    run: Run, ann: LearnerId, outcome: Outcome
) -> None:
    [reminder] = run(add(ann))
    run(plan(slot_of(run)))

    def end(unit: UnitOfWork) -> None:
        [row] = unit.outbox.lease("telegram", MONDAY.at, until=TUESDAY.at, most=9, lease="it")
        unit.outbox.settle(row, outcome, at=MONDAY.at)
        unit.commit()

    run(end)
    run(save(replace(reminder, schedule=NINE, since=MONDAY.at)))

    assert run(plan(slot_of(run, after(NINE, SINCE).at))) == [Batch(0, more=False)]
    assert taken(run) == ()
