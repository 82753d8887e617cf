"""Search: topics by words, in any script, with typos."""

import pytest

from core.roadmap import Path
from core.search import search
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
