"""Reminding: each reminder is its learner's alone, and is changed, muted and removed by number."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.errors import NotEnrolled, NowhereToWrite, UnclearTime, UnknownReminder
from core.learner import Account
from core.outbox import Outcome
from core.ports import UnitOfWork
from core.reminder import Reminder, ReminderKind, Schedule, next_occurrence
from core.selection import Pick
from core.use_cases.delivering import Prepared, lease_due, prepare
from core.use_cases.enrolment import Newcomer, enrol, set_zone
from core.use_cases.news import StreakAtRisk
from core.use_cases.prompting import set_daily
from core.use_cases.reminding import (
    OptedIn,
    ReminderChanged,
    ReminderMuted,
    ReminderRemoved,
    change_reminder,
    mute_reminder,
    opt_in,
    opt_out,
    remove_reminder,
)
from core.use_cases.study import complete_topics
from core.weekdays import Days
from tests.core.use_cases.reminding_scenes import (
    ADA,
    BOB,
    CHAT,
    DAY,
    HOUR,
    LISBON,
    MINUTE,
    brought,
    learner,
    monday,
    plan,
    school,
)
from tests.fakes.unit_of_work import FakeUnitOfWork

SEVEN = monday(7)
EIGHT = Schedule(480, Days.DAILY, LISBON)
NINE = Schedule(540, Days.DAILY, LISBON)

Act = Callable[[UnitOfWork, Account, int], object]
BY_NUMBER = pytest.mark.parametrize(
    "act",
    [
        lambda work, who, number: change_reminder(work, who, SEVEN, number, "9"),
        lambda work, who, number: mute_reminder(work, who, SEVEN, number, muted=True),
        lambda work, who, number: remove_reminder(work, who, SEVEN, number),
    ],
    ids=["change", "mute", "remove"],
)


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work with Ada, who is prompted at eight."""
    unit = school(CHAT)
    set_daily(unit, ADA, SEVEN, "8", here=CHAT)
    unit.committed = False
    return unit


def reminders(work: FakeUnitOfWork) -> tuple[Reminder, ...]:
    """Give Ada's reminders."""
    return work.reminders.of_learner(learner(work).id)


@BY_NUMBER
@pytest.mark.parametrize("number", [0, -1, 2, 2**63])
def test_a_number_of_no_reminder_is_refused(work: FakeUnitOfWork, act: Act, number: int) -> None:
    before = reminders(work)

    with pytest.raises(UnknownReminder):
        act(work, ADA, number)
    assert (reminders(work), work.committed) == (before, False)


@BY_NUMBER
def test_a_reminder_of_another_learner_is_refused_as_one_that_is_not(
    work: FakeUnitOfWork, act: Act
) -> None:
    enrol(work, BOB, SEVEN, "python", Newcomer(LISBON, "en"))
    [its] = before = reminders(work)

    with pytest.raises(UnknownReminder):
        act(work, BOB, its.id)
    assert reminders(work) == before


@BY_NUMBER
def test_a_stranger_is_told_to_choose_a_roadmap_first(work: FakeUnitOfWork, act: Act) -> None:
    with pytest.raises(NotEnrolled):
        act(work, BOB, 1)


class TestChanging:
    def test_a_changed_reminder_is_another_one(self, work: FakeUnitOfWork) -> None:
        [before] = reminders(work)

        result = change_reminder(work, ADA, SEVEN, before.id, "9")

        [after] = reminders(work)
        assert result == ReminderChanged(after, EIGHT, next_occurrence(NINE, SEVEN))
        assert after.id != before.id
        assert (after.schedule, after.since, work.committed) == (NINE, SEVEN, True)

    def test_one_that_is_muted_stays_so(self, work: FakeUnitOfWork) -> None:
        mute_reminder(work, ADA, SEVEN, 1, muted=True)

        result = change_reminder(work, ADA, SEVEN, 1, "sat")

        assert result.reminder.muted
        assert reminders(work) == (result.reminder,)

    def test_a_change_to_what_it_is_changes_nothing(self, work: FakeUnitOfWork) -> None:
        before = reminders(work)
        change_reminder(work, ADA, SEVEN + MINUTE, 1, "8 daily")
        assert reminders(work) == before

    def test_a_prompt_takes_its_new_days_from_the_others(self, work: FakeUnitOfWork) -> None:
        second = set_daily(work, ADA, SEVEN, "10 sat", here=CHAT).reminder

        change_reminder(work, ADA, SEVEN, second.id, "sat sun")

        assert [each.schedule.days for each in reminders(work)] == [
            Days.WEEKDAYS,
            Days.WEEKENDS,
        ]

    def test_a_nudge_takes_nothing_from_the_prompts(self, work: FakeUnitOfWork) -> None:
        nudge = opt_in(work, ADA, SEVEN, ReminderKind.NUDGE, here=CHAT).reminder

        change_reminder(work, ADA, SEVEN, nudge.id, "21")

        assert [each.schedule.minute for each in reminders(work)] == [480, 1260]

    def test_what_cannot_be_read_changes_nothing(self, work: FakeUnitOfWork) -> None:
        before = reminders(work)

        with pytest.raises(UnclearTime):
            change_reminder(work, ADA, SEVEN, 1, "soon")
        assert (reminders(work), work.committed) == (before, False)


class TestMuting:
    def test_a_muted_reminder_is_kept_and_does_not_come(self, work: FakeUnitOfWork) -> None:
        result = mute_reminder(work, ADA, SEVEN, 1, muted=True)

        [kept] = reminders(work)
        assert result == ReminderMuted(kept, next_occurrence(EIGHT, SEVEN))
        assert (kept.muted, brought(work, monday(8))) == (True, [])

    def test_it_does_not_come_either_where_it_was_on_its_way(self, work: FakeUnitOfWork) -> None:
        plan(work, monday(8))
        mute_reminder(work, ADA, monday(8), 1, muted=True)

        assert not brought(work, monday(8))

    def test_unmuted_it_comes_the_next_time_and_not_what_was_missed(
        self, work: FakeUnitOfWork
    ) -> None:
        mute_reminder(work, ADA, SEVEN, 1, muted=True)
        mute_reminder(work, ADA, monday(8, 30), 1, muted=False)

        assert not brought(work, monday(8, 31))
        assert brought(work, monday(8) + DAY)

    def test_muting_it_twice_is_as_good_as_once(self, work: FakeUnitOfWork) -> None:
        once = mute_reminder(work, ADA, SEVEN, 1, muted=True)
        assert mute_reminder(work, ADA, SEVEN, 1, muted=True) == once


class TestRemoving:
    def test_a_removed_reminder_comes_no_more(self, work: FakeUnitOfWork) -> None:
        [before] = reminders(work)

        assert remove_reminder(work, ADA, SEVEN, before.id) == ReminderRemoved(before)
        assert (reminders(work), brought(work, monday(8))) == ((), [])

    def test_removing_it_twice_is_refused(self, work: FakeUnitOfWork) -> None:
        remove_reminder(work, ADA, SEVEN, 1)

        with pytest.raises(UnknownReminder):
            remove_reminder(work, ADA, SEVEN, 1)

    def test_what_the_courier_holds_already_is_not_sent(self, work: FakeUnitOfWork) -> None:
        plan(work, monday(8))
        [row] = lease_due(work, "telegram", monday(8), most=9, lease="one", until=monday(9))

        remove_reminder(work, ADA, monday(8), 1)

        assert prepare(work, row, monday(8), until=monday(9)) == Prepared(None)


class TestOpting:
    @pytest.mark.parametrize(
        ("kind", "schedule"),
        [
            (ReminderKind.PROMPT, Schedule(480, Days.DAILY, LISBON)),
            (ReminderKind.NUDGE, Schedule(1200, Days.DAILY, LISBON)),
            (ReminderKind.DIGEST, Schedule(1080, Days.SUNDAY, LISBON)),
        ],
    )
    def test_who_names_no_time_gets_the_usual_one(
        self, kind: ReminderKind, schedule: Schedule
    ) -> None:
        work = school(CHAT)

        result = opt_in(work, ADA, SEVEN, kind, here=None)

        [reminder] = reminders(work)
        assert result == OptedIn(reminder, next_occurrence(schedule, SEVEN))
        assert (reminder.kind, reminder.schedule, work.committed) == (kind, schedule, True)

    def test_what_there_is_already_is_kept_and_unmuted(self, work: FakeUnitOfWork) -> None:
        [before] = reminders(work)
        mute_reminder(work, ADA, SEVEN, before.id, muted=True)

        result = opt_in(work, ADA, SEVEN + MINUTE, ReminderKind.PROMPT, here=CHAT)

        assert result.reminder == replace(before, since=SEVEN + MINUTE)
        assert reminders(work) == (result.reminder,)

    def test_who_can_be_written_to_nowhere_else_is_written_to_here(self) -> None:
        work = school()
        opt_in(work, ADA, SEVEN, ReminderKind.NUDGE, here=CHAT)
        assert work.destinations.asked(learner(work).id) == CHAT

    def test_where_nobody_can_be_written_to_it_is_refused(self) -> None:
        work = school()
        with pytest.raises(NowhereToWrite):
            opt_in(work, ADA, SEVEN, ReminderKind.NUDGE, here=None)
        assert reminders(work) == ()

    def test_who_opts_out_has_none_of_the_kind(self, work: FakeUnitOfWork) -> None:
        opt_in(work, ADA, SEVEN, ReminderKind.NUDGE, here=CHAT)

        assert opt_out(work, ADA, SEVEN, ReminderKind.NUDGE).schedules == (
            Schedule(1200, Days.DAILY, LISBON),
        )
        assert [each.kind for each in reminders(work)] == [ReminderKind.PROMPT]
        assert opt_out(work, ADA, SEVEN, ReminderKind.NUDGE).schedules == ()


class TestMoving:
    def test_reminders_come_by_the_clocks_of_the_new_zone(self, work: FakeUnitOfWork) -> None:
        set_zone(work, ADA, SEVEN, Newcomer("Asia/Tokyo", "en"))

        assert not brought(work, monday(8))
        assert brought(work, monday(23))

    def test_a_prompt_comes_once_a_date_however_far_west_one_flies(
        self, work: FakeUnitOfWork
    ) -> None:
        came = brought(work, monday(8))
        set_zone(work, ADA, monday(9), Newcomer("America/New_York", "en"))

        assert (len(came), brought(work, monday(13))) == (1, [])
        assert brought(work, monday(13) + DAY)

    def test_a_nudge_planned_before_the_move_comes_only_where_its_day_still_is(
        self, work: FakeUnitOfWork
    ) -> None:
        opt_in(work, ADA, SEVEN, ReminderKind.NUDGE, here=CHAT)
        complete_topics(work, ADA, SEVEN - DAY, Pick())
        plan(work, monday(20))
        set_zone(work, ADA, monday(20), Newcomer("Asia/Tokyo", "en"))

        news = [each for parcel in brought(work, monday(20) + HOUR) for each in parcel.news]

        assert not any(isinstance(each, StreakAtRisk) for each in news)


def test_what_the_courier_holds_of_a_reminder_that_moved_ends_once(work: FakeUnitOfWork) -> None:
    plan(work, monday(8))
    [row] = lease_due(work, "telegram", monday(8), most=9, lease="one", until=monday(9))
    mute_reminder(work, ADA, monday(8), 1, muted=True)

    ended = prepare(work, row, monday(8), until=monday(9))

    assert ended == Prepared(None, {Outcome.NEEDLESS: 1})
