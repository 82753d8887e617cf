"""Study: offering topics and writing down what was done with them."""

from datetime import datetime, timedelta

import pytest

from core.badges import Badge, BadgeKind
from core.errors import AmbiguousTopic, NotEnrolled, NothingToSkip, NothingToUndo, UnknownTopic
from core.history import EventKind
from core.learner import Account
from core.preferences import Preferences
from core.progress import Count
from core.roadmap import RoadmapId, TopicId
from core.selection import Pick
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.study import (
    Offer,
    Place,
    TopicsCompleted,
    complete_ticked,
    complete_topics,
    next_topic,
    skip_topic,
)
from core.use_cases.undo import undo_action
from tests.builders import NOON, PYTHON_TITLES, TODAY, days_ago, edit, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
HOME = Newcomer("UTC", "en")


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work in which Ada studies the Python roadmap of eight topics."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline(), added=NOON)
    ship(unit, "go", outline({("G",): ("Goroutines", "Channels")}, "Go"), added=NOON)
    enrol(unit, ADA, NOON, "python", HOME)
    unit.committed = False
    return unit


def done(work: FakeUnitOfWork, typed: str | None = None, now: datetime = NOON) -> TopicsCompleted:
    return complete_topics(work, ADA, now, Pick(typed))


def current(work: FakeUnitOfWork) -> int | None:
    offer = next_topic(work, ADA, NOON)
    return offer.topic.number if offer.topic else None


def numbers(completed: TopicsCompleted) -> tuple[list[int], list[int]]:
    return [c.topic.number for c in completed.new], [c.topic.number for c in completed.known]


def test_the_first_topic_is_offered_with_its_place(work: FakeUnitOfWork) -> None:
    offer = next_topic(work, ADA, NOON)
    assert offer.topic is not None
    assert (offer.topic.text, offer.place, offer.overall) == (
        "Installing Python",
        Place(1, 3),
        Count(0, 8),
    )


def test_the_same_topic_stays_until_acted_on(work: FakeUnitOfWork) -> None:
    assert [current(work), current(work)] == [1, 1]


def test_looking_writes_nothing(work: FakeUnitOfWork) -> None:
    next_topic(work, ADA, NOON)
    assert not work.committed


def test_who_studies_nothing_is_offered_nothing(work: FakeUnitOfWork) -> None:
    with pytest.raises(NotEnrolled):
        next_topic(work, Account("console", "bob"), NOON)


def test_done_means_the_current_topic(work: FakeUnitOfWork) -> None:
    assert numbers(done(work)) == ([1], [])
    assert work.committed
    assert current(work) == 2


def test_done_may_name_several_topics(work: FakeUnitOfWork) -> None:
    assert numbers(done(work, "4-5, 8")) == ([4, 5, 8], [])
    assert current(work) == 1


def test_several_topics_done_at_once_are_one_action(work: FakeUnitOfWork) -> None:
    result = done(work, "4-5, 8")
    assert {c.event.action for c in result.new} == {result.action}


def test_a_repeat_adds_nothing_and_says_when_it_was(work: FakeUnitOfWork) -> None:
    done(work, "1-2", NOON - timedelta(days=3))
    log = work.history.of_learner(work.learners.of_account(ADA).id)  # type: ignore[union-attr] # she is there
    result = done(work, "1")
    assert numbers(result) == ([], [1])
    assert (result.action, result.known[0].event.moment.date) == (None, days_ago(3))
    assert work.history.of_learner(result.known[0].event.learner) == log


def test_a_repeat_among_new_ones_is_told_apart(work: FakeUnitOfWork) -> None:
    done(work, "2")
    assert numbers(done(work, "1-3")) == ([1, 3], [2])


def test_a_section_is_counted_where_all_chosen_lie_in_it(work: FakeUnitOfWork) -> None:
    assert done(work, "1-3").section == Count(3, 3)
    assert done(work, "4, 6").section is None


def test_yesterday_counts_for_yesterday_and_is_marked(work: FakeUnitOfWork) -> None:
    result = complete_topics(work, ADA, NOON, Pick("1"), yesterday=True)
    event = result.new[0].event
    assert (event.moment.date, event.added_later, event.moment.at) == (days_ago(1), True, NOON)
    assert (result.offer.streak.current, result.offer.streak.studied_today) == (1, False)


def test_the_day_is_the_learners_own() -> None:
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline(), added=NOON)
    enrol(unit, ADA, NOON, "python", Newcomer("Pacific/Auckland", "en"))
    event = done(unit).new[0].event
    assert (event.moment.date, event.moment.zone) == (TODAY + timedelta(days=1), "Pacific/Auckland")


def test_a_wrong_number_writes_nothing_of_the_others(work: FakeUnitOfWork) -> None:
    with pytest.raises(UnknownTopic):
        done(work, "1, 2, 99")
    assert (work.committed, current(work)) == (False, 1)


def test_words_for_several_topics_write_nothing(work: FakeUnitOfWork) -> None:
    with pytest.raises(AmbiguousTopic):
        done(work, "joins")
    assert not work.committed


def test_an_old_button_means_its_topic_though_another_roadmap_is_studied(
    work: FakeUnitOfWork,
) -> None:
    held = next_topic(work, ADA, NOON).topic
    assert held is not None
    enrol(work, ADA, NOON, "go", HOME)
    result = complete_topics(work, ADA, NOON, Pick(topic=held.id))
    assert [c.topic.text for c in result.new] == ["Installing Python"]
    assert result.offer.roadmap.title == "Python"


def test_a_button_for_a_topic_of_no_roadmap_is_refused(work: FakeUnitOfWork) -> None:
    with pytest.raises(UnknownTopic):
        complete_topics(work, ADA, NOON, Pick(topic=TopicId(10**9)))


def test_ticked_boxes_count_as_done_once_and_earn_no_streak() -> None:
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline(ticked=("Installing Python", "Indexes")), added=NOON)
    enrol(unit, ADA, NOON, "python", HOME)
    result = complete_ticked(unit, ADA, NOON)
    assert numbers(result) == ([1, 8], [])
    assert (result.offer.overall, result.offer.streak.current) == (Count(2, 8), 0)
    assert numbers(complete_ticked(unit, ADA, NOON)) == ([], [1, 8])


def test_ticked_boxes_are_those_of_the_roadmap_that_was_asked_about() -> None:
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline(ticked=("Installing Python", "Indexes")), added=NOON)
    ship(unit, "go", outline({("G",): ("Goroutines", "Channels")}, "Go", ticked=("Channels",)))
    asked = enrol(unit, ADA, NOON, "python", HOME).ticked
    enrol(unit, ADA, NOON, "go", HOME)

    result = complete_ticked(unit, ADA, NOON, asked[0].id)

    assert [each.topic for each in result.new] == list(asked)
    assert next_topic(unit, ADA, NOON).overall == Count(0, 2)
    with pytest.raises(UnknownTopic):
        complete_ticked(unit, ADA, NOON, TopicId(10**9))
    assert next_topic(unit, ADA, NOON).overall == Count(0, 2)


def test_a_skipped_topic_gives_way_to_the_next(work: FakeUnitOfWork) -> None:
    result = skip_topic(work, ADA, NOON, Pick())
    assert (result.topic.number, result.section_over, current(work)) == (1, False, 2)
    assert work.committed


def test_what_is_done_cannot_be_skipped(work: FakeUnitOfWork) -> None:
    done(work, "1")
    with pytest.raises(NothingToSkip):
        skip_topic(work, ADA, NOON, Pick("1"))


def test_nothing_can_be_skipped_at_the_end(work: FakeUnitOfWork) -> None:
    done(work, "1-8")
    with pytest.raises(NothingToSkip):
        skip_topic(work, ADA, NOON, Pick())


def test_the_end_of_a_roadmap_offers_no_topic(work: FakeUnitOfWork) -> None:
    offer: Offer = done(work, "1-8").offer
    assert (offer.topic, offer.place, offer.overall.complete) == (None, None, True)
    assert numbers(done(work)) == ([], [])


def test_undo_takes_back_the_last_action_whole(work: FakeUnitOfWork) -> None:
    done(work, "1-3")
    result = undo_action(work, ADA, NOON)
    assert (result.kind, [t.number for t in result.topics]) == (EventKind.DONE, [1, 2, 3])
    assert current(work) == 1


def test_undo_walks_back_in_order(work: FakeUnitOfWork) -> None:
    done(work, "1")
    skip_topic(work, ADA, NOON, Pick())
    done(work, "5")
    undone = [[t.number for t in undo_action(work, ADA, NOON).topics] for _ in range(3)]
    assert undone == [[5], [2], [1]]


def test_a_button_takes_back_its_own_action(work: FakeUnitOfWork) -> None:
    first = done(work, "1").action
    done(work, "2")
    assert [t.number for t in undo_action(work, ADA, NOON, first).topics] == [1]
    assert numbers(done(work, "1-2")) == ([1], [2])


def test_what_was_taken_back_is_not_taken_back_again(work: FakeUnitOfWork) -> None:
    action = done(work, "1").action
    undo_action(work, ADA, NOON, action)
    with pytest.raises(NothingToUndo) as refused:
        undo_action(work, ADA, NOON, action)
    assert refused.value.undone_before


def test_no_more_than_twenty_actions_are_taken_back(work: FakeUnitOfWork) -> None:
    first = done(work, "8").action
    for _ in range(20):
        skip_topic(work, ADA, NOON, Pick())
    for _ in range(20):
        assert undo_action(work, ADA, NOON).kind is EventKind.SKIPPED
    for action in (None, first):
        with pytest.raises(NothingToUndo) as refused:
            undo_action(work, ADA, NOON, action)
        assert not refused.value.undone_before


def test_undo_names_what_left_the_roadmap_since(work: FakeUnitOfWork) -> None:
    done(work, "1-2")
    left = {path: texts[1:] for path, texts in PYTHON_TITLES.items()}
    edit(work, RoadmapId(1), outline(left))

    undone = undo_action(work, ADA, NOON)

    assert ([t.text for t in undone.topics], undone.retired) == (
        ["Using pip"],
        ("Installing Python",),
    )


def test_undo_reaches_into_the_roadmap_studied_before(work: FakeUnitOfWork) -> None:
    done(work, "1")
    enrol(work, ADA, NOON, "go", HOME)
    assert [t.text for t in undo_action(work, ADA, NOON).topics] == ["Installing Python"]
    enrol(work, ADA, NOON, "python", HOME)
    assert current(work) == 1


def test_an_undo_says_whether_more_can_be_taken_back(work: FakeUnitOfWork) -> None:
    done(work, "1")
    done(work, "2")
    assert [undo_action(work, ADA, NOON).more for _ in range(2)] == [True, False]


def test_what_was_done_is_told_with_the_streak_as_it_was_before(work: FakeUnitOfWork) -> None:
    done(work, "1", NOON - timedelta(days=2))

    gap = done(work, "2").gap

    assert gap is not None
    assert (gap.current, gap.frozen, gap.studied_today) == (1, 1, False)
    assert done(work, "3").gap is None


def test_a_day_added_later_is_told_with_the_gap_before_it(work: FakeUnitOfWork) -> None:
    done(work, "1", NOON - timedelta(days=4))

    gap = complete_topics(work, ADA, NOON, Pick("2"), yesterday=True).gap

    assert gap is not None
    assert (gap.current, gap.frozen) == (1, 2)


def test_badges_are_told_once_and_to_who_wants_them(work: FakeUnitOfWork) -> None:
    learner = work.learners.of_account(ADA)
    assert learner is not None
    assert done(work, "1-3").badges == (Badge(BadgeKind.SECTIONS),)
    assert done(work, "1-3").badges == ()

    undo_action(work, ADA, NOON)
    work.preferences.save(learner.id, Preferences(badges=False))

    assert done(work, "1-3").badges == ()


def test_a_button_of_another_roadmap_means_its_own_topic_while_it_stands_there(
    work: FakeUnitOfWork,
) -> None:
    enrol(work, ADA, NOON, "go", HOME)
    python, go = work.roadmaps.of_slug("python"), work.roadmaps.of_slug("go")
    assert python is not None
    assert go is not None

    result = complete_topics(work, ADA, NOON, Pick(topic=python.topics[2].id))

    assert [each.topic for each in result.new] == [python.topics[2]]
    assert result.offer.roadmap == python
    assert next_topic(work, ADA, NOON).roadmap == go
