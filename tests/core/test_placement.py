"""Placement: a roadmap is asked through once, and few answers place a learner."""

from pathlib import Path as File

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.placement import PAGE, Part, first_part, part_after, part_at, parts_of
from core.roadmap import Path, Roadmap, RoadmapId, Topic, TopicId
from core.roadmap_markdown import parse
from tests.builders import roadmap, topic

ROADMAPS = File(__file__).parents[2] / "roadmaps"
TITLES = st.sampled_from(["A", "B"])
PATHS = st.lists(TITLES, max_size=3).map(tuple)


@st.composite
def some_roadmap(draw: st.DrawFn) -> Roadmap:
    """Draw a roadmap of sections at any depth, whose names come again."""
    runs = draw(st.lists(st.tuples(PATHS, st.integers(1, 12)), min_size=1, max_size=8))
    paths = [path for path, length in runs for _ in range(length)]
    topics = tuple(topic(number, path=path) for number, path in enumerate(paths, start=1))
    return Roadmap(RoadmapId(1), "drawn", "Drawn", (), topics)


def shipped(name: str) -> Roadmap:
    """Give a roadmap that comes with the bot."""
    read = parse((ROADMAPS / f"{name}.md").read_bytes(), name=f"{name}.md").topics
    topics = (
        Topic(TopicId(number), number, each.path, each.title, each.text)
        for number, each in enumerate(read, start=1)
    )
    return Roadmap(RoadmapId(1), name, name, (), tuple(topics))


def answered(course: Roadmap, known: set[TopicId]) -> tuple[set[TopicId], list[Part], int]:
    """Let a learner who knows some topics answer truly.

    Give what is written down then, the parts asked about, and how many answers that took.
    """
    done: set[TopicId] = set()
    asked: list[Part] = []
    pages = 0
    part = first_part(course, done)
    while part is not None:
        asked.append(part)
        knows = {topic.id for topic in part.topics} & known
        inner = parts_of(part)
        if knows and len(knows) < len(part.topics) and inner:
            part = inner[0]
            continue
        if knows and len(knows) < len(part.topics):
            pages += len(part.pages)
        done |= knows
        part = part_after(course, part, done)
    return done, asked, len(asked) + pages


@given(some_roadmap(), st.data())
def test_who_answers_truly_is_placed_exactly_and_asked_about_no_part_twice(
    course: Roadmap, data: st.DataObject
) -> None:
    known = data.draw(st.sets(st.sampled_from([topic.id for topic in course.topics])))

    done, asked, _ = answered(course, known)

    assert done == known
    assert len({(part.level, part.topics) for part in asked}) == len(asked)


@given(some_roadmap(), st.integers(1, 4))
def test_the_parts_of_a_level_are_the_whole_roadmap_in_order(course: Roadmap, level: int) -> None:
    found: list[Topic] = []
    while len(found) < len(course.topics):
        found += part_at(course, course.topics[len(found)], level).topics
    assert tuple(found) == course.topics


@given(some_roadmap())
def test_a_part_that_has_parts_is_made_of_them(course: Roadmap) -> None:
    for topic_of in course.topics:
        part = part_at(course, topic_of, 1)
        inner = parts_of(part)
        assert not inner or sum((each.topics for each in inner), ()) == part.topics
        assert sum(part.pages, ()) == part.topics


@pytest.mark.parametrize(
    ("name", "answers"), [("python-backend-developer", 40), ("django-backend-developer", 15)]
)
def test_who_knows_the_first_half_of_a_shipped_roadmap_is_placed_in_few_answers(
    name: str, answers: int
) -> None:
    course = shipped(name)
    half = {topic.id for topic in course.topics[: len(course.topics) // 2]}

    done, _, taken = answered(course, half)

    assert done == half
    assert taken <= answers


def test_who_knows_every_second_section_of_746_topics_is_placed_in_a_hundred_answers() -> None:
    course = shipped("python-backend-developer")
    known = {topic.id for section in course.sections[::2] for topic in section.topics}

    done, _, taken = answered(course, known)

    assert (len(course.topics), done) == (746, known)
    assert taken <= 100


def test_what_is_done_is_not_asked_about() -> None:
    course = roadmap()
    first = {topic.id for topic in course.phases[0].topics}

    part = first_part(course, first)

    assert part == Part(1, ("PHASE 2: Databases",), course.phases[1].topics)
    assert first_part(course, {topic.id for topic in course.topics}) is None
    assert part_after(course, part_at(course, course.topics[0], 1), course.by_id) is None


def test_a_part_that_fits_a_page_is_asked_about_topic_by_topic_at_once() -> None:
    assert parts_of(part_at(roadmap(), roadmap().topics[0], 1)) == ()


def test_a_part_with_one_part_alone_is_asked_about_by_those_within() -> None:
    titles: dict[Path, tuple[str, ...]] = {
        ("A", "B", "C"): ("1", "2", "3", "4", "5"),
        ("A", "B", "D"): ("6", "7", "8", "9"),
    }
    course = roadmap(titles)

    whole = part_at(course, course.topics[0], 1)

    assert whole.path == ("A", "B")
    assert [part.path for part in parts_of(whole)] == [("A", "B", "C"), ("A", "B", "D")]


def test_a_roadmap_without_sections_is_asked_about_page_by_page() -> None:
    course = roadmap({(): tuple(f"T{n}" for n in range(2 * PAGE + 1))})

    whole = first_part(course, ())

    assert whole == Part(1, (), course.topics)
    assert (parts_of(whole), [len(page) for page in whole.pages]) == ((), [PAGE, PAGE, 1])
