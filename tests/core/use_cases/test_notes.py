"""Notes: written, shown with their topic, found by their words, and a learner's own."""

import pytest

from core.errors import NoteTooLong, NothingToNote, UnknownTopic
from core.learner import Account
from core.roadmap import TopicId
from core.selection import Pick
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.news import TopicDue
from core.use_cases.notes import NOTE_LIMIT, NoteSet, NoteShown, set_note, show_note
from core.use_cases.overview import find_topics, show_topic
from core.use_cases.prompting import set_daily
from core.use_cases.study import complete_topics, next_topic
from tests.builders import NOON, outline, ship
from tests.core.use_cases import reminding_scenes as scenes
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA, BOB = Account("console", "ada"), Account("console", "bob")
FIRST, THIRD = Pick(), Pick("3")


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work in which Ada and Bob study eight topics, after two others."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "django", outline({("Start",): ("Using pip", "Models")}, "Django"))
    ship(unit, "python", outline())
    for account in (ADA, BOB):
        enrol(unit, account, NOON, "python", Newcomer("UTC", "en"))
    unit.committed = False
    return unit


def test_a_note_is_written_on_the_current_topic_or_on_one_that_is_named(
    work: FakeUnitOfWork,
) -> None:
    first, third = next_topic(work, ADA, NOON).roadmap.topics[:3:2]

    set_first = set_note(work, ADA, NOON, FIRST, "the `venv` one")
    set_third = set_note(work, ADA, NOON, THIRD, "  try _ \r\n\nand __  \n")

    assert set_first == NoteSet(first, "the `venv` one", None)
    assert set_third == NoteSet(third, "try _\n\nand __", None)
    assert show_note(work, ADA, NOON, FIRST) == NoteShown(first, "the `venv` one")
    assert show_note(work, ADA, NOON, THIRD) == NoteShown(third, "try _\n\nand __")
    assert work.committed


def test_a_note_takes_the_place_of_the_one_before_which_is_told(work: FakeUnitOfWork) -> None:
    set_note(work, ADA, NOON, FIRST, "one")
    assert set_note(work, ADA, NOON, FIRST, "two").before == "one"
    assert set_note(work, ADA, NOON, FIRST, None).before == "two"
    assert show_note(work, ADA, NOON, FIRST).note is None


@pytest.mark.parametrize("text", [None, "", " \n ", "same"])
def test_what_changes_nothing_is_not_written(work: FakeUnitOfWork, text: str | None) -> None:
    if text == "same":
        set_note(work, ADA, NOON, FIRST, text)
        work.committed = False

    result = set_note(work, ADA, NOON, FIRST, text)

    assert (result.note, result.before, work.committed) == (
        ("same", "same", False) if text == "same" else (None, None, False)
    )


def test_a_note_is_kept_up_to_its_limit_and_refused_above(work: FakeUnitOfWork) -> None:
    assert set_note(work, ADA, NOON, FIRST, "x" * NOTE_LIMIT).note == "x" * NOTE_LIMIT
    with pytest.raises(NoteTooLong) as refused:
        set_note(work, ADA, NOON, FIRST, "y" * (NOTE_LIMIT + 1))
    assert (refused.value.length, refused.value.limit) == (1001, 1000)
    assert show_note(work, ADA, NOON, FIRST).note == "x" * NOTE_LIMIT


def test_a_note_needs_a_topic_that_is_there(work: FakeUnitOfWork) -> None:
    with pytest.raises(UnknownTopic):
        set_note(work, ADA, NOON, Pick("#9"), "x")
    complete_topics(work, ADA, NOON, Pick("1-8"))
    with pytest.raises(NothingToNote):
        set_note(work, ADA, NOON, FIRST, "x")
    assert set_note(work, ADA, NOON, Pick("#8"), "x").note == "x"


def test_a_button_of_another_roadmap_writes_on_its_own_topic(work: FakeUnitOfWork) -> None:
    enrol(work, ADA, NOON, "django", Newcomer("UTC", "en"))
    models = next_topic(work, ADA, NOON).roadmap.topics[1]
    enrol(work, ADA, NOON, "python", Newcomer("UTC", "en"))

    assert set_note(work, ADA, NOON, Pick(topic=models.id), "x").topic == models
    assert find_topics(work, ADA, NOON, "x").notes == {}


def test_a_note_is_shown_with_its_topic_and_with_the_offer_to_who_wrote_it(
    work: FakeUnitOfWork,
) -> None:
    set_note(work, ADA, NOON, FIRST, "worth it")
    noted = [
        (show_topic(work, who, NOON, FIRST), next_topic(work, who, NOON)) for who in (ADA, BOB)
    ]
    assert [(shown and shown.note, offer.note) for shown, offer in noted] == [
        ("worth it", "worth it"),
        (None, None),
    ]


def test_a_note_comes_back_with_the_roadmap_that_is_taken_up_again(work: FakeUnitOfWork) -> None:
    set_note(work, ADA, NOON, FIRST, "worth it")
    enrol(work, ADA, NOON, "django", Newcomer("UTC", "en"))
    assert enrol(work, ADA, NOON, "python", Newcomer("UTC", "en")).offer.note == "worth it"


def test_a_note_comes_with_the_daily_prompt() -> None:
    work = scenes.school(scenes.CHAT)
    set_note(work, scenes.ADA, scenes.monday(7), FIRST, "worth it")
    set_daily(work, scenes.ADA, scenes.monday(7), "8:00", here=scenes.CHAT)

    (parcel,) = scenes.brought(work, scenes.monday(8))

    offer = next_topic(work, scenes.ADA, scenes.monday(8))
    assert (offer.note, parcel.news) == ("worth it", (TopicDue(offer),))


def test_a_topic_is_found_by_its_note_by_who_wrote_it(work: FakeUnitOfWork) -> None:
    topic = set_note(work, ADA, NOON, THIRD, "remember the walrus").topic

    found = find_topics(work, ADA, NOON, "walrsu")

    assert [state.topic for state in found.matches] == [topic]
    assert found.notes == {topic.id: "remember the walrus"}
    assert find_topics(work, BOB, NOON, "walrus").matches == ()


def test_a_note_that_does_not_fit_is_not_shown_beside_what_was_found(work: FakeUnitOfWork) -> None:
    set_note(work, ADA, NOON, FIRST, "walrus")
    found = find_topics(work, ADA, NOON, "installing python")
    assert (len(found.matches), found.notes) == (1, dict[TopicId, str]())
