"""Overview: looking at a roadmap and at what was done, without changing anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from core.history import Event, EventKind
from core.learner import Account
from core.ledger import DayKind, LedgerDay
from core.ports import UnitOfWork
from core.roadmap import Roadmap, Topic, TopicId
from core.search import search, search_with_notes
from core.selection import Pick, pick
from core.streak import Streak, last_chance
from core.use_cases.course import Course, open_course
from core.use_cases.rhythm import RhythmShown, rhythm_of
from core.use_cases.sections import TopicState
from core.use_cases.study import Offer, Place, offer_of, place_of

_WEEK = 7


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
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Topics that fit words, the best first; ``notes`` has those notes that fit them as well."""

    typed: str
    matches: tuple[TopicState, ...]
    topic_count: int
    notes: Mapping[TopicId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Today:
    """What a learner did on their local today, and what comes next.

    ``done`` stand in the roadmap they study; ``elsewhere`` counts those in others, or in none now,
    and ``again`` those that were studied once more.
    """

    date: date
    zone: str
    done: tuple[Topic, ...]
    elsewhere: int
    again: int
    skipped: int
    offer: Offer


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """The topics done on a date, and what it was for the streak; None before the first study."""

    date: date
    topics: int
    kind: DayKind | None


@dataclass(frozen=True, slots=True)
class StreakReport:
    """A learner's streak, and their last seven days.

    At the end of ``last_chance`` the streak is lost unless that day is studied by then; None where
    there is none to lose.
    """

    streak: Streak
    last_chance: date | None
    week: tuple[DayOfWeek, ...]
    rhythm: RhythmShown


@dataclass(frozen=True, slots=True)
class StreakExplained:
    """Why the streak is what it is: each day from today back to the first study day."""

    days: tuple[LedgerDay, ...]
    today: date


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
        note=work.notes.get(course.learner.id, topic.id),
    )


def find_topics(work: UnitOfWork, account: Account, now: datetime, typed: str) -> Found:
    """Find topics of the learner's roadmap by words of theirs or of its notes, typos tolerated."""
    course = open_course(work, account, now)
    notes = work.notes.of_roadmap(course.learner.id, course.roadmap.id)
    matches, noted = search_with_notes(course.roadmap, notes, typed)
    done = course.progress.completions
    return Found(
        typed,
        tuple(TopicState(match.item, done.get(match.item.id)) for match in matches),
        len(course.roadmap.topics),
        {topic: notes[topic] for topic in noted},
    )


def look_at_today(work: UnitOfWork, account: Account, now: datetime) -> Today:
    """Say what the learner did today, by their local date."""
    course = open_course(work, account, now)
    todays = [event for event in course.log.standing if event.moment.date == course.today]
    done = [event.topic for event in todays if event.kind is EventKind.DONE]
    here = course.roadmap.by_id
    return Today(
        date=course.today,
        zone=course.learner.zone,
        done=tuple(here[topic] for topic in done if topic in here),
        elsewhere=sum(topic not in here for topic in done),
        again=sum(event.kind is EventKind.REVIEWED for event in todays),
        skipped=sum(event.kind is EventKind.SKIPPED for event in todays),
        offer=offer_of(course),
    )


def report_streak(work: UnitOfWork, account: Account, now: datetime) -> StreakReport:
    """Report the learner's streak and their last seven days."""
    course = open_course(work, account, now)
    kinds = {day.date: day.kind for day in course.log.ledger(course.today, course.rules)}
    days = [course.today - timedelta(days=back) for back in reversed(range(_WEEK))]
    return StreakReport(
        streak=course.streak,
        last_chance=last_chance(course.streak, course.rules, course.today),
        week=tuple(DayOfWeek(day, _done_on(course, day), kinds.get(day)) for day in days),
        rhythm=rhythm_of(course.learner, now),
    )


def explain_streak(work: UnitOfWork, account: Account, now: datetime) -> StreakExplained:
    """Tell day by day why the learner's streak is what it is, the newest first."""
    course = open_course(work, account, now)
    days = course.log.ledger(course.today, course.rules)
    return StreakExplained(days[::-1], course.today)


def _done_on(course: Course, day: date) -> int:
    return sum(
        event.kind is EventKind.DONE and event.moment.date == day for event in course.log.standing
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
    matches = search(course.roadmap, words, limit=limit, typing=True)
    return tuple(match.item for match in matches)
