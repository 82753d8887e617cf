"""Overview: progress by section, one topic, a search, a day, a streak."""

from datetime import timedelta

import pytest

from core.errors import UnknownSection
from core.learner import Account
from core.ledger import DayKind
from core.progress import Count
from core.roadmap_markdown.outline import Outline
from core.selection import Pick
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.overview import (
    DayOfWeek,
    StreakExplained,
    explain_streak,
    find_topics,
    look_at_today,
    report_streak,
    show_topic,
    suggest_topics,
)
from core.use_cases.rhythm import set_pause, set_rest_days
from core.use_cases.sections import ProgressReport, SectionId, report_progress, suggest_sections
from core.use_cases.study import complete_topics, skip_topic
from tests.builders import NOON, TODAY, days_ago, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")


def studying(document: Outline) -> FakeUnitOfWork:
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", document, added=NOON)
    enrol(unit, ADA, NOON, "python", Newcomer("UTC", "en"))
    unit.committed = False
    return unit


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work in which Ada studies eight topics and two projects."""
    return studying(outline(projects=2))


def titles(report: ProgressReport) -> list[tuple[str, Count]]:
    return [(section.title, section.count) for section in report.sections]


def test_the_whole_is_reported_by_its_outermost_sections(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("1, 6"))
    report = report_progress(work, ADA, NOON)
    assert titles(report) == [("PHASE 1: Basics", Count(1, 5)), ("PHASE 2: Databases", Count(1, 3))]
    assert (report.topic_count, report.topics, report.path) == (Count(2, 8), (), ())


def test_projects_are_reported_apart(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("9"))
    report = report_progress(work, ADA, NOON)
    assert report.project_count == Count(1, 2)
    assert [each.title for each in report.project_sections] == ["Projects"]


def test_a_section_opens_into_its_parts(work: FakeUnitOfWork) -> None:
    report = report_progress(work, ADA, NOON, section=SectionId(1, 1))
    assert titles(report) == [("1.1 Start", Count(0, 3)), ("1.2 Types", Count(0, 2))]


def test_the_innermost_section_opens_into_its_topics(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("5"))
    report = report_progress(work, ADA, NOON, section=SectionId(4, 2))
    states = [(state.topic.number, state.completion is not None) for state in report.topics]
    assert (report.sections, states) == ((), [(4, False), (5, True)])


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("phase 1", ("PHASE 1: Basics",)),
        ("PHASE 2", ("PHASE 2: Databases",)),
        ("1.2", ("PHASE 1: Basics", "1.2 Types")),
        ("databases", ("PHASE 2: Databases",)),
        ("data bases", ("PHASE 2: Databases",)),
        ("types", ("PHASE 1: Basics", "1.2 Types")),
        ("datab", ("PHASE 2: Databases",)),
        ("PHASE 1: Basics › 1.2 Types", ("PHASE 1: Basics", "1.2 Types")),
        ("basics 1.2 types", ("PHASE 1: Basics", "1.2 Types")),
    ],
)
def test_a_section_is_found_by_words(
    work: FakeUnitOfWork, words: str, path: tuple[str, ...]
) -> None:
    assert report_progress(work, ADA, NOON, named=words).path == path


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("projects", ("Basics", "Projects")),
        ("Basics › Projects", ("Basics", "Projects")),
        ("Databases › Projects", ("Databases", "Projects")),
        ("Databases", ("Databases",)),
    ],
)
def test_sections_of_one_title_are_told_apart_by_their_paths(
    words: str, path: tuple[str, ...]
) -> None:
    work = studying(
        outline(
            {
                ("Basics", "Projects"): ("A calculator",),
                ("Databases for all", "Projects"): ("A shop",),
                ("Databases", "Projects"): ("A library",),
            }
        )
    )
    assert report_progress(work, ADA, NOON, named=words).path == path


@pytest.mark.parametrize(
    ("typed", "paths"),
    [
        ("", [("PHASE 1: Basics",), ("PHASE 2: Databases",), ("Projects",)]),
        ("databaes", [("PHASE 2: Databases",)]),
        ("basics ty", [("PHASE 1: Basics", "1.2 Types")]),
        ("cobol", []),
    ],
)
def test_sections_are_suggested_by_what_was_typed(
    work: FakeUnitOfWork, typed: str, paths: list[tuple[str, ...]]
) -> None:
    assert list(suggest_sections(work, ADA, NOON, typed, limit=3)) == paths


@pytest.mark.parametrize("words", ["cobol", "🦆", "?"])
def test_words_of_no_section_are_refused(work: FakeUnitOfWork, words: str) -> None:
    with pytest.raises(UnknownSection):
        report_progress(work, ADA, NOON, named=words)


@pytest.mark.parametrize("section", [SectionId(99, 1), SectionId(1, 0), SectionId(1, 3)])
def test_a_section_that_a_button_made_up_is_refused(
    work: FakeUnitOfWork, section: SectionId
) -> None:
    with pytest.raises(UnknownSection):
        report_progress(work, ADA, NOON, section=section)


def test_topics_without_any_section_are_reported_as_they_are() -> None:
    report = report_progress(studying(outline({(): ("One", "Two")})), ADA, NOON)
    assert ([s.topic.text for s in report.topics], report.sections) == (["One", "Two"], ())


def test_a_topic_is_shown_with_what_was_done_with_it(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("2"))
    skip_topic(work, ADA, NOON, Pick("1"))
    done, skipped, current = (show_topic(work, ADA, NOON, Pick(n)) for n in ("2", "1", "3"))
    assert done is not None
    assert skipped is not None
    assert current is not None
    assert (done.completion is not None, skipped.skipped, current.current) == (True, True, True)


def test_no_topic_is_shown_when_all_are_done(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("1-10"))
    assert show_topic(work, ADA, NOON, Pick()) is None


def test_a_search_says_which_of_the_found_are_done(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("6"))
    found = find_topics(work, ADA, NOON, "jions")
    states = [(state.topic.text, state.completion is not None) for state in found.matches]
    assert states == [("SQL joins", True), ("ORM joins", False)]


def test_today_holds_what_was_done_on_this_date(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON - timedelta(days=1), Pick("1"))
    complete_topics(work, ADA, NOON, Pick("2"))
    skip_topic(work, ADA, NOON, Pick())
    today = look_at_today(work, ADA, NOON)
    assert ([t.number for t in today.done], today.skipped, today.date) == ([2], 1, TODAY)


def test_the_last_seven_days_are_told_day_by_day(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON - timedelta(days=1), Pick("1-2"))
    report = report_streak(work, ADA, NOON)
    assert report.week == (
        *(DayOfWeek(days_ago(n), 0, None) for n in range(6, 1, -1)),
        DayOfWeek(days_ago(1), 2, DayKind.STUDIED),
        DayOfWeek(TODAY, 0, DayKind.OPEN),
    )


def test_the_last_seven_days_say_what_each_was_for_the_streak(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON - timedelta(days=6), Pick())
    set_rest_days(work, ADA, NOON - timedelta(days=6), "wed")
    set_pause(work, ADA, NOON - timedelta(days=3), "1d")

    report = report_streak(work, ADA, NOON)

    assert [day.kind for day in report.week] == [
        DayKind.STUDIED,
        DayKind.REST,
        DayKind.FROZEN,
        DayKind.PAUSE,
        DayKind.FROZEN,
        DayKind.MISSED,
        DayKind.OPEN,
    ]


def test_the_last_chance_is_told_by_the_freezes_and_the_days_that_need_study(
    work: FakeUnitOfWork,
) -> None:
    complete_topics(work, ADA, NOON, Pick())
    assert report_streak(work, ADA, NOON).last_chance == days_ago(-3)
    set_rest_days(work, ADA, NOON, "wed")
    assert report_streak(work, ADA, NOON).last_chance == days_ago(-4)
    assert report_streak(work, ADA, NOON + timedelta(days=5)).last_chance is None


def test_the_streak_is_explained_from_today_back_to_the_first_day(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON - timedelta(days=3), Pick())
    complete_topics(work, ADA, NOON - timedelta(days=1), Pick())

    explained = explain_streak(work, ADA, NOON)

    told = [(day.date, day.kind, day.streak, day.freezes) for day in explained.days]
    assert told == [
        (TODAY, DayKind.OPEN, 2, 1),
        (days_ago(1), DayKind.STUDIED, 2, 1),
        (days_ago(2), DayKind.FROZEN, 1, 1),
        (days_ago(3), DayKind.STUDIED, 1, 2),
    ]
    assert explained.today == TODAY
    assert explained.days[1].event is not None
    assert explained.days[1].event.moment.zone == "UTC"


def test_before_the_first_topic_there_is_nothing_to_explain(work: FakeUnitOfWork) -> None:
    assert explain_streak(work, ADA, NOON) == StreakExplained((), TODAY)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("", [2, 3, 4]),
        ("1", [1, 10]),
        ("#1", [1, 10]),
        ("jion", [6, 7]),
        ("j", [6, 7]),
        ("sql j", [6]),
        ("zzzzz", []),
    ],
)
def test_topics_are_suggested_by_what_was_typed(
    work: FakeUnitOfWork, typed: str, numbers: list[int]
) -> None:
    complete_topics(work, ADA, NOON, Pick("1"))
    found = suggest_topics(work, ADA, NOON, typed, limit=3)
    assert [topic.number for topic in found] == numbers
