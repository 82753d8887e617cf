"""Overview: looking at a roadmap and at what was done, without changing anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from rapidfuzz import fuzz, process

from core.errors import UnknownSection
from core.history import Event, EventKind
from core.learner import Account
from core.ports import UnitOfWork
from core.progress import Count
from core.roadmap import Path, Roadmap, Topic, TopicKind
from core.search import fold, search
from core.selection import Pick, pick
from core.streak import Streak
from core.use_cases.course import Course, open_course
from core.use_cases.study import Offer, Place, offer_of, place_of

_SECTION_CUTOFF = 70
"""Percent of likeness from which words name a section."""

_WEEK = 7


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


@dataclass(frozen=True, slots=True)
class TopicShown:
    """One topic with all that is known of it."""

    roadmap: Roadmap
    topic: Topic
    place: Place
    completion: Event | None
    skipped: bool
    current: bool
    today: date


@dataclass(frozen=True, slots=True)
class Found:
    """Topics that fit words, the best first."""

    typed: str
    matches: tuple[TopicState, ...]
    topic_count: int


@dataclass(frozen=True, slots=True)
class Today:
    """What a learner did on their local today, and what comes next."""

    date: date
    zone: str
    done: tuple[Topic, ...]
    skipped: int
    offer: Offer


@dataclass(frozen=True, slots=True)
class StreakReport:
    """A learner's streak, and how many topics they did on each of the last seven days."""

    streak: Streak
    zone: str
    week: tuple[tuple[date, int], ...]


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
    """Find the outermost section whose title is most like these words."""
    titles: dict[SectionId, str] = {}
    seen: set[Path] = set()
    for topic in roadmap.topics:
        for level in range(1, len(topic.path) + 1):
            if topic.path[:level] not in seen:
                seen.add(topic.path[:level])
                titles[SectionId(topic.number, level)] = fold(topic.path[level - 1])
    outermost_first = dict(sorted(titles.items(), key=lambda each: each[0].level))
    best = process.extractOne(
        fold(words), outermost_first, scorer=fuzz.token_set_ratio, score_cutoff=_SECTION_CUTOFF
    )
    if best is None:
        raise UnknownSection
    return best[2]


def show_topic(
    work: UnitOfWork, account: Account, now: datetime, picked: Pick
) -> TopicShown | None:
    """Show one topic: the picked one, else the current; None where all are done.

    Raise UnknownTopic or AmbiguousTopic for a pick that does not fit.
    """
    course = open_course(work, account, now, picked.topic)
    chosen = pick(course.roadmap, picked, course.progress.current)
    if not chosen:
        return None
    topic = chosen[0]
    return TopicShown(
        roadmap=course.roadmap,
        topic=topic,
        place=place_of(course.roadmap, topic),
        completion=course.progress.completions.get(topic.id),
        skipped=topic.id in course.progress.skips,
        current=topic == course.progress.current,
        today=course.today,
    )


def find_topics(work: UnitOfWork, account: Account, now: datetime, typed: str) -> Found:
    """Find topics of the learner's roadmap by words, typos tolerated."""
    course = open_course(work, account, now)
    matches = search(course.roadmap, typed)
    done = course.progress.completions
    return Found(
        typed,
        tuple(TopicState(match.topic, done.get(match.topic.id)) for match in matches),
        len(course.roadmap.topics),
    )


def look_at_today(work: UnitOfWork, account: Account, now: datetime) -> Today:
    """Say what the learner did today, by their local date."""
    course = open_course(work, account, now)
    todays = [event for event in course.standing if event.moment.date == course.today]
    here = course.roadmap.by_id
    return Today(
        date=course.today,
        zone=course.learner.zone,
        done=tuple(
            here[event.topic]
            for event in todays
            if event.kind is EventKind.DONE and event.topic in here
        ),
        skipped=sum(event.kind is EventKind.SKIPPED for event in todays),
        offer=offer_of(course),
    )


def report_streak(work: UnitOfWork, account: Account, now: datetime) -> StreakReport:
    """Report the learner's streak and their last seven days."""
    course = open_course(work, account, now)
    days = [course.today - timedelta(days=back) for back in reversed(range(_WEEK))]
    return StreakReport(
        streak=course.streak,
        zone=course.learner.zone,
        week=tuple((day, _done_on(course, day)) for day in days),
    )


def _done_on(course: Course, day: date) -> int:
    return sum(
        event.kind is EventKind.DONE and event.moment.date == day for event in course.standing
    )


def suggest_topics(
    work: UnitOfWork, account: Account, now: datetime, typed: str, *, limit: int
) -> tuple[Topic, ...]:
    """Offer topics that fit words or the beginning of a number; without either, the next ones."""
    course = open_course(work, account, now)
    words = typed.strip().removeprefix("#")
    if not words:
        return course.progress.pending[:limit]
    if words.isdecimal():
        numbered = (t for t in course.roadmap.topics if str(t.number).startswith(words))
        return tuple(numbered)[:limit]
    return tuple(match.topic for match in search(course.roadmap, words, limit=limit))
