"""Which brackets are boxes, and what their marks say (rules A1 to A12)."""

from collections.abc import Callable

import pytest

from core.roadmap_markdown import Outline
from core.roadmap_markdown.outline import Warning as OutlineWarning

Read = Callable[..., Outline]
Titles = Callable[..., list[str]]


@pytest.mark.parametrize("box", ["[ ]", "[  ]", "[   ]", "[\t]", "[\u00a0]", "[]"])
def test_a_box_of_blanks_is_open(read: Read, box: str) -> None:
    (topic,) = read(f"- {box} Learn").topics

    assert (topic.title, topic.ticked, topic.mark) == ("Learn", False, "")


@pytest.mark.parametrize(
    "box",
    ["[x]", "[X]", "[ x ]", "[ X ]", "[ ✓ ]", "[✓ ]", "[ ✓]", "[\u00a0✓\u00a0]", "[\t✓]"],
)
def test_blanks_round_a_mark_do_not_matter(read: Read, box: str) -> None:
    (topic,) = read(f"- {box} Learn").topics

    assert (topic.title, topic.ticked, topic.mark) == ("Learn", True, box.strip("[] \t\u00a0"))


@pytest.mark.parametrize("mark", ["✓", "✔", "☑", "✅"])
@pytest.mark.parametrize("style", ["", "\ufe0f"])
def test_every_check_mark_means_done(read: Read, mark: str, style: str) -> None:
    (topic,) = read(f"- [{mark}{style}] Learn").topics

    assert topic.ticked


@pytest.mark.parametrize("mark", ["-", "~", "/", ">", "!", "?", "✗", "❌"])
def test_other_states_are_kept_and_are_not_done(read: Read, mark: str) -> None:
    (topic,) = read(f"- [{mark}] Learn").topics

    assert (topic.title, topic.ticked, topic.mark) == ("Learn", False, mark)


@pytest.mark.parametrize(
    "worded",
    [("Done", True), ("OK_OK", True), ("running", False), ("Running", False), ("WIP", False)],
)
def test_words_are_marks_beside_real_boxes(read: Read, worded: tuple[str, bool]) -> None:
    word, ticked = worded
    topics = read(f"- [ ] Real\n- [{word}] Worded").topics

    assert [(topic.title, topic.ticked, topic.mark) for topic in topics] == [
        ("Real", False, ""),
        ("Worded", ticked, word),
    ]


def test_words_without_real_boxes_are_warned_about(read: Read) -> None:
    outline = read("## Day 1\n- [Done] a\n## Day 2\n- [Done] b")

    assert outline.warnings == (
        OutlineWarning(2, "[Done] counts as a mark only in a file that has boxes too (2 times)"),
    )


@pytest.mark.parametrize(
    "item",
    [
        "[C] (https://example.org)",
        "[C++] (https://example.org)",
        "[कैश] (https://example.org)",
        "[a-z] means a letter",
        "[Optional] reading",
        "[nis] words",
        "[x](https://example.org)",
        "[x][reference]",
        "[ ]glued",
    ],
)
def test_other_brackets_are_not_boxes(titles: Titles, item: str) -> None:
    assert titles(f"- [ ] real\n- {item}\n\n[reference]: https://example.org") == ["real"]


def test_a_definition_named_like_a_mark_turns_no_box_into_a_link(titles: Titles) -> None:
    assert titles("- [ ✓ ] a\n- [x] b\n\n[ ✓ ]: https://example.org\n[x]: https://x.org") == [
        "a",
        "b",
    ]


def test_an_unknown_symbol_is_a_box_where_most_items_of_the_list_have_one(read: Read) -> None:
    outline = read("- [🔍] a\n- [🔍] b\n- plain")

    assert [(t.title, t.ticked, t.mark) for t in outline.topics] == [
        ("a", False, "🔍"),
        ("b", False, "🔍"),
    ]
    assert outline.warnings == (
        OutlineWarning(1, "[🔍] is not a known mark (2 times): read as an open box"),
    )


def test_an_unknown_symbol_on_few_items_is_text_and_warned_about(read: Read) -> None:
    outline = read("- [ ] real\n\n---\n\n- [S] a\n- b\n- c")

    assert [topic.title for topic in outline.topics] == ["real"]
    assert outline.warnings == (
        OutlineWarning(5, "[S] is not a known mark (once): read as text, not as a box"),
    )


@pytest.mark.parametrize("symbol", ["👨‍👩‍👧", "कै", "é", "e\u0301"])
def test_a_symbol_is_what_a_person_sees_as_one(titles: Titles, symbol: str) -> None:
    assert titles(f"- [{symbol}] a\n- [{symbol}] b") == ["a", "b"]


def test_a_box_without_text_is_no_topic_but_a_warning(read: Read) -> None:
    outline = read("- [ ] a\n- [ ]\n- [x] \n")

    assert [topic.title for topic in outline.topics] == ["a"]
    assert outline.warnings == (
        OutlineWarning(2, "this box has no text; it is not a topic"),
        OutlineWarning(3, "this box has no text; it is not a topic"),
    )


def test_a_box_in_a_heading_is_not_part_of_the_section(read: Read) -> None:
    (topic,) = read("# T\n#### [ ] Learning Theory\n- [ ] a").topics

    assert topic.path == ("Learning Theory",)


def test_emoji_can_stand_for_boxes(read: Read) -> None:
    topics = read(
        "- ☐ a\n- ☑ b\n- ✅ c\n- ⬜ d\n- :white_check_mark: e\n- :white_large_square: f\n- :x: g"
    ).topics

    assert [(t.title, t.ticked) for t in topics] == [
        ("a", False),
        ("b", True),
        ("c", True),
        ("d", False),
        ("e", True),
        ("f", False),
        ("g", False),
    ]


@pytest.mark.parametrize("box", ["[ ]", "[🔍]"])
def test_emoji_beside_brackets_are_text(titles: Titles, box: str) -> None:
    assert titles(f"- {box} a\n\n## Pros\n- ✅ fast\n- ✅ small") == ["a"]


@pytest.mark.parametrize(("mark", "found"), [("☐", ["a"]), ("☑", ["a"]), ("⬜", ["a"]), ("✅", [])])
def test_an_emoji_that_shows_a_box_is_one_among_plain_items_too(
    read: Read, mark: str, found: list[str]
) -> None:
    topics = read(f"- ☐ real\n\n---\n\n- {mark} a\n- b\n- c").topics

    assert [topic.title for topic in topics] == ["real", *found]


def test_a_row_whose_title_is_but_a_mark_is_no_topic(titles: Titles) -> None:
    assert titles("| Done | Topic |\n|--|--|\n| ✅ | a |\n| ⬜ | ✅ |") == ["a"]


@pytest.mark.parametrize("box", ["[ ]", "[x]", "☐"])
def test_a_title_may_begin_on_the_line_below_its_box(titles: Titles, box: str) -> None:
    assert titles(f"- {box} \n  a") == ["a"]


def test_it_is_known_where_on_its_line_a_box_or_title_begins(read: Read) -> None:
    topics = read(
        "> 1. [ ] a\n>    - <!-- c --> ☐ [x] b\n\n-\n  [x] c\n\n|#|Project|\n-|-\n1|  d"
    ).topics

    assert [(topic.line, topic.column, topic.mark) for topic in topics] == [
        (1, 5, ""),
        (5, 2, "x"),
        (9, 4, None),
    ]


def test_marks_in_the_cells_of_a_table_are_read(read: Read) -> None:
    outline = read(
        """
        | Done | Topic | Hours |
        |------|-------|-------|
        | ✅ | Lists | 3 |
        | ⬜ | Sets | 2 |
        | :no_entry_sign: | Bags | 1 |
        | [x] | Maps | 1 |
        """
    )

    assert [(t.title, t.ticked, t.mark) for t in outline.topics] == [
        ("Lists", True, "✅"),
        ("Sets", False, "⬜"),
        ("Bags", False, ":no_entry_sign:"),
        ("Maps", True, "x"),
    ]
