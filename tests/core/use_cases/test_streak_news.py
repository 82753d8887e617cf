"""News of the streak: told if it is true when it is told, to who wants to hear of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ledger import DayKind
from core.outbox import Outcome
from core.reminder import ReminderKind
from core.rhythm import DayStart, Rhythm
from core.roadmap import Path
from core.roadmap_markdown.outline import Outline
from core.selection import Pick
from core.streak import COMEBACK_AFTER, Streak
from core.streak_rules import PLAIN_RULES
from core.use_cases.arrangement import set_quiet, set_streak_news
from core.use_cases.course import course_of
from core.use_cases.delivering import Prepared
from core.use_cases.enrolment import Newcomer, enrol, set_zone
from core.use_cases.news import (
    Comeback,
    FreezeUsed,
    MilestoneReached,
    News,
    StreakAtRisk,
    StreakOver,
    TopicDue,
    WeekOver,
)
from core.use_cases.prompting import set_daily, snooze, stop_daily
from core.use_cases.reminding import mute_reminder, opt_in, opt_out
from core.use_cases.streak_news import MILESTONES, lay_ahead
from core.use_cases.study import complete_ticked, complete_topics, next_topic
from core.use_cases.undo import undo_action
from core.weekdays import Days
from tests.builders import outline, ship
from tests.core.use_cases.reminding_scenes import (
    ADA,
    CHAT,
    DAY,
    HOUR,
    LISBON,
    brought,
    learner,
    monday,
    plan,
    prepared,
    school,
)
from tests.fakes.unit_of_work import FakeUnitOfWork

NOON = monday(12)
NINE = monday(9)


ALONE = {1: [], 2: [FreezeUsed], 3: [FreezeUsed, Comeback], 4: [StreakOver]}


def long_outline(count: int) -> Outline:
    """Make the outline of a roadmap of so many topics."""
    titles: dict[Path, tuple[str, ...]] = {
        ("Long",): tuple(f"Topic {number}" for number in range(count))
    }
    return outline(titles, f"Long {count}")


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work with Ada, who has a long roadmap and a weekly digest."""
    unit = school(CHAT)
    ship(unit, "long", long_outline(500), added=monday(0))
    enrol(unit, ADA, monday(0), "long", Newcomer(LISBON, "en"))
    opt_in(unit, ADA, monday(0), ReminderKind.DIGEST, here=CHAT)
    return unit


def study(work: FakeUnitOfWork, *days: int, yesterday: bool = False) -> None:
    """Do a topic at noon on some days, counted from Monday, and hear what there is to hear."""
    for day in days:
        complete_topics(work, ADA, NOON + day * DAY, Pick(), yesterday=yesterday)


def heard(work: FakeUnitOfWork, at: datetime) -> list[News]:
    """Give what is told at an instant."""
    return [each for parcel in brought(work, at) for each in parcel.news]


def outbox(work: FakeUnitOfWork) -> int:
    """Count what waits."""
    return work.outbox.waiting("telegram", before=NOON + 999 * DAY, most=999)


def told_over(work: FakeUnitOfWork, days: range) -> dict[int, News]:
    """Study each day, and give what is told right after."""
    told = {}
    for day in days:
        study(work, day)
        for news in heard(work, NOON + day * DAY):
            told[day + 1] = news
    return told


def test_milestones_are_told_when_they_are_reached(work: FakeUnitOfWork) -> None:
    assert told_over(work, range(35)) == {
        days: MilestoneReached(days) for days in MILESTONES if days <= 35
    }


def test_every_year_in_a_row_is_a_milestone(work: FakeUnitOfWork) -> None:
    ship(work, "longer", long_outline(800), added=monday(0))
    enrol(work, ADA, monday(0), "longer", Newcomer(LISBON, "en"))
    set_streak_news(work, ADA, NOON, on=False)
    study(work, *range(729))
    set_streak_news(work, ADA, NOON, on=True)

    study(work, 729)

    assert heard(work, NOON + 729 * DAY) == [MilestoneReached(730)]


def test_a_milestone_is_told_once_a_day_however_often_it_is_taken_back(
    work: FakeUnitOfWork,
) -> None:
    study(work, 0, 1, 2)
    first = heard(work, NOON + 2 * DAY)
    undo_action(work, ADA, NOON + 2 * DAY)
    study(work, 2)

    assert (first, heard(work, NOON + 2 * DAY)) == ([MilestoneReached(3)], [])


def test_a_milestone_taken_back_before_it_was_told_is_not_told(work: FakeUnitOfWork) -> None:
    study(work, 0, 1, 2)
    undo_action(work, ADA, NOON + 2 * DAY)

    assert heard(work, NOON + 2 * DAY) == []


def test_a_milestone_reached_in_quiet_hours_is_told_at_their_end(work: FakeUnitOfWork) -> None:
    set_quiet(work, ADA, NOON, "11:00-10:00")
    study(work, 0, 1, 2)

    assert heard(work, NOON + 2 * DAY) == []
    assert heard(work, monday(10) + 3 * DAY) == [MilestoneReached(3)]


def test_a_day_filled_in_later_may_reach_a_milestone(work: FakeUnitOfWork) -> None:
    study(work, 0, 2)
    study(work, 2, yesterday=True)

    assert heard(work, NOON + 2 * DAY) == [MilestoneReached(3)]


def live_by(work: FakeUnitOfWork, rhythm: Rhythm, now: datetime) -> None:
    """Let Ada live by another rhythm from now on, as what changes it does."""
    ada = replace(learner(work), rhythm=rhythm)
    work.learners.save(ada)
    assert ada.enrolment
    lay_ahead(work, course_of(work, ada, ada.enrolment, now))


def rest(work: FakeUnitOfWork, days: Days, now: datetime) -> None:
    """Let Ada have rest days from now on."""
    live_by(work, Rhythm(rules=PLAIN_RULES.resting(days, now.date())), now)


def pause(work: FakeUnitOfWork, first: int, last: int, now: datetime) -> None:
    """Let Ada pause for some days, counted from Monday."""
    begin, end = ((NOON + day * DAY).date() for day in (first, last))
    live_by(work, Rhythm(rules=PLAIN_RULES.pausing(begin, end, now.date())), now)


def mornings(work: FakeUnitOfWork, *days: int) -> dict[int, list[type[News]]]:
    """Give of what kind the news of some mornings are, nothing left out."""
    return {day: [type(each) for each in heard(work, NINE + day * DAY)] for day in days}


class TestMissedDays:
    def test_each_freeze_and_then_the_end_are_told_on_the_morning_after(
        self, work: FakeUnitOfWork
    ) -> None:
        study(work, 0, 1, 2)
        heard(work, NOON + 2 * DAY)

        assert heard(work, NINE + 4 * DAY - timedelta(seconds=1)) == []
        [first] = heard(work, NINE + 4 * DAY)
        second, comeback = heard(work, NINE + 5 * DAY)
        [end] = heard(work, NINE + 6 * DAY)

        last_day = (NOON + 2 * DAY).date()
        alive = Streak(3, 3, studied_today=False, last_day=last_day, freeze_in=7)
        assert first == FreezeUsed(replace(alive, freezes=1, frozen=1))
        assert second == FreezeUsed(replace(alive, freezes=0, frozen=2))
        assert comeback == Comeback(next_topic(work, ADA, NINE + 5 * DAY))
        assert end == StreakOver(replace(alive, current=0, freezes=0, frozen=2, missed=1, lost=3))
        assert mornings(work, 7, 8, 9) == {7: [], 8: [], 9: []}

    def test_with_one_freeze_left_the_end_comes_with_the_comeback(
        self, work: FakeUnitOfWork
    ) -> None:
        study(work, 0, 2)
        assert mornings(work, 4, 5, 7) == {4: [FreezeUsed], 5: [StreakOver, Comeback], 7: []}

    def test_with_none_left_the_end_comes_first(self, work: FakeUnitOfWork) -> None:
        study(work, 0, 2, 4)
        heard(work, NOON + 4 * DAY)
        assert mornings(work, 5, 6, 7, 8) == {5: [], 6: [StreakOver], 7: [Comeback], 8: []}

    def test_however_short_the_streak_it_is_told(self, work: FakeUnitOfWork) -> None:
        study(work, 0)
        assert mornings(work, 2, 3, 4) == {
            2: [FreezeUsed],
            3: [FreezeUsed, Comeback],
            4: [StreakOver],
        }

    def test_who_studies_again_before_they_are_told_is_not_told(self, work: FakeUnitOfWork) -> None:
        study(work, 0)
        complete_topics(work, ADA, NINE + 2 * DAY - HOUR, Pick())

        assert mornings(work, 2, 3, 4) == {2: [], 3: [], 4: [FreezeUsed]}

    def test_what_was_filled_in_later_is_not_told_as_missed(self, work: FakeUnitOfWork) -> None:
        study(work, 0, 2, yesterday=True)
        assert mornings(work, 2, 3) == {2: [], 3: [FreezeUsed]}

    def test_a_day_taken_back_moves_all_that_was_to_be_told(self, work: FakeUnitOfWork) -> None:
        study(work, 0, 1, 2)
        heard(work, NOON + 2 * DAY)
        undo_action(work, ADA, NOON + 2 * DAY)

        assert mornings(work, 3, 4, 5, 6) == {
            3: [FreezeUsed],
            4: [FreezeUsed, Comeback],
            5: [StreakOver],
            6: [],
        }

    def test_a_day_taken_back_from_among_others_changes_what_freezes_there_are(
        self, work: FakeUnitOfWork
    ) -> None:
        study(work, 0, 2)
        undo_action(work, ADA, NOON + 2 * DAY, 1)

        assert mornings(work, 4, 5, 6) == {
            4: [FreezeUsed],
            5: [FreezeUsed, Comeback],
            6: [StreakOver],
        }

    def test_a_topic_taken_back_at_noon_tells_nothing_of_that_morning(
        self, work: FakeUnitOfWork
    ) -> None:
        set_streak_news(work, ADA, NOON, on=False)
        study(work, 0, 2)
        set_streak_news(work, ADA, NOON, on=True)

        undo_action(work, ADA, NOON + 2 * DAY)

        assert heard(work, NOON + 2 * DAY) == []

    def test_what_freezes_covered_already_is_counted(self, work: FakeUnitOfWork) -> None:
        set_streak_news(work, ADA, NOON, on=False)
        study(work, 0)
        set_streak_news(work, ADA, NOON, on=True)
        live_by(work, Rhythm(), NOON + 2 * DAY)

        assert mornings(work, 3, 4, 5) == {3: [FreezeUsed, Comeback], 4: [StreakOver], 5: []}

    def test_what_comes_too_late_for_its_date_is_not_told(self, work: FakeUnitOfWork) -> None:
        study(work, 0)
        assert heard(work, NINE + 2 * DAY + 15 * HOUR) == []

    def test_where_nothing_is_left_to_study_nobody_is_called_back(self) -> None:
        unit = school(CHAT)
        opt_in(unit, ADA, monday(0), ReminderKind.DIGEST, here=CHAT)
        complete_topics(unit, ADA, NOON, Pick("1-8"))

        assert mornings(unit, 2, 3, 4) == {2: [FreezeUsed], 3: [FreezeUsed], 4: [StreakOver]}


class TestWithTheTopicOfTheDay:
    @pytest.fixture
    def prompted(self, work: FakeUnitOfWork) -> FakeUnitOfWork:
        """Give a unit of work with Ada, who has a prompt at eight too, and studied on Monday."""
        set_daily(work, ADA, monday(10), "8", here=CHAT)
        study(work, 0)
        return work

    def test_all_comes_in_one_message_with_the_prompt(self, prompted: FakeUnitOfWork) -> None:
        told = [
            [[type(each) for each in parcel.news] for parcel in brought(prompted, at)]
            for day in range(2, 6)
            for at in (NINE - HOUR + day * DAY, NINE + day * DAY)
        ]

        assert told == [
            [[FreezeUsed, TopicDue]],
            [],
            [[FreezeUsed, Comeback, TopicDue]],
            [],
            [[StreakOver, TopicDue]],
            [],
            [[TopicDue]],
            [],
        ]

    def test_nothing_waits_for_days_that_have_a_prompt(self, prompted: FakeUnitOfWork) -> None:
        assert outbox(prompted) == 0

    def test_on_days_without_a_prompt_it_comes_at_nine(self, work: FakeUnitOfWork) -> None:
        set_daily(work, ADA, monday(10), "8 mon-wed fri", here=CHAT)
        study(work, 0)
        assert mornings(work, 3) == {3: [FreezeUsed, Comeback]}
        assert [type(it) for it in heard(work, NINE - HOUR + 4 * DAY)] == [StreakOver, TopicDue]

    def test_where_a_prompt_was_set_since_it_is_told_once(self, work: FakeUnitOfWork) -> None:
        study(work, 0)
        set_daily(work, ADA, NOON, "8", here=CHAT)

        assert [type(it) for it in heard(work, NINE - HOUR + 2 * DAY)] == [FreezeUsed, TopicDue]
        assert prepared(work, NINE + 2 * DAY) == [Prepared(None, {Outcome.NEEDLESS: 1})]

    def test_one_set_too_late_for_today_takes_nothing_over(self, work: FakeUnitOfWork) -> None:
        study(work, 0)
        set_daily(work, ADA, monday(8, 30) + 2 * DAY, "8", here=CHAT)
        assert mornings(work, 2) == {2: [FreezeUsed]}

    def test_a_prompt_that_was_put_off_today_does_not_tell_it_again(
        self, prompted: FakeUnitOfWork
    ) -> None:
        heard(prompted, NINE - HOUR + 2 * DAY)
        snooze(prompted, ADA, NINE - HOUR + 2 * DAY, "2h", here=CHAT)

        assert [type(it) for it in heard(prompted, NINE + HOUR + 2 * DAY)] == [TopicDue]

    def test_one_that_was_put_off_until_today_tells_it(self, prompted: FakeUnitOfWork) -> None:
        snooze(prompted, ADA, NOON + DAY, "22h", here=CHAT)

        assert heard(prompted, NINE - HOUR + 2 * DAY) == []
        assert [type(it) for it in heard(prompted, NINE + HOUR + 2 * DAY)] == [
            FreezeUsed,
            TopicDue,
        ]

    def test_who_wants_no_news_of_the_streak_gets_the_topic_alone(
        self, prompted: FakeUnitOfWork
    ) -> None:
        set_streak_news(prompted, ADA, NOON, on=False)
        assert [type(it) for it in heard(prompted, NINE - HOUR + 2 * DAY)] == [TopicDue]


class TestRestDays:
    def test_nothing_is_told_on_one_nor_are_they_missed(self, work: FakeUnitOfWork) -> None:
        rest(work, Days.WEEKENDS, monday(1))
        study(work, 0, 1, 2, 3)
        heard(work, NOON + 3 * DAY)

        assert mornings(work, 4, 5, 6, 7, 8) == {
            4: [],
            5: [],
            6: [],
            7: [FreezeUsed],
            8: [FreezeUsed, Comeback],
        }

    def test_those_set_since_move_what_was_laid_ahead(self, work: FakeUnitOfWork) -> None:
        study(work, 0)
        rest(work, Days.WEDNESDAY | Days.THURSDAY, NOON)
        assert mornings(work, 2, 3, 4, 5) == {
            2: [],
            3: [],
            4: [FreezeUsed],
            5: [FreezeUsed, Comeback],
        }

    def test_one_set_since_puts_the_comeback_off(self, work: FakeUnitOfWork) -> None:
        study(work, 0)
        rest(work, Days.THURSDAY, NOON + 2 * DAY)
        assert mornings(work, 3, 4, 5) == {3: [], 4: [FreezeUsed, Comeback], 5: [StreakOver]}

    def test_neither_prompt_nor_nudge_comes_on_one_but_the_digest(
        self, work: FakeUnitOfWork
    ) -> None:
        rest(work, Days.WEEKENDS, monday(1))
        set_daily(work, ADA, monday(1), "18", here=CHAT)
        opt_in(work, ADA, monday(1), ReminderKind.NUDGE, here=CHAT)
        study(work, 4)

        told = {
            (day, hour): [type(it) for it in heard(work, monday(hour) + day * DAY)]
            for day in (5, 6, 7)
            for hour in (18, 20)
        }

        assert told == {
            (5, 18): [],
            (5, 20): [],
            (6, 18): [WeekOver],
            (6, 20): [],
            (7, 18): [TopicDue],
            (7, 20): [StreakAtRisk],
        }

    def test_a_topic_put_off_until_one_comes_as_was_promised(self, work: FakeUnitOfWork) -> None:
        rest(work, Days.WEEKENDS, monday(1))
        snooze(work, ADA, NOON + 4 * DAY, "22h", here=CHAT)
        assert [type(it) for it in heard(work, monday(10) + 5 * DAY)] == [TopicDue]


class TestChangesOfWhatIsHeard:
    def test_a_prompt_that_comes_no_more_leaves_the_news_to_come_alone(
        self, work: FakeUnitOfWork
    ) -> None:
        set_daily(work, ADA, NOON, "8:30", here=CHAT)
        study(work, 0)
        stop_daily(work, ADA, NOON + HOUR)

        assert mornings(work, 1, 2, 3, 4) == ALONE

    def test_who_begins_to_hear_of_it_hears_of_the_days_missed_from_then_on(
        self, work: FakeUnitOfWork
    ) -> None:
        set_streak_news(work, ADA, NOON, on=False)
        study(work, 0)
        set_streak_news(work, ADA, NOON + HOUR, on=True)

        assert mornings(work, 1, 2, 3, 4) == ALONE

    def test_a_first_reminder_is_enough_to_hear_of_it(self, work: FakeUnitOfWork) -> None:
        opt_out(work, ADA, NOON, ReminderKind.DIGEST)
        study(work, 0)
        opt_in(work, ADA, NOON + HOUR, ReminderKind.NUDGE, here=CHAT)

        assert mornings(work, 1, 2, 3, 4) == ALONE

    def test_a_prompt_with_no_topic_left_brings_the_news_all_the_same(
        self, work: FakeUnitOfWork
    ) -> None:
        ship(work, "short", long_outline(1), added=monday(0))
        enrol(work, ADA, monday(0), "short", Newcomer(LISBON, "en"))
        set_daily(work, ADA, NOON, "9", here=CHAT)
        study(work, 0)

        told = [[type(it) for it in heard(work, NINE + day * DAY)] for day in (1, 2, 3, 4)]

        assert told == [[], [FreezeUsed], [FreezeUsed], [StreakOver]]


class TestPauses:
    def test_nothing_at_all_comes_in_one(self, work: FakeUnitOfWork) -> None:
        set_daily(work, ADA, monday(1), "8", here=CHAT)
        opt_in(work, ADA, monday(1), ReminderKind.NUDGE, here=CHAT)
        study(work, 0, 1, 2, 3)
        heard(work, NOON + 3 * DAY)
        snooze(work, ADA, NOON + 3 * DAY, "40h", here=CHAT)
        pause(work, 4, 13, NOON + 3 * DAY)

        told = [heard(work, monday(0) + hours * HOUR) for hours in range(4 * 24, 14 * 24)]

        assert told == [[]] * 240
        assert [type(it) for it in heard(work, monday(8) + 14 * DAY)] == [TopicDue]

    def test_a_topic_put_off_in_one_was_asked_for_and_comes(self, work: FakeUnitOfWork) -> None:
        study(work, 0)
        pause(work, 1, 13, NOON)
        snooze(work, ADA, NOON + 3 * DAY, "2h", here=CHAT)

        assert [type(it) for it in heard(work, NOON + 3 * DAY + 2 * HOUR)] == [TopicDue]

    def test_what_is_reached_in_one_is_not_told_by_itself(self, work: FakeUnitOfWork) -> None:
        pause(work, 0, 13, monday(1))
        study(work, 0, 1, 2)
        assert heard(work, NOON + 2 * DAY) == []

    def test_what_was_missed_before_it_is_told_after_it(self, work: FakeUnitOfWork) -> None:
        study(work, 0)
        pause(work, 2, 6, NOON + DAY)
        assert mornings(work, 2, 3, 6, 7, 8) == {
            2: [],
            3: [],
            6: [],
            7: [FreezeUsed],
            8: [FreezeUsed, Comeback],
        }

    def test_one_that_ends_early_brings_the_news_back(self, work: FakeUnitOfWork) -> None:
        study(work, 0)
        pause(work, 1, 300, NOON)
        rules = learner(work).rhythm.rules.resuming((NOON + 3 * DAY).date())
        live_by(work, Rhythm(rules=rules), NOON + 3 * DAY)

        assert mornings(work, 4, 5, 6) == {
            4: [FreezeUsed],
            5: [FreezeUsed, Comeback],
            6: [StreakOver],
        }


class TestTheMorning:
    def test_where_the_day_begins_later_than_nine_it_is_its_begin(
        self, work: FakeUnitOfWork
    ) -> None:
        live_by(work, Rhythm(DayStart(11 * 60)), monday(1))
        study(work, 0)

        assert heard(work, monday(10, 59) + 2 * DAY) == []
        assert [type(it) for it in heard(work, monday(11) + 2 * DAY)] == [FreezeUsed]

    def test_a_day_whose_begin_changes_is_told_of_when_it_begins(
        self, work: FakeUnitOfWork
    ) -> None:
        study(work, 0)
        changed = DayStart(0, before=11 * 60, since=monday(11) + 2 * DAY)
        live_by(work, Rhythm(changed), NOON + DAY)

        assert heard(work, monday(10) + 2 * DAY) == []
        assert [type(it) for it in heard(work, monday(11) + 2 * DAY)] == [FreezeUsed]

    def test_a_prompt_after_midnight_is_that_of_the_date_before(self, work: FakeUnitOfWork) -> None:
        live_by(work, Rhythm(DayStart(4 * 60)), monday(5))
        set_daily(work, ADA, monday(5), "3", here=CHAT)
        study(work, 0)

        assert mornings(work, 2) == {2: []}
        assert [type(it) for it in heard(work, monday(3) + 3 * DAY)] == [FreezeUsed, TopicDue]

    def test_after_a_move_it_is_by_the_clocks_there(self, work: FakeUnitOfWork) -> None:
        study(work, 0)
        set_zone(work, ADA, NOON + DAY, Newcomer("America/New_York", "en"))
        live_by(work, Rhythm(), NOON + DAY)

        assert heard(work, monday(13, 59) + 2 * DAY) == []
        assert [type(it) for it in heard(work, monday(14) + 2 * DAY)] == [FreezeUsed]

    def test_after_a_move_it_is_not_told_again(self, work: FakeUnitOfWork) -> None:
        study(work, 0)
        heard(work, NINE + 2 * DAY)
        set_zone(work, ADA, NINE + HOUR + 2 * DAY, Newcomer("America/New_York", "en"))
        live_by(work, Rhythm(), NINE + HOUR + 2 * DAY)

        assert heard(work, monday(14) + 2 * DAY) == []

    def test_a_date_that_a_zone_left_out_is_told_of_at_no_time(self, work: FakeUnitOfWork) -> None:
        samoa = datetime(2011, 12, 28, 22, tzinfo=UTC)
        set_zone(work, ADA, samoa, Newcomer("Pacific/Apia", "en"))
        complete_topics(work, ADA, samoa, Pick())

        told = [heard(work, samoa + hours * HOUR) for hours in range(100)]

        assert [type(it) for each in told for it in each] == [
            FreezeUsed,
            Comeback,
            StreakOver,
            WeekOver,
        ]


STREAK_NEWS = (FreezeUsed, StreakOver, Comeback)
DAYS_OF_A_LIFE = 24
STAY = "as it is"


def expected(work: FakeUnitOfWork, today: datetime) -> list[type[News]]:
    """Say from the ledger what a morning has to tell."""
    ada = learner(work)
    date, rules = ada.moment(today).date, ada.rhythm.rules
    ledger = work.history.of_learner(ada.id).ledger(date, rules)
    if not ledger or ledger[-1].kind is not DayKind.OPEN:
        return []
    since = list(takewhile(lambda day: day.kind is not DayKind.STUDIED, reversed(ledger[:-1])))
    missed = [it.kind for it in since if it.kind in (DayKind.FROZEN, DayKind.MISSED)]
    if not missed:
        return []
    told: list[type[News]] = []
    if missed[0] is DayKind.FROZEN:
        told.append(FreezeUsed)
    elif missed.count(DayKind.MISSED) == 1:
        told.append(StreakOver)
    return [*told, Comeback] if len(missed) == COMEBACK_AFTER else told


@settings(deadline=None)
@given(
    st.lists(st.booleans(), min_size=DAYS_OF_A_LIFE, max_size=DAYS_OF_A_LIFE),
    st.dictionaries(
        st.integers(0, DAYS_OF_A_LIFE),
        st.one_of(
            st.integers(0, 126).map(Days),
            st.tuples(st.integers(0, 5), st.integers(0, 6)),
            st.none(),
        ),
        max_size=4,
    ),
    st.sampled_from(["", "9", "9 mon wed sat", "9 tue-fri"]),
)
def test_each_morning_tells_what_the_ledger_says_of_the_days_before(
    studied: list[bool], changes: dict[int, Days | tuple[int, int] | None], prompt: str
) -> None:
    work = school(CHAT)
    ship(work, "long", long_outline(50), added=monday(0))
    enrol(work, ADA, monday(0), "long", Newcomer(LISBON, "en"))
    opt_in(work, ADA, monday(0), ReminderKind.DIGEST, here=CHAT)
    if prompt:
        set_daily(work, ADA, monday(0), prompt, here=CHAT)

    for number, done in enumerate(studied):
        begin = monday(0) + number * DAY
        rules, today = learner(work).rhythm.rules, begin.date()
        match changes.get(number, STAY):
            case Days() as days:
                live_by(work, Rhythm(rules=rules.resting(days, today)), begin)
            case str():
                pass
            case (ahead, length):
                first = today + ahead * DAY
                pausing = rules.pausing(first, first + length * DAY, today)
                live_by(work, Rhythm(rules=pausing), begin)
            case None:
                live_by(work, Rhythm(rules=rules.resuming(today)), begin)

        told = [type(it) for it in heard(work, begin + 9 * HOUR)]
        assert [it for it in told if it in STREAK_NEWS] == expected(work, begin + 9 * HOUR)

        if done:
            complete_topics(work, ADA, begin + 12 * HOUR, Pick())


def test_news_of_the_streak_and_the_topic_due_are_worth_something_as_long_as_one_of_them(
    work: FakeUnitOfWork,
) -> None:
    study(work, 0, 1)
    snooze(work, ADA, NOON + DAY, "45h", here=CHAT)

    [parcel] = brought(work, NINE + 3 * DAY)

    assert [type(each) for each in parcel.news] == [FreezeUsed, TopicDue]
    assert parcel.expires == NINE + 4 * DAY


def test_only_the_first_topic_of_a_day_looks_for_news(work: FakeUnitOfWork) -> None:
    set_streak_news(work, ADA, NOON, on=False)
    study(work, 0, 1, 2)
    set_streak_news(work, ADA, NOON, on=True)
    before = outbox(work)

    study(work, 2)

    assert outbox(work) == before


def test_a_second_topic_on_a_day_is_no_news(work: FakeUnitOfWork) -> None:
    study(work, 0, 1, 2)
    heard(work, NOON + 2 * DAY)
    before = outbox(work)

    study(work, 2)

    assert (outbox(work), heard(work, NOON + 2 * DAY)) == (before, [])


def test_what_was_ticked_in_the_file_is_no_news(work: FakeUnitOfWork) -> None:
    ticked = outline({("T",): ("a", "b")}, "Ticked", ticked=("a", "b"))
    ship(work, "ticked", ticked, added=NOON)
    enrol(work, ADA, NOON + 2 * DAY, "ticked", Newcomer(LISBON, "en"))

    complete_ticked(work, ADA, NOON + 2 * DAY)

    assert outbox(work) == 0


def test_who_wants_no_news_of_the_streak_gets_none(work: FakeUnitOfWork) -> None:
    set_streak_news(work, ADA, NOON, on=False)
    study(work, 0, 1, 2)
    assert outbox(work) == 0


def test_who_wants_none_any_more_does_not_get_what_was_put_ahead(work: FakeUnitOfWork) -> None:
    study(work, 0, 1, 2)
    set_streak_news(work, ADA, NOON, on=False)
    assert heard(work, NOON + 2 * DAY) == []
    assert mornings(work, 4, 5, 6) == {4: [], 5: [], 6: []}


@pytest.mark.parametrize("how", ["off", "muted"])
def test_who_lets_nothing_come_is_told_nothing(how: str) -> None:
    work = school(CHAT)
    prompt = opt_in(work, ADA, monday(0), ReminderKind.PROMPT, here=CHAT).reminder
    if how == "off":
        stop_daily(work, ADA, monday(0))
    else:
        mute_reminder(work, ADA, monday(0), prompt.id, muted=True)

    study(work, 0, 1, 2)

    assert outbox(work) == 0


def test_who_lets_nothing_come_any_more_is_not_told_what_was_put_ahead(
    work: FakeUnitOfWork,
) -> None:
    study(work, 0, 1, 2)
    mute_reminder(work, ADA, NOON, 1, muted=True)
    plan(work, NOON)
    assert heard(work, NOON + 2 * DAY) == []


def test_who_never_studied_has_missed_nothing(work: FakeUnitOfWork) -> None:
    live_by(work, Rhythm(), NOON)
    assert outbox(work) == 0
