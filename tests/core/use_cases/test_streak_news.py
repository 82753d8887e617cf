"""News of the streak: told if it is true when it is told, to who wants to hear of it."""

from datetime import datetime, timedelta

import pytest

from core.reminder import ReminderKind
from core.roadmap import Path
from core.roadmap_markdown.outline import Outline
from core.selection import Pick
from core.use_cases.arrangement import set_quiet, set_streak_news
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.news import MilestoneReached, News, StreakOver, TopicDue
from core.use_cases.prompting import set_daily, stop_daily
from core.use_cases.reminding import mute_reminder, opt_in
from core.use_cases.streak_news import MILESTONES
from core.use_cases.study import complete_ticked, complete_topics, undo_action
from tests.builders import outline
from tests.core.use_cases.reminding_scenes import (
    ADA,
    CHAT,
    DAY,
    HOUR,
    LISBON,
    brought,
    monday,
    plan,
    school,
)
from tests.fakes.unit_of_work import FakeUnitOfWork

NOON = monday(12)
NINE = monday(9)


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
    unit.roadmaps.add("long", long_outline(500), added=monday(0))
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
    work.roadmaps.add("longer", long_outline(800), added=monday(0))
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


def test_a_streak_that_ended_is_told_on_the_second_morning(work: FakeUnitOfWork) -> None:
    study(work, 0, 1, 2, 3)
    heard(work, NOON + 3 * DAY)

    assert heard(work, NINE + 5 * DAY - timedelta(seconds=1)) == []
    assert heard(work, NINE + 5 * DAY) == [StreakOver(days=4, longest=4)]
    assert outbox(work) == 0


def test_a_streak_that_goes_on_has_not_ended(work: FakeUnitOfWork) -> None:
    told = told_over(work, range(6))
    assert list(told.values()) == [MilestoneReached(3)]


def test_who_studies_again_before_they_are_told_is_not_told(work: FakeUnitOfWork) -> None:
    study(work, 0, 1, 2)
    heard(work, NOON + 2 * DAY)
    complete_topics(work, ADA, NINE + 4 * DAY - HOUR, Pick())

    assert heard(work, NINE + 4 * DAY) == []


def test_a_day_taken_back_ends_the_streak_where_it_ended(work: FakeUnitOfWork) -> None:
    study(work, 0, 1, 2, 3)
    heard(work, NOON + 3 * DAY)
    undo_action(work, ADA, NOON + 3 * DAY)

    assert heard(work, NINE + 4 * DAY) == [StreakOver(days=3, longest=3)]
    assert heard(work, NINE + 5 * DAY) == []


def test_a_day_filled_in_later_makes_the_streak_that_ends_longer(work: FakeUnitOfWork) -> None:
    study(work, 0, 2)
    study(work, 2, yesterday=True)
    heard(work, NOON + 2 * DAY)

    assert heard(work, NINE + 4 * DAY) == [StreakOver(days=3, longest=3)]


def test_a_short_streak_ends_without_a_word(work: FakeUnitOfWork) -> None:
    study(work, 0, 1)
    assert outbox(work) == 0


def test_a_streak_that_was_made_short_ends_without_a_word(work: FakeUnitOfWork) -> None:
    study(work, 0, 1, 2)
    heard(work, NOON + 2 * DAY)
    undo_action(work, ADA, NOON + 2 * DAY, 1)

    assert heard(work, NINE + 4 * DAY) == []


def test_news_of_the_streak_and_the_topic_due_are_worth_something_as_long_as_one_of_them(
    work: FakeUnitOfWork,
) -> None:
    set_daily(work, ADA, NOON, "9", here=CHAT)
    study(work, 0, 1, 2)
    heard(work, NOON + 2 * DAY)

    [parcel] = brought(work, NINE + 4 * DAY)

    assert [type(each) for each in parcel.news] == [StreakOver, TopicDue]
    assert parcel.expires == NINE + 5 * DAY


def test_only_the_first_topic_of_a_day_looks_for_news(work: FakeUnitOfWork) -> None:
    set_streak_news(work, ADA, NOON, on=False)
    study(work, 0, 1, 2)
    set_streak_news(work, ADA, NOON, on=True)

    study(work, 2)

    assert outbox(work) == 0


def test_a_second_topic_on_a_day_is_no_news(work: FakeUnitOfWork) -> None:
    study(work, 0, 1, 2)
    heard(work, NOON + 2 * DAY)
    before = outbox(work)

    study(work, 2)

    assert (outbox(work), heard(work, NOON + 2 * DAY)) == (before, [])


def test_what_was_ticked_in_the_file_is_no_news(work: FakeUnitOfWork) -> None:
    study(work, 0, 1)
    ticked = outline({("T",): ("a", "b")}, "Ticked", ticked=("a", "b"))
    work.roadmaps.add("ticked", ticked, added=NOON)
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
