"""Stats: what the pictures are made of is what the other views tell."""

from datetime import timedelta

import pytest

from core.history import EventKind
from core.learner import Account
from core.ledger import DayKind
from core.selection import Pick
from core.use_cases.aims import look_at_aims
from core.use_cases.arrangement import set_dark_pictures
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.overview import report_streak
from core.use_cases.stats import report_map, report_stats
from core.use_cases.study import complete_topics, skip_topic
from core.use_cases.undo import undo_action
from tests.builders import NOON, TODAY, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
HOME = Newcomer("UTC", "en")
LATER = NOON + timedelta(days=2)


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work in which Ada did a topic of Go, and two days later one of Python."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline(), added=NOON)
    ship(unit, "go", outline({("G",): ("Goroutines", "Channels")}, "Go"), added=NOON)
    enrol(unit, ADA, NOON, "go", HOME)
    complete_topics(unit, ADA, NOON, Pick("1"))
    enrol(unit, ADA, LATER, "python", HOME)
    complete_topics(unit, ADA, LATER, Pick("1"))
    return unit


def test_stats_are_of_all_roadmaps_without_what_was_taken_back(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, LATER, Pick("2"))
    undo_action(work, ADA, LATER)
    skip_topic(work, ADA, LATER, Pick())

    report = report_stats(work, ADA, LATER)

    assert [(event.kind, event.moment.date) for event in report.events] == [
        (EventKind.DONE, TODAY),
        (EventKind.DONE, LATER.date()),
        (EventKind.SKIPPED, LATER.date()),
    ]
    assert [day.kind for day in report.days] == [
        DayKind.STUDIED,
        DayKind.FROZEN,
        DayKind.STUDIED,
    ]


def test_stats_tell_the_streak_and_the_aims_that_the_other_commands_tell(
    work: FakeUnitOfWork,
) -> None:
    report = report_stats(work, ADA, LATER)

    assert report.streak == report_streak(work, ADA, LATER).streak
    assert report.aims == look_at_aims(work, ADA, LATER)
    assert report.today == LATER.date()


def test_a_map_is_of_the_roadmap_studied_now(work: FakeUnitOfWork) -> None:
    progress = report_map(work, ADA, LATER).progress

    assert (progress.roadmap.title, progress.overall.done) == ("Python", 1)


def test_both_tell_how_pictures_are_wanted(work: FakeUnitOfWork) -> None:
    set_dark_pictures(work, ADA, LATER, on=True)

    assert report_stats(work, ADA, LATER).preferences.dark_pictures
    assert report_map(work, ADA, LATER).preferences.dark_pictures
