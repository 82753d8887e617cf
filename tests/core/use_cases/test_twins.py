"""Twins: what another roadmap holds too is offered to be ticked there, and only offered."""

import pytest

from core.history import EventKind
from core.learner import Account
from core.progress import Count
from core.roadmap import Path, Roadmap, RoadmapId, Topic
from core.selection import Pick
from core.use_cases.aims import look_at_aims
from core.use_cases.elsewhere import FOUND, Elsewhere
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.study import TopicsCompleted, complete_topics, know_topics, next_topic
from tests.builders import NOON, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
HOME = Newcomer("UTC", "en")
PYTHON: dict[Path, tuple[str, ...]] = {
    ("Functions",): ("Decorators — creating and using", "Lambda functions", "Views (functions)"),
    ("More",): ("Testing", "Testing", "Typing: generics"),
}
DJANGO: dict[Path, tuple[str, ...]] = {
    ("Python",): ("Decorators", "lambda  Functions.", "Views (classes)", "Testing", "Typing"),
    ("Django",): ("Models",),
}


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work with Ada, who began Django and studies Python."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "django", outline(DJANGO, "Django"))
    ship(unit, "python", outline(PYTHON, "Python"))
    ship(unit, "other", outline(DJANGO, "Not begun"))
    enrol(unit, ADA, NOON, "django", HOME)
    enrol(unit, ADA, NOON, "python", HOME)
    return unit


def elsewhere(result: TopicsCompleted) -> list[tuple[str, str]]:
    return [(each.roadmap.title, each.topic.text) for each in result.elsewhere]


@pytest.mark.parametrize(
    ("done", "held"),
    [
        ("1", ["Decorators"]),
        ("2", ["lambda  Functions."]),
        ("3", []),
        ("4-5", ["Testing"]),
        ("6", ["Typing"]),
    ],
)
def test_a_topic_of_the_same_title_is_found_in_what_else_was_begun(
    work: FakeUnitOfWork, done: str, held: list[str]
) -> None:
    result = complete_topics(work, ADA, NOON, Pick(done))
    assert elsewhere(result) == [("Django", text) for text in held]


def test_the_shorter_title_finds_the_longer_one_too(work: FakeUnitOfWork) -> None:
    enrol(work, ADA, NOON, "django", HOME)
    result = complete_topics(work, ADA, NOON, Pick("1, 4"))
    assert elsewhere(result) == [
        ("Python", "Decorators — creating and using"),
        ("Python", "Testing"),
        ("Python", "Testing"),
    ]


def test_nothing_is_ticked_there_by_itself(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("1"))
    enrol(work, ADA, NOON, "django", HOME)
    assert next_topic(work, ADA, NOON).overall == Count(0, 6)


def test_ticked_there_it_counts_once_for_the_goal(work: FakeUnitOfWork) -> None:
    [held] = complete_topics(work, ADA, NOON, Pick("1")).elsewhere

    ticked = know_topics(work, ADA, NOON, Pick(topic=held.topic.id))

    assert (ticked.offer.roadmap.slug, ticked.offer.overall) == ("django", Count(1, 6))
    assert [each.event.kind for each in ticked.new] == [EventKind.KNOWN]
    assert ticked.elsewhere == ()
    log = work.history.of_learner(ticked.new[0].event.learner)
    assert sum(event.kind is EventKind.DONE for event in log) == 1
    assert look_at_aims(work, ADA, NOON).remaining == 5


def test_what_is_done_there_is_not_offered(work: FakeUnitOfWork) -> None:
    enrol(work, ADA, NOON, "django", HOME)
    complete_topics(work, ADA, NOON, Pick("1"))
    enrol(work, ADA, NOON, "python", HOME)
    assert complete_topics(work, ADA, NOON, Pick("1")).elsewhere == ()


def test_what_was_done_before_offers_nothing_again(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("1"))
    assert complete_topics(work, ADA, NOON, Pick("1")).elsewhere == ()


def test_who_began_one_roadmap_alone_is_offered_nothing(work: FakeUnitOfWork) -> None:
    bob = Account("console", "bob")
    enrol(work, bob, NOON, "python", HOME)
    assert complete_topics(work, bob, NOON, Pick("1")).elsewhere == ()


def test_each_is_named_with_its_roadmap(work: FakeUnitOfWork) -> None:
    result = complete_topics(work, ADA, NOON, Pick("1"))
    [twin] = result.elsewhere
    [django] = (each for each in work.roadmaps.visible(None, None) if each.slug == "django")
    assert twin == Elsewhere(django, work.roadmaps.get(django.id).topics[0])


def test_no_roadmap_is_read_to_look_for_twins(
    work: FakeUnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    django = work.roadmaps.of_slug("django")
    read = work.roadmaps.get

    def get(roadmap: RoadmapId) -> Roadmap:
        assert django is not None
        assert roadmap != django.id
        return read(roadmap)

    monkeypatch.setattr(work.roadmaps, "get", get)

    assert elsewhere(complete_topics(work, ADA, NOON, Pick("1"))) == [("Django", "Decorators")]
    assert elsewhere(complete_topics(work, ADA, NOON, Pick("1"))) == []


def test_topics_of_one_title_are_looked_for_once_and_no_more_found_than_are_shown(
    work: FakeUnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    same: dict[Path, tuple[str, ...]] = {("All",): ("a",) * 30}
    for slug in ("one", "two", "three"):
        ship(work, slug, outline(same, slug))
        enrol(work, ADA, NOON, slug, HOME)
    asked: list[tuple[str, int]] = []
    called = work.roadmaps.called

    def count(roadmap: RoadmapId, short: str, most: int) -> tuple[Topic, ...]:
        asked.append((work.roadmaps.get(roadmap).slug, most))
        return called(roadmap, short, most)

    monkeypatch.setattr(work.roadmaps, "called", count)

    result = complete_topics(work, ADA, NOON, Pick("1-20"))

    assert elsewhere(result) == [("one", "a")] * FOUND
    assert asked == [("django", FOUND), ("python", FOUND), ("one", FOUND)]


def test_of_many_topics_done_at_once_twins_of_the_first_are_looked_for(
    work: FakeUnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.use_cases.elsewhere.LOOKED_FOR", 1)
    assert elsewhere(complete_topics(work, ADA, NOON, Pick("1-6"))) == [("Django", "Decorators")]
