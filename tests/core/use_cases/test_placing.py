"""Placing: what a learner says they know is written down as they say it, and earns nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest

from core.errors import NotEnrolled
from core.history import EventKind
from core.learner import Account
from core.ports import UnitOfWork
from core.progress import Count
from core.roadmap import Path, RoadmapId, TopicId
from core.selection import Pick
from core.use_cases.aims import look_at_aims
from core.use_cases.badges import report_badges
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.overview import look_at_today, report_streak
from core.use_cases.placement import (
    Answered,
    Placement,
    Spot,
    TopicsAsked,
    WholeAsked,
    ask_placement,
    know_all,
    know_none,
    know_some,
    know_these,
)
from core.use_cases.study import complete_topics, know_topics, next_topic
from core.use_cases.undo import undo_action
from tests.builders import NOON, edit, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
HOME = Newcomer("UTC", "en")
COURSE = RoadmapId(1)
TITLES: dict[Path, tuple[str, ...]] = {
    ("A", "A1"): tuple(f"a{n}" for n in range(1, 13)),
    ("A", "A2"): tuple(f"b{n}" for n in range(1, 4)),
    ("B",): ("c1", "c2"),
}


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work in which Ada studies 17 topics, in two phases, the first of two parts."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "course", outline(TITLES))
    ship(unit, "other", outline({("O",): ("o1", "o2")}, "Other"))
    enrol(unit, ADA, NOON, "other", HOME)
    enrol(unit, ADA, NOON, "course", HOME)
    unit.committed = False
    return unit


def spot(number: int, level: int, *, single: bool = False, revision: int = 1) -> Spot:
    return Spot(TopicId(number), level, revision, single)


def asked(placement: Placement) -> tuple[Path, int] | None:
    """Give the path and the page of the question."""
    question = placement.question
    if question is None:
        return None
    return question.part.path, question.page if isinstance(question, TopicsAsked) else 0


def test_the_first_question_is_about_the_first_phase_as_a_whole(work: FakeUnitOfWork) -> None:
    placement = ask_placement(work, ADA, NOON)

    question = placement.question
    assert isinstance(question, WholeAsked)
    assert (question.spot, question.count) == (spot(1, 1), Count(0, 15))
    assert [(part.path, count) for part, count in question.parts] == [
        (("A", "A1"), Count(0, 12)),
        (("A", "A2"), Count(0, 3)),
    ]
    assert (placement.answered, work.committed) == (None, False)


def test_all_is_one_action_and_leads_to_the_next_phase(work: FakeUnitOfWork) -> None:
    placement = know_all(work, ADA, NOON, spot(1, 1))

    assert asked(placement) == (("B",), 0)
    answered = placement.answered
    assert answered is not None
    assert (answered.spot, len(answered.known), answered.action) == (spot(1, 1), 15, 1)
    assert (placement.offer.overall, work.committed) == (Count(15, 17), True)


def test_none_writes_nothing_and_leads_to_the_next_phase(work: FakeUnitOfWork) -> None:
    placement = know_none(work, ADA, NOON, spot(1, 1))

    assert asked(placement) == (("B",), 0)
    assert (placement.answered, work.committed) == (Answered(spot(1, 1)), False)


def test_some_leads_to_the_parts_within_and_then_to_the_topics(work: FakeUnitOfWork) -> None:
    within = know_some(work, ADA, NOON, spot(1, 1))
    topics = know_some(work, ADA, NOON, spot(1, 2))

    assert asked(within) == (("A", "A1"), 0)
    assert isinstance(topics.question, TopicsAsked)
    assert [state.topic.number for state in topics.question.topics] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (topics.question.spot, topics.question.pages) == (spot(1, 2, single=True), 2)


def test_the_topics_chosen_on_a_page_are_one_action(work: FakeUnitOfWork) -> None:
    second = know_these(work, ADA, NOON, spot(1, 2, single=True), [0, 2, 7, 8, 99, -1])
    beyond = know_these(work, ADA, NOON, spot(9, 2, single=True), [3])

    assert second.answered is not None
    assert [topic.number for topic in second.answered.known] == [1, 3, 8]
    assert asked(second) == (("A", "A1"), 2)
    assert beyond.answered is not None
    assert ([topic.number for topic in beyond.answered.known], beyond.answered.action) == ([12], 2)
    assert asked(beyond) == (("A", "A2"), 0)


def test_pages_and_parts_that_are_done_are_passed_over(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("1-8, 13-15"))

    topics = know_some(work, ADA, NOON, spot(1, 2))
    after = know_none(work, ADA, NOON, spot(1, 2))

    assert asked(topics) == (("A", "A1"), 2)
    assert asked(after) == (("B",), 0)


def test_the_last_answer_ends_it(work: FakeUnitOfWork) -> None:
    know_all(work, ADA, NOON, spot(1, 1))
    ended = know_all(work, ADA, NOON, spot(16, 1))

    assert (ended.question, ended.offer.overall, ended.offer.topic) == (None, Count(17, 17), None)


def test_saying_it_twice_writes_it_once(work: FakeUnitOfWork) -> None:
    first = know_all(work, ADA, NOON, spot(16, 1))
    second = know_all(work, ADA, NOON, spot(16, 1))

    assert first.answered is not None
    assert second.answered == Answered(spot(16, 1))
    assert second.offer.overall == Count(2, 17)


def test_an_answer_is_undone_as_a_whole_and_asked_again(work: FakeUnitOfWork) -> None:
    know_all(work, ADA, NOON, spot(16, 1))
    know_all(work, ADA, NOON, spot(1, 1))

    undone = undo_action(work, ADA, NOON)

    assert (undone.kind, len(undone.topics)) == (EventKind.KNOWN, 15)
    assert undone.offer.overall == Count(2, 17)
    assert asked(ask_placement(work, ADA, NOON)) == (("A",), 0)


def test_what_is_known_earns_no_streak_no_goal_no_forecast_and_no_badge(
    work: FakeUnitOfWork,
) -> None:
    days = [NOON + timedelta(days=ahead) for ahead in range(10)]
    for number, day in enumerate(days, start=1):
        know_topics(work, ADA, day, Pick(str(number)))
    last = know_topics(work, ADA, days[-1], Pick("1-17"))

    assert (last.offer.overall.complete, last.badges) == (True, ())
    assert report_streak(work, ADA, days[-1]).streak.longest == 0
    assert report_badges(work, ADA, days[-1]).roadmaps == ()
    assert look_at_today(work, ADA, days[-1]).done == ()
    assert look_at_aims(work, ADA, days[-1]).forecast is None


def test_known_topics_are_offered_no_more(work: FakeUnitOfWork) -> None:
    know_topics(work, ADA, NOON, Pick("1-2"))
    offer = next_topic(work, ADA, NOON)
    assert offer.topic is not None
    assert offer.topic.number == 3


def test_what_was_done_stays_done(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("16"))

    know_all(work, ADA, NOON, spot(16, 1))

    log = work.history.of_learner(work.learners.of_account(ADA).id)  # type: ignore[union-attr] # she is there
    assert [(event.topic, event.kind) for event in log] == [
        (TopicId(16), EventKind.DONE),
        (TopicId(17), EventKind.KNOWN),
    ]


def test_a_question_of_another_roadmap_stays_one_of_that_roadmap(work: FakeUnitOfWork) -> None:
    enrol(work, ADA, NOON, "other", HOME)

    placement = know_all(work, ADA, NOON, spot(16, 1))

    assert placement.offer.roadmap.slug == "course"
    assert next_topic(work, ADA, NOON).overall == Count(0, 2)


@pytest.mark.parametrize(("rest", "known", "left"), [(True, 6, 11), (False, 2, 15)])
def test_the_pages_behind_one_are_answered_with_it(
    work: FakeUnitOfWork,
    rest: bool,  # noqa: FBT001 - a column of the table
    known: int,
    left: int,
) -> None:
    placement = know_these(work, ADA, NOON, spot(1, 2, single=True), [0, 1], rest=rest)

    assert placement.answered is not None
    assert len(placement.answered.known) == known
    assert placement.offer.overall == Count(17 - left, 17)
    assert asked(placement) == (("A", "A2"), 0)


ANSWERS: dict[str, Callable[[UnitOfWork, Account, datetime, Spot], Placement]] = {
    "all": know_all,
    "none": know_none,
    "some": know_some,
    "these": partial(know_these, places=[0, 1]),
    "the rest too": partial(know_these, places=[0], rest=True),
    "nothing yet": ask_placement,
}


@pytest.mark.parametrize("single", [False, True])
@pytest.mark.parametrize("answer", ANSWERS)
def test_no_answer_is_taken_for_a_roadmap_that_changed_since_it_was_asked(
    work: FakeUnitOfWork,
    answer: str,
    single: bool,  # noqa: FBT001 - a column of the table
) -> None:
    changed: dict[Path, tuple[str, ...]] = {("New",): ("Brand new",), **TITLES}
    edit(work, COURSE, outline(changed))
    work.committed = False

    placement = ANSWERS[answer](work, ADA, NOON, spot(16, 1, single=single))

    question = placement.question
    assert isinstance(question, WholeAsked)
    assert (question.spot, asked(placement)) == (spot(16, 1, revision=2), (("B",), 0))
    assert (placement.changed, placement.answered, work.committed) == (True, None, False)
    assert placement.offer.overall.done == 0
    taken = know_all(work, ADA, NOON, question.spot)
    assert (taken.changed, taken.offer.overall.done) == (False, 2)


def test_a_part_that_is_done_by_then_is_asked_about_no_more(work: FakeUnitOfWork) -> None:
    know_all(work, ADA, NOON, spot(16, 1))
    edit(work, COURSE, outline({**TITLES, ("New",): ("Brand new",)}))
    placement = know_all(work, ADA, NOON, spot(16, 1))
    assert (placement.changed, asked(placement)) == (True, (("A",), 0))


def test_a_part_that_left_the_roadmap_is_asked_about_no_more(work: FakeUnitOfWork) -> None:
    edit(work, COURSE, outline({("A",): ("a1", "a2")}))
    placement = know_all(work, ADA, NOON, spot(16, 1))
    assert (placement.changed, asked(placement)) == (True, (("A",), 0))


def test_who_studies_nothing_is_not_placed(work: FakeUnitOfWork) -> None:
    with pytest.raises(NotEnrolled):
        ask_placement(work, Account("console", "bob"), NOON)
