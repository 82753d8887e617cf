"""What is refused, with what, where and what to do (E1 to E7, and the limits)."""

import pickle
from collections.abc import Callable

import pytest

from core.errors import Problem, RoadmapRefused
from core.roadmap_markdown import parse
from core.roadmap_markdown.limits import MAX_BYTES

Problems = Callable[..., tuple[Problem, ...]]

NOT_MARKDOWN = "save the roadmap as Markdown text (UTF-8) and send that"
UTF_8 = "save it as UTF-8 and send it again"
HOW = "write topics as “- [ ] topic” lines"


def nothing(headings: str = "0 headings", images: str = "0 images") -> Problem:
    found = f"{headings}, 0 plain bullets, 0 tables, {images}; 0 check boxes, 0 topic tables"
    return Problem(f"no topics found: {found}", HOW)


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf\r\n"])
def test_an_empty_file_is_refused(problems: Problems, data: bytes) -> None:
    assert problems(data) == (Problem("the file is empty", f"{HOW} and send it again"),)


def test_front_matter_alone_is_refused(problems: Problems) -> None:
    assert problems("---\ntitle: T\n---\n\n") == (
        Problem("the file holds nothing but front matter", f"{HOW} below it"),
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04rest", "a ZIP archive or an Office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\x1f\x8b\x08", "a gzip archive"),
    ],
)
def test_other_kinds_of_file_are_named(problems: Problems, data: bytes, what: str) -> None:
    assert problems(data) == (Problem(f"the file is {what}, not Markdown", NOT_MARKDOWN),)


def test_a_nul_byte_is_refused_with_its_line(problems: Problems) -> None:
    assert problems(b"- [ ] a\n- [ ] b\0") == (
        Problem("the file is binary: it holds a NUL byte", NOT_MARKDOWN, 2),
    )


def test_the_first_byte_that_is_not_utf_8_is_named(problems: Problems) -> None:
    assert problems("- [ ] ok\n- [ ] caf\xe9".encode("latin-1")) == (
        Problem("the file is not UTF-8 text: byte 19 (0xe9)", UTF_8, 2),
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_named(problems: Problems, encoding: str) -> None:
    text = "- [ ] a" if encoding == "utf-16" else "\ufeff- [ ] a"

    assert problems(text.encode(encoding)) == (
        Problem("the file is text in UTF-16, not UTF-8", UTF_8),
    )


def test_half_a_surrogate_pair_is_refused(problems: Problems) -> None:
    assert problems("- [ ] a\n- [ ] \ud800")[0].line == 2


def test_a_web_page_is_refused(problems: Problems) -> None:
    assert problems("\n<!DOCTYPE html>\n<html><body>- [ ] a") == (
        Problem(
            "the file is a web page (HTML), not Markdown",
            "download the Markdown itself (on GitHub: “Raw”) and send that",
            1,
        ),
    )


@pytest.mark.parametrize("data", ['{"topics": ["a"]}', '["a", "b"]', "[" * 5000 + "]" * 5000])
def test_json_is_refused(problems: Problems, data: str) -> None:
    assert problems(data) == (Problem("the file is JSON, not Markdown", HOW, 1),)


def test_csv_is_named(problems: Problems) -> None:
    assert problems("topic,hours\nlists,3\nsets,2") == (
        nothing(),
        Problem("the file looks like a CSV table, not Markdown", HOW, 1),
    )


def test_a_picture_of_a_roadmap_is_named(problems: Problems) -> None:
    assert problems("# T\n![the roadmap](roadmap.png)") == (
        nothing("1 heading", "1 image"),
        Problem("the roadmap is a picture, which cannot be read", HOW),
    )


def test_boxes_in_a_fence_are_the_reason(problems: Problems) -> None:
    assert problems("text\n\n```\n- [ ] a\n- [x] b\n```") == (
        nothing(),
        Problem("2 boxes in a code fence", "remove the fence", 3),
    )


def test_boxes_indented_as_code_are_the_reason(problems: Problems) -> None:
    assert problems("# T\n\n    - [ ] a\n") == (
        nothing("1 heading"),
        Problem("1 box in text indented by 4 or more, which is code", "remove the indent", 3),
    )


@pytest.mark.parametrize("line", ["-[ ] a", "-[] a"])
def test_boxes_without_blanks_are_the_reason(problems: Problems, line: str) -> None:
    assert problems(f"# T\n{line}") == (
        nothing("1 heading"),
        Problem("a box without a blank around it", "write “- [ ] topic”", 2),
    )


def test_unknown_marks_are_the_reason(problems: Problems) -> None:
    found = problems("- [S] a\n- b\n- c\n- d\n- [Done] e")

    assert found[1] == Problem(
        "no known mark in the brackets: [S] (1), [Done] (1)", "write [ ] for open, [x] for done"
    )


def test_a_fence_that_swallows_all_is_the_reason(problems: Problems) -> None:
    found = problems("# T\n```\n- [ ] a\n")

    assert [problem.line for problem in found] == [None, 2, 2]


def test_a_mebibyte_is_read_and_a_byte_more_refused(problems: Problems) -> None:
    text = b"- [ ] a\n" + b"words \n" * (MAX_BYTES // 7)

    assert problems(text.ljust(MAX_BYTES + 1)[: MAX_BYTES + 1]) == (
        Problem(
            "the file has 1,048,577 bytes; at most 1,048,576 (1 MiB) are read",
            "split it into several roadmaps",
        ),
    )


def test_five_thousand_topics_are_read() -> None:
    assert len(parse("- [ ] a\n" * 5000, name="x").topics) == 5000


def test_one_topic_more_is_refused(problems: Problems) -> None:
    assert problems("- [ ] a\n" * 5001) == (
        Problem(
            "the file has 5,001 topics; at most 5,000 are read",
            "split it into several roadmaps",
            5001,
        ),
    )


def test_all_long_lines_are_refused_together(problems: Problems) -> None:
    long = "- [ ] " + "a" * 9_995

    assert problems(f"{long}\n- [ ] b\n{long}") == tuple(
        Problem(
            "the line has 10,001 characters; at most 10,000 are read",
            "break it into several lines",
            line,
        )
        for line in (1, 3)
    )


def test_a_line_of_ten_thousand_characters_is_read() -> None:
    (topic,) = parse("- [ ] " + "a" * 9_994, name="x").topics

    assert topic.title == "a" * 9_994


def test_too_many_lines_are_refused(problems: Problems) -> None:
    assert problems("- [ ] a\n" + "\n" * 50_000)[0].line == 50_001


def test_a_refusal_survives_the_way_between_processes() -> None:
    refusal = RoadmapRefused(Problem("what", "do", 3), Problem("more", "do"))

    assert pickle.loads(pickle.dumps(refusal)).problems == refusal.problems  # noqa: S301 - what it pickled itself
