"""How a file's text is taken: encodings, line ends, comments, HTML, duplicates (A37 to A45)."""

from collections.abc import Callable

import pytest

from core.roadmap_markdown import Outline, parse
from core.roadmap_markdown.outline import Warning as OutlineWarning

Read = Callable[..., Outline]
Titles = Callable[..., list[str]]


def test_a_byte_order_mark_hides_no_heading() -> None:
    outline = parse("\ufeff# T\n- [ ] a".encode(), name="x.md")

    assert (outline.title, outline.topics[0].line) == ("T", 2)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_the_same(end: str) -> None:
    outline = parse(end.join(["# T", "", "- [ ] a", "- [ ] b"]).encode(), name="x.md")

    assert [(t.line, t.title) for t in outline.topics] == [(3, "a"), (4, "b")]


def test_other_separators_do_not_count_as_lines(read: Read) -> None:
    outline = read("# T\u2028x\n- [ ] a\u0085b\x0bc\x0cd\n- [ ] e")

    assert [topic.line for topic in outline.topics] == [2, 3]


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_is_no_section(read: Read, fence: str) -> None:
    outline = read(f"{fence}\ntitle = 'T'\n- [ ] no\n{fence}\n- [ ] a")

    assert [(t.line, t.title, t.path) for t in outline.topics] == [(5, "a", ())]


def test_front_matter_that_never_ends_is_text(titles: Titles) -> None:
    assert titles("---\n\n- [ ] a") == ["a"]


def test_comments_are_invisible_whatever_they_hold(titles: Titles) -> None:
    text = "<!--\n- [ ] no\n\n- [ ] no\n-->\n- [ ] a\n  <!-- - [ ] no -->\n- <!-- x --> [ ] b\n"

    assert titles(text) == ["a", "b"]


def test_a_summary_is_a_section_until_its_details_end(read: Read) -> None:
    outline = read(
        """
        # T
        ## Weeks
        <details>
        <summary>Week 1</summary>

        - [ ] a

        </details>

        - [ ] b
        """
    )

    assert [(t.title, t.path) for t in outline.topics] == [
        ("a", ("Weeks", "Week 1")),
        ("b", ("Weeks",)),
    ]
    assert outline.warnings == ()


def test_boxes_that_html_hides_are_read_with_a_warning(read: Read) -> None:
    outline = read(
        """
        # T
        <details><summary>Week 1</summary>
        - [ ] a
        - [x] b
          - [ ] c
        </details>

        <div>
        - [ ] d
        </div>
        """
    )

    assert [(t.line, t.title, t.path, t.depth) for t in outline.topics] == [
        (4, "a", ("Week 1",), 1),
        (5, "b", ("Week 1",), 1),
        (6, "c", ("Week 1",), 2),
        (10, "d", (), 1),
    ]
    advice = "this list stands inside HTML; leave a blank line between tag and list"
    assert outline.warnings == (OutlineWarning(4, advice), OutlineWarning(10, advice))


def test_a_tag_of_several_lines_moves_no_line(read: Read) -> None:
    outline = read("<div\n  class='a'>\n- [ ] a\n<!--\n-->- [ ] b\n</div>\n\n- [ ] c")

    assert [(t.line, t.column, t.title) for t in outline.topics] == [
        (3, 2, "a"),
        (5, 5, "b"),
        (8, 2, "c"),
    ]


@pytest.mark.parametrize("tag", ["div", "form", "table", "custom-tag", 'section class="a"'])
def test_no_tag_hides_boxes(titles: Titles, tag: str) -> None:
    assert titles(f"<{tag}>\n- [ ] a\n</{tag.partition(' ')[0]}>\n") == ["a"]


def test_a_tag_that_never_ends_is_no_trap(titles: Titles) -> None:
    assert titles("- [ ] a\n\n<div\n- [ ] b\n") == ["a"]


def test_every_script_is_kept_as_it_is(titles: Titles) -> None:
    names = ["تعلم بايثون", "中文课程：数据", "e\u0301tude", "👩‍👩‍👧 family", "हिन्दी"]

    assert titles("\n".join(f"- [ ] {name}" for name in names)) == names


def test_equal_titles_stay_apart_and_are_warned_about(read: Read) -> None:
    outline = read("# T\n## A\n- [ ] Intro\n- [ ] INTRO\n## B\n- [ ] *Intro*\n- [ ] other")

    assert len(outline.topics) == 4
    assert outline.warnings == (OutlineWarning(4, "3 topics are called “Intro” (lines 3, 4, 6)"),)


def test_an_instruction_is_a_topic_like_any_other(titles: Titles) -> None:
    assert titles("- [x] put an x in the brackets: [x]") == ["put an x in the brackets: [x]"]


@pytest.mark.parametrize("opener", ["```python", "~~~", "<!-- never closed"])
def test_what_opens_and_never_closes_is_warned_about(read: Read, opener: str) -> None:
    outline = read(f"- [ ] a\n\n{opener}\n- [ ] swallowed\n")

    assert [topic.title for topic in outline.topics] == ["a"]
    assert [warning.line for warning in outline.warnings] == [3]
    assert "never closed" in outline.warnings[0].message


def test_a_fence_that_closes_is_fine(read: Read) -> None:
    assert read("- [ ] a\n  ```\n  x\n  ```\n\n```\n```\n").warnings == ()
