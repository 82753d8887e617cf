"""Study: the next topic, and writing down what was done with it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.errors import NothingToSkip, NothingToUndo
from core.history import ActionNumber, Event, EventKind
from core.learner import Account, Moment
from core.ports import UnitOfWork
from core.progress import Count, Progress
from core.roadmap import Roadmap, Topic
from core.selection import Pick, pick
from core.streak import Streak
from core.use_cases.course import Course, open_course
from core.use_cases.streak_news import put_news_ahead

UNDO_LIMIT = 20
"""So many of a learner's last actions can be taken back."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a topic stands in its section, counted from 1."""

    position: int
    count: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What to study now: ``topic`` is None where the roadmap is finished."""

    roadmap: Roadmap
    topic: Topic | None
    place: Place | None
    overall: Count
    streak: Streak
    skipped_before: bool = False


@dataclass(frozen=True, slots=True)
class Completed:
    """One topic that is done, by this command or by an earlier one."""

    topic: Topic
    event: Event


@dataclass(frozen=True, slots=True)
class TopicsCompleted:
    """What /done did: ``new`` were written down, ``known`` were before and stay as they were."""

    new: tuple[Completed, ...]
    known: tuple[Completed, ...]
    action: ActionNumber | None
    section: Count | None
    offer: Offer
    today: date


@dataclass(frozen=True, slots=True)
class TopicSkipped:
    """A topic was put aside, until the end of its section or of the roadmap."""

    topic: Topic
    action: ActionNumber
    section_over: bool
    offer: Offer


@dataclass(frozen=True, slots=True)
class ActionUndone:
    """An action was taken back, with all the topics it touched; ``more`` can be taken back."""

    kind: EventKind
    topics: tuple[Topic, ...]
    more: bool
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
    )


def place_of(roadmap: Roadmap, topic: Topic) -> Place:
    """Count where a topic stands in its section."""
    section = roadmap.section_of[topic.id]
    return Place(topic.number - section.topics[0].number + 1, len(section.topics))


def next_topic(work: UnitOfWork, account: Account, now: datetime) -> Offer:
    """Offer the topic to study now; the same until something is done with it."""
    return offer_of(open_course(work, account, now))


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
    return _completed(work, course, chosen, events)


def complete_ticked(work: UnitOfWork, account: Account, now: datetime) -> TopicsCompleted:
    """Count the boxes ticked in the roadmap's file as done; they earn no streak."""
    course = open_course(work, account, now)
    ticked = tuple(topic for topic in course.roadmap.topics if topic.ticked)
    done = course.progress.completions
    events = [course.event(EventKind.TICKED, topic) for topic in ticked if topic.id not in done]
    return _completed(work, course, ticked, events)


def _completed(
    work: UnitOfWork, course: Course, chosen: tuple[Topic, ...], events: list[Event]
) -> TopicsCompleted:
    after = course.after(events)
    if events:
        work.history.append(events)
        put_news_ahead(work, course, after, events[0].moment.date)
        work.commit()
    by_topic = {event.topic: event for event in events}
    before = course.progress.completions
    return TopicsCompleted(
        new=tuple(Completed(t, by_topic[t.id]) for t in chosen if t.id in by_topic),
        known=tuple(Completed(t, before[t.id]) for t in chosen if t.id in before),
        action=events[0].action if events else None,
        section=_section_count(after.progress, chosen),
        offer=offer_of(after),
        today=course.today,
    )


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


def undo_action(
    work: UnitOfWork, account: Account, now: datetime, action: int | None = None
) -> ActionUndone:
    """Take back an action: the last one that still stands, or one of the last 20 by its number.

    Raise NothingToUndo where there is none, it is older, or it was taken back before.
    """
    course = open_course(work, account, now)
    actions = dict.fromkeys(
        event.action for event in course.log if event.kind is not EventKind.UNDONE
    )
    within_reach = list(actions)[-UNDO_LIMIT:]
    standing = {event.action for event in course.log.standing}
    reachable = [number for number in within_reach if number in standing]
    wanted = action if action is not None else (reachable[-1] if reachable else None)
    if wanted is None or wanted not in reachable:
        raise NothingToUndo(undone_before=wanted in actions and wanted not in standing)
    undone = [event for event in course.log.standing if event.action == wanted]
    taken_back = Event(
        learner=course.learner.id,
        enrolment=undone[0].enrolment,
        action=course.next_action,
        kind=EventKind.UNDONE,
        moment=course.moment,
        undoes=undone[0].action,
    )
    work.history.append([taken_back])
    work.commit()
    return ActionUndone(
        kind=undone[0].kind,
        topics=_topics(work, course, undone),
        more=len(reachable) > 1,
        offer=offer_of(course.after([taken_back])),
    )


def _topics(work: UnitOfWork, course: Course, events: list[Event]) -> tuple[Topic, ...]:
    """Give the topics of events, which may lie in a roadmap studied before."""
    roadmap = course.roadmap
    if events[0].enrolment != course.enrolment.id:
        roadmap = work.roadmaps.get(work.enrolments.get(events[0].enrolment).roadmap)
    return tuple(
        roadmap.by_id[event.topic]
        for event in events
        if event.topic in roadmap.by_id and event.topic
    )
