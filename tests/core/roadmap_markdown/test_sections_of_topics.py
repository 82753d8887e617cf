"""The title of a document and the path of a topic (rules A23 to A28)."""

from collections.abc import Callable

import pytest

from core.roadmap_markdown import Outline, Source
from core.roadmap_markdown.outline import Warning as OutlineWarning

Read = Callable[..., Outline]


def paths(outline: Outline) -> list[tuple[str, ...]]:
    return [topic.path for topic in outline.topics]


def test_skipped_levels_are_not_invented(read: Read) -> None:
    outline = read("# T\n#### A\n- [ ] a\n## B\n###### C\n- [ ] b\n#### D\n- [ ] c")

    assert paths(outline) == [("A",), ("B", "C"), ("B", "D")]


def test_the_first_heading_names_the_document_if_it_is_an_h1(read: Read) -> None:
    outline = read("[de](de.md)\n\n# The *Title*\n- [ ] a\n# Later\n## S\n- [ ] b")

    assert (outline.title, paths(outline)) == ("The Title", [(), ("Later", "S")])


@pytest.mark.parametrize("above", ["## Intro\n\n", "- [ ] z\n\n"])
def test_an_h1_in_mid_file_is_a_section(read: Read, above: str) -> None:
    outline = read(f"{above}# Motivation\n- [ ] a")

    assert (outline.title, paths(outline)[-1]) == ("my-roadmap", ("Motivation",))


def test_a_table_of_contents_names_no_document(read: Read) -> None:
    assert read("# Contents\n\n- [A](#a)\n\n# A\n- [ ] a").title == "my-roadmap"


def test_without_an_h1_the_file_names_the_document(read: Read) -> None:
    assert read("## A\n- [ ] a", name="python.backend.md").title == "python.backend"


def test_the_title_of_the_front_matter_comes_first(read: Read) -> None:
    outline = read('---\ntags: [a]\ntitle: "From above"\n---\n# T\n- [ ] a')

    assert (outline.title, outline.topics[0].line, paths(outline)) == ("From above", 6, [()])


def test_setext_headings_are_headings(read: Read) -> None:
    outline = read("Title\n=====\n\nSection\n---\n- [ ] a")

    assert (outline.title, paths(outline)) == ("Title", [("Section",)])


def test_a_box_underlined_by_dashes_is_a_heading_as_in_commonmark(read: Read) -> None:
    outline = read("- [ ] a\n  ---\n  - [ ] b\n")

    assert [(t.title, t.path) for t in outline.topics] == [("b", ("a",))]


def test_headings_are_shown_as_written_without_what_closes_them(read: Read) -> None:
    outline = read("# T\n## 🚀 **Bold** [`code`](https://a.org) ##  \n- [ ] a")

    assert paths(outline) == [("🚀 **Bold** [`code`](https://a.org)",)]


def test_a_heading_without_a_blank_is_warned_about(read: Read) -> None:
    outline = read("#Title\n\n- [ ] a")

    assert outline.warnings == (
        OutlineWarning(1, "“#Title” is not a heading: write a blank after the #"),
    )


def test_sections_of_one_name_stay_apart_by_their_parents(read: Read) -> None:
    outline = read("# T\n## A\n### Basics\n- [ ] a\n## B\n### Basics\n- [ ] a\n## Empty\n")

    assert paths(outline) == [("A", "Basics"), ("B", "Basics")]


def test_numbers_are_labels_and_the_order_is_the_files(read: Read) -> None:
    outline = read("# T\n## 10.6 X\n- [ ] a\n## 1.6.1 Y\n- [ ] b\n## 2 Z\n- [ ] c")

    assert paths(outline) == [("10.6 X",), ("1.6.1 Y",), ("2 Z",)]


def test_lists_of_resources_are_not_topics(read: Read) -> None:
    outline = read(
        """
        # T
        **Tasks**:
        - do this
        - do that

        📚 References

        - a book
        """,
        take=Source.BULLETS,
    )

    assert [topic.title for topic in outline.topics] == ["do this", "do that"]


def test_quoted_headings_are_no_sections_of_what_follows(read: Read) -> None:
    assert paths(read("# T\n## A\n> ### Note\n\n- [ ] a")) == [("A",)]
