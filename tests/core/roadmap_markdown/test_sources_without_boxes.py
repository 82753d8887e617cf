"""What is taken where a file has no boxes, and what beside them (rules A29 to A33)."""

from collections.abc import Callable

import pytest

from core.errors import Problem
from core.roadmap import Resource, TopicKind
from core.roadmap_markdown import Outline, OutlineTopic, Source
from core.roadmap_markdown.outline import Warning as OutlineWarning

Read = Callable[..., Outline]
Titles = Callable[..., list[str]]
Problems = Callable[..., tuple[Problem, ...]]

COURSES = """
# T
## Core

Courses | Effort | Notes
:-- | :--: | --
[Algebra](https://a.org) ([alternative](https://b.org)) | 6 h | -
**Logic** | 5 h | see [page](https://c.org)

Complexity | Best
-- | --
Sort | O(n)
"""


def test_rows_of_a_table_are_topics_and_other_columns_their_details(read: Read) -> None:
    outline = read(COURSES)

    assert outline.source is Source.TABLES
    assert outline.topics == (
        OutlineTopic(
            7,
            ("Core",),
            "[Algebra](https://a.org)",
            "Algebra",
            resources=(
                Resource("Algebra", "https://a.org"),
                Resource("alternative", "https://b.org"),
            ),
            details=("Effort: 6 h",),
        ),
        OutlineTopic(
            8,
            ("Core",),
            "Logic",
            "Logic",
            resources=(Resource("page", "https://c.org"),),
            details=("Effort: 5 h", "Notes: see page"),
        ),
    )
    assert outline.warnings == (
        OutlineWarning(10, "the table “Complexity | Best” is not taken as topics"),
    )


@pytest.mark.parametrize(
    "header", ["Topic", "Skills", "Course Name", "🎯 Exercise", "Lesson/Topic"]
)
def test_a_header_can_name_its_topics_in_many_ways(titles: Titles, header: str) -> None:
    assert titles(f"| # | {header} | Tool |\n|--|--|--|\n| 1 | a | b |\n|  |  |  |") == ["a"]


@pytest.mark.parametrize("header", ["Key Skills", "Category", "Tool", "Big-O"])
def test_other_tables_are_offered_and_not_taken(problems: Problems, header: str) -> None:
    (problem,) = problems(f"| {header} | B |\n|--|--|\n| a | b |")

    assert "1 table," in problem.message
    assert "--take tables takes the 1 table" in problem.advice


def test_any_table_is_taken_when_asked_for(titles: Titles) -> None:
    text = "| # | ✔ | Category | B |\n|--|--|--|--|\n| 1 | ✅ | a | b |"

    assert titles(text, take=Source.TABLES) == ["a"]


def test_a_comparison_of_ticks_is_no_list_of_topics(problems: Problems) -> None:
    (problem,) = problems("| Thing | A | B |\n|--|--|--|\n| speed | ✅ | ❌ |")

    assert problem.message.startswith("no topics found")


def test_numbered_headings_are_topics_with_what_stands_below_as_details(read: Read) -> None:
    outline = read(
        """
        # T
        ## About
        - prose
        ## Day 1-7: Net
        - Watch [this](https://a.org)
        ### Extra
        - Practice
        ## [x] Day 8: Rest
        ## Contributing
        - prose
        """
    )

    assert outline.source is Source.HEADINGS
    assert [(t.line, t.title, t.ticked, t.details, t.path) for t in outline.topics] == [
        (5, "Day 1-7: Net", False, ("Watch this", "Practice"), ()),
        (9, "Day 8: Rest", True, (), ()),
    ]


def test_a_tick_before_a_unit_is_no_part_of_its_title(read: Read) -> None:
    outline = read("# ✅ Day 1\n# ⬜ Day 2\n# [!] Day 3")

    assert (outline.title, [(t.title, t.ticked, t.mark) for t in outline.topics]) == (
        "Day 1",
        [("Day 1", True, "✅"), ("Day 2", False, "⬜"), ("Day 3", False, "!")],
    )


def test_units_that_hold_units_are_their_sections(read: Read) -> None:
    outline = read("# T\n## Phase 1\n### Week 1\n### Week 2\n## Phase 2\n### Week 3")

    assert [(t.title, t.path) for t in outline.topics] == [
        ("Week 1", ("Phase 1",)),
        ("Week 2", ("Phase 1",)),
        ("Week 3", ("Phase 2",)),
    ]


def test_one_numbered_heading_is_no_plan(problems: Problems) -> None:
    assert problems("# T\n## Day 1\nwords")[0].message.startswith("no topics found: 2 headings")


BULLETS = """
# T
- [A](#a)
- [B](#b)

## Introduction
- prose

## A
- first
  - inner

- second [link](https://a.org)

## Licence
- MIT
"""


def test_plain_bullets_are_never_a_silent_fallback(problems: Problems) -> None:
    (problem,) = problems(BULLETS)

    assert problem == Problem(
        "no topics found: 4 headings, 3 plain bullets, 0 tables, 0 images; "
        "0 check boxes, 0 topic tables",
        "write topics as “- [ ] topic” lines, or choose: --take bullets takes the 3 plain bullets",
    )


def test_plain_bullets_are_taken_when_asked_for(read: Read) -> None:
    outline = read(BULLETS, take=Source.BULLETS)

    assert outline.source is Source.BULLETS
    assert [(t.title, t.path, t.depth, t.mark) for t in outline.topics] == [
        ("first", ("A",), 1, None),
        ("inner", ("A",), 2, None),
        ("second [link](https://a.org)", ("A",), 1, None),
    ]


@pytest.mark.parametrize(
    ("take", "text"),
    [
        (Source.BULLETS, "- ✅ a\n- [ ] b\n- c\n- d\n- [S] e"),
        (Source.PARAGRAPHS, "✅ **a** x\n\n[ ] **b** x\n\n**c** x\n\n**d** x\n\n**[S] e** x"),
    ],
)
def test_what_is_taken_when_asked_for_may_have_a_mark(read: Read, take: Source, text: str) -> None:
    assert [(t.title, t.ticked, t.mark) for t in read(text, take=take).topics] == [
        ("a", True, "✅"),
        ("b", False, ""),
        ("c", False, None),
        ("d", False, None),
        ("[S] e", False, None),
    ]


def test_bold_leads_are_taken_when_asked_for(read: Read) -> None:
    outline = read(
        "# T\n**Lists** - how to keep order\n\n**Resources:**\n\n**Sets**: no order\n",
        take=Source.PARAGRAPHS,
    )

    assert [(t.title, t.details) for t in outline.topics] == [
        ("Lists", ("how to keep order",)),
        ("Sets", ("no order",)),
    ]


def test_a_source_that_was_asked_for_and_is_not_there_is_refused(problems: Problems) -> None:
    assert problems("- [ ] a", take=Source.TABLES)[0].message.startswith("no topics found")


def test_boxes_win_but_no_section_vanishes(read: Read) -> None:
    outline = read(
        """
        # T
        ## Boxes
        - [ ] a

        | Topic | Hours |
        |--|--|
        | overview | 1 |

        ## Table
        | Topic | Hours |
        |--|--|
        | b | 2 |

        ## Build
        - [ ] c

        | # | Project | Key Skills |
        |--|--|--|
        | 1 | **Blog API** | CRUD, Auth |

        ## Tools
        | Category | Tools |
        |--|--|
        | ORM | SQL |
        """
    )

    assert outline.source is Source.BOXES
    assert [(t.title, t.kind, t.path, t.details) for t in outline.topics] == [
        ("a", TopicKind.TOPIC, ("Boxes",), ()),
        ("b", TopicKind.TOPIC, ("Table",), ("Hours: 2",)),
        ("c", TopicKind.TOPIC, ("Build",), ()),
        ("Blog API", TopicKind.PROJECT, ("Build",), ("Key Skills: CRUD, Auth",)),
    ]
    assert [warning.line for warning in outline.warnings] == [6, 23]


def test_a_table_above_sections_with_boxes_is_an_overview(titles: Titles) -> None:
    text = "# T\n## A\n\n| Topic | Why |\n|--|--|\n| x | y |\n\n### A.1\n- [ ] a"

    assert titles(text) == ["a"]
