"""The ledger as it is read: each day, the newest first, with streak, freezes, time and zone."""

from datetime import datetime, timedelta
from inspect import cleandoc

import pytest

from bot.dialogue.views.ledger import PAGE, ledger
from bot.dialogue.views.overview import streak, today
from core.learner import Account
from core.selection import Pick
from core.use_cases.enrolment import Newcomer, enrol, set_zone
from core.use_cases.overview import explain_streak, look_at_today, report_streak
from core.use_cases.rhythm import set_day_start, set_pause, set_rest_days
from core.use_cases.study import complete_topics
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
RULE = (
    "> Frozen is a missed day that a freeze covered. "
    "7 days of study earn a freeze back; there are never more than 2."
)


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work with Ada enrolled in Lisbon."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline(projects=30), added=NOON)
    enrol(unit, ADA, NOON, "python", Newcomer("Europe/Lisbon", "en"))
    return unit


def explained(work: FakeUnitOfWork, days: int, page: int = 1) -> str:
    return shown(ledger(explain_streak(work, ADA, NOON + days * DAY), page))


def told(work: FakeUnitOfWork, days: int) -> list[str]:
    return shown(streak(report_streak(work, ADA, NOON + days * DAY))).splitlines()


def listed(work: FakeUnitOfWork, at: datetime) -> list[str]:
    return shown(today(look_at_today(work, ADA, at))).splitlines()


def test_each_kind_of_day_is_told_with_the_streak_and_the_freezes_at_its_end(
    work: FakeUnitOfWork,
) -> None:
    set_rest_days(work, ADA, NOON, "tue")
    set_day_start(work, ADA, NOON, "4")
    complete_topics(work, ADA, NOON + 14 * HOUR, Pick())
    set_pause(work, ADA, NOON, "25-26 nov")
    complete_topics(work, ADA, NOON + 6 * DAY, Pick())
    complete_topics(work, ADA, NOON + 6 * DAY, Pick(), yesterday=True)

    assert explained(work, 10) == cleandoc(
        f"""
        private replace
        # Why: 23 Nov to 3 Dec
        - *Thu 3 Dec*: not over yet · streak 0 · no freeze left
        - *Wed 2 Dec*: missed, which ended a streak of 3 days · streak 0 · no freeze left
        - *Tue 1 Dec*: rest · streak 3 · no freeze left
        - *Mon 30 Nov*: frozen · streak 3 · no freeze left
        - *Sun 29 Nov*: studied at 12:00 Lisbon time · streak 3 · 1 freeze left
        - *Sat 28 Nov*: studied (added Sun 29 Nov, 12:00 Lisbon time) · streak 2 · 1 freeze left
        - *Fri 27 Nov*: frozen · streak 1 · 1 freeze left
        - *Thu 26 Nov*: pause · streak 1 · 2 freezes left
        - *Wed 25 Nov*: pause · streak 1 · 2 freezes left
        - *Tue 24 Nov*: rest · streak 1 · 2 freezes left
        - *Mon 23 Nov*: studied at 02:00 Lisbon time · streak 1 · 2 freezes left
        {RULE}
        [My streak -> streak] [Next topic -> next]
        """
    )


def test_what_was_studied_too_soon_after_a_move_is_told_with_the_zone_of_then(
    work: FakeUnitOfWork,
) -> None:
    complete_topics(work, ADA, NOON, Pick())
    set_zone(work, ADA, NOON, Newcomer("Pacific/Auckland", "en"))
    complete_topics(work, ADA, NOON + HOUR, Pick())

    too_soon = "studied at 02:00 Auckland time, too soon after a move to be another day"
    assert shown(ledger(explain_streak(work, ADA, NOON + HOUR), 1)).splitlines()[2:4] == [
        f"- *Tue 24 Nov*: not over yet; {too_soon} · streak 1 · 2 freezes left",
        "- *Mon 23 Nov*: studied at 12:00 Lisbon time · streak 1 · 2 freezes left",
    ]
    week = shown(streak(report_streak(work, ADA, NOON + HOUR))).splitlines()
    assert "- Tue 24 Nov: 1 topic, too soon after a move" in week


def test_today_tells_what_came_too_soon_after_a_move_to_count(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick())
    set_zone(work, ADA, NOON, Newcomer("Pacific/Auckland", "en"))
    complete_topics(work, ADA, NOON + HOUR, Pick())

    too_soon = "What you did today came too soon after a move to count as another day."
    assert listed(work, NOON + HOUR)[1:5] == [
        "# Today, Tue 24 Nov",
        "1 topic done:",
        "- *#2* Using pip",
        too_soon,
    ]
    assert shown(streak(report_streak(work, ADA, NOON + HOUR))).splitlines()[1:3] == [
        "# 1 day in a row",
        too_soon,
    ]


@pytest.mark.parametrize("studies", [False, True])
def test_who_flew_west_over_the_date_line_is_told_that_a_later_date_counts(
    work: FakeUnitOfWork, *, studies: bool
) -> None:
    set_zone(work, ADA, NOON, Newcomer("Pacific/Auckland", "en"))
    complete_topics(work, ADA, NOON, Pick())
    set_zone(work, ADA, NOON + HOUR, Newcomer("Pacific/Honolulu", "en"))
    if studies:
        complete_topics(work, ADA, NOON + HOUR, Pick())

    later = "By the clock you had before, you studied on a later date already: today needs nothing."
    told_today = listed(work, NOON + HOUR)
    assert told_today[1] == "# Today, Mon 23 Nov"
    assert f"Streak: 1 day in a row. {later}" in told_today
    told_streak = shown(streak(report_streak(work, ADA, NOON + HOUR))).splitlines()
    assert told_streak[1:3] == ["# 1 day in a row", later]


def test_who_flew_west_to_a_date_they_studied_on_is_told_that_it_counts(
    work: FakeUnitOfWork,
) -> None:
    set_zone(work, ADA, NOON - DAY, Newcomer("Pacific/Auckland", "en"))
    for at in (NOON - DAY, NOON):
        complete_topics(work, ADA, at, Pick())
    set_zone(work, ADA, NOON + HOUR, Newcomer("Pacific/Honolulu", "en"))

    assert "Streak: 2 days in a row." in listed(work, NOON + HOUR)
    told_streak = shown(streak(report_streak(work, ADA, NOON + HOUR))).splitlines()
    assert told_streak[1:3] == ["# 2 days in a row", "Today counts already."]


def test_many_days_are_told_in_pages_from_the_newest_to_the_oldest(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick())
    pages = [explained(work, 2 * PAGE, page).splitlines() for page in (1, 2, 3)]

    assert [page[1] for page in pages] == [
        "# Why: 8 Dec to 21 Dec",
        "# Why: 24 Nov to 7 Dec",
        "# Why: 23 Nov",
    ]
    assert [page[-2] for page in pages] == [
        "[Older -> streak|detail=why|page=2]",
        "[Newer -> streak|detail=why] [Older -> streak|detail=why|page=3]",
        "[Newer -> streak|detail=why|page=2]",
    ]
    assert [len(page) for page in pages] == [PAGE + 5, PAGE + 5, 6]


def test_a_day_at_the_end_of_a_page_knows_the_one_on_the_next(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick())

    last = explained(work, PAGE + 2).splitlines()[1 + PAGE]

    assert last == (
        "- *Thu 26 Nov*: missed, which ended a streak of 1 day · streak 0 · no freeze left"
    )


@pytest.mark.parametrize("page", [0, -1, 3, 99])
def test_a_page_that_there_is_not_gives_the_nearest(work: FakeUnitOfWork, page: int) -> None:
    complete_topics(work, ADA, NOON, Pick())
    assert explained(work, PAGE, page) == explained(work, PAGE, 1 if page < 1 else 2)


def test_before_the_first_topic_it_says_so(work: FakeUnitOfWork) -> None:
    assert explained(work, 0) == cleandoc(
        """
        private replace
        # Nothing to tell yet
        Your first topic done begins a streak.
        [Next topic -> next]
        """
    )


def test_a_freeze_that_was_used_is_told_with_those_left(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick())
    assert (
        told(work, 2)
        == cleandoc(
            """
        private
        # 1 day in a row
        Today is not counted yet. Without a topic, a freeze covers it tonight.
        > A freeze covered a missed day: your streak of 1 day goes on. 1 freeze left; one comes back after 7 more study days.
        Longest so far: 1 day.
        - Thu 19 Nov: none
        - Fri 20 Nov: none
        - Sat 21 Nov: none
        - Sun 22 Nov: none
        - Mon 23 Nov: 1 topic
        - Tue 24 Nov: none, covered by a freeze
        - Wed 25 Nov: none so far
        > Your day begins and ends at midnight, Lisbon time.
        [Next topic -> next] [Today -> today] [Day by day -> streak|detail=why]
        """  # noqa: E501 - a line stands as it is read
        ).splitlines()
    )


@pytest.mark.parametrize(
    ("rest", "pause", "days", "state"),
    [
        (None, None, 1, "Today is not counted yet. Without a topic, a freeze covers it tonight."),
        (None, None, 3, "Today is not counted yet: one topic keeps it."),
        (None, None, 4, "One topic done is one day."),
        ("tue", None, 1, "Today is a rest day: nothing is missed."),
        (None, "24-30 nov", 1, "Paused until 30 Nov: nothing is missed."),
        ("tue", "24 nov", 1, "Paused today: nothing is missed."),
        ("tue", "23 nov", 0, "Today counts already."),
    ],
)
def test_today_is_said_to_count_to_be_needed_or_not(
    work: FakeUnitOfWork, rest: str | None, pause: str | None, days: int, state: str
) -> None:
    complete_topics(work, ADA, NOON, Pick())
    if rest:
        set_rest_days(work, ADA, NOON, rest)
    if pause:
        set_pause(work, ADA, NOON, pause)
    assert told(work, days)[2] == state


def test_a_streak_that_ended_is_told_with_what_freezes_could_not_do(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick())
    assert told(work, 4)[1:6] == [
        "# A new streak begins with one topic",
        "One topic done is one day.",
        "> Your streak ended at 1 day: 3 days were missed, and freezes covered 2 of them.",
        "No freeze is left; one comes back after 7 more study days.",
        "Longest so far: 1 day.",
    ]
