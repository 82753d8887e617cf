"""Badges are earned by what is done, told once, and taken back with it."""

from datetime import timedelta

import pytest

from core.badges import Badge, BadgeKind
from core.errors import NotEnrolled
from core.learner import Account
from core.selection import Pick
from core.use_cases.arrangement import set_badges
from core.use_cases.badges import BadgesReport, RoadmapBadges, report_badges
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.study import complete_ticked, complete_topics
from core.use_cases.undo import undo_action
from tests.builders import NOON, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
HOME = Newcomer("UTC", "en")
WEEK = Badge(BadgeKind.DAYS, 7)
FIRST_SECTION = Badge(BadgeKind.SECTIONS, 1)
BASICS = Badge(BadgeKind.PHASE, title="PHASE 1: Basics")
FIRST_PROJECT = Badge(BadgeKind.PROJECTS, 1)
ALL_OF_GO = Badge(BadgeKind.ROADMAP, title="Go")
NONE = BadgesReport(shown=True, days=(), roadmaps=())


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work in which Ada studies eight topics and three projects."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline(projects=3, ticked=("SQL joins",)), added=NOON)
    ship(unit, "go", outline({("G",): ("Goroutines",)}, "Go"), added=NOON)
    enrol(unit, ADA, NOON, "python", HOME)
    return unit


def earned(work: FakeUnitOfWork, typed: str, day: int = 0) -> tuple[Badge, ...]:
    """Do topics some days after the first; give the badges that this is told to earn."""
    return complete_topics(work, ADA, NOON + timedelta(days=day), Pick(typed)).badges


def test_what_ends_a_section_or_a_phase_earns_a_badge_once(work: FakeUnitOfWork) -> None:
    assert [earned(work, typed) for typed in ("1-2", "3", "3", "4-5")] == [
        (),
        (FIRST_SECTION,),
        (),
        (BASICS,),
    ]


def test_a_project_earns_a_badge(work: FakeUnitOfWork) -> None:
    assert earned(work, "9") == (FIRST_PROJECT,)
    assert earned(work, "1") == ()


def test_the_seventh_day_in_a_row_earns_a_badge(work: FakeUnitOfWork) -> None:
    days = (1, 4, 6, 2, 7, 8)
    told = [earned(work, str(topic), day) for day, topic in enumerate(days)]

    assert earned(work, "10", 6) == (WEEK, FIRST_PROJECT)
    assert told == [()] * 5 + [(FIRST_SECTION, Badge(BadgeKind.PHASE, title="PHASE 2: Databases"))]


def test_a_late_entry_earns_the_badge_of_the_days_it_joins(work: FakeUnitOfWork) -> None:
    for day, topic in enumerate((1, 4, 6, 2, 7)):
        earned(work, str(topic), day)
    seventh = NOON + timedelta(days=6)
    complete_topics(work, ADA, seventh, Pick("9"))

    late = complete_topics(work, ADA, seventh, Pick("10"), yesterday=True)

    assert late.badges == (WEEK,)


def test_what_came_ticked_is_told_no_badge(work: FakeUnitOfWork) -> None:
    assert complete_ticked(work, ADA, NOON).badges == ()


def test_who_wants_no_badges_is_told_none_but_keeps_them(work: FakeUnitOfWork) -> None:
    set_badges(work, ADA, NOON, on=False)

    assert earned(work, "1-3") == ()
    assert report_badges(work, ADA, NOON) == BadgesReport(
        shown=False, days=(), roadmaps=(RoadmapBadges("Python", (FIRST_SECTION,)),)
    )


def test_badges_are_reported_of_every_roadmap_and_of_the_days(work: FakeUnitOfWork) -> None:
    for day in range(7):
        earned(work, str(day + 1), day)
    later = NOON + timedelta(days=7)
    enrol(work, ADA, later, "go", HOME)
    complete_topics(work, ADA, later, Pick("1"))

    assert report_badges(work, ADA, later) == BadgesReport(
        shown=True,
        days=(WEEK,),
        roadmaps=(
            RoadmapBadges("Python", (FIRST_SECTION, BASICS)),
            RoadmapBadges("Go", (FIRST_SECTION, ALL_OF_GO)),
        ),
    )


def test_what_is_taken_back_takes_its_badges_with_it(work: FakeUnitOfWork) -> None:
    earned(work, "1-3")
    undo_action(work, ADA, NOON)

    assert report_badges(work, ADA, NOON) == NONE
    assert earned(work, "1-3") == (FIRST_SECTION,)


def test_who_studies_nothing_has_no_badges_to_report() -> None:
    with pytest.raises(NotEnrolled):
        report_badges(FakeUnitOfWork(Shelf()), ADA, NOON)
