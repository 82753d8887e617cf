"""Prompting: the day's topic by itself, at one time a day, and put off."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NotEnrolled, NowhereToWrite, UnclearTime
from core.learner import Account
from core.outbox import Outcome
from core.reminder import Occurrence, ReminderKind, Schedule, next_occurrence
from core.spoken_time import say_days, say_time
from core.use_cases.arrangement import set_quiet
from core.use_cases.delivering import Prepared, lease_due, prepare
from core.use_cases.news import TopicDue
from core.use_cases.places import pause_place
from core.use_cases.prompting import DailySet, Snoozed, set_daily, snooze, stop_daily
from core.use_cases.reminding import change_reminder, mute_reminder, opt_in, remove_reminder
from core.weekdays import Days
from tests.core.use_cases.reminding_scenes import (
    ADA,
    BOB,
    CHANNEL,
    CHAT,
    DAY,
    GROUP,
    LISBON,
    MINUTE,
    brought,
    learner,
    monday,
    prepared,
    school,
)
from tests.fakes.unit_of_work import FakeUnitOfWork

SEVEN = monday(7)
TUESDAY = date(2026, 11, 24)


def schedules(work: FakeUnitOfWork) -> list[str]:
    """Say the schedules of Ada's reminders."""
    return [
        f"{say_time(each.schedule.minute)} {say_days(each.schedule.days)}"
        for each in work.reminders.of_learner(learner(work).id)
    ]


def test_a_daily_prompt_is_set_where_it_is_asked_for() -> None:
    work = school(CHAT)

    result = set_daily(work, ADA, SEVEN, "8:30 mon-fri", here=GROUP)

    schedule = Schedule(510, Days.WEEKDAYS, LISBON)
    [reminder] = work.reminders.of_learner(learner(work).id)
    assert result == DailySet(reminder, Occurrence(monday(8, 30), monday(8).date()), (), 1, GROUP)
    assert (reminder.kind, reminder.schedule, reminder.platform, reminder.muted) == (
        ReminderKind.PROMPT,
        schedule,
        "telegram",
        False,
    )
    assert work.destinations.of_learner(learner(work).id) == (GROUP, CHAT)
    assert work.committed


def test_where_the_bot_may_not_write_the_prompt_comes_to_another_place() -> None:
    work = school(CHAT)

    assert set_daily(work, ADA, SEVEN, "8:30", here=None).destination == CHAT


def test_where_no_place_is_open_a_prompt_is_refused() -> None:
    work = school(CHAT)
    pause_place(work, SEVEN, CHAT.platform, CHAT.chat, CHAT.kind)
    work.committed = False

    with pytest.raises(NowhereToWrite):
        set_daily(work, ADA, SEVEN, "8:30", here=None)
    assert not work.committed


@pytest.mark.parametrize("who", [BOB, Account("discord", "1")])
def test_who_studies_nothing_is_told_to_choose_a_roadmap_first(who: Account) -> None:
    work = school(CHAT)
    for refused in (
        lambda: set_daily(work, who, SEVEN, "8:30", here=CHAT),
        lambda: stop_daily(work, who, SEVEN),
        lambda: snooze(work, who, SEVEN, "1h", here=CHAT),
    ):
        with pytest.raises(NotEnrolled):
            refused()


def test_a_learner_who_chose_no_roadmap_yet_sets_no_prompt() -> None:
    work = school(CHAT)
    work.learners.add(BOB, zone=LISBON, language="en", joined=SEVEN)

    with pytest.raises(NotEnrolled):
        set_daily(work, BOB, SEVEN, "8:30", here=CHAT)


def test_a_time_that_cannot_be_read_changes_nothing() -> None:
    work = school(CHAT)

    with pytest.raises(UnclearTime):
        set_daily(work, ADA, SEVEN, "half past", here=GROUP)
    assert not work.committed


def test_days_that_had_another_time_are_taken_over() -> None:
    work = school(CHAT)
    set_daily(work, ADA, SEVEN, "8 daily", here=CHAT)
    set_daily(work, ADA, SEVEN, "10 sat", here=CHAT)

    result = set_daily(work, ADA, SEVEN, "9 fri-sun", here=CHAT)

    assert schedules(work) == ["08:00 mon-thu", "09:00 fri-sun"]
    assert [say_days(each.days) for each in result.before] == ["mon-fri sun", "sat"]


def test_the_same_time_with_fewer_days_leaves_the_prompt_these() -> None:
    work = school(CHAT)
    [first, second] = (
        set_daily(work, ADA, SEVEN, typed, here=CHAT) for typed in ("8:30", "8:30 mon-fri")
    )

    assert schedules(work) == ["08:30 mon-fri"]
    assert (second.reminder.id, second.before) == (first.reminder.id, (first.reminder.schedule,))


def test_the_same_prompt_once_more_changes_nothing_of_it_but_unmutes_it() -> None:
    work = school(CHAT)
    first = set_daily(work, ADA, SEVEN, "8:30", here=CHAT).reminder
    again = set_daily(work, ADA, SEVEN + MINUTE, "8:30", here=CHAT)
    assert (again.reminder, again.before) == (first, ())

    mute_reminder(work, ADA, SEVEN, first.id, muted=True)
    unmuted = set_daily(work, ADA, SEVEN + MINUTE, "8:30", here=CHAT).reminder
    assert unmuted == replace(first, since=SEVEN + MINUTE)


COMMANDS = st.lists(
    st.tuples(
        st.sampled_from(["daily", "change", "mute", "unmute", "remove", "nudge"]),
        st.sampled_from([8, 9, 10]),
        st.integers(1, 127).map(Days),
        st.integers(0, 9),
    ),
    max_size=12,
)


@given(COMMANDS)
def test_whatever_is_said_there_is_one_prompt_a_day_and_the_days_said_have_the_time_said(
    commands: list[tuple[str, int, Days, int]],
) -> None:
    work = school(CHAT)
    for what, hour, days, which in commands:
        said = f"{hour} {say_days(days)}"
        known = work.reminders.of_learner(learner(work).id)
        chosen = known[which % len(known)] if known else None
        if what == "daily":
            set_daily(work, ADA, SEVEN, said, here=CHAT)
        elif what == "nudge":
            opt_in(work, ADA, SEVEN, ReminderKind.NUDGE, here=CHAT)
        elif chosen is not None and what == "change":
            change_reminder(work, ADA, SEVEN, chosen.id, said)
        elif chosen is not None and what == "remove":
            remove_reminder(work, ADA, SEVEN, chosen.id)
        elif chosen is not None:
            mute_reminder(work, ADA, SEVEN, chosen.id, muted=what == "mute")
        prompts = [
            each
            for each in work.reminders.of_learner(learner(work).id)
            if each.kind is ReminderKind.PROMPT
        ]
        taken = Days(0)
        for each in prompts:
            assert not each.schedule.days & taken
            taken |= each.schedule.days
        if what == "daily":
            assert any(
                days in each.schedule.days and each.schedule.minute == 60 * hour for each in prompts
            )


def test_a_prompt_moved_to_later_the_same_day_comes_again_then() -> None:
    work = school(CHAT)
    set_daily(work, ADA, SEVEN, "8", here=CHAT)
    assert brought(work, monday(8))

    set_daily(work, ADA, monday(8, 10), "9", here=CHAT)

    assert not brought(work, monday(8, 59))
    assert brought(work, monday(9))


def test_a_prompt_on_its_way_does_not_come_on_a_day_that_was_taken_from_it() -> None:
    work = school(CHAT)
    set_daily(work, ADA, SEVEN, "8", here=CHAT)
    set_quiet(work, ADA, SEVEN, "7:30-8:30")
    prepared(work, monday(8))

    set_daily(work, ADA, monday(8, 10), "9 mon", here=CHAT)

    assert schedules(work) == ["08:00 tue-sun", "09:00 mon"]
    assert not brought(work, monday(8, 30))
    assert brought(work, monday(9))


def test_a_prompt_on_its_way_still_comes_where_other_days_were_taken_from_it() -> None:
    work = school(CHAT)
    set_daily(work, ADA, SEVEN, "8", here=CHAT)
    set_quiet(work, ADA, SEVEN, "7:30-8:30")
    prepared(work, monday(8))

    set_daily(work, ADA, monday(8, 10), "9 tue", here=CHAT)

    assert brought(work, monday(8, 30))


def test_a_prompt_asked_for_elsewhere_takes_all_reminders_to_that_platform() -> None:
    work = school(CHAT, CHANNEL)
    work.reminders.add(
        learner(work).id,
        ReminderKind.NUDGE,
        Schedule(1200, Days.DAILY, LISBON),
        platform="telegram",
        since=SEVEN,
    )

    set_daily(work, ADA, SEVEN, "8", here=CHANNEL)

    assert {each.platform for each in work.reminders.of_learner(learner(work).id)} == {"discord"}


def test_who_falls_due_with_a_prompt_is_counted() -> None:
    work = school(CHAT)
    lisbon = Schedule(510, Days.DAILY, LISBON)
    berlin = Schedule(570, Days.DAILY, "Europe/Berlin")
    other = work.learners.add(BOB, zone=LISBON, language="en", joined=SEVEN)
    for each in (lisbon, lisbon, berlin):
        work.reminders.add(other.id, ReminderKind.PROMPT, each, platform="telegram", since=SEVEN)

    assert set_daily(work, ADA, SEVEN, "8:30", here=CHAT).crowd == 4


def test_prompts_that_are_stopped_come_no_more() -> None:
    work = school(CHAT)
    set_daily(work, ADA, SEVEN, "8 mon-fri", here=CHAT)
    set_daily(work, ADA, SEVEN, "10 sat sun", here=CHAT)
    opt_in(work, ADA, SEVEN, ReminderKind.NUDGE, here=CHAT)

    result = stop_daily(work, ADA, SEVEN)

    assert [say_days(each.days) for each in result.schedules] == ["mon-fri", "sat sun"]
    assert schedules(work) == ["20:00 daily"]
    assert not brought(work, monday(8))
    assert stop_daily(work, ADA, SEVEN).schedules == ()


class TestSnoozing:
    def test_a_snoozed_topic_comes_when_it_was_put_off_to(self) -> None:
        work = school(CHAT)

        assert snooze(work, ADA, SEVEN, "1h", here=None) == Snoozed(monday(8), LISBON)

        assert not brought(work, monday(7, 59))
        [parcel] = brought(work, monday(8))
        assert isinstance(parcel.news[0], TopicDue)
        assert not brought(work, monday(23))

    def test_of_two_snoozes_on_a_day_the_last_counts(self) -> None:
        work = school(CHAT)
        snooze(work, ADA, SEVEN, "tomorrow", here=None)
        snooze(work, ADA, SEVEN, "1h", here=None)
        snooze(work, ADA, SEVEN, "2h", here=None)

        assert [hour for hour in range(7, 24) if brought(work, monday(hour))] == [9]
        assert not brought(work, monday(8) + DAY)

    def test_no_prompt_comes_before_the_snoozed_one(self) -> None:
        work = school(CHAT)
        set_daily(work, ADA, SEVEN, "8", here=CHAT)
        snooze(work, ADA, SEVEN, "3h", here=None)

        assert [hour for hour in range(7, 24) if brought(work, monday(hour))] == [10]
        assert brought(work, monday(8) + DAY)

    def test_tomorrow_is_when_tomorrows_prompt_comes(self) -> None:
        work = school(CHAT)
        set_daily(work, ADA, SEVEN, "9:15 tue", here=CHAT)

        until = snooze(work, ADA, monday(20), "tomorrow", here=None).until

        assert until == monday(9, 15) + DAY

    def test_a_topic_snoozed_to_the_instant_of_a_prompt_comes_once(self) -> None:
        work = school(CHAT)
        set_daily(work, ADA, SEVEN, "9:15 tue", here=CHAT)
        tomorrow = snooze(work, ADA, monday(20), "tomorrow", here=None).until

        # The courier is the first to wake, and nothing is planned yet.
        until = tomorrow + MINUTE
        [row] = lease_due(work, "telegram", tomorrow, most=9, lease="one", until=until)
        first = prepare(work, row, tomorrow, until=until)

        assert first == Prepared(None, {Outcome.NEEDLESS: 1})
        assert len(brought(work, tomorrow + timedelta(seconds=1))) == 1

    def test_in_quiet_hours_it_comes_at_their_end_and_says_so(self) -> None:
        work = school(CHAT)
        set_quiet(work, ADA, SEVEN, "22:00-07:30")

        result = snooze(work, ADA, monday(21, 30), "1h", here=None)

        assert result.until == monday(7, 30) + DAY
        assert brought(work, monday(7, 30) + DAY)

    def test_who_is_written_to_nowhere_is_from_then_on_written_to_here(self) -> None:
        work = school()

        snooze(work, ADA, SEVEN, "1h", here=CHAT)

        assert brought(work, monday(8))[0].ways[0].destination == CHAT

    def test_where_nobody_can_be_written_to_a_snooze_is_refused(self) -> None:
        with pytest.raises(NowhereToWrite):
            snooze(school(), ADA, SEVEN, "1h", here=None)

    def test_what_cannot_be_read_is_refused(self) -> None:
        with pytest.raises(UnclearTime):
            snooze(school(CHAT), ADA, SEVEN, "later", here=CHAT)


def test_the_next_prompt_is_told_by_the_clocks_there() -> None:
    work = school(CHAT)
    result = set_daily(work, ADA, monday(9), "8:30", here=CHAT)
    assert result.next == next_occurrence(result.reminder.schedule, monday(9))
    assert result.next.date == TUESDAY
