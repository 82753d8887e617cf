"""Sections: how far a learner is, in the whole roadmap and in every part of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from rapidfuzz import fuzz, process

from core.errors import UnknownSection
from core.history import Event
from core.learner import Account
from core.likeness import Entry, fold, offered
from core.ports import UnitOfWork
from core.progress import Count
from core.roadmap import Path, Roadmap, Topic, TopicKind
from core.streak import Streak
from core.use_cases.course import open_course

_SECTION_CUTOFF = 75
"""Percent of likeness from which words name a section."""


@dataclass(frozen=True, slots=True)
class SectionId:
    """Names a section by a topic in it and how many titles of its path count, from the outside."""

    topic_number: int
    level: int


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How much of a section is done."""

    id: SectionId
    title: str
    count: Count


@dataclass(frozen=True, slots=True)
class TopicState:
    """A topic and what was done with it."""

    topic: Topic
    completion: Event | None


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """How far a learner is in a roadmap, or in the section at ``path``.

    ``sections`` lie one level deeper, those of projects alone in ``project_sections``; ``topics``
    stand directly in the section; ``topic_count`` leaves the projects out.
    """

    roadmap_title: str
    path: Path
    id: SectionId | None
    topic_count: Count
    project_count: Count
    sections: tuple[SectionProgress, ...]
    project_sections: tuple[SectionProgress, ...]
    topics: tuple[TopicState, ...]
    streak: Streak


def report_progress(
    work: UnitOfWork,
    account: Account,
    now: datetime,
    *,
    section: SectionId | None = None,
    named: str | None = None,
) -> ProgressReport:
    """Report on the whole roadmap, or on the section with this id or these words in its title.

    Raise UnknownSection where there is none.
    """
    course = open_course(work, account, now)
    found = _named_section(course.roadmap, named) if named else section
    path = _path(course.roadmap, found)
    level = len(path)
    topics = [topic for topic in course.roadmap.topics if topic.path[:level] == path]
    groups = [
        SectionProgress(
            SectionId(inside[0].number, level + 1),
            inside[0].path[level],
            course.progress.count(inside),
        )
        for inside in _groups(topics, level)
    ]
    apart = {
        group.id
        for group, inside in zip(groups, _groups(topics, level), strict=True)
        if all(topic.kind is TopicKind.PROJECT for topic in inside)
    }
    return ProgressReport(
        roadmap_title=course.roadmap.title,
        path=path,
        id=found,
        topic_count=course.progress.count(t for t in topics if t.kind is TopicKind.TOPIC),
        project_count=course.progress.count(t for t in topics if t.kind is TopicKind.PROJECT),
        sections=tuple(group for group in groups if group.id not in apart),
        project_sections=tuple(group for group in groups if group.id in apart),
        topics=tuple(
            TopicState(topic, course.progress.completions.get(topic.id))
            for topic in topics
            if len(topic.path) == level
        ),
        streak=course.streak,
    )


def suggest_sections(
    work: UnitOfWork, account: Account, now: datetime, typed: str, *, limit: int
) -> tuple[Path, ...]:
    """Offer the paths of sections that fit words; the outermost come first, and without words."""
    paths = _sections(open_course(work, account, now).roadmap)
    entries = (Entry.of(path, path[-1], path[:-1]) for path in paths)
    return offered(entries, typed, limit=limit)


def _path(roadmap: Roadmap, section: SectionId | None) -> Path:
    if section is None:
        return ()
    topic = roadmap.numbered(section.topic_number)
    if topic is None or not 1 <= section.level <= len(topic.path):
        raise UnknownSection
    return topic.path[: section.level]


def _groups(topics: list[Topic], level: int) -> Iterator[list[Topic]]:
    """Give the runs of topics that share the next title of their path."""
    deeper = (topic for topic in topics if len(topic.path) > level)
    for _, run in groupby(deeper, key=lambda topic: topic.path[level]):
        yield list(run)


def _named_section(roadmap: Roadmap, words: str) -> SectionId:
    """Find the outermost section of this path, or whose title begins with these words.

    Else one whose path ends with them, whose title they begin in the middle of a word, or whose
    title is most like them.
    """
    sections = _sections(roadmap)
    paths = {path: fold(" ".join(path)) for path in sections}
    titles = {path: fold(path[-1]) for path in sections}
    wanted = fold(words)
    named = (
        *(path for path, whole in paths.items() if whole == wanted),
        *(path for path, title in titles.items() if f"{title} ".startswith(f"{wanted} ")),
        *(path for path, whole in paths.items() if f" {whole}".endswith(f" {wanted}")),
        *(path for path, title in titles.items() if wanted and title.startswith(wanted)),
    )
    if named:
        return sections[named[0]]
    best = process.extractOne(wanted, titles, scorer=fuzz.WRatio, score_cutoff=_SECTION_CUTOFF)
    if best is None:
        raise UnknownSection
    return sections[best[2]]


def _sections(roadmap: Roadmap) -> dict[Path, SectionId]:
    """Give all sections, the outermost first."""
    sections: dict[Path, SectionId] = {}
    for topic in roadmap.topics:
        for level in range(1, len(topic.path) + 1):
            sections.setdefault(topic.path[:level], SectionId(topic.number, level))
    return dict(sorted(sections.items(), key=lambda each: each[1].level))
