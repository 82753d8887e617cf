"""How lists are written, and which topic an item belongs to (rules A13 to A22)."""

from collections.abc import Callable

import pytest

from core.errors import Problem
from core.roadmap_markdown import Outline

Read = Callable[..., Outline]
Titles = Callable[..., list[str]]
Problems = Callable[..., tuple[Problem, ...]]


@pytest.mark.parametrize("marker", ["-", "*", "+", "1.", "1)", "-  ", "-   "])
def test_every_marker_makes_an_item(titles: Titles, marker: str) -> None:
    assert titles(f"{marker} [ ] a\n{marker} [x] b") == ["a", "b"]


@pytest.mark.parametrize("indent", [" ", "  ", "   "])
def test_the_first_list_may_be_indented(titles: Titles, indent: str) -> None:
    assert titles(f"{indent}- [ ] a\n{indent}- [ ] b") == ["a", "b"]


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_every_indent_nests(read: Read, indent: str) -> None:
    topics = read(f"- [ ] a\n{indent}- [ ] b\n- [ ] c").topics

    assert [(t.title, t.depth, t.parent) for t in topics] == [
        ("a", 1, None),
        ("b", 2, 0),
        ("c", 1, None),
    ]


def test_one_blank_of_indent_is_a_neighbour(read: Read) -> None:
    assert [t.depth for t in read("- [ ] a\n - [ ] b").topics] == [1, 1]


def test_nested_boxes_are_topics_with_a_parent_that_stays_as_it_was(read: Read) -> None:
    topics = read("# T\n## S\n- [ ] a\n  - [x] b\n    1. [x] c\n  - [x] d").topics

    assert [(t.title, t.depth, t.parent, t.ticked, t.path) for t in topics] == [
        ("a", 1, None, False, ("S",)),
        ("b", 2, 0, True, ("S",)),
        ("c", 3, 1, True, ("S",)),
        ("d", 2, 0, True, ("S",)),
    ]


def test_plain_items_below_a_box_are_its_details_and_resources(read: Read) -> None:
    (topic,) = read(
        """
        - [ ] Trees
          - balanced ones first
          - [Video](https://example.org/video)
            - in German
          - see https://example.org/page for more
        """
    ).topics

    assert topic.details == (
        "balanced ones first",
        "in German",
        "see https://example.org/page for more",
    )
    assert [r.url for r in topic.resources] == [
        "https://example.org/video",
        "https://example.org/page",
    ]


def test_plain_items_above_boxes_are_sections(read: Read) -> None:
    topics = read(
        """
        # T
        ## Week 1
        - C
          - [ ] Pointers
          - Tools
            - [ ] Compiler
        - [ ] Rest
        """
    ).topics

    assert [(t.title, t.path, t.depth) for t in topics] == [
        ("Pointers", ("Week 1", "C"), 1),
        ("Compiler", ("Week 1", "C", "Tools"), 1),
        ("Rest", ("Week 1",), 1),
    ]


def test_a_note_in_a_section_is_no_detail_of_the_topic_around_it(read: Read) -> None:
    outer, inner = read("- [ ] a\n  - Tools\n\n    a note\n    - [ ] b\n").topics

    assert (outer.details, inner.path, inner.depth) == ((), ("Tools",), 2)


def test_a_heading_inside_an_item_is_a_section_of_that_item_alone(read: Read) -> None:
    topics = read(
        """
        # T
        ## Data
        - ### Arrays
          - [ ] a
        - [ ] b

        - ### Trees
          - [ ] c
        """
    ).topics

    assert [(t.title, t.path) for t in topics] == [
        ("a", ("Data", "Arrays")),
        ("b", ("Data",)),
        ("c", ("Data", "Trees")),
    ]


def test_wrapped_lines_are_one_title_and_further_paragraphs_are_details(read: Read) -> None:
    (topic,) = read("- [ ] a title\n  that wraps\nand goes on lazily\n\n  A word more.").topics

    assert topic.title == "a title that wraps and goes on lazily"
    assert topic.details == ("A word more.",)


def test_what_follows_a_hard_break_is_a_detail(read: Read) -> None:
    (topic,) = read("- [ ] [Lecture](https://a.org)  \n  [Site](https://b.org)").topics

    assert topic.text == "Lecture"
    assert topic.details == ()
    assert [r.text for r in topic.resources] == ["Lecture", "Site"]


def test_a_further_line_of_links_belongs_to_the_details(read: Read) -> None:
    (topic,) = read("- [ ] [Lecture](https://a.org)\n  [Site](https://b.org)").topics

    assert (topic.text, [r.text for r in topic.resources]) == ("Lecture", ["Lecture", "Site"])


def test_boxes_swallowed_by_wrong_indentation_are_split_off_with_a_warning(read: Read) -> None:
    outline = read("- [ ] a\n      - [x] b\n      - [ ] c\n        more\n- [ ] d")

    assert [(t.line, t.title, t.ticked, t.depth, t.parent) for t in outline.topics] == [
        (1, "a", False, 1, None),
        (2, "b", True, 2, 0),
        (3, "c more", False, 2, 0),
        (5, "d", False, 1, None),
    ]
    assert [warning.line for warning in outline.warnings] == [2, 3]


def test_a_swallowed_neighbour_stays_a_neighbour(read: Read) -> None:
    topics = read("- [ ] a\n2. [ ] b").topics

    assert [(t.title, t.depth) for t in topics] == [("a", 1), ("b", 1)]


def test_no_level_is_dropped_in_silence_down_to_the_fiftieth(read: Read) -> None:
    topics = read("\n".join("  " * level + f"- [ ] level {level}" for level in range(50))).topics

    assert [t.depth for t in topics] == list(range(1, 51))


def test_the_fifty_first_level_is_refused(problems: Problems) -> None:
    text = "\n".join("  " * level + f"- [ ] level {level}" for level in range(51))

    assert problems(text) == (
        Problem("nested more than 50 levels deep", "use headings for the outer levels", 51),
    )


@pytest.mark.parametrize("marker", ["- ", "> ", ">", "1. "])
def test_a_line_that_opens_too_many_levels_at_once_is_refused(
    problems: Problems, marker: str
) -> None:
    assert problems("- [ ] a\n\n" + marker * 60 + "b") == (
        Problem("nested more than 50 levels deep", "use headings for the outer levels", 3),
    )


def test_a_rule_of_many_dashes_is_no_list(titles: Titles) -> None:
    assert titles("- [ ] a\n\n" + "- " * 60 + "\n\n- [ ] b") == ["a", "b"]


def test_boxes_in_code_are_not_topics(titles: Titles) -> None:
    assert titles("- [ ] a\n\n```\n- [ ] b\n```\n\ntext\n\n    - [ ] c\n") == ["a"]
