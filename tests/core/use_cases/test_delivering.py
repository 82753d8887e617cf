"""Delivering: what is due comes in one message, if it is still wanted and true, or is put off."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.learner import LearnerId
from core.notification import Notification, NotificationKind
from core.outbox import OutboxId, OutboxRow, Outcome
from core.quiet import Quiet, open_at
from core.reminder import ReminderKind, Schedule, next_occurrence
from core.rhythm import DayStart, Rhythm
from core.selection import Pick
from core.spoken_time import say_time
from core.streak import last_chance
from core.streak_rules import PLAIN_RULES
from core.use_cases.arrangement import set_quiet
from core.use_cases.delivering import (
    KEPT_FOR,
    Parcel,
    Prepared,
    forget_delivered,
    lease_due,
    prepare,
    settle,
    try_later,
)
from core.use_cases.destinations import Way
from core.use_cases.enrolment import Newcomer, enrol, set_zone
from core.use_cases.news import MilestoneReached, StreakAtRisk, TopicDue, WeekOver
from core.use_cases.places import pause_place
from core.use_cases.planning import WINDOW
from core.use_cases.prompting import set_daily
from core.use_cases.reminding import mute_reminder, opt_in, remove_reminder
from core.use_cases.study import complete_topics, next_topic, skip_topic
from core.use_cases.undo import undo_action
from core.week import Week
from core.weekdays import Days
from tests.builders import outline, ship
from tests.core.use_cases.reminding_scenes import (
    ADA,
    BOB,
    CHAT,
    DAY,
    GROUP,
    HOUR,
    LISBON,
    MINUTE,
    brought,
    learner,
    monday,
    plan,
    prepared,
    school,
)
from tests.fakes.unit_of_work import FakeUnitOfWork

SEVEN, EIGHT = monday(7), monday(8)
NEEDLESS = Prepared(None, {Outcome.NEEDLESS: 1})


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work with Ada, who is prompted at eight."""
    unit = school(CHAT)
    set_daily(unit, ADA, SEVEN, "8", here=CHAT)
    return unit


def leased(work: FakeUnitOfWork, now: datetime) -> OutboxRow:
    """Plan and lease the one row that is due."""
    plan(work, now)
    [row] = lease_due(work, "telegram", now, most=9, lease="one", until=now + MINUTE)
    return row


def parcel_of(work: FakeUnitOfWork, now: datetime) -> Parcel:
    """Prepare the one parcel that there is now."""
    [one] = prepared(work, now)
    assert one.parcel is not None
    return one.parcel


class TestTheTopicDue:
    def test_it_is_the_one_to_study_now_with_the_ways_to_the_learner(
        self, work: FakeUnitOfWork
    ) -> None:
        row = leased(work, EIGHT)
        work.committed = False

        assert prepare(work, row, EIGHT, until=monday(9)) == Prepared(
            Parcel(
                rows=(row,),
                news=(TopicDue(next_topic(work, ADA, EIGHT)),),
                ways=(Way(CHAT, ADA, in_full=True),),
                expires=EIGHT + WINDOW,
                zone=LISBON,
            )
        )

    def test_it_is_what_is_true_at_delivery(self, work: FakeUnitOfWork) -> None:
        row = leased(work, EIGHT)
        skip_topic(work, ADA, EIGHT, Pick())

        ready = prepare(work, row, EIGHT, until=monday(9)).parcel

        assert ready is not None
        assert ready.news == (TopicDue(next_topic(work, ADA, EIGHT), aside=1),)

    def test_it_is_needless_once_the_goal_of_the_day_is_met(self, work: FakeUnitOfWork) -> None:
        complete_topics(work, ADA, SEVEN, Pick())
        assert prepared(work, EIGHT) == [NEEDLESS]

    def test_it_comes_where_what_was_done_was_taken_back(self, work: FakeUnitOfWork) -> None:
        complete_topics(work, ADA, SEVEN, Pick())
        undo_action(work, ADA, SEVEN)
        assert brought(work, EIGHT)

    def test_it_comes_where_only_yesterday_was_filled_in(self, work: FakeUnitOfWork) -> None:
        complete_topics(work, ADA, SEVEN, Pick(), yesterday=True)
        assert brought(work, EIGHT)

    def test_it_is_needless_once_the_roadmap_is_finished(self, work: FakeUnitOfWork) -> None:
        complete_topics(work, ADA, SEVEN - DAY, Pick("1-8"))
        assert prepared(work, EIGHT) == [NEEDLESS]

    @pytest.mark.parametrize(
        ("minutes", "late"), [(0, None), (15, None), (16, EIGHT), (179, EIGHT)]
    )
    def test_late_it_says_when_it_should_have_come(
        self, work: FakeUnitOfWork, minutes: int, late: datetime | None
    ) -> None:
        [news] = parcel_of(work, EIGHT + minutes * MINUTE).news
        assert isinstance(news, TopicDue)
        assert news.late == late

    def test_at_most_three_other_roadmaps_that_wait_are_named(self, work: FakeUnitOfWork) -> None:
        for name in ("one", "done", "two", "three", "four"):
            ship(work, name, outline({("S",): (f"{name}'s",)}, name.title()), added=SEVEN)
            enrol(work, ADA, SEVEN - DAY, name, Newcomer(LISBON, "en"))
            if name == "done":
                complete_topics(work, ADA, SEVEN - DAY, Pick())
        enrol(work, ADA, SEVEN - DAY, "python", Newcomer(LISBON, "en"))

        [news] = parcel_of(work, EIGHT).news

        assert isinstance(news, TopicDue)
        assert [(roadmap.title, topic.title) for roadmap, topic in news.others] == [
            ("One", "one's"),
            ("Two", "two's"),
            ("Three", "three's"),
        ]

    def test_what_was_put_aside_and_done_since_is_not_counted(self, work: FakeUnitOfWork) -> None:
        for number in ("1", "2", "3"):
            skip_topic(work, ADA, SEVEN - DAY, Pick(number))
        complete_topics(work, ADA, SEVEN - DAY, Pick("2"))

        [news] = parcel_of(work, EIGHT).news

        assert isinstance(news, TopicDue)
        assert news.aside == 2


class TestOneMessage:
    def test_all_that_is_due_comes_together_the_topic_last(self, work: FakeUnitOfWork) -> None:
        sunday = monday(18) + 6 * DAY
        complete_topics(work, ADA, sunday - DAY, Pick())
        for kind, schedule in (
            (ReminderKind.DIGEST, Schedule(1080, Days.SUNDAY, LISBON)),
            (ReminderKind.NUDGE, Schedule(1080, Days.DAILY, LISBON)),
        ):
            work.reminders.add(
                learner(work).id, kind, schedule, platform="telegram", since=sunday - HOUR
            )
        set_daily(work, ADA, sunday - HOUR, "18", here=CHAT)

        [parcel] = brought(work, sunday)

        streak = next_topic(work, ADA, sunday).streak
        assert parcel.news == (
            StreakAtRisk(1, freezes=2),
            WeekOver(Week(1, 1, 0), streak),
            TopicDue(next_topic(work, ADA, sunday)),
        )
        assert [row.id for row in parcel.rows] == sorted(row.id for row in parcel.rows)
        assert not brought(work, sunday + MINUTE)

    def test_what_is_not_true_stays_out_and_the_rest_comes(self, work: FakeUnitOfWork) -> None:
        opt_in(work, ADA, SEVEN, ReminderKind.DIGEST, here=CHAT)
        sunday = monday(18) + 6 * DAY
        set_daily(work, ADA, sunday - HOUR, "18", here=CHAT)
        complete_topics(work, ADA, sunday, Pick())

        [one] = prepared(work, sunday)

        assert one.ended == {Outcome.NEEDLESS: 1}
        assert one.parcel is not None
        assert [type(each) for each in one.parcel.news] == [WeekOver]

    def test_of_several_prompts_that_wait_the_latest_alone_is_told(
        self, work: FakeUnitOfWork
    ) -> None:
        for at, days in ((monday(5), 2), (monday(6), 1), (monday(4), 3)):
            snoozed = Notification(
                NotificationKind.PROMPT,
                learner(work).id,
                "telegram",
                EIGHT.date() - days * DAY,
                at=at,
                expires=at + DAY,
            )
            work.outbox.put(snoozed, due=at)

        [one] = prepared(work, SEVEN)

        assert one.parcel is not None
        assert [row.notification.at for row in one.parcel.rows] == [monday(6)]
        assert one.ended == {Outcome.NEEDLESS: 2}

    def test_what_may_have_arrived_goes_again_as_it_was(self, work: FakeUnitOfWork) -> None:
        row = leased(work, EIGHT)
        try_later(work, (row,), EIGHT, due=EIGHT + MINUTE, failed=True, doubtful=True)
        reached = replace(
            row.notification, kind=NotificationKind.MILESTONE, reminder=None, details={"days": "1"}
        )
        complete_topics(work, ADA, EIGHT - DAY, Pick())
        work.outbox.add(replace(reached, date=EIGHT.date() - DAY), due=EIGHT)

        first, second = (
            brought(work, EIGHT + MINUTE + timedelta(seconds=seconds)) for seconds in (0, 1)
        )

        news = [[type(it) for it in each.news] for each in (*first, *second)]
        assert sorted(news, key=str) == [[MilestoneReached], [TopicDue]]

    def test_the_key_is_that_of_its_rows_and_short(self) -> None:
        notification = Notification(
            NotificationKind.PROMPT, LearnerId(1), "discord", EIGHT.date(), EIGHT, EIGHT
        )
        one, two = (OutboxRow(OutboxId(2**62 + n), notification, 1, "one") for n in (1, 2))

        def key(*rows: OutboxRow) -> str:
            return Parcel(rows, (), (), EIGHT, "UTC").key

        assert key(one) == str(one.id)
        assert key(one, two) == key(replace(one, attempts=2), two)
        assert len({key(one), key(two), key(one, two)}) == 3
        assert len(key(one, two)) == 24


class TestTheNudge:
    @pytest.fixture
    def nudged(self) -> FakeUnitOfWork:
        """Give a unit of work with Ada, who is nudged at eight in the evening."""
        unit = school(CHAT)
        opt_in(unit, ADA, SEVEN, ReminderKind.NUDGE, here=CHAT)
        return unit

    @pytest.mark.parametrize(
        ("studied", "news"),
        [
            ((1, 2), StreakAtRisk(2, freezes=2)),
            ((2,), StreakAtRisk(1, freezes=1)),
            ((1, 3), StreakAtRisk(2, freezes=1)),
            ((3,), StreakAtRisk(1, freezes=0)),
            ((1, 3, 5), StreakAtRisk(3, freezes=0)),
        ],
    )
    def test_it_says_what_the_night_costs_a_freeze_or_the_streak(
        self, nudged: FakeUnitOfWork, studied: tuple[int, ...], news: StreakAtRisk
    ) -> None:
        for day in reversed(studied):
            complete_topics(nudged, ADA, SEVEN - day * DAY, Pick())
        brought(nudged, monday(9))

        [told] = parcel_of(nudged, monday(20)).news

        streak = next_topic(nudged, ADA, monday(20)).streak
        assert told == news
        assert (last_chance(streak, PLAIN_RULES, SEVEN.date()) == SEVEN.date()) is (
            not news.freezes
        )

    def test_without_a_streak_there_is_no_nudge(self, nudged: FakeUnitOfWork) -> None:
        complete_topics(nudged, ADA, SEVEN - 4 * DAY, Pick())
        brought(nudged, monday(9))

        assert prepared(nudged, monday(20)) == [NEEDLESS]

    def test_after_midnight_it_is_for_the_day_that_is_not_over(self) -> None:
        work = school(CHAT)
        at_one = Schedule(60, Days.DAILY, LISBON)
        ada = learner(work)
        work.learners.save(replace(ada, rhythm=Rhythm(DayStart(240))))
        work.reminders.add(ada.id, ReminderKind.NUDGE, at_one, platform="telegram", since=SEVEN)
        complete_topics(work, ADA, SEVEN - DAY, Pick())

        assert parcel_of(work, monday(1) + DAY).news == (StreakAtRisk(1, freezes=2),)

    def test_who_flew_west_from_a_day_they_studied_is_not_nudged(
        self, nudged: FakeUnitOfWork
    ) -> None:
        set_zone(nudged, ADA, SEVEN, Newcomer("Pacific/Kiritimati", "en"))
        complete_topics(nudged, ADA, monday(11), Pick())
        set_zone(nudged, ADA, monday(12), Newcomer(LISBON, "en"))

        assert prepared(nudged, monday(20)) == [NEEDLESS]

    def test_who_studied_today_is_not_nudged(self, nudged: FakeUnitOfWork) -> None:
        for day in (0, 1):
            complete_topics(nudged, ADA, SEVEN - day * DAY, Pick())
        assert prepared(nudged, monday(20)) == [NEEDLESS]

    def test_the_next_day_it_would_not_be_true(self, nudged: FakeUnitOfWork) -> None:
        complete_topics(nudged, ADA, SEVEN - DAY, Pick())
        set_quiet(nudged, ADA, SEVEN, "19:00-08:00")
        assert prepared(nudged, monday(20)) == [Prepared(None, deferred=1)]
        complete_topics(nudged, ADA, monday(21), Pick())

        assert prepared(nudged, EIGHT + DAY) == [NEEDLESS]


class TestQuietHours:
    def test_what_is_due_in_them_comes_at_their_end_and_is_not_late(
        self, work: FakeUnitOfWork
    ) -> None:
        set_quiet(work, ADA, SEVEN, "23:00-11:30")

        assert prepared(work, EIGHT) == [Prepared(None, deferred=1)]
        assert prepared(work, monday(11, 29)) == []
        parcel = parcel_of(work, monday(11, 30))

        [news] = parcel.news
        assert isinstance(news, TopicDue)
        assert (news.late, parcel.expires) == (None, monday(11, 30) + WINDOW)

    def test_what_is_over_or_unwanted_is_not_put_off(self, work: FakeUnitOfWork) -> None:
        set_quiet(work, ADA, SEVEN, "23:00-11:30")
        plan(work, EIGHT)
        mute_reminder(work, ADA, EIGHT, 1, muted=True)

        assert prepared(work, EIGHT) == [NEEDLESS]

    def test_one_that_the_next_overtakes_is_folded_into_it(self) -> None:
        work = school(CHAT)
        set_daily(work, ADA, SEVEN, "23:30 mon", here=CHAT)
        set_daily(work, ADA, SEVEN, "7 tue", here=CHAT)
        set_quiet(work, ADA, SEVEN, "22:00-07:00")

        assert prepared(work, monday(23, 30)) == [NEEDLESS]
        assert len(brought(work, SEVEN + DAY)) == 1
        assert not brought(work, SEVEN + DAY + MINUTE)

    @settings(deadline=None)
    @given(
        st.integers(0, 95),
        st.integers(0, 95),
        st.integers(0, 95),
        st.sampled_from([LISBON, "Australia/Lord_Howe", "Africa/Casablanca", "America/Havana"]),
        st.sampled_from(["2026-03-28", "2026-10-24", "2026-04-04", "2026-03-07", "2026-11-23"]),
    )
    def test_whatever_the_hours_each_prompt_comes_once_and_at_their_end_if_within_them(
        self, at: int, begin: int, length: int, zone: str, day: str
    ) -> None:
        start = datetime.fromisoformat(day).replace(tzinfo=UTC)
        work = school(CHAT)
        set_zone(work, ADA, start, Newcomer(zone, "en"))
        set_daily(work, ADA, start, say_time(15 * at), here=CHAT)
        end = (begin + 1 + length) % 96
        quiet = None
        if end != begin:
            quiet = Quiet(15 * begin, 15 * end)
            typed = f"{say_time(quiet.begin)}-{say_time(quiet.end)}"
            set_quiet(work, ADA, start, typed)

        came = [
            now
            for quarter in range(1, 6 * 96)
            for now in [start + quarter * 15 * MINUTE]
            for _ in brought(work, now)
        ]

        schedule = Schedule(15 * at, Days.DAILY, zone)
        times = [next_occurrence(schedule, start).at]
        while times[-1] < start + 6 * DAY:
            times.append(next_occurrence(schedule, times[-1]).at)
        opens = [open_at(quiet, zone, each) if quiet else each for each in times]
        # Where the clocks shorten a day, hours of nearly a day reach the next prompt.
        folded = [following <= then for then, following in zip(opens, times[1:], strict=False)]
        expected = [then for then, fold in zip(opens, folded, strict=False) if not fold]
        assert came == [then for then in expected if then < start + 6 * DAY]


def test_one_that_waits_is_not_folded_into_one_set_since_which_comes_no_more_today() -> None:
    work = school(CHAT)
    set_daily(work, ADA, SEVEN, "23:30 mon", here=CHAT)
    plan(work, monday(23, 30))
    set_daily(work, ADA, monday(0, 8) + DAY, "0:05 tue", here=CHAT)

    assert brought(work, monday(0, 10) + DAY)


class TestWhatIsUnwanted:
    @pytest.mark.parametrize(
        "act",
        [
            lambda work: mute_reminder(work, ADA, EIGHT, 1, muted=True),
            lambda work: set_daily(work, ADA, EIGHT, "9 mon", here=CHAT),
        ],
        ids=["muted", "moved to another time"],
    )
    def test_is_needless_though_it_was_leased_already(
        self, work: FakeUnitOfWork, act: Callable[[FakeUnitOfWork], object]
    ) -> None:
        row = leased(work, EIGHT)
        act(work)
        assert prepare(work, row, EIGHT, until=monday(9)) == NEEDLESS

    def test_is_not_even_counted_where_it_was_removed(self, work: FakeUnitOfWork) -> None:
        row = leased(work, EIGHT)
        remove_reminder(work, ADA, EIGHT, 1)
        assert prepare(work, row, EIGHT, until=monday(9)) == Prepared(None)

    def test_is_what_has_expired(self, work: FakeUnitOfWork) -> None:
        plan(work, EIGHT)
        assert prepared(work, EIGHT + WINDOW) == [Prepared(None, {Outcome.EXPIRED: 1})]

    def test_is_what_is_for_a_learner_who_is_gone(self, work: FakeUnitOfWork) -> None:
        gone = Notification(
            NotificationKind.PROMPT, LearnerId(99), "telegram", EIGHT.date(), EIGHT, EIGHT + DAY
        )
        work.outbox.put(gone, due=SEVEN)
        assert prepared(work, SEVEN) == [NEEDLESS]

    def test_is_what_is_for_a_learner_without_a_roadmap(self, work: FakeUnitOfWork) -> None:
        other = work.learners.add(BOB, zone=LISBON, language="en", joined=SEVEN)
        for kind in ReminderKind:
            schedule = Schedule(450, Days.DAILY, LISBON)
            work.reminders.add(other.id, kind, schedule, platform="telegram", since=SEVEN)
        assert prepared(work, monday(7, 30)) == [Prepared(None, {Outcome.NEEDLESS: 3})]


def test_who_can_be_reached_nowhere_is_not_written_to(work: FakeUnitOfWork) -> None:
    pause_place(work, SEVEN, CHAT.platform, CHAT.chat, CHAT.kind)
    assert prepared(work, EIGHT) == [Prepared(None, {Outcome.UNREACHABLE: 1})]


def test_whoever_blocked_the_bot_in_one_place_is_reached_in_another(
    work: FakeUnitOfWork,
) -> None:
    work.destinations.add(learner(work).id, GROUP)
    pause_place(work, SEVEN, CHAT.platform, CHAT.chat, CHAT.kind)

    assert parcel_of(work, EIGHT).ways == (Way(GROUP, ADA, in_full=False),)


def test_what_was_settled_does_not_come_again_and_counts_once(work: FakeUnitOfWork) -> None:
    row = leased(work, EIGHT)

    assert settle(work, (row,), Outcome.SENT, EIGHT) == 1
    assert settle(work, (row,), Outcome.SENT, EIGHT) == 0
    assert prepared(work, EIGHT + HOUR) == []


def test_what_failed_comes_again_with_how_often_it_did(work: FakeUnitOfWork) -> None:
    row = leased(work, EIGHT)
    assert try_later(work, (row,), EIGHT, due=EIGHT + MINUTE, failed=True, doubtful=True) == 1
    row = leased(work, EIGHT + MINUTE)
    assert try_later(work, (row,), EIGHT, due=EIGHT + 2 * MINUTE, failed=True, doubtful=False) == 1
    row = leased(work, EIGHT + 2 * MINUTE)
    assert try_later(work, (row,), EIGHT, due=EIGHT + 3 * MINUTE, failed=False, doubtful=False) == 1

    assert prepared(work, EIGHT + 2 * MINUTE) == []
    row = leased(work, EIGHT + 3 * MINUTE)
    assert (row.attempts, row.failed, row.doubtful) == (4, 2, 1)


def test_a_lease_that_is_over_cannot_put_off_what_another_holds(work: FakeUnitOfWork) -> None:
    old = leased(work, EIGHT)
    leased(work, EIGHT + 2 * MINUTE)

    assert try_later(work, (old,), EIGHT, due=EIGHT, failed=True, doubtful=True) == 0


def test_where_nothing_is_due_nothing_is_written(work: FakeUnitOfWork) -> None:
    work.committed = False
    assert lease_due(work, "telegram", SEVEN, most=9, lease="one", until=EIGHT) == ()
    assert not work.committed


def test_what_ended_days_ago_is_forgotten(work: FakeUnitOfWork) -> None:
    brought(work, EIGHT)
    counts = [forget_delivered(work, EIGHT + KEPT_FOR + ahead * MINUTE) for ahead in (0, 1, 2)]
    assert counts == [0, 1, 0]


def test_putting_a_topic_aside_does_not_meet_the_goal_of_the_day(work: FakeUnitOfWork) -> None:
    skip_topic(work, ADA, SEVEN, Pick())
    assert brought(work, EIGHT)
