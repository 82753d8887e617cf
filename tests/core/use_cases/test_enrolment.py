"""Enrolment: becoming a learner, choosing a roadmap, changing it."""

from datetime import timedelta

import pytest

from core.destination import Destination
from core.errors import UnknownRoadmap, UnknownZone
from core.learner import Account
from core.notification import NotificationKind
from core.place import PlaceKind
from core.progress import Count
from core.reminder import ReminderKind
from core.selection import Pick
from core.use_cases.delivering import lease_due
from core.use_cases.enrolment import Newcomer, browse_roadmaps, enrol, is_learner, set_zone
from core.use_cases.places import pause_place, resume_place
from core.use_cases.reminding import opt_in
from core.use_cases.study import complete_topics, next_topic
from tests.builders import NOON, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf
from tests.reached import reached

ADA = Account("discord", "ada")
LISBON = Newcomer("Europe/Lisbon", "en")
CHANNEL = Destination("discord", "42", PlaceKind.GROUP)
ALONE = Destination("discord", "1")


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work with two roadmaps and no learner."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python-backend", outline(title="Python Backend Developer"), added=NOON)
    ship(unit, "django", outline({("D",): ("Models",)}, "Python and Django"), added=NOON)
    return unit


def test_saying_where_one_lives_makes_a_learner(work: FakeUnitOfWork) -> None:
    result = set_zone(work, ADA, NOON, LISBON)
    assert (result.zone, result.before, result.shelf.enrolled) == ("Europe/Lisbon", None, False)
    assert is_learner(work, ADA, NOON)
    assert work.committed


def test_moving_keeps_the_learner(work: FakeUnitOfWork) -> None:
    enrol(work, ADA, NOON, "django", LISBON)
    result = set_zone(work, ADA, NOON, Newcomer("Asia/Tokyo", "en"))
    assert (result.zone, result.before, result.shelf.enrolled) == (
        "Asia/Tokyo",
        "Europe/Lisbon",
        True,
    )


def test_after_a_move_news_of_the_streak_comes_on_the_mornings_of_the_new_zone(
    work: FakeUnitOfWork,
) -> None:
    enrol(work, ADA, NOON, "django", LISBON, destination=ALONE)
    opt_in(work, ADA, NOON, ReminderKind.NUDGE, here=ALONE)
    complete_topics(work, ADA, NOON, Pick())

    set_zone(work, ADA, NOON, Newcomer("Asia/Tokyo", "en"))

    nine_in_tokyo = NOON + timedelta(hours=36)
    due = lease_due(work, "discord", nine_in_tokyo, most=9, lease="one", until=nine_in_tokyo)
    assert [(row.notification.kind, row.notification.at) for row in due] == [
        (NotificationKind.FREEZE_USED, nine_in_tokyo)
    ]


def test_a_zone_nobody_knows_makes_no_learner(work: FakeUnitOfWork) -> None:
    with pytest.raises(UnknownZone):
        set_zone(work, ADA, NOON, Newcomer("Mars/Olympus", "en"))
    assert not is_learner(work, ADA, NOON)


def test_enrolling_needs_no_zone_before(work: FakeUnitOfWork) -> None:
    result = enrol(work, ADA, NOON, "django", LISBON)
    assert (result.offer.roadmap.title, result.resumed) == ("Python and Django", False)
    learner = work.learners.of_account(ADA)
    assert learner is not None
    assert learner.zone == "Europe/Lisbon"


@pytest.mark.parametrize(
    "named", ["python-backend", "PYTHON-BACKEND", "backend developer", "Developer"]
)
def test_a_roadmap_is_known_by_its_slug_and_its_words(work: FakeUnitOfWork, named: str) -> None:
    assert enrol(work, ADA, NOON, named, LISBON).offer.roadmap.slug == "python-backend"


def test_the_title_that_begins_with_the_words_goes_before_those_that_hold_them(
    work: FakeUnitOfWork,
) -> None:
    ship(work, "big", outline(title="Big data"), added=NOON)
    ship(work, "statistics", outline(title="Data and statistics"), added=NOON)
    assert enrol(work, ADA, NOON, "data", LISBON).offer.roadmap.slug == "statistics"


def test_words_of_several_roadmaps_choose_none(work: FakeUnitOfWork) -> None:
    with pytest.raises(UnknownRoadmap) as refused:
        enrol(work, ADA, NOON, "python", LISBON)
    assert (refused.value.several, len(refused.value.known)) == (True, 2)


@pytest.mark.parametrize("named", ["cobol", "", "🦆"])
def test_words_of_no_roadmap_are_answered_with_all(work: FakeUnitOfWork, named: str) -> None:
    with pytest.raises(UnknownRoadmap) as refused:
        enrol(work, ADA, NOON, named, LISBON)
    assert (refused.value.several, len(refused.value.known)) == (False, 2)
    assert not work.committed


def test_coming_back_to_a_roadmap_resumes_it(work: FakeUnitOfWork) -> None:
    enrol(work, ADA, NOON, "python-backend", LISBON)
    complete_topics(work, ADA, NOON, Pick("1-3"))
    enrol(work, ADA, NOON, "django", LISBON)
    result = enrol(work, ADA, NOON, "python-backend", LISBON)
    assert (result.resumed, result.offer.overall) == (True, Count(3, 8))
    assert next_topic(work, ADA, NOON).overall == Count(3, 8)


def test_ticked_boxes_are_counted_until_they_are_done(work: FakeUnitOfWork) -> None:
    ship(work, "own", outline(title="Own", ticked=("Indexes",)), added=NOON)
    assert len(enrol(work, ADA, NOON, "own", LISBON).ticked) == 1
    complete_topics(work, ADA, NOON, Pick("indexes"))
    assert enrol(work, ADA, NOON, "own", LISBON).ticked == ()


def test_the_shelf_says_how_far_one_is_in_each(work: FakeUnitOfWork) -> None:
    enrol(work, ADA, NOON, "django", LISBON)
    complete_topics(work, ADA, NOON, Pick())
    shelf = browse_roadmaps(work, ADA, NOON)
    assert [(each.roadmap.slug, each.count, each.current) for each in shelf.roadmaps] == [
        ("python-backend", None, False),
        ("django", Count(1, 1), True),
    ]


def test_a_stranger_may_look_at_the_shelf(work: FakeUnitOfWork) -> None:
    shelf = browse_roadmaps(work, ADA, NOON)
    assert (shelf.zone, shelf.enrolled, len(shelf.roadmaps)) == (None, False, 2)


def test_where_one_enrols_one_is_written_to(work: FakeUnitOfWork) -> None:
    enrol(work, ADA, NOON, "django", LISBON, destination=CHANNEL)
    assert reached(work, ADA) == (CHANNEL,)


def test_every_place_is_remembered_once_in_the_order_one_enrolled(work: FakeUnitOfWork) -> None:
    for named, destination in [
        ("django", CHANNEL),
        ("python-backend", ALONE),
        ("django", CHANNEL),
        ("python-backend", None),
    ]:
        enrol(work, ADA, NOON, named, LISBON, destination=destination)
    assert reached(work, ADA) == (CHANNEL, ALONE)


def test_a_place_where_nothing_may_be_said_is_no_open_destination(work: FakeUnitOfWork) -> None:
    enrol(work, ADA, NOON, "django", LISBON, destination=CHANNEL)
    enrol(work, ADA, NOON, "django", LISBON, destination=ALONE)
    pause_place(work, NOON, "discord", "42", PlaceKind.GROUP)
    assert reached(work, ADA) == (ALONE,)
    resume_place(work, "discord", "42", PlaceKind.GROUP)
    assert reached(work, ADA) == (CHANNEL, ALONE)


def test_a_stranger_has_no_destination(work: FakeUnitOfWork) -> None:
    assert reached(work, ADA) == ()
