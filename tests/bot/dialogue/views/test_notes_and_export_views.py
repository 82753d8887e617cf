"""Views of notes, of links and of exports, word by word."""

from dataclasses import replace
from inspect import cleandoc

import pytest

from bot.dialogue.invocation import PlaceKind
from bot.dialogue.notices import notice
from bot.dialogue.reply import Document, Reply
from bot.dialogue.views import export, notes, overview, topic
from core.course_export import Retired, TickedFile
from core.destination import Destination
from core.errors import Problem, RoadmapRefused
from core.learner import Account
from core.ownership import RoadmapFile
from core.reconcile import KnownTopic
from core.reconcile.names import Name
from core.roadmap import Resource, TopicId
from core.selection import Pick
from core.use_cases import enrolment
from core.use_cases import overview as overview_of
from core.use_cases.delivering import Parcel
from core.use_cases.destinations import Way
from core.use_cases.exporting import CourseTaken, take_course
from core.use_cases.news import Comeback, News, TopicDue
from core.use_cases.notes import set_note, show_note
from core.use_cases.study import complete_topics, next_topic
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
NOW = Pick()


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work in which Ada studies eight topics, the first with seven links."""
    unit = FakeUnitOfWork(Shelf())
    read = outline()
    links = tuple(Resource(f"Docs {n}", f"https://docs.example/{n}") for n in range(7))
    first = replace(read.topics[0], resources=(Resource("", "https://docs.example/"), *links))
    ship(unit, "python", replace(read, topics=(first, *read.topics[1:])))
    enrolment.enrol(unit, ADA, NOON, "python", enrolment.Newcomer("UTC", "en"))
    return unit


def reads(reply: Reply, golden: str) -> None:
    assert shown(reply) == cleandoc(golden)


def test_a_topic_without_a_note_says_how_one_is_written(work: FakeUnitOfWork) -> None:
    reads(
        notes.note(show_note(work, ADA, NOON, Pick("2"))),
        """
        private
        # *#2* Using pip
        You have no note on it yet.
        To write one, type `/note 2 and your words`.
        [Topic -> topic|topic=2]
        (Write a note -> note|topic=2|text=)
        """,
    )


def test_a_note_is_shown_line_by_line(work: FakeUnitOfWork) -> None:
    set_note(work, ADA, NOON, Pick("2"), "see *this*\n\nand <that>")
    reads(
        notes.note(show_note(work, ADA, NOON, Pick("2"))),
        """
        private
        # *#2* Using pip
        > *Your note: *see *this*
        > and <that>
        To write another in its place, type `/note 2 and your words`.
        [Topic -> topic|topic=2] [Take the note away -> note|topic=2|text=off]
        (Write a note -> note|topic=2|text=)
        """,
    )


def test_a_note_that_takes_the_place_of_another_says_that_once_more(work: FakeUnitOfWork) -> None:
    set_note(work, ADA, NOON, NOW, "one\n\nmore")
    reads(
        notes.note_set(set_note(work, ADA, NOON, NOW, "two")),
        """
        private replace
        *Noted on **#1* Installing Python
        > *Your note: *two
        Before, it said:
        > one
        > more
        To have that back, send it after `/note 1`; /undo leaves notes as they are.
        [Topic -> topic|topic=1] [Take the note away -> note|topic=1|text=off] [Next topic -> next]
        """,
    )


def test_a_note_written_again_changes_nothing(work: FakeUnitOfWork) -> None:
    set_note(work, ADA, NOON, NOW, "one")
    reads(
        notes.note_set(set_note(work, ADA, NOON, NOW, "one")),
        """
        private replace
        *Noted already on **#1* Installing Python
        > *Your note: *one
        [Topic -> topic|topic=1] [Take the note away -> note|topic=1|text=off] [Next topic -> next]
        """,
    )


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (
            "one",
            (
                "Note taken away from *#1* Installing Python\nBefore, it said:\n> one\n"
                "To have that back, send it after `/note 1`; /undo leaves notes as they are."
            ),
        ),
        (None, "There is no note on *#1* Installing Python"),
    ],
)
def test_a_note_is_taken_away_once(work: FakeUnitOfWork, before: str | None, said: str) -> None:
    set_note(work, ADA, NOON, NOW, before)
    assert shown(notes.note_set(set_note(work, ADA, NOON, NOW, None))) == (
        f"private replace\n{said}\n[Topic -> topic|topic=1] [Next topic -> next]"
    )


def test_the_lines_of_a_long_note_above_the_twelfth_stand_in_it(work: FakeUnitOfWork) -> None:
    text = "\n".join(f"line {number}" for number in range(1, 41))
    quoted = [line for line in shown_note(work, text) if line.startswith(">")]
    assert quoted == [
        "> *Your note: *line 1",
        *(f"> line {number}" for number in range(2, 12)),
        "> " + " ".join(f"line {number}" for number in range(12, 41)),
    ]


def shown_note(work: FakeUnitOfWork, text: str) -> list[str]:
    set_note(work, ADA, NOON, NOW, text)
    return shown(notes.note(show_note(work, ADA, NOON, NOW))).splitlines()


def test_an_offer_says_the_note_in_one_line_and_has_five_links_to_open(
    work: FakeUnitOfWork,
) -> None:
    set_note(work, ADA, NOON, NOW, "see\nthis")
    reads(
        topic.offered(next_topic(work, ADA, NOON)),
        """
        private
        # *#1 of 8* Installing Python
        PHASE 1: Basics › 1.1 Start · 1 of 3
        > *Your note: *see this
        link https://docs.example/ <https://docs.example/>
        link Docs 0 <https://docs.example/0>
        link Docs 1 <https://docs.example/1>
        link Docs 2 <https://docs.example/2>
        link Docs 3 <https://docs.example/3>
        and 3 more links in the details
        0 of 8 done
        [Done -> done|topic=1] [Skip -> skip|topic=1]
        [Later -> later] [Details -> topic|topic=1]
        """,
    )


def test_the_details_of_a_topic_have_its_note_and_all_its_links(work: FakeUnitOfWork) -> None:
    set_note(work, ADA, NOON, NOW, "see\nthis")
    complete_topics(work, ADA, NOON, NOW)
    details = overview_of.show_topic(work, ADA, NOON, Pick("1"))
    assert details
    links = [f"link Docs {number} <https://docs.example/{number}>" for number in range(7)]
    assert shown(topic.topic_details(details)).splitlines() == [
        "private",
        "# *#1* of 8, a topic",
        "Installing Python",
        "PHASE 1: Basics › 1.1 Start · 1 of 3",
        "> *Your note: *see",
        "> this",
        "link https://docs.example/ <https://docs.example/>",
        *links,
        "Done today.",
        "[Note -> note|topic=1]",
    ]


def test_what_is_found_by_a_note_says_that_note(work: FakeUnitOfWork) -> None:
    set_note(work, ADA, NOON, NOW, f"monads\n{'x' * 200}")
    set_note(work, ADA, NOON, Pick("2"), "not this")
    reads(
        overview.found(overview_of.find_topics(work, ADA, NOON, "monad")),
        f"""
        private
        Topics like “monad”:
        - *#1* Installing Python; your note: monads {"x" * 112}…
        [#1 Installing Python -> topic|topic=1]
        """,
    )


@pytest.mark.parametrize("kind", PlaceKind)
def test_a_prompt_says_a_note_only_where_nobody_reads_along(
    work: FakeUnitOfWork, kind: PlaceKind
) -> None:
    set_note(work, ADA, NOON, NOW, "my own words")
    offer = next_topic(work, ADA, NOON)
    news: tuple[News, ...] = (TopicDue(offer, others=(), aside=0, late=None), Comeback(offer))
    for each in news:
        way = Way(Destination("console", "x", kind), ADA, in_full=True)
        said = shown(notice(Parcel((), (each,), (way,), NOON, "UTC"), way))
        assert ("my own words" in said) == (kind is PlaceKind.PRIVATE)


@pytest.fixture
def course(work: FakeUnitOfWork) -> CourseTaken:
    """Give Ada's course with two topics done and a note."""
    complete_topics(work, ADA, NOON, Pick("1-2"))
    set_note(work, ADA, NOON, NOW, "x")
    return take_course(work, ADA, NOON)


def test_a_ticked_file_is_handed_over_with_what_it_does_not_show(course: CourseTaken) -> None:
    ticked = TickedFile(b"- [x] it", unseen=1, others=2)
    reply = export.markdown(course, "../my\u202eplan", ticked, clear=False, beside=False)
    reads(
        reply,
        """
        private
        *Python*: 2 of 8 done
        > 1 topic is done without a box, so nothing shows it.
        > 2 topics are ticked in the file, though not done by you.
        [Tick beside titles -> export|form=md|beside=1|number=1] [Only what I did -> export|form=md|clear=1|number=1]
        [JSON -> export|form=json|number=1] [CSV -> export|form=csv|number=1]
        """,  # noqa: E501 - a line stands as it is read
    )
    assert reply.document == Document(
        "../my plan.md",
        b"- [x] it",
        "The roadmap's own file; nothing in it was changed but ticks.",
    )


def test_each_wish_for_a_ticked_file_keeps_the_other(course: CourseTaken) -> None:
    ticked = TickedFile(b"", unseen=2, others=0)
    reads(
        export.markdown(course, "plan.md", ticked, clear=True, beside=False),
        """
        private
        *Python*: 2 of 8 done
        > 2 topics are done without a box, so nothing shows it.
        [Tick beside titles -> export|form=md|clear=1|beside=1|number=1]
        [JSON -> export|form=json|number=1] [CSV -> export|form=csv|number=1]
        """,
    )


@pytest.mark.parametrize(
    ("file", "stem"), [(RoadmapFile("my.plan.md", b""), "my.plan"), (None, "python")]
)
def test_the_entries_of_a_course_are_handed_over_under_the_name_of_its_file_or_its_slug(
    course: CourseTaken, file: RoadmapFile | None, stem: str
) -> None:
    reply = export.data(replace(course, file=file), "csv", b"number")
    reads(
        reply,
        """
        private
        *Python*: 2 of 8 done
        [Markdown -> export|form=md|number=1] [JSON -> export|form=json|number=1]
        """,
    )
    assert reply.document == Document(
        f"{stem}.csv",
        b"number",
        "8 topics and 1 note as CSV, with the days on which you did them.",
    )


def test_of_the_entries_handed_over_it_is_said_which_left_the_roadmap(course: CourseTaken) -> None:
    left = Retired(KnownTopic(TopicId(99), Name((), "Left"), 1), None)
    reply = export.data(replace(course, retired=(left,)), "csv", b"number")

    assert reply.document is not None
    assert reply.document.alternative == (
        "8 topics and 1 note, with 1 topic that left the roadmap, as CSV, with the days on which "
        "you did them."
    )


def test_where_there_is_no_file_to_tick_the_other_forms_are_offered(course: CourseTaken) -> None:
    offered = """
        Your progress and notes are here in another form:
        [JSON -> export|form=json|number=1] [CSV -> export|form=csv|number=1]
        """
    reads(
        export.no_file(course),
        f"""
        private refusal
        The file of “Python” was not kept.{offered}""",
    )
    reads(
        export.unreadable(course, RoadmapRefused(Problem("reading was stopped", "split it"))),
        f"""
        private refusal
        I could not tick the file: reading was stopped.{offered}""",
    )


@pytest.mark.parametrize(
    ("name", "given"), [("plan.markdown", "plan.markdown"), ("plan", "plan.md"), ("", "roadmap.md")]
)
def test_an_exported_file_is_named_as_it_was(name: str, given: str) -> None:
    assert export.file_name(name) == given
