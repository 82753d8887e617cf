"""Scenes for what is aimed at: learners in London, with roadmaps of as many topics as wanted."""

from datetime import datetime, timedelta

from core.learner import Account, Learner
from core.ports import UnitOfWork
from core.roadmap_markdown.outline import Outline
from core.selection import Pick
from core.use_cases.enrolment import Newcomer, enrol, set_zone
from core.use_cases.study import complete_topics
from tests.builders import NOON, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA, BOB = Account("console", "ada"), Account("console", "bob")


def course_of_topics(count: int, title: str = "Python", *, ticked: int = 0) -> Outline:
    """Make an outline of numbered topics, the first of them ticked."""
    titles = tuple(f"Topic {number}" for number in range(1, count + 1))
    return outline({("All",): titles}, title, ticked=titles[:ticked])


def at(day: int) -> datetime:
    """Give noon, so many days after Monday 23 November 2026."""
    return NOON + timedelta(days=day)


def studying(topics: int = 60, *, ticked: int = 0) -> FakeUnitOfWork:
    """Give a unit of work with Ada, who studies the first of two roadmaps."""
    work = FakeUnitOfWork(Shelf())
    ship(work, "python", course_of_topics(topics, ticked=ticked), added=at(0))
    ship(work, "django", course_of_topics(60, "Django"), added=at(0))
    enrol(work, ADA, at(0), "python", Newcomer("Europe/London", "en"))
    work.committed = False
    return work


def do(work: UnitOfWork, day: int, topics: int = 1) -> None:
    """Do the next topics of Ada's roadmap on a day."""
    for _ in range(topics):
        complete_topics(work, ADA, at(day), Pick())


def ada(work: UnitOfWork) -> Learner:
    """Give Ada as she is stored."""
    known = work.learners.of_account(ADA)
    assert known is not None
    return known


def switch(work: UnitOfWork, day: int, slug: str) -> None:
    """Let Ada study another roadmap from a day on."""
    enrol(work, ADA, at(day), slug, Newcomer("UTC", "en"))


def fly(work: UnitOfWork, day: int, zone: str) -> None:
    """Let Ada live in another zone from a day on."""
    set_zone(work, ADA, at(day), Newcomer(zone, "en"))
