"""What people see of a topic, its links, hints and ids, and the metadata quote (A34 to A36)."""

from collections.abc import Callable

import pytest

from core.errors import Problem
from core.roadmap import Resource
from core.roadmap_markdown import Outline

Read = Callable[..., Outline]
Problems = Callable[..., tuple[Problem, ...]]

REFERENCES = "\n\n[r]: https://ref.org\n[high]: https://img.org/high.svg\n"


@pytest.mark.parametrize(
    ("title", "text", "urls"),
    [
        ("plain", "plain", []),
        ("[t](https://a.org)", "t", ["https://a.org"]),
        ("[t][r] and [r]", "t and r", ["https://ref.org", "https://ref.org"]),
        ("[[Review] x](https://a.org)", "[Review] x", ["https://a.org"]),
        ("**Lead:** ![High][high] words", "Lead: words", []),
        ("`__init__` & `a*b|<c>` x", "__init__ & a*b|<c> x", []),
        ("`` a`b `` c", "a`b c", []),
        ("*args and snake_case_name 2 * 3 ~ 5", "*args and snake_case_name 2 * 3 ~ 5", []),
        ("~~old~~ _new_ \\*kept\\* &amp; so", "old new *kept* & so", []),
        ("Learn <kbd>Ctrl</kbd><br>now <sup>FREE</sup>", "Learn Ctrl now", []),
        ('<a href="https://a.org">t</a> more', "t more", ["https://a.org"]),
        ("[![alt](https://i.org/i.png)](https://a.org)", "alt", ["https://a.org"]),
        (
            "https://example.org/a_b_c?x=1",
            "https://example.org/a_b_c?x=1",
            ["https://example.org/a_b_c?x=1"],
        ),
        ("<https://a.org>", "https://a.org", ["https://a.org"]),
        (
            "read (see https://a.org/b_(c)).",
            "read (see https://a.org/b_(c)).",
            ["https://a.org/b_(c)"],
        ),
        ("[中文](https://a.org/基础.html#数据)", "中文", ["https://a.org/基础.html#数据"]),
        ("[x](javascript:alert(1)) y", "[x](javascript:alert(1)) y", []),
        ("a < b and AT&T", "a < b and AT&T", []),
        ("`code` [t](https://a.org) `more`", "code t more", ["https://a.org"]),
        ("a  b", "a b", []),
    ],
)
def test_a_topic_is_read_as_people_see_it(
    read: Read, title: str, text: str, urls: list[str]
) -> None:
    (topic,) = read(f"- [ ] {title}{REFERENCES}").topics

    assert (topic.text, [r.url for r in topic.resources]) == (text, urls)


def test_the_title_stays_as_written_and_the_box_goes(read: Read) -> None:
    (topic,) = read("- [ ✓ ] **Learn**  `x` <!-- note --> [t](https://a.org)").topics

    assert topic.title == "**Learn** `x` [t](https://a.org)"


def test_a_comment_in_code_is_code(read: Read) -> None:
    (topic,) = read("- [ ] write `<!-- a -->` <!-- b -->").topics

    assert (topic.title, topic.text) == ("write `<!-- a -->`", "write <!-- a -->")


def test_a_file_with_too_many_marks_is_shown_as_written_from_there_on(read: Read) -> None:
    topics = read("".join(f"- [ ] {'*a* ' * 100}{number}\n" for number in range(500))).topics

    assert topics[0].text == "a " * 100 + "0"
    assert topics[-1].text == topics[-1].title == "*a* " * 100 + "499"


def test_a_title_beyond_measure_is_kept_whole(read: Read) -> None:
    (topic,) = read("- [ ] " + "*a* " * 1000 + "end").topics

    assert topic.text == topic.title == "*a* " * 1000 + "end"


def test_a_link_that_stands_twice_is_one_resource_where_details_repeat_it(read: Read) -> None:
    (topic,) = read("- [ ] [t](https://a.org)\n  - [t](https://a.org)").topics

    assert topic.resources == (Resource("t", "https://a.org"),)


@pytest.mark.parametrize(
    ("title", "hint"),
    [
        ("`Decimal` (`decimal` module — CRITICAL for money)", "CRITICAL"),
        ("Testing — NON-NEGOTIABLE in India", "NON-NEGOTIABLE"),
        ("Docker — ESSENTIAL", "ESSENTIAL"),
        ("Deployment — MUST KNOW", "MUST KNOW"),
        ("DRF — MOST IMPORTANT", "MOST IMPORTANT"),
        ("types (VERY important concept)", "VERY important"),
        ("`Pydantic` (CRUCIAL for backend)", "CRUCIAL"),
        ("HTTP (Learn BEFORE frameworks)", "Learn BEFORE frameworks"),
        ("FastAPI (Modern) — LEARN AFTER DJANGO", "LEARN AFTER DJANGO"),
        ("Flask (Lightweight — Good to Know)", "Good to Know"),
        ("good to know: sets", "good to know"),
        ("Codeforces (optional, for competitive)", "optional"),
        ("Sets (Optional)", "Optional"),
        ("Optional: sets", "Optional"),
        ("Optional", "Optional"),
        ("Optional chaining", None),
        ("optionally typed", None),
        ("`uuid` module (critical for backend IDs)", None),
        ("`typing` module (`Optional`, `optional`)", None),
        ("`CRITICAL` as a log level", None),
        ("Functions (Very Important)", None),
        ("learn after lunch", None),
        ("CRITICALLY", None),
    ],
)
def test_hints_are_words_outside_code_as_they_were_written(
    read: Read, title: str, hint: str | None
) -> None:
    (topic,) = read(f"- [ ] {title}").topics

    assert topic.hint == hint


def test_a_topic_without_a_hint_has_that_of_its_nearest_section(read: Read) -> None:
    outline = read(
        "# T — CRITICAL\n## A — ESSENTIAL\n### B\n- [ ] a\n- [ ] b (optional)\n"
        "### C (Good to know)\n- [ ] c\n## D\n- [ ] d"
    )

    assert [topic.hint for topic in outline.topics] == [
        "ESSENTIAL",
        "optional",
        "Good to know",
        None,
    ]


@pytest.mark.parametrize(
    "item", ["a <!-- id: key-1 -->", "a {#key-1}", "a ^key-1", "<!-- id: key-1 --> a"]
)
def test_an_id_in_the_file_is_kept_and_not_shown(read: Read, item: str) -> None:
    (topic,) = read(f"- [ ] {item}").topics

    assert (topic.title, topic.text, topic.key) == ("a", "a", "key-1")


@pytest.mark.parametrize("item", ["x ^2", "2^n", "`{#a}`", "{#a} b", "`<!-- id: a -->`"])
def test_what_only_looks_like_an_id_is_text(read: Read, item: str) -> None:
    (topic,) = read(f"- [ ] {item}").topics

    assert (topic.title, topic.key) == (item, None)


def test_ids_that_stand_twice_are_refused_all_together(problems: Problems) -> None:
    advice = "give each topic an id of its own, or leave it out"

    assert problems("- [ ] a {#x}\n- [ ] b {#x}\n- [ ] c ^y1\n- [ ] d <!-- id: y1 -->") == (
        Problem("the id “x” stands on line 1 already", advice, 2),
        Problem("the id “y1” stands on line 3 already", advice, 4),
    )


def test_the_metadata_quote_is_kept_as_labels_and_texts(read: Read) -> None:
    outline = read(
        "# T\n\n> [!NOTE]\n> not about the roadmap\n\n"
        "> **Goal:** Become *good*  \n> at it  \n> **Date Created**: 27 February 2026\n\n"
        "## S\n- [ ] a\n\n> **Remember:** later\n"
    )

    assert outline.about == (("Goal", "Become good at it"), ("Date Created", "27 February 2026"))
