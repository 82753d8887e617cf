"""Resetting: a roadmap begins anew, and nothing else does."""

from datetime import timedelta

import pytest

from core.errors import NotEnrolled, UnknownRoadmap
from core.goal import Standing, Target
from core.history import EventKind
from core.learner import Account, EnrolmentId
from core.progress import Count
from core.selection import Pick
from core.use_cases.aims import look_at_aims
from core.use_cases.badges import report_badges
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.overview import report_streak
from core.use_cases.reset import ask_reset, reset_roadmap
from core.use_cases.study import complete_topics, next_topic, skip_topic
from core.use_cases.undo import undo_action
from tests.builders import NOON, TODAY, days_ago, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
BOB = Account("console", "bob")
HOME = Newcomer("UTC", "en")
GO, PYTHON, BOBS = EnrolmentId(1), EnrolmentId(2), EnrolmentId(3)


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work in which Ada did three days of Python, and a topic of Go before."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline())
    ship(unit, "go", outline({("G",): ("Goroutines", "Channels")}, "Go"))
    enrol(unit, ADA, NOON - timedelta(days=3), "go", HOME)
    complete_topics(unit, ADA, NOON - timedelta(days=3), Pick("1"))
    enrol(unit, ADA, NOON - timedelta(days=2), "python", HOME)
    for ago in (2, 1, 0):
        complete_topics(unit, ADA, NOON - timedelta(days=ago), Pick())
    skip_topic(unit, ADA, NOON, Pick("5"))
    enrol(unit, BOB, NOON, "python", HOME)
    complete_topics(unit, BOB, NOON, Pick("1"))
    unit.committed = False
    return unit


def test_it_is_asked_first_and_nothing_changes(work: FakeUnitOfWork) -> None:
    asked = ask_reset(work, ADA, NOON)

    assert (asked.enrolment, asked.count, asked.streak.current) == (PYTHON, Count(3, 8), 4)
    assert not work.committed


def test_another_roadmap_may_be_named_in_any_way(work: FakeUnitOfWork) -> None:
    named = [ask_reset(work, ADA, NOON, name).enrolment for name in ("go", " GO ", "#1")]
    assert named == [GO, GO, GO]


@pytest.mark.parametrize("name", ["rust", "#3", "#0", "!"])
def test_what_was_not_begun_is_refused_with_what_was(work: FakeUnitOfWork, name: str) -> None:
    with pytest.raises(UnknownRoadmap) as refused:
        ask_reset(work, ADA, NOON, name)
    assert [each.slug for each in refused.value.known] == ["go", "python"]


def test_progress_begins_anew_and_the_streak_stays(work: FakeUnitOfWork) -> None:
    before = report_streak(work, ADA, NOON)

    result = reset_roadmap(work, ADA, NOON, PYTHON)

    assert (result.before, result.offer.overall, work.committed) == (Count(3, 8), Count(0, 8), True)
    assert next_topic(work, ADA, NOON) == result.offer
    assert report_streak(work, ADA, NOON) == before


def test_the_other_roadmaps_and_the_other_learners_keep_theirs(work: FakeUnitOfWork) -> None:
    reset_roadmap(work, ADA, NOON, PYTHON)

    enrol(work, ADA, NOON, "go", HOME)
    assert next_topic(work, ADA, NOON).overall == Count(1, 2)
    assert next_topic(work, BOB, NOON).overall == Count(1, 8)


def test_undo_brings_all_back(work: FakeUnitOfWork) -> None:
    before = next_topic(work, ADA, NOON), report_badges(work, ADA, NOON)
    result = reset_roadmap(work, ADA, NOON, PYTHON)

    undone = undo_action(work, ADA, NOON, result.action)

    assert (undone.kind, undone.topics, undone.roadmap.slug) == (EventKind.RESET, (), "python")
    assert (next_topic(work, ADA, NOON), report_badges(work, ADA, NOON)) == before


def test_its_badges_go_until_they_are_earned_again(work: FakeUnitOfWork) -> None:
    had = report_badges(work, ADA, NOON).roadmaps
    reset_roadmap(work, ADA, NOON, PYTHON)
    lost = report_badges(work, ADA, NOON).roadmaps
    complete_topics(work, ADA, NOON, Pick("1-3"))

    assert (len(had), lost) == (1, ())
    assert report_badges(work, ADA, NOON).roadmaps == had


def test_a_roadmap_in_which_nothing_was_done_is_left_as_it_is(work: FakeUnitOfWork) -> None:
    reset_roadmap(work, ADA, NOON, PYTHON)
    work.committed = False

    again = reset_roadmap(work, ADA, NOON, PYTHON)

    assert (again.action, again.before, work.committed) == (None, Count(0, 8), False)


def test_a_target_counts_from_where_the_roadmap_was_begun_anew(work: FakeUnitOfWork) -> None:
    work.enrolments.set_target(PYTHON, Target(TODAY + timedelta(days=30), days_ago(2)))
    before = look_at_aims(work, ADA, NOON)

    reset_roadmap(work, ADA, NOON, PYTHON)
    after = look_at_aims(work, ADA, NOON)

    assert (before.remaining, before.standing) == (5, Standing.AHEAD)
    assert (after.remaining, after.standing) == (8, Standing.ON)


def test_nobody_begins_the_roadmap_of_another_anew(work: FakeUnitOfWork) -> None:
    with pytest.raises(UnknownRoadmap):
        reset_roadmap(work, ADA, NOON, BOBS)
    assert next_topic(work, BOB, NOON).overall == Count(1, 8)


def test_who_studies_nothing_has_nothing_to_begin_anew(work: FakeUnitOfWork) -> None:
    with pytest.raises(NotEnrolled):
        ask_reset(work, Account("console", "eve"), NOON)
