"""A course taken along as JSON and as CSV: stable keys, exact words, no formulas."""

import csv
import io
import json
from datetime import date

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.course_export import Entry, entries_of, to_csv, to_json
from core.history import EventKind
from core.progress import progress
from core.roadmap import Resource, TopicId, TopicKind
from tests.builders import TODAY, event, roadmap

SCHEMA = {
    "type": "object",
    "required": ["version", "title", "topics"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": 1},
        "title": {"type": "string"},
        "topics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": [
                    "number",
                    "path",
                    "title",
                    "kind",
                    "done",
                    "done_on",
                    "note",
                    "links",
                    "retired",
                ],
                "additionalProperties": False,
                "properties": {
                    "number": {"type": "integer", "minimum": 1},
                    "path": {"type": "array", "items": {"type": "string"}},
                    "title": {"type": "string"},
                    "kind": {"enum": ["topic", "project"]},
                    "done": {"type": "boolean"},
                    "retired": {"type": "boolean"},
                    "done_on": {"anyOf": [{"type": "null"}, {"type": "string", "format": "date"}]},
                    "note": {"type": ["string", "null"]},
                    "links": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["text", "url"],
                            "additionalProperties": False,
                            "properties": {
                                "text": {"type": "string"},
                                "url": {"type": "string"},
                            },
                        },
                    },
                },
            },
        },
    },
}
VALID = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)

WORDS = st.text(
    st.one_of(
        st.sampled_from("=+-@'\",;\t\r\n \u2028＝文"), st.characters(exclude_categories=["Cs"])
    ),
    max_size=12,
)
ENTRIES = st.lists(
    st.builds(
        Entry,
        st.integers(1, 5_000),
        st.lists(WORDS, max_size=3).map(tuple),
        WORDS,
        st.sampled_from(TopicKind),
        done=st.booleans(),
        done_on=st.none() | st.dates(),
        note=WORDS,
        links=st.lists(st.builds(Resource, WORDS, WORDS), max_size=2).map(tuple),
        retired=st.booleans(),
    ),
    max_size=4,
)
FULL = Entry(
    2,
    ("PHASE 1", "1.1 Start"),
    'Using `pip`, "well"',
    TopicKind.PROJECT,
    done=True,
    done_on=date(2026, 11, 23),
    note="two\nlines",
    links=(Resource("pip", "https://a.org"), Resource("b", "https://b.org")),
)


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_each_topic_is_exported_with_when_it_was_done_and_its_note() -> None:
    course = roadmap({("A",): ("done", "ticked", "open")}, projects=1)
    events = [event(1, 1), event(2, 2, EventKind.TICKED), event(3, 3, EventKind.SKIPPED)]

    assert entries_of(progress(course, events), {TopicId(103): "later"}) == (
        Entry(1, ("A",), "done", done=True, done_on=TODAY),
        Entry(2, ("A",), "ticked", done=True),
        Entry(3, ("A",), "open", note="later"),
        Entry(4, ("Projects",), "Project 1", TopicKind.PROJECT),
    )


def test_json_has_the_same_keys_for_every_topic() -> None:
    assert json.loads(to_json("Python", [FULL, Entry(3, (), "Sets", retired=True)])) == {
        "version": 1,
        "title": "Python",
        "topics": [
            {
                "number": 2,
                "path": ["PHASE 1", "1.1 Start"],
                "title": 'Using `pip`, "well"',
                "kind": "project",
                "done": True,
                "done_on": "2026-11-23",
                "note": "two\nlines",
                "links": [
                    {"text": "pip", "url": "https://a.org"},
                    {"text": "b", "url": "https://b.org"},
                ],
                "retired": False,
            },
            {
                "number": 3,
                "path": [],
                "title": "Sets",
                "kind": "topic",
                "done": False,
                "done_on": None,
                "note": None,
                "links": [],
                "retired": True,
            },
        ],
    }


def test_json_is_written_for_people_too() -> None:
    assert to_json("文", []).decode() == '{\n  "version": 1,\n  "title": "文",\n  "topics": []\n}\n'


@given(WORDS, ENTRIES)
def test_json_of_any_course_keeps_to_its_schema(title: str, entries: list[Entry]) -> None:
    course = json.loads(to_json(title, entries))

    VALID.validate(course)
    assert [topic["title"] for topic in course["topics"]] == [entry.title for entry in entries]


def test_csv_is_a_header_and_a_line_for_each_topic() -> None:
    assert (
        to_csv([FULL, Entry(3, (), "Sets", retired=True)])
        == (
            "\ufeffnumber,path,title,kind,done,done_on,note,links,retired\r\n"
            '2,PHASE 1 > 1.1 Start,"Using `pip`, ""well""",project,yes,2026-11-23,"two\nlines",'
            "https://a.org https://b.org,no\r\n"
            "3,,Sets,topic,no,,,,yes\r\n"
        ).encode()
    )


@pytest.mark.parametrize(
    "words",
    ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\rx", "\nx", "＝1", '=HYPERLINK("https://a")'],
)
def test_no_cell_is_a_formula(words: str) -> None:
    entry = Entry(1, (words,), words, note=words, links=(Resource("x", words),))

    (_, line) = rows_of(to_csv([entry]))

    assert [line[1], line[2], line[6], line[7]] == [f"'{words}"] * 4


@given(ENTRIES)
def test_csv_of_any_course_has_its_words_and_as_many_cells_as_its_header(
    entries: list[Entry],
) -> None:
    header, *lines = rows_of(to_csv(entries))

    assert all(len(line) == len(header) for line in lines)
    assert [
        (line[2] if line[2] == entry.title else line[2].removeprefix("'"))
        for line, entry in zip(lines, entries, strict=True)
    ] == [entry.title for entry in entries]
    for line in lines:
        assert not any(cell.strip().startswith(("=", "+", "-", "@")) for cell in line)
