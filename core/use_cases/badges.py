"""Badges: which ones a learner has, and which an action earned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.badges import Badge, badges_of, badges_of_days
from core.history import Event
from core.learner import Account
from core.ports import UnitOfWork
from core.roadmap import TopicKind
from core.use_cases.course import Course, open_course


@dataclass(frozen=True, slots=True)
class RoadmapBadges:
    """The badges earned in a roadmap."""

    title: str
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class BadgesReport:
    """All badges of a learner; ``shown`` says whether they want to see them.

    ``roadmaps`` are those they earned any in, in the order in which they began them.
    """

    shown: bool
    days: tuple[Badge, ...]
    roadmaps: tuple[RoadmapBadges, ...]


def report_badges(work: UnitOfWork, account: Account, now: datetime) -> BadgesReport:
    """Report which badges the learner has, in every roadmap they began."""
    course = open_course(work, account, now)
    earned = []
    for enrolment in work.enrolments.of_learner(course.learner.id):
        roadmap = work.roadmaps.get(enrolment.roadmap)
        badges = badges_of(course.log.progress(enrolment.id, roadmap))
        if badges:
            earned.append(RoadmapBadges(roadmap.title, badges))
    return BadgesReport(
        shown=work.preferences.of_learner(course.learner.id).badges,
        days=badges_of_days(course.streak.longest),
        roadmaps=tuple(earned),
    )


def new_badges(before: Course, after: Course, events: Sequence[Event]) -> tuple[Badge, ...]:
    """Give the badges that some events of one course earned."""
    had = badges_of_days(before.streak.longest)
    days = badges_of_days(after.streak.longest)
    earned = [badge for badge in days if badge not in had]
    if _may_end_something(after, events):
        had = badges_of(before.progress)
        earned += [badge for badge in badges_of(after.progress) if badge not in had]
    return tuple(earned)


def _may_end_something(after: Course, events: Sequence[Event]) -> bool:
    """Say whether events did a project, or the last topic of a section: else nothing is earned."""
    roadmap, progress = after.roadmap, after.progress
    topics = [roadmap.by_id[it.topic] for it in events if it.topic and it.topic in roadmap.by_id]
    if any(topic.kind is TopicKind.PROJECT for topic in topics):
        return True
    sections = {id(section): section for section in (roadmap.section_of[it.id] for it in topics)}
    return any(progress.count(section.topics).complete for section in sections.values())
