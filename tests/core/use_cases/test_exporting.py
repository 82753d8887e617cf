"""Exporting: what is taken along of a course, and that it brings the same progress back."""

from collections import Counter
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from core.course_export import Called, Entry, called, entries_of, to_markdown
from core.learner import Account
from core.ownership import Audience, RoadmapFile
from core.reconcile import reconcile
from core.roadmap_markdown import Outline, Source, parse
from core.selection import Pick
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.exporting import CourseTaken, take_course
from core.use_cases.importing import look_at_shipped, update_shipped
from core.use_cases.notes import set_note
from core.use_cases.study import complete_ticked, complete_topics
from core.use_cases.updating import Updatable
from tests.builders import NOON, TODAY
from tests.core.roadmap_markdown.any_file import SOURCES, files, outline_of
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
SMALL = RoadmapFile("small.md", b"# Small\n- [ ] One\n- [x] Two\n- [ ] Three\n")


def begun(
    file: RoadmapFile, outline: Outline, work: FakeUnitOfWork | None = None
) -> FakeUnitOfWork:
    """Let Ada study a file, in a new unit of work if none is given."""
    work = work or FakeUnitOfWork(Shelf())
    slug = f"roadmap-{len(work.roadmaps.visible(None, None))}"
    work.roadmaps.add(slug, outline, file=file, owner=None, audience=Audience.PUBLIC, added=NOON)
    enrol(work, ADA, NOON, slug, Newcomer("UTC", "en"))
    return work


def done(work: FakeUnitOfWork, numbers: Iterable[int]) -> CourseTaken:
    """Let Ada do the topics of these numbers, where there are such, and take her course along."""
    course = take_course(work, ADA, NOON)
    wanted = sorted(set(numbers) & {topic.number for topic in course.roadmap.topics})
    if wanted:
        complete_topics(work, ADA, NOON, Pick(", ".join(map(str, wanted))))
    return take_course(work, ADA, NOON)


def test_a_course_is_taken_along_with_its_file_its_progress_and_its_notes() -> None:
    work = begun(SMALL, parse(SMALL.source, name=SMALL.name))
    set_note(work, ADA, NOON, Pick("3"), "last but not least")

    course = done(work, {1})

    assert course.file == SMALL
    assert {name.name.text for name in course.done} == {"One"}
    assert [(entry.done, entry.note) for entry in entries_of(course.progress, course.notes)] == [
        (True, ""),
        (False, ""),
        (False, "last but not least"),
    ]


def test_what_was_done_and_noted_on_topics_that_left_is_taken_along_at_the_end() -> None:
    work = begun(SMALL, parse(SMALL.source, name=SMALL.name))
    done(work, {1})
    set_note(work, ADA, NOON, Pick("3"), "last but not least")
    edited = RoadmapFile(SMALL.name, b"# Small\n- [x] Two\n")
    before = look_at_shipped(work, "roadmap-0", edited)
    assert isinstance(before, Updatable)
    result = reconcile(before.known, parse(edited.source, name=edited.name))
    update_shipped(work, before, result, edited, NOON)

    course = take_course(work, ADA, NOON)

    assert entries_of(course.progress, course.notes, course.retired) == (
        Entry(1, (), "Two"),
        Entry(1, (), "One", done=True, done_on=TODAY, retired=True),
        Entry(3, (), "Three", note="last but not least", retired=True),
    )


@given(files(), SOURCES, st.sets(st.integers(1, 30)))
def test_an_export_brings_the_same_progress_back(
    source: bytes, take: Source | None, numbers: set[int]
) -> None:
    outline = outline_of(source, take)
    work = begun(RoadmapFile("any.md", source, take), outline)
    course = done(work, numbers)
    assert course.file

    content = to_markdown(course.file, course.done, clear=True, beside_titles=True).content

    again = parse(content, name="any.md", take=outline.source)
    complete_ticked(begun(RoadmapFile("any.md", content), again, work), ADA, NOON)
    assert take_course(work, ADA, NOON).done == course.done


@given(files(), SOURCES, st.sets(st.integers(1, 30)))
def test_a_plain_export_brings_back_what_has_a_box_and_what_the_author_ticked(
    source: bytes, take: Source | None, numbers: set[int]
) -> None:
    outline = outline_of(source, take)
    work = begun(RoadmapFile("any.md", source, take), outline)
    course = done(work, numbers)
    assert course.file

    ticked = to_markdown(course.file, course.done)

    again = parse(ticked.content, name="any.md", take=outline.source)
    complete_ticked(begun(RoadmapFile("any.md", ticked.content), again, work), ADA, NOON)
    names: dict[Called, int] = {name: n for n, name in enumerate(called(outline.topics))}
    author = {name for name, n in names.items() if outline.topics[n].ticked}
    boxed = {name for name, n in names.items() if outline.topics[n].mark is not None}
    back = take_course(work, ADA, NOON).done
    assert back == (course.done & boxed) | author
    assert Counter(unseen=len(course.done - back), others=len(author - course.done)) == Counter(
        unseen=ticked.unseen, others=ticked.others
    )
