"""A course has the phases of its roadmap, and says in words what it draws."""

from dataclasses import replace

from bot.cards.course import Course, Phase, course_of
from core.progress import progress
from tests.builders import event, roadmap

LONG = tuple(Phase(f"Phase {number}", int(number < 20), 2) for number in range(40))


def test_words_say_what_the_picture_shows(course: Course) -> None:
    assert course.words == (
        'Python <b>&amp; "friends": 62 % done. 5 of 8 topics, 1 of 3 phases, 1 of 2 projects.'
        " Basics: 4 of 4; Objects: 1 of 3, now here; Nets: 0 of 1."
    )


def test_a_roadmap_without_topics_or_projects_has_words_too() -> None:
    assert Course("Empty", (), 0, 0).words == (
        "Empty: 0 % done. 0 of 0 topics, 0 of 0 phases. No topics yet."
    )


def test_all_is_done_only_where_all_is(course: Course) -> None:
    nearly = replace(course, phases=(Phase("Basics", 999, 1000),))

    assert nearly.share == "99 % done"


def test_a_long_roadmap_is_shown_around_the_current_phase() -> None:
    here = replace(LONG[20], current=True)

    long = Course("Long", (*LONG[:20], here, *LONG[21:]), 0, 0)

    assert long.rows == (
        Phase("14 earlier phases", 14, 28),
        *LONG[14:20],
        here,
        *LONG[21:26],
        Phase("14 more phases", 0, 28),
    )


def test_a_long_roadmap_that_is_done_is_shown_at_its_end() -> None:
    assert Course("Long", LONG, 0, 0).rows == (Phase("28 earlier phases", 20, 56), *LONG[28:])


def test_a_course_is_made_of_progress() -> None:
    titles = {
        (): ("Read this first",),
        ("Basics", "Syntax"): ("Names", "Numbers"),
        ("Basics", "Types"): ("Lists",),
        ("Objects",): ("Classes",),
    }

    course = course_of(
        progress(roadmap(titles, projects=2), [event(1, 1), event(2, 2), event(3, 6)])
    )

    assert course == Course(
        "Python",
        (
            Phase("Topics", 1, 1),
            Phase("Basics", 1, 3, current=True),
            Phase("Objects", 0, 1),
            Phase("Projects", 1, 2),
        ),
        projects_done=1,
        projects=2,
    )
