"""Mixing: the daily prompt comes from each roadmap by its share, and /next stays where it was."""

from datetime import datetime

import pytest

from core.errors import NotEnrolled, UnclearMix
from core.learner import Account, EnrolmentId
from core.progress import Count
from core.roadmap import Path, RoadmapId, Topic
from core.selection import Pick
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.mix import look_at_mix, set_mix
from core.use_cases.news import Comeback, TopicDue
from core.use_cases.prompting import set_daily
from core.use_cases.study import complete_topics, know_topics, next_topic
from core.use_cases.undo import undo_action
from tests.builders import outline, ship
from tests.core.use_cases.reminding_scenes import (
    ADA,
    CHAT,
    DAY,
    LISBON,
    brought,
    learner,
    monday,
)
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

SEVEN, EIGHT = monday(7), monday(8)
HOME = Newcomer(LISBON, "en")
BOTH = "python 2 django 1"
FORMS = (BOTH, "off")


def titles(letter: str) -> dict[Path, tuple[str, ...]]:
    return {(letter,): tuple(f"{letter}{number}" for number in range(1, 11))}


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work with Ada, who studies Django, began Python and is prompted at eight."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline(titles("p"), "Python for all"), added=monday(0))
    ship(unit, "django", outline(titles("d"), "Django with Python"), added=monday(0))
    ship(unit, "go", outline(titles("g"), "Go"), added=monday(0))
    for slug in ("python", "django"):
        enrol(unit, ADA, monday(0), slug, HOME, destination=CHAT)
    set_daily(unit, ADA, SEVEN, "8", here=CHAT)
    unit.committed = False
    return unit


def prompted(work: FakeUnitOfWork, now: datetime) -> TopicDue:
    """Give the prompt that comes then."""
    [parcel] = brought(work, now)
    due = parcel.news[-1]
    assert isinstance(due, TopicDue)
    return due


def due_topic(work: FakeUnitOfWork, now: datetime) -> Topic:
    topic = prompted(work, now).offer.topic
    assert topic is not None
    return topic


def shares(work: FakeUnitOfWork) -> dict[str, int]:
    return {part.roadmap.slug: part.share for part in look_at_mix(work, ADA, SEVEN).parts}


def test_prompts_take_turns_by_the_shares(work: FakeUnitOfWork) -> None:
    set_mix(work, ADA, SEVEN, BOTH)

    prompts = []
    for days in range(6):
        topic = due_topic(work, EIGHT + days * DAY)
        complete_topics(work, ADA, EIGHT + days * DAY, Pick(topic=topic.id))
        prompts.append(topic.text)

    assert prompts == ["p1", "d1", "p2", "p3", "d2", "p4"]


def test_a_prompt_from_another_roadmap_says_so(work: FakeUnitOfWork) -> None:
    set_mix(work, ADA, SEVEN, BOTH)

    due = prompted(work, EIGHT)

    assert (due.by_mix, due.offer.roadmap.slug) == (True, "python")
    assert [roadmap.title for roadmap, _ in due.others] == ["Django with Python"]


def test_without_a_mix_the_prompt_is_from_the_roadmap_studied_now(work: FakeUnitOfWork) -> None:
    due = prompted(work, EIGHT)
    assert (due.by_mix, due.offer.roadmap.slug) == (False, "django")


def test_next_stays_with_the_current_roadmap_and_names_what_the_mix_would_take(
    work: FakeUnitOfWork,
) -> None:
    before = next_topic(work, ADA, SEVEN)
    set_mix(work, ADA, SEVEN, BOTH)
    mixed = next_topic(work, ADA, SEVEN)
    complete_topics(work, ADA, SEVEN, Pick(topic=mixed.by_mix[1].id) if mixed.by_mix else Pick())
    turned = next_topic(work, ADA, SEVEN)

    assert (before.by_mix, mixed.topic) == (None, before.topic)
    assert mixed.by_mix is not None
    assert (mixed.by_mix[0].title, mixed.by_mix[1].text) == ("Python for all", "p1")
    assert turned.by_mix is None


def test_only_what_was_done_since_the_mix_was_set_counts(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, monday(6), Pick("1-5"))
    set_mix(work, ADA, SEVEN, "python 1 django 1")
    know_topics(work, ADA, SEVEN, Pick("6-9"))

    mix = look_at_mix(work, ADA, SEVEN)

    assert [(part.done, part.count) for part in mix.parts] == [(0, Count(0, 10)), (0, Count(9, 10))]


def test_what_was_done_just_before_the_mix_does_not_count_though_the_clock_stands(
    work: FakeUnitOfWork,
) -> None:
    complete_topics(work, ADA, SEVEN, Pick("1"))

    mix = set_mix(work, ADA, SEVEN, "python 1 django 1")

    assert [(part.done, part.count) for part in mix.parts] == [(0, Count(0, 10)), (0, Count(1, 10))]


def test_undoing_a_topic_gives_its_turn_back(work: FakeUnitOfWork) -> None:
    set_mix(work, ADA, SEVEN, BOTH)
    before = look_at_mix(work, ADA, SEVEN)
    topic = due_topic(work, EIGHT)
    complete_topics(work, ADA, EIGHT, Pick(topic=topic.id))

    undo_action(work, ADA, EIGHT)

    assert look_at_mix(work, ADA, EIGHT) == before


def test_a_finished_roadmap_leaves_its_turns_to_the_others(work: FakeUnitOfWork) -> None:
    set_mix(work, ADA, SEVEN, BOTH)
    enrol(work, ADA, SEVEN, "python", HOME)
    know_topics(work, ADA, SEVEN, Pick("1-10"))
    assert [due_topic(work, EIGHT).text] == ["d1"]

    enrol(work, ADA, EIGHT, "django", HOME)
    know_topics(work, ADA, EIGHT, Pick("1-10"))
    assert (look_at_mix(work, ADA, EIGHT).next, brought(work, EIGHT + DAY)) == (None, [])


def test_who_comes_back_comes_back_with_a_topic_of_the_mix(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, EIGHT, Pick())
    set_mix(work, ADA, EIGHT, BOTH)

    [parcel] = brought(work, EIGHT + 3 * DAY)

    offers = [each.offer.topic for each in parcel.news if isinstance(each, Comeback | TopicDue)]
    assert [topic.text for topic in offers if topic] == ["p1", "p1"]


def test_said_again_it_counts_on(work: FakeUnitOfWork) -> None:
    set_mix(work, ADA, SEVEN, BOTH)
    complete_topics(work, ADA, SEVEN, Pick("1"))
    work.committed = False

    again = set_mix(work, ADA, EIGHT, "django 1, python 2")

    assert (again.before, work.committed) == (
        ((RoadmapId(1), 2), (RoadmapId(2), 1)),
        False,
    )
    assert [part.done for part in again.parts] == [0, 1]


def test_said_anew_it_counts_anew(work: FakeUnitOfWork) -> None:
    set_mix(work, ADA, SEVEN, BOTH)
    complete_topics(work, ADA, SEVEN, Pick("1"))

    anew = set_mix(work, ADA, EIGHT, "python 1 django 1")

    assert ([part.done for part in anew.parts], work.committed) == ([0, 0], True)


def test_a_mix_may_leave_roadmaps_out_and_be_turned_off(work: FakeUnitOfWork) -> None:
    set_mix(work, ADA, SEVEN, BOTH)
    set_mix(work, ADA, SEVEN, "#1 3")
    assert shares(work) == {"python": 3, "django": 0}

    off = set_mix(work, ADA, SEVEN, None)

    assert (off.mixed, off.before, off.next) == ((), ((RoadmapId(1), 3),), None)
    assert work.enrolments.get(EnrolmentId(1)).mixed is None


@pytest.mark.parametrize(
    ("typed", "understood", "wrong"),
    [
        (
            "python 2 go 1",
            "Python for all 2",
            "“go” is none of what you have begun: “Python for all” or “Django with Python”.",
        ),
        ("python 2 #1 1", "Python for all 2", "“Python for all” is named twice."),
        (
            "rust 1",
            "",
            "“rust” is none of what you have begun: “Python for all” or “Django with Python”.",
        ),
    ],
)
def test_what_is_not_begun_or_named_twice_is_refused(
    work: FakeUnitOfWork, typed: str, understood: str, wrong: str
) -> None:
    with pytest.raises(UnclearMix) as refused:
        set_mix(work, ADA, SEVEN, typed)
    error = refused.value
    assert (error.understood, error.wrong, error.forms) == (understood, wrong, FORMS)
    assert not work.committed


def test_words_of_several_titles_are_refused_with_those(work: FakeUnitOfWork) -> None:
    ship(work, "rust", outline(titles("r"), "Rust for all"), added=monday(0))
    enrol(work, ADA, SEVEN, "rust", HOME)
    with pytest.raises(UnclearMix) as refused:
        set_mix(work, ADA, SEVEN, "all 1")
    assert refused.value.wrong == "“all” may be “Python for all” or “Rust for all”."


def test_roadmaps_of_one_title_are_refused_by_the_names_that_tell_them_apart(
    work: FakeUnitOfWork,
) -> None:
    ship(work, "go-abc", outline(titles("g"), "Go"), added=monday(0))
    for slug in ("go", "go-abc"):
        enrol(work, ADA, SEVEN, slug, HOME)

    with pytest.raises(UnclearMix) as refused:
        set_mix(work, ADA, SEVEN, "go-abc 1, #3 2, gone 1")

    assert refused.value.understood == "go-abc 1, Go 2"
    assert refused.value.wrong == (
        "“gone” is none of what you have begun: "
        "“Python for all” or “Django with Python” or “Go” or “go-abc”."
    )


def test_other_learners_are_not_mixed(work: FakeUnitOfWork) -> None:
    bob = Account("telegram", "2")
    for slug in ("python", "django"):
        enrol(work, bob, SEVEN, slug, HOME)

    set_mix(work, ADA, SEVEN, BOTH)

    assert look_at_mix(work, bob, SEVEN).mixed == ()
    assert [it.share for it in work.enrolments.of_learner(learner(work).id)] == [2, 1]


def test_who_studies_nothing_mixes_nothing(work: FakeUnitOfWork) -> None:
    with pytest.raises(NotEnrolled):
        set_mix(work, Account("telegram", "9"), SEVEN, BOTH)
