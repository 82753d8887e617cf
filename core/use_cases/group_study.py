"""Studying in a group: its topic, done by whoever presses Done, and by nobody else."""

from dataclasses import dataclass
from datetime import datetime

from core.errors import GroupMovedOn, UnknownGroup, UnknownTopic
from core.group import Group, GroupDay
from core.history import EventKind
from core.learner import Account
from core.place import Chat
from core.ports import UnitOfWork
from core.roadmap import Roadmap, Topic, TopicId
from core.selection import Pick
from core.use_cases.begun import list_begun
from core.use_cases.course import Course
from core.use_cases.group_course import check_seen
from core.use_cases.group_days import Where, group_at, group_date, needed_of
from core.use_cases.group_index import BEFORE, is_counted
from core.use_cases.membership import Visitor, joined, reads_along
from core.use_cases.overview import TopicShown, show_topic
from core.use_cases.study import TopicsCompleted, completed, place_of


@dataclass(frozen=True, slots=True)
class DoneInGroup:
    """What pressing Done on a group's post did, for the one who pressed it.

    ``joined`` says that they became a member by that; ``studied`` counts the members who studied
    today, of whom ``needed`` make it count; None where today has no post. ``elsewhere`` is the
    title of another roadmap that they study and that stays the current one.
    """

    done: TopicsCompleted
    joined: bool
    group: Group
    studied: int
    needed: int | None
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class TopicDetails:
    """A group's topic, as one person stands to it; ``shown`` holds what is known of it."""

    group: Group
    shown: TopicShown


def complete_in_group(  # noqa: PLR0913 - what was pressed, and by whom
    work: UnitOfWork,
    account: Account,
    now: datetime,
    where: Where,
    *,
    topic: TopicId,
    visitor: Visitor,
) -> DoneInGroup:
    """Write down that the person behind an account did a topic of a group, as by ``/done``.

    They are a member from then on, as by ``join_group``. One who had done the topic before studies
    it again where it is today's, and that counts; else they are counted among those who are through
    with it. Raise what ``join_group`` does, UnknownTopic for a topic that left the roadmap, and
    GroupMovedOn for one of another roadmap that the group studied before.
    """
    entry = joined(work, account, now, where, visitor)
    group, course = entry.group, entry.course
    chosen = _topic_in(work, group, course.roadmap, topic)
    today = group_date(group, now)
    kind = _study_of(course, group, topic, work.groups.day(group.id, today))
    events = [] if kind is None else [course.event(kind, chosen)]
    done = completed(work, course, (chosen,), events)
    if kind is None:
        work.groups.studied(group.id, course.learner.id, BEFORE, topic)
    work.commit()
    day = work.groups.day(group.id, today)
    return DoneInGroup(
        done=done,
        joined=entry.is_new,
        group=group,
        studied=day.studied if day else work.groups.topics_done(group.id, today, today)[1],
        needed=needed_of(work, group, day) if day else None,
        elsewhere=entry.elsewhere,
    )


def topic_of_group(  # noqa: PLR0913 - what was pressed, and where
    work: UnitOfWork,
    account: Account,
    now: datetime,
    where: Where,
    *,
    topic: TopicId,
    chat: Chat,
) -> TopicDetails:
    """Show one topic of a group's roadmap to somebody who reads there.

    Raise UnknownGroup where there is none, or who asks is no member and speaks in another chat;
    UnknownTopic and GroupMovedOn as ``complete_in_group`` does; NoGroupRoadmap for who has not
    begun its roadmap, where the chat sees that no longer.
    """
    group = group_at(work, where)
    if not reads_along(work, account, group, chat):
        raise UnknownGroup
    roadmap = work.roadmaps.get(group.plan.roadmap)
    chosen = _topic_in(work, group, roadmap, topic)
    if any(each.id == roadmap.id for each in list_begun(work, account, now)):
        shown = show_topic(work, account, now, Pick(topic=topic))
        if shown is not None:
            return TopicDetails(group, shown)
    check_seen(work, group)
    place, today = place_of(roadmap, chosen), group_date(group, now)
    return TopicDetails(
        group,
        TopicShown(roadmap, chosen, place, None, skipped=False, current=False, today=today),
    )


def _study_of(
    course: Course, group: Group, topic: TopicId, today: GroupDay | None
) -> EventKind | None:
    """Say as what a press on Done is written down; None where that is done already."""
    if topic not in course.progress.completions:
        return EventKind.DONE
    is_todays = today is not None and today.topic == topic
    return EventKind.REVIEWED if is_todays and not is_counted(group, course, topic) else None


def _topic_in(work: UnitOfWork, group: Group, roadmap: Roadmap, topic: TopicId) -> Topic:
    found = roadmap.by_id.get(topic)
    if found is not None:
        return found
    was_posted = any(each.topic == topic for each in work.groups.days(group.id))
    if was_posted and topic not in {each.id for each in work.roadmaps.known_topics(roadmap.id)}:
        raise GroupMovedOn(roadmap.title)
    raise UnknownTopic(typed=None, topic_count=len(roadmap.topics))
