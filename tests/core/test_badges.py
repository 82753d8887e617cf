"""Badges are few: for days in a row, and for what was done of a roadmap."""

import pytest

from core.badges import Badge, BadgeKind, badges_of, badges_of_days
from core.history import EventKind
from core.progress import progress
from tests.builders import event, roadmap

SECTIONS = {
    ("PHASE 1", "1.1"): ("One",),
    ("PHASE 1", "1.2"): ("Two", "Three"),
    ("PHASE 2",): ("Four",),
}
FIRST_SECTION = Badge(BadgeKind.SECTIONS, 1)


def earned(*done: int, ticked: tuple[int, ...] = (), projects: int = 0) -> tuple[Badge, ...]:
    """Give the badges of who did and ticked these topics."""
    events = [
        *(event(number, number) for number in done),
        *(event(100 + number, number, EventKind.TICKED) for number in ticked),
    ]
    return badges_of(progress(roadmap(SECTIONS, projects), events))


@pytest.mark.parametrize(
    ("longest", "counts"),
    [(0, ()), (6, ()), (7, (7,)), (99, (7, 30)), (400, (7, 30, 100, 365))],
)
def test_days_in_a_row_earn_a_badge_at_each_step(longest: int, counts: tuple[int, ...]) -> None:
    assert badges_of_days(longest) == tuple(Badge(BadgeKind.DAYS, count) for count in counts)


def test_nothing_done_to_the_end_earns_nothing() -> None:
    assert earned(2, 5, projects=2) == (Badge(BadgeKind.PROJECTS, 1),)
    assert earned(2) == ()


def test_a_section_and_a_phase_done_to_the_end_earn_a_badge_each() -> None:
    assert earned(1) == (FIRST_SECTION,)
    assert earned(1, 2, 3) == (FIRST_SECTION, Badge(BadgeKind.PHASE, title="PHASE 1"))


def test_a_roadmap_done_to_the_end_earns_one_too() -> None:
    assert earned(1, 2, 3, 4) == (
        FIRST_SECTION,
        Badge(BadgeKind.PHASE, title="PHASE 1"),
        Badge(BadgeKind.PHASE, title="PHASE 2"),
        Badge(BadgeKind.ROADMAP, title="Python"),
    )


def test_a_phase_that_is_all_of_the_roadmap_earns_the_roadmaps_badge_alone() -> None:
    whole = roadmap({("PHASE 1",): ("One",)})

    assert badges_of(progress(whole, [event(1, 1)])) == (
        FIRST_SECTION,
        Badge(BadgeKind.ROADMAP, title="Python"),
    )


def test_topics_in_no_section_end_none() -> None:
    bare = roadmap({(): ("One",), ("PHASE 1",): ("Two",)})

    assert badges_of(progress(bare, [event(1, 1)])) == ()


def test_projects_earn_a_badge_at_each_step() -> None:
    assert earned(5, 6, projects=6) == (Badge(BadgeKind.PROJECTS, 1),)
    assert Badge(BadgeKind.PROJECTS, 5) in earned(*range(5, 10), projects=6)


def test_what_came_ticked_earns_nothing_by_itself() -> None:
    assert earned(ticked=(1, 2, 3, 4)) == ()
    assert earned(3, ticked=(1, 2)) == (FIRST_SECTION, Badge(BadgeKind.PHASE, title="PHASE 1"))
    assert earned(ticked=(5,), projects=1) == ()


def test_what_was_known_before_earns_nothing_by_itself() -> None:
    known = [event(number, number, EventKind.KNOWN) for number in range(1, 9)]
    assert badges_of(progress(roadmap(), known)) == ()
