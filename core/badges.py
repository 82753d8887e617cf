"""Badges: a few marks of what is done, worked out anew from the log and so never out of step."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.history import EventKind
from core.progress import Progress
from core.roadmap import Topic, TopicKind

DAYS = (7, 30, 100, 365)
"""Days in a row that earn a badge."""
SECTIONS = (1, 10, 50)
"""Sections of a roadmap done to the end that earn one."""
PROJECTS = (1, 5, 10, 25)
"""Projects of a roadmap done that earn one."""


class BadgeKind(StrEnum):
    """What a badge is for."""

    DAYS = "days"
    SECTIONS = "sections"
    PROJECTS = "projects"
    PHASE = "phase"
    """An outermost section done to the end."""
    ROADMAP = "roadmap"


@dataclass(frozen=True, slots=True)
class Badge:
    """A mark for a ``count`` of days, sections or projects, or for the phase or roadmap named."""

    kind: BadgeKind
    count: int = 1
    title: str = ""


def badges_of_days(longest: int) -> tuple[Badge, ...]:
    """Give the badges of a longest streak."""
    return _reached(BadgeKind.DAYS, DAYS, longest)


def badges_of(progress: Progress) -> tuple[Badge, ...]:
    """Give the badges of a course; what came ticked with the roadmap's file earns none alone."""
    roadmap = progress.roadmap
    sections = sum(bool(it.path) and _is_earned(progress, it.topics) for it in roadmap.sections)
    projects = (topic for topic in roadmap.topics if topic.kind is TopicKind.PROJECT)
    built = sum(_was_done(progress, topic) for topic in projects)
    badges = [
        *_reached(BadgeKind.SECTIONS, SECTIONS, sections),
        *_reached(BadgeKind.PROJECTS, PROJECTS, built),
        *(
            Badge(BadgeKind.PHASE, title=phase.path[0])
            for phase in roadmap.phases
            # A phase that is all of the roadmap earns the roadmap's badge alone.
            if phase.path and phase.topics != roadmap.topics and _is_earned(progress, phase.topics)
        ),
    ]
    if _is_earned(progress, roadmap.topics):
        badges.append(Badge(BadgeKind.ROADMAP, title=roadmap.title))
    return tuple(dict.fromkeys(badges))


def _reached(kind: BadgeKind, steps: Sequence[int], count: int) -> tuple[Badge, ...]:
    return tuple(Badge(kind, step) for step in steps if step <= count)


def _is_earned(progress: Progress, topics: Sequence[Topic]) -> bool:
    """Say whether all of some topics are complete, one of them at least by being done."""
    return all(topic.id in progress.completions for topic in topics) and any(
        _was_done(progress, topic) for topic in topics
    )


def _was_done(progress: Progress, topic: Topic) -> bool:
    completion = progress.completions.get(topic.id)
    return completion is not None and completion.kind is EventKind.DONE
