"""What holds for any text: no crash, nothing lost, and the library's own reading."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.errors import RoadmapRefused
from core.roadmap_markdown import Source, parse
from core.roadmap_markdown.block_rules import Markdown, read_tokens
from core.roadmap_markdown.inline import read_simple

# What opens, closes or indents something in Markdown, so that texts are seldom plain.
PIECES = st.sampled_from(
    [
        *"-*+#>|`~[](){}<>!_\\:=&^\n \tax1",
        "\n",
        "\n\n",
        "\n- [ ] ",
        "\n  - [x] ",
        "\n      - [ ] ",
        "\n1. [ ] ",
        "\n> ",
        "\n# ",
        "\n## ",
        "\n---\n",
        "\n```\n",
        "\n|a|b|\n|-|-|\n",
        "\n|topic|\n|-|\n|a|\n",
        "\n    ",
        "<!-- ",
        " -->",
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
        "[a](b)",
        "[a]: b\n",
        "**a**",
        "`a`",
        "https://a.org/b",
        "\r\n",
        "\u00a0",
        "\u2028",
        "é",
        "文",
    ]
)
MARKDOWN = st.lists(PIECES, max_size=60).map("".join)
INLINE = st.lists(
    st.sampled_from(
        [*"ab1 `[]()!<>&\\*_~#;:/.", "[a](b)", "[a](<b c>)", "`a b`", "&amp;", " * ", "a_b"]
    ),
    max_size=14,
).map("".join)


def read_or_refuse(data: bytes | str, take: Source | None) -> None:
    try:
        outline = parse(data, name="any.md", take=take)
    except RoadmapRefused as refused:
        said = [text for problem in refused.problems for text in (problem.message, problem.advice)]
    else:
        said = [text for topic in outline.topics for text in (topic.title, topic.text)]
    assert said
    assert all(said)


@given(st.one_of(MARKDOWN, st.text()), st.sampled_from([None, *Source]))
def test_any_text_is_read_or_refused_with_reasons(text: str, take: Source | None) -> None:
    read_or_refuse(text, take)


@given(st.binary())
@example(b"\xff\xfe-\x00")
def test_any_bytes_are_read_or_refused_with_reasons(data: bytes) -> None:
    read_or_refuse(data, None)


@given(MARKDOWN)
def test_topics_come_in_the_order_of_the_file_each_below_its_parent(text: str) -> None:
    try:
        topics = parse("- [ ] first\n\n" + text, name="any.md").topics
    except RoadmapRefused:
        return

    assert [topic.line for topic in topics] == sorted(topic.line for topic in topics)
    for number, topic in enumerate(topics):
        assert topic.parent is None or topic.parent < number
        assert topic.depth == (1 if topic.parent is None else topics[topic.parent].depth + 1)


@dataclass(frozen=True)
class Box:
    title: str
    ticked: bool
    below: tuple["Box", ...] = ()


WORDS = (
    st.text(st.sampled_from("abcdef ghi123é文"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: bool(text) and "  " not in text)
)


def boxes(depth: int) -> st.SearchStrategy[tuple[Box, ...]]:
    below = boxes(depth - 1) if depth else st.just(())
    return st.lists(st.builds(Box, WORDS, st.booleans(), below), max_size=4).map(tuple)


def written(tree: tuple[Box, ...], indent: str, step: str, marks: str) -> str:
    return "".join(
        f"{indent}- [{marks if box.ticked else ' '}] {box.title}\n"
        + written(box.below, indent + step, step, marks)
        for box in tree
    )


def flattened(tree: tuple[Box, ...], depth: int = 1) -> list[tuple[str, bool, int]]:
    return [
        line
        for box in tree
        for line in [(box.title, box.ticked, depth), *flattened(box.below, depth + 1)]
    ]


@given(
    boxes(3).filter(bool),
    st.sampled_from(["  ", "    ", "\t"]),
    st.sampled_from(["x", "X", " ✓ ", "✔\ufe0f"]),
)
def test_any_tree_of_boxes_is_read_back_as_it_was_written(
    tree: tuple[Box, ...], step: str, mark: str
) -> None:
    topics = parse("# T\n" + written(tree, "", step, mark), name="x").topics

    assert [(topic.title, topic.ticked, topic.depth) for topic in topics] == flattened(tree)


@given(MARKDOWN)
@example("> a\n- b\nc\n")
@example("- a\n-\n")
@example("a\n    - b")
@example("- a\n     - b\n         - c")
@example("1. a\n2. b")
@example("a\n2. b")
@example("a\n-")
@example("a | b\n- | -")
def test_our_block_rule_changes_nothing_of_the_librarys_tokens(text: str) -> None:
    # The reader hands over text whose lines all end.
    text = text.replace("\r\n", "\n") + "\n"
    ours: list[Token] = []
    read_tokens(text, {}, ours.extend)
    library = Markdown("commonmark", {"maxNesting": 200}).enable("table")
    theirs: list[Token] = []
    library.block.parse(text, library, {}, theirs)

    assert essence(ours) == essence(theirs)


def essence(tokens: list[Token]) -> list[tuple[str, str, int | None, int]]:
    return [
        (token.type, token.content, token.map[0] if token.map else None, token.level)
        for token in tokens
        if token.type not in {"paragraph_open", "paragraph_close"}
    ]


@pytest.fixture(scope="module")
def slow() -> Callable[[str], tuple[str, list[str]]]:
    library = Markdown("commonmark").enable("strikethrough")

    def slow(markdown: str) -> tuple[str, list[str]]:
        return as_seen(library, markdown)

    return slow


def as_seen(library: MarkdownIt, markdown: str) -> tuple[str, list[str]]:
    """Read a line by nothing but the library's tokens."""
    tokens: list[Token] = []
    library.inline.parse(markdown, library, {}, tokens)
    text = ""
    for token in tokens:
        if token.type in {"text", "text_special", "code_inline"}:
            text += token.content
    urls = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    return " ".join(text.split(" ")), [url for url in urls if url]


@given(INLINE)
@example("[a](b) `c` d_e * f & g")
@example("_a_")
@example("*a*")
def test_the_quick_way_to_read_a_line_agrees_with_the_library(
    slow: Callable[[str], tuple[str, list[str]]], markdown: str
) -> None:
    markdown = markdown.strip()
    quick = read_simple(markdown)
    if not markdown or quick is None:
        return
    text, urls = slow(markdown)
    collapsed = " ".join(part for part in text.split(" ") if part)

    assert quick.text == (collapsed or markdown)
    assert [resource.url for resource in quick.resources] == urls
