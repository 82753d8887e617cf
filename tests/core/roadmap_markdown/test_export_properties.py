"""What holds for the export of any file: only boxes change, and they say what is done."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RoadmapRefused
from core.roadmap_markdown import Outline, OutlineTopic, Source, export, parse
from core.roadmap_markdown.ticks import box_at
from tests.core.roadmap_markdown.any_file import SOURCES, files, outline_of

ROADMAPS = Path(__file__).resolve().parents[3] / "roadmaps"
SHARED = Path(__file__).resolve().parents[3] / "../shared"


def without_ticks(topics: tuple[OutlineTopic, ...]) -> list[OutlineTopic]:
    return [replace(topic, ticked=False, mark=None, column=0) for topic in topics]


def without_boxes(data: bytes, topics: tuple[OutlineTopic, ...]) -> str:
    """Take the boxes of topics out of a file; all else stays, to the last character."""
    text = data.decode()
    start = "\ufeff" if text.startswith("\ufeff") else ""
    lines = re.split(r"(?<=\r)(?!\n)|(?<=\n)", text.removeprefix(start))
    for topic in reversed(topics):
        line = lines[topic.line - 1]
        box = box_at(line, topic.column, topic.mark) if topic.mark is not None else ""
        assert box is not None
        lines[topic.line - 1] = line[: topic.column] + line[topic.column + len(box) :]
    return start + "".join(lines)


def check(source: bytes, outline: Outline, done: AbstractSet[int]) -> None:
    exported = export(source, outline, done, clear=True)
    again = parse(exported, name=outline.title, take=outline.source)
    boxed = [topic.mark is not None for topic in outline.topics]

    assert without_ticks(again.topics) == without_ticks(outline.topics)
    assert [topic.ticked for topic in again.topics] == [
        has_box and number in done for number, has_box in enumerate(boxed, 1)
    ]
    assert without_boxes(exported, again.topics) == without_boxes(source, outline.topics)
    assert (again.title, again.about, again.source) == (
        outline.title,
        outline.about,
        outline.source,
    )


@given(files(), SOURCES)
def test_without_progress_a_file_is_given_as_it_was(source: bytes, take: Source | None) -> None:
    assert export(source, outline_of(source, take), frozenset()) == source


@given(files(), SOURCES, st.sets(st.integers(1, 30)))
def test_the_export_has_the_ticks_of_what_is_done_and_changes_nothing_else(
    source: bytes, take: Source | None, done: set[int]
) -> None:
    check(source, outline_of(source, take), done)


@given(files(), SOURCES, st.sets(st.integers(1, 30)))
def test_beside_titles_every_topic_can_be_ticked(
    source: bytes, take: Source | None, done: set[int]
) -> None:
    outline = outline_of(source, take)
    exported = export(source, outline, done, clear=True, beside_titles=True)
    again = parse(exported, name="any.md", take=outline.source)

    assert without_ticks(again.topics) == without_ticks(outline.topics)
    assert {n for n, topic in enumerate(again.topics, 1) if topic.ticked} == {
        number for number in done if number <= len(outline.topics)
    }


@pytest.mark.parametrize(
    "path",
    [*sorted(ROADMAPS.glob("*.md")), *sorted(SHARED.glob("corpus/*-*.md"))],
    ids=lambda path: path.stem,
)
def test_a_real_roadmap_is_given_back_with_its_ticks(path: Path) -> None:
    source = path.read_bytes()
    try:
        outline = parse(source, name=path.name)
    except RoadmapRefused:
        outline = parse(source, name=path.name, take=Source.BULLETS)
    numbers = range(1, len(outline.topics) + 1)

    assert export(source, outline, frozenset()) == source
    for some in (numbers, numbers[::2], numbers[1::3], ()):
        check(source, outline, set(some))
