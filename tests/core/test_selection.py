"""A selection: numbers, ranges and words, as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import AmbiguousTopic, StudyError, UnknownTopic
from core.roadmap import Path, TopicId
from core.selection import Pick, pick, select
from tests.builders import roadmap, topic


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("5", [5]),
        ("#5", [5]),
        ("5-7", [5, 6, 7]),
        ("5 - 7", [5, 6, 7]),
        ("5–7", [5, 6, 7]),
        ("#5-#7", [5, 6, 7]),
        ("5 to 7", [5, 6, 7]),
        ("7-5", [5, 6, 7]),
        ("2-3, 8", [2, 3, 8]),
        ("2-3,8", [2, 3, 8]),
        ("8 2", [8, 2]),
        ("2 and 3", [2, 3]),
        ("2, 2, 1-3", [2, 1, 3]),
        ("٥", [5]),
    ],
)
def test_numbers_and_ranges_are_understood(typed: str, numbers: list[int]) -> None:
    assert [each.number for each in select(roadmap(), typed)] == numbers


@pytest.mark.parametrize(
    ("typed", "wrong"), [("9", "#9"), ("0", "#0"), ("3-12", "#12"), ("999999999", "#999999999")]
)
def test_a_number_out_of_range_is_named(typed: str, wrong: str) -> None:
    with pytest.raises(UnknownTopic) as refused:
        select(roadmap(), typed)
    assert (refused.value.typed, refused.value.topic_count) == (wrong, 8)


def test_words_that_fit_one_topic_choose_it() -> None:
    assert [each.text for each in select(roadmap(), "orm joins")] == ["ORM joins"]


def test_a_typo_is_forgiven() -> None:
    assert [each.text for each in select(roadmap(), "instaling pyton")] == ["Installing Python"]


def test_words_that_fit_several_topics_are_no_choice() -> None:
    with pytest.raises(AmbiguousTopic) as refused:
        select(roadmap(), "joins")
    assert [each.text for each in refused.value.matches] == ["SQL joins", "ORM joins"]


def test_a_whole_title_is_meant_even_where_others_hold_its_words() -> None:
    titles: dict[Path, tuple[str, ...]] = {("A",): ("Joins", "SQL joins")}
    assert [each.text for each in select(roadmap(titles), "joins")] == ["Joins"]


def test_words_that_fit_nothing_are_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownTopic) as refused:
        select(roadmap(), "indexing")
    assert [each.text for each in refused.value.nearest] == ["Indexes"]


def test_a_button_picks_its_topic() -> None:
    assert pick(roadmap(), Pick(topic=TopicId(103)), None)[0].number == 3


def test_a_button_whose_topic_left_the_roadmap_picks_nothing() -> None:
    with pytest.raises(UnknownTopic) as refused:
        pick(roadmap(), Pick(topic=TopicId(1)), None)
    assert refused.value.typed is None


def test_picking_nothing_means_the_topic_at_hand() -> None:
    assert pick(roadmap(), Pick(), topic(4)) == (topic(4),)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_choice_or_a_refusal(typed: str) -> None:
    try:
        chosen = select(roadmap(), typed)
    except StudyError:
        return
    assert set(chosen) <= set(roadmap().topics)


def test_numbers_of_thousands_of_digits_are_no_choice() -> None:
    with pytest.raises(UnknownTopic):
        select(roadmap(), "9" * 5000)
