"""Search: topics by words, in any script, with typos."""

import pytest

from core.roadmap import Path, TopicId
from core.search import search, search_with_notes
from tests.builders import roadmap

TITLES: dict[Path, tuple[str, ...]] = {
    ("PHASE 7: Advanced Python", "7.2 Decorators (Deep Dive)"): (
        "Function decorators",
        "Class decorators",
        "`functools.wraps`",
    ),
    ("PHASE 9: Databases", "9.4 Python + Database"): ("SQLAlchemy ORM", "Joins", "C++ bindings"),
    ("算法",): ("简单-704.二分查找", "排序"),
    ("Разное",): ("Замыкания и области видимости",),
}


def found(words: str) -> list[str]:
    return [match.item.text for match in search(roadmap(TITLES), words)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("class decorators", "Class decorators"),
        ("CLASS DECORATORS", "Class decorators"),
        ("clas decoratr", "Class decorators"),
        ("functools", "`functools.wraps`"),
        ("wraps", "`functools.wraps`"),
        ("sqlalchmy", "SQLAlchemy ORM"),
        ("c++", "C++ bindings"),
        ("二分查找", "简单-704.二分查找"),
        ("замыкание", "Замыкания и области видимости"),
        ("database joins", "Joins"),
    ],
)
def test_the_topic_meant_comes_first(words: str, first: str) -> None:
    assert found(words)[0] == first


def test_words_of_a_section_find_its_topics() -> None:
    assert found("decorators")[:3] == [
        "Function decorators",
        "Class decorators",
        "`functools.wraps`",
    ]


@pytest.mark.parametrize(
    ("words", "first"), [("s", "SQLAlchemy ORM"), ("class d", "Class decorators")]
)
def test_while_one_types_the_last_word_may_be_begun_only_just(words: str, first: str) -> None:
    assert search(roadmap(TITLES), words, typing=True)[0].item.text == first


def test_one_letter_alone_finds_no_words_that_begin_so() -> None:
    assert found("s") == []


@pytest.mark.parametrize("words", ["", "   ", "🦆", "***", "qqqqqqqq", "zebra " * 1000])
def test_what_fits_nothing_finds_nothing(words: str) -> None:
    assert found(words) == []


def test_no_more_than_the_limit_is_found() -> None:
    assert len(search(roadmap(TITLES), "decorators", limit=2)) == 2


def found_with_notes(words: str, *notes: str) -> tuple[list[str], set[int]]:
    """Give what is found, and the numbers of what is found by notes on the topics from #1 on."""
    studied = roadmap(TITLES)
    written = {TopicId(101 + index): note for index, note in enumerate(notes)}
    matches, noted = search_with_notes(studied, written, words)
    return [match.item.text for match in matches], {topic - 100 for topic in noted}


def test_a_topic_is_found_by_what_was_noted_on_it_typos_and_all() -> None:
    assert found_with_notes("mutabl defaults", "", "beware of mutable defaults") == (
        ["Class decorators"],
        {2},
    )


def test_notes_come_before_titles_that_fit_as_well_and_after_a_title_that_was_typed() -> None:
    found, noted = found_with_notes("joins", "", "", "used for joins too", "", "see joins")
    assert (found, noted) == (["Joins", "`functools.wraps`"], {3, 5})
    found, noted = found_with_notes("decorators", "", "", "", "", "like decorators")
    assert (found[0], noted) == ("Joins", {5})


def test_notes_are_half_of_what_is_found_at_most() -> None:
    studied = roadmap({("A",): tuple(f"Python {number}" for number in range(20))})
    written = {TopicId(101 + index): f"python {index}" for index in range(5, 15)}
    matches, noted = search_with_notes(studied, written, "python")
    assert (len(matches), len(noted)) == (10, 5)


def test_a_note_on_a_topic_that_left_the_roadmap_is_not_found() -> None:
    assert search_with_notes(roadmap(TITLES), {TopicId(999): "monads"}, "monads") == (
        (),
        frozenset(),
    )
