"""Study: the next topic, and writing down what was done with it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.badges import Badge
from core.errors import NothingToSkip, RoadmapChanged, UnknownTopic
from core.history import ActionNumber, Event, EventKind
from core.learner import Account, Moment
from core.ports import UnitOfWork
from core.progress import Count, Progress
from core.roadmap import Roadmap, Topic, TopicId
from core.selection import Pick, pick, select
from core.streak import COMEBACK_AFTER, Streak
from core.use_cases.badges import new_badges
from core.use_cases.course import Course, open_course
from core.use_cases.elsewhere import Elsewhere, held_elsewhere
from core.use_cases.group_index import count_in_groups
from core.use_cases.mix import course_by_mix
from core.use_cases.streak_news import put_news_ahead


@dataclass(frozen=True, slots=True)
class Place:
    """Where a topic stands in its section, counted from 1."""

    position: int
    count: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What to study now: ``topic`` is None where the roadmap is finished.

    ``comeback`` says that the learner missed some days, and today is one that needs study.
    ``note`` is what the learner wrote about the topic; None where that is nothing, or the topic
    is only named. ``by_mix`` is another roadmap and its topic, where the learner's mix would
    take that one now.
    """

    roadmap: Roadmap
    topic: Topic | None
    place: Place | None
    overall: Count
    streak: Streak
    skipped_before: bool = False
    comeback: bool = False
    note: str | None = None
    by_mix: tuple[Roadmap, Topic] | None = None


@dataclass(frozen=True, slots=True)
class Completed:
    """One topic that is done, by this command or by an earlier one."""

    topic: Topic
    event: Event


@dataclass(frozen=True, slots=True)
class TopicsCompleted:
    """What /done did: ``new`` were written down, ``known`` were before and stay as they were.

    ``gap`` is the streak as it stood, before this, on the date that this made count, None where it
    made none; ``badges`` are those that this earned, ``elsewhere`` topics that other roadmaps hold
    too and that are not done there. ``offer`` is of the roadmap that the topics are of, ``current``
    of the one studied now where that is another.
    """

    new: tuple[Completed, ...]
    known: tuple[Completed, ...]
    action: ActionNumber | None
    section: Count | None
    offer: Offer
    today: date
    gap: Streak | None = None
    badges: tuple[Badge, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    current: Offer | None = None


@dataclass(frozen=True, slots=True)
class Ticked:
    """Topics that came ticked in the file of their roadmap, and are not done."""

    roadmap: Roadmap
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class TopicSkipped:
    """A topic was put aside, until the end of its section or of the roadmap."""

    topic: Topic
    action: ActionNumber
    section_over: bool
    offer: Offer


def offer_of(course: Course) -> Offer:
    """Say what a course offers now."""
    topic = course.progress.current
    return Offer(
        roadmap=course.roadmap,
        topic=topic,
        place=place_of(course.roadmap, topic) if topic else None,
        overall=course.progress.overall,
        streak=course.streak,
        skipped_before=topic is not None and topic.id in course.progress.skips,
        comeback=course.streak.away >= COMEBACK_AFTER and not course.rules.spare(course.today),
    )


def offer_with_note(work: UnitOfWork, course: Course) -> Offer:
    """Say what a course offers now, with what the learner wrote about it."""
    offer = offer_of(course)
    if offer.topic is None:
        return offer
    return replace(offer, note=work.notes.get(course.learner.id, offer.topic.id))


def place_of(roadmap: Roadmap, topic: Topic) -> Place:
    """Count where a topic stands in its section."""
    section = roadmap.section_of[topic.id]
    return Place(topic.number - section.topics[0].number + 1, len(section.topics))


def next_topic(
    work: UnitOfWork, account: Account, now: datetime, holding: TopicId | None = None
) -> Offer:
    """Offer the topic to study now; the same until something is done with it.

    It is of the course that is ``holding`` a topic, where the learner began that one.
    """
    course = open_course(work, account, now, holding)
    offer, mixed = offer_with_note(work, course), course_by_mix(work, course)
    topic = mixed.progress.current
    if topic is None or mixed.enrolment.id == course.enrolment.id:
        return offer
    return replace(offer, by_mix=(mixed.roadmap, topic))


def complete_topics(
    work: UnitOfWork, account: Account, now: datetime, picked: Pick, *, yesterday: bool = False
) -> TopicsCompleted:
    """Write down that topics were done: those picked, else the current one.

    What is done already stays as it was. ``yesterday`` dates them a day back and marks them added
    later. Raise UnknownTopic or AmbiguousTopic for a pick that does not fit.
    """
    course = open_course(work, account, now, picked.topic)
    chosen = pick(course.roadmap, picked, course.progress.current)
    done = course.progress.completions
    moment = _day_before(course.moment) if yesterday else course.moment
    events = [
        course.event(EventKind.DONE, topic, moment=moment, added_later=yesterday)
        for topic in chosen
        if topic.id not in done
    ]
    return _kept(work, completed(work, course, chosen, events))


def look_at_ticked(
    work: UnitOfWork, account: Account, now: datetime, holding: TopicId | None = None
) -> Ticked:
    """Give the boxes that came ticked and are not done, in the course as by ``complete_ticked``."""
    course = _course_holding(work, account, now, holding)
    done = course.progress.completions
    ticked = (topic for topic in course.roadmap.topics if topic.ticked)
    return Ticked(course.roadmap, tuple(topic for topic in ticked if topic.id not in done))


def complete_ticked(  # noqa: PLR0913 - what every use case takes, and what a button carries
    work: UnitOfWork,
    account: Account,
    now: datetime,
    holding: TopicId | None = None,
    *,
    numbers: str | None = None,
    seen: int | None = None,
) -> TopicsCompleted:
    """Count the boxes ticked in the roadmap's file as done; they earn no streak.

    ``holding`` is one of them, None for the roadmap that is studied now; ``numbers`` names those
    that are meant, None means all. ``seen`` is the revision that they were asked about in. Raise
    UnknownTopic where ``holding`` stands in no roadmap that the learner began, RoadmapChanged where
    the roadmap has another revision.
    """
    course = _course_holding(work, account, now, holding)
    if seen not in {None, course.roadmap.revision}:
        raise RoadmapChanged
    meant = select(course.roadmap, numbers) if numbers else course.roadmap.topics
    ticked = tuple(topic for topic in meant if topic.ticked)
    done = course.progress.completions
    events = [course.event(EventKind.TICKED, topic) for topic in ticked if topic.id not in done]
    return _kept(work, completed(work, course, ticked, events))


def _course_holding(
    work: UnitOfWork, account: Account, now: datetime, holding: TopicId | None
) -> Course:
    course = open_course(work, account, now, holding)
    if holding is not None and holding not in course.roadmap.by_id:
        raise UnknownTopic(typed=None, topic_count=len(course.roadmap.topics))
    return course


def know_topics(work: UnitOfWork, account: Account, now: datetime, picked: Pick) -> TopicsCompleted:
    """Write down that the topics picked, else the current one, are known; they earn no streak.

    Raise UnknownTopic or AmbiguousTopic for a pick that does not fit.
    """
    course = open_course(work, account, now, picked.topic)
    chosen = pick(course.roadmap, picked, course.progress.current)
    done = course.progress.completions
    events = [course.event(EventKind.KNOWN, topic) for topic in chosen if topic.id not in done]
    return _kept(work, completed(work, course, chosen, events))


def _kept(work: UnitOfWork, result: TopicsCompleted) -> TopicsCompleted:
    if result.new:
        work.commit()
    return result


def completed(
    work: UnitOfWork, course: Course, chosen: tuple[Topic, ...], events: list[Event]
) -> TopicsCompleted:
    """Write down the events of some chosen topics, without a commit; say what that did."""
    after = course.after(events)
    if events:
        work.history.append(events)
        put_news_ahead(work, course, after, events[0].moment.date)
        count_in_groups(work, course, events)
    by_topic = {event.topic: event for event in events}
    before = course.progress.completions
    return TopicsCompleted(
        new=tuple(Completed(t, by_topic[t.id]) for t in chosen if t.id in by_topic),
        known=tuple(
            Completed(t, before[t.id]) for t in chosen if t.id in before and t.id not in by_topic
        ),
        action=events[0].action if events else None,
        section=_section_count(after.progress, chosen),
        offer=offer_of(after),
        today=course.today,
        gap=_gap(course, after, events),
        badges=_earned(work, course, after, events),
        elsewhere=held_elsewhere(work, course, (t for t in chosen if t.id in by_topic)),
        current=_current(work, after),
    )


def _current(work: UnitOfWork, course: Course) -> Offer | None:
    """Say what the learner studies now; None where it is this course."""
    current = course.learner.enrolment
    if current is None or current == course.enrolment.id:
        return None
    enrolment = work.enrolments.get(current)
    roadmap = work.roadmaps.get(enrolment.roadmap)
    return offer_of(replace(course, enrolment=enrolment, roadmap=roadmap))


def _gap(before: Course, after: Course, events: list[Event]) -> Streak | None:
    """Give the streak on the date that some events made count, as it stood before them."""
    day = events[0].moment.date if events else before.today
    if before.log.has_studied_on(day) or not after.log.has_studied_on(day):
        return None
    return before.log.streak(day, before.rules)


def _earned(
    work: UnitOfWork, before: Course, after: Course, events: list[Event]
) -> tuple[Badge, ...]:
    """Give the badges that events earned, to who wants to see any."""
    earned = new_badges(before, after, events)
    return earned if earned and work.preferences.of_learner(after.learner.id).badges else ()


def _section_count(progress: Progress, chosen: tuple[Topic, ...]) -> Count | None:
    """Count the section that all the chosen topics share, if they do."""
    paths = {topic.path for topic in chosen}
    if len(paths) != 1:
        return None
    return progress.count(progress.roadmap.section_of[chosen[0].id].topics)


def _day_before(moment: Moment) -> Moment:
    """Date the same instant a day back; what was done yesterday is at most 48 hours old."""
    return Moment(moment.at, moment.zone, moment.date - timedelta(days=1))


def skip_topic(work: UnitOfWork, account: Account, now: datetime, picked: Pick) -> TopicSkipped:
    """Put a topic aside, the current one if none is picked, to be offered again later.

    Raise NothingToSkip where it is done already, or nothing is left.
    """
    course = open_course(work, account, now, picked.topic)
    chosen = pick(course.roadmap, picked, course.progress.current)
    if not chosen or chosen[0].id in course.progress.completions:
        raise NothingToSkip
    event = course.event(EventKind.SKIPPED, chosen[0])
    work.history.append([event])
    work.commit()
    after = course.after([event])
    return TopicSkipped(
        topic=chosen[0],
        action=event.action,
        section_over=after.progress.skips[chosen[0].id].section_over,
        offer=offer_of(after),
    )
