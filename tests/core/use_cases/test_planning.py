"""Planning: each time of each reminder is planned once or folded, never late, never a stack."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.learner import LearnerId
from core.notification import Notification, NotificationKind
from core.reminder import (
    Occurrence,
    Reminder,
    ReminderId,
    ReminderKind,
    Schedule,
    last_occurrence,
    next_occurrence,
)
from core.slot import SlotId
from core.use_cases.planning import REWOUND, SLOTS, WINDOW, Planned, plan_due, rewind
from core.weekdays import Days
from tests.core.use_cases.reminding_scenes import DAY, HOUR, LISBON, MINUTE, PACE, monday
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

SEVEN = monday(7)
EIGHT = monday(8)
DAILY = Schedule(480, Days.DAILY, LISBON)


class School:
    """A shelf with reminders, and what was planned of them."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.work = FakeUnitOfWork(self.shelf)

    def remind(
        self, count: int, schedule: Schedule = DAILY, *, since: datetime = SEVEN
    ) -> list[Reminder]:
        """Let so many learners be reminded."""
        return [
            self.work.reminders.add(
                LearnerId(number), ReminderKind.PROMPT, schedule, platform="telegram", since=since
            )
            for number in range(count)
        ]

    def plan(
        self,
        now: datetime,
        *,
        pace: float = PACE,
        window: timedelta = WINDOW,
        most: int = 1000,
        platform: str = "telegram",
    ) -> Planned:
        """Plan once."""
        return plan_due(self.work, platform, now, pace=pace, window=window, most=most)

    def dues(self) -> list[datetime]:
        """Say when what was planned is due."""
        return [kept.due for kept in self.shelf.reminding.outbox.values()]

    def notifications(self) -> list[Notification]:
        """Give what was planned."""
        return [kept.notification for kept in self.shelf.reminding.outbox.values()]


@pytest.fixture
def school() -> School:
    """Give a school without reminders."""
    return School()


def test_what_is_due_is_planned_and_worth_something_for_its_window(school: School) -> None:
    [reminder] = school.remind(1)

    assert school.plan(EIGHT) == Planned(planned=1, folded=0, more=False)
    assert school.notifications() == [
        Notification(
            NotificationKind.PROMPT,
            reminder.learner,
            "telegram",
            EIGHT.date(),
            at=EIGHT,
            expires=EIGHT + WINDOW,
            reminder=reminder.id,
        )
    ]
    assert school.work.committed


def test_what_is_planned_is_not_planned_again(school: School) -> None:
    school.remind(3)
    school.plan(EIGHT)
    school.work.committed = False

    assert school.plan(EIGHT + MINUTE) == Planned(0, 0, more=False)
    assert not school.work.committed


def test_another_platform_is_planned_by_itself(school: School) -> None:
    school.remind(1)
    assert school.plan(EIGHT, platform="discord") == Planned(0, 0, more=False)


def test_a_clock_set_back_plans_nothing_twice(school: School) -> None:
    school.remind(1)
    school.plan(EIGHT)

    for back in range(120):
        assert school.plan(EIGHT - back * MINUTE).planned == 0


def test_an_outage_within_the_window_is_made_up_for(school: School) -> None:
    school.remind(2)
    late = EIGHT + WINDOW - timedelta(seconds=10)

    assert school.plan(late) == Planned(2, 0, more=False)
    assert all(late <= due < EIGHT + WINDOW for due in school.dues())


def test_an_outage_of_days_is_folded_into_the_last_prompt(school: School) -> None:
    school.remind(2)
    school.remind(1, since=EIGHT + HOUR)

    assert school.plan(EIGHT + 3 * DAY + HOUR) == Planned(3, 8, more=False)
    assert {each.at for each in school.notifications()} == {EIGHT + 3 * DAY}


def test_once_the_window_is_over_the_last_one_is_folded_too(school: School) -> None:
    school.remind(2)

    assert school.plan(EIGHT + WINDOW) == Planned(0, 2, more=False)
    assert school.plan(EIGHT + DAY).planned == 2


def test_a_muted_reminder_and_one_set_since_are_not_reminded(school: School) -> None:
    school.remind(1, since=EIGHT)
    [muted] = school.remind(1)
    school.work.reminders.save(
        Reminder(
            muted.id, muted.learner, muted.kind, DAILY, "telegram", muted=True, since=muted.since
        )
    )

    assert school.plan(EIGHT) == Planned(0, 0, more=False)


def test_a_crowd_is_planned_in_batches_over_the_time_it_takes_to_bring_it(
    school: School,
) -> None:
    school.remind(540)
    batches = [school.plan(EIGHT, most=100) for _ in range(6)]

    assert [each.planned for each in batches] == [100] * 5 + [40]
    assert [each.more for each in batches] == [True] * 5 + [False]
    seconds = Counter((due - EIGHT).total_seconds() for due in school.dues())
    assert max(seconds) in {18, 19}
    assert max(seconds.values()) <= 2 * PACE


def test_what_waits_already_is_brought_before(school: School) -> None:
    school.remind(270)
    school.remind(270, Schedule(481, Days.DAILY, LISBON))
    school.plan(EIGHT)
    school.plan(EIGHT + MINUTE)

    later = sorted(school.dues())[270:]
    assert [later[0], later[-1]] == [EIGHT + MINUTE + timedelta(seconds=it) for it in (10, 19)]


def test_slots_that_come_due_together_are_brought_one_after_the_other(school: School) -> None:
    for days in (Days.DAILY, Days.WEEKDAYS, Days.MONDAY):
        school.remind(270, Schedule(480, days, LISBON))

    while school.plan(EIGHT, most=400).more:
        pass

    seconds = Counter((due - EIGHT).total_seconds() for due in school.dues())
    assert max(seconds) in {28, 29}
    assert max(seconds.values()) <= 2 * PACE


def test_what_waits_for_another_day_takes_no_room(school: School) -> None:
    [reminder] = school.remind(1)
    for ahead in range(900):
        school.work.outbox.add(
            Notification(
                NotificationKind.STREAK_ENDED,
                LearnerId(ahead),
                "telegram",
                EIGHT.date() + 2 * DAY,
                at=EIGHT + 2 * DAY,
                expires=EIGHT + 3 * DAY,
            ),
            due=EIGHT + 2 * DAY,
        )

    school.plan(EIGHT)

    [due] = [
        kept.due
        for kept in school.shelf.reminding.outbox.values()
        if kept.notification.reminder == reminder.id
    ]
    assert due == EIGHT


@pytest.mark.parametrize("most", [1000, 100, 7])
def test_more_than_the_window_can_carry_is_said_and_spread_over_all_of_it(
    school: School, most: int
) -> None:
    school.remind(300)
    window = timedelta(minutes=10)

    batches = [school.plan(EIGHT, pace=0.25, window=window, most=most)]
    while batches[-1].more:
        batches.append(school.plan(EIGHT, pace=0.25, window=window, most=most))

    assert sum((each.overload for each in batches), timedelta()) == timedelta(minutes=10)
    assert EIGHT + window - MINUTE < max(school.dues()) <= EIGHT + window


def test_a_batch_planned_later_still_ends_within_the_window(school: School) -> None:
    school.remind(300)
    window = timedelta(minutes=10)
    school.plan(EIGHT, pace=0.5, window=window, most=100)

    while school.plan(EIGHT + window - MINUTE, pace=0.5, window=window, most=100).more:
        pass

    assert len(school.dues()) == 300
    assert max(school.dues()) <= EIGHT + window


def test_a_batch_goes_on_where_the_one_before_ended_whatever_was_brought_meanwhile(
    school: School,
) -> None:
    school.remind(300)
    school.plan(EIGHT, pace=0.5, most=100)
    first = school.dues()
    school.shelf.reminding.outbox.clear()

    school.plan(EIGHT, pace=0.5, most=200)

    assert [max(first) - EIGHT, min(school.dues()) - EIGHT] == [
        timedelta(seconds=198),
        timedelta(seconds=200),
    ]


def test_no_more_than_asked_is_planned_at_once_over_several_slots(school: School) -> None:
    school.remind(5)
    school.remind(5, Schedule(481, Days.DAILY, LISBON))

    counts = [school.plan(EIGHT + MINUTE, most=6) for _ in range(3)]

    assert [(each.planned, each.more) for each in counts] == [(6, True), (4, False), (0, False)]


def test_a_batch_cut_off_by_an_outage_is_folded_for_those_who_were_not_planned(
    school: School,
) -> None:
    school.remind(5)
    school.plan(EIGHT, most=2)

    assert school.plan(EIGHT + DAY) == Planned(5, 3, more=False)


def test_many_slots_are_planned_in_several_units_of_work(school: School) -> None:
    for minute in range(SLOTS + 5):
        school.remind(1, Schedule(480 + minute, Days.DAILY, LISBON))

    counts = [school.plan(EIGHT + HOUR) for _ in range(3)]

    assert [(each.planned, each.more) for each in counts] == [(SLOTS, True), (5, False), (0, False)]


def test_what_a_clock_that_ran_ahead_took_away_comes_at_its_time(school: School) -> None:
    school.remind(1)
    school.remind(1, Schedule(480, Days.MONDAY, LISBON))
    weekly = EIGHT + 14 * DAY
    school.plan(weekly)

    assert rewind(school.work, "telegram", EIGHT + HOUR, after=SlotId(0)) is None

    planned = [school.plan(EIGHT + days * DAY).planned for days in range(1, 8)]
    assert planned == [1, 1, 1, 1, 1, 1, 2]
    assert school.plan(weekly) == Planned(0, 6, more=False)


def test_what_a_clock_that_was_right_planned_stays(school: School) -> None:
    school.remind(1)
    school.remind(1, Schedule(480, Days.MONDAY, LISBON))
    school.plan(EIGHT)
    before = dict(school.shelf.reminding.slots)

    rewind(school.work, "telegram", EIGHT + MINUTE, after=SlotId(0))

    assert school.shelf.reminding.slots == before


def test_slots_are_rewound_page_by_page(school: School) -> None:
    for minute in range(REWOUND + 1):
        school.remind(1, Schedule(480 + minute, Days.MONDAY, LISBON))
    while school.plan(EIGHT + 14 * DAY + 12 * HOUR).more:
        pass

    last = rewind(school.work, "telegram", SEVEN, after=SlotId(0))

    assert last == SlotId(REWOUND)
    assert rewind(school.work, "telegram", SEVEN, after=last) is None
    assert {slot.next.date for slot in school.shelf.reminding.slots.values()} == {SEVEN.date()}


ZONES = st.sampled_from([LISBON, "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"])
SCHEDULES = st.builds(
    Schedule, st.integers(0, 95).map(lambda n: 15 * n), st.integers(1, 127).map(Days), ZONES
)
PEOPLE = st.lists(st.tuples(SCHEDULES, st.integers(0, 3)), min_size=1, max_size=6)
"""What they are reminded of, and before which tick they say so."""

SLEEPS = st.lists(
    st.one_of(
        st.integers(1, 90).map(lambda minutes: minutes * MINUTE),
        st.integers(1, 80).map(lambda hours: hours * HOUR),
    ),
    min_size=1,
    max_size=15,
)
STARTS = st.sampled_from(
    [SEVEN, datetime.fromisoformat("2026-03-27T00:00+00:00"), SEVEN - 30 * DAY]
)


@settings(deadline=None)
@given(PEOPLE, SLEEPS, STARTS, st.integers(1, 4), st.sampled_from([10, 180, 720]))
def test_whatever_the_downtimes_every_time_is_planned_once_in_its_window_or_folded(
    people: list[tuple[Schedule, int]],
    sleeps: list[timedelta],
    start: datetime,
    most: int,
    minutes: int,
) -> None:
    school, window = School(), minutes * MINUTE
    ticks = [start + sum(sleeps[:number], timedelta()) for number in range(len(sleeps) + 1)]
    reminders = []
    folded = 0
    planned_at: dict[tuple[ReminderId | None, datetime], datetime] = {}
    for number, now in enumerate(ticks):
        reminders += [
            reminder
            for schedule, before in people
            if before == number
            for reminder in school.remind(1, schedule, since=now - timedelta(seconds=1))
        ]
        more = True
        while more:
            done = school.plan(now, window=window, most=most)
            folded, more = folded + done.folded, done.more
        for kept in school.shelf.reminding.outbox.values():
            known = kept.notification
            planned_at.setdefault((known.reminder, known.at), now)
            assert kept.due <= known.expires == known.at + window

    expected, missed = {}, 0
    for reminder in reminders:
        for occurrence in _occurrences(reminder, ticks[-1]):
            woke = next(tick for tick in ticks if tick >= occurrence.at)
            is_last = last_occurrence(reminder.schedule, woke) == occurrence
            if is_last and woke < occurrence.at + window:
                expected[reminder.id, occurrence.at] = woke
            else:
                missed += 1
    assert (planned_at, folded) == (expected, missed)
    assert len(school.dues()) == len(expected)


def _occurrences(reminder: Reminder, until: datetime) -> Iterator[Occurrence]:
    """Walk through all that a reminder causes, one after the other."""
    occurrence = next_occurrence(reminder.schedule, reminder.since)
    while occurrence.at <= until:
        yield occurrence
        occurrence = next_occurrence(reminder.schedule, occurrence.at)
