"""The index of study: what a learner does in a roadmap is counted in their groups that study it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from core.group import Group
from core.history import Event, EventKind
from core.ports import UnitOfWork
from core.roadmap import TopicId
from core.use_cases.course import Course
from core.use_cases.group_days import group_date, post_of

_STUDY = (EventKind.DONE, EventKind.REVIEWED)

BEFORE = date.min
"""Stands for any date before a learner joined: it counts for a topic, and for no day."""


def count_in_groups(work: UnitOfWork, course: Course, events: Iterable[Event]) -> None:
    """Count what a learner did just now in all their groups that study this roadmap."""
    done = _done(events)
    if not done:
        return
    for group in work.groups.studying(course.learner.id, course.roadmap.id):
        _count(work, group, done, course.now)


def uncount_in_groups(work: UnitOfWork, after: Course, undone: Sequence[Event]) -> None:
    """Take back from a learner's groups what they took back, but for what stands done still.

    A topic that was done again after a reset was done twice.
    """
    topics = {each.topic for each in undone if each.topic and each.kind is not EventKind.SKIPPED}
    if not topics:
        return
    roadmap = work.enrolments.get(undone[0].enrolment).roadmap
    still = [each for each in after.log.standing if each.topic in topics]
    for group in work.groups.of_learner(after.learner.id):
        for topic in topics:
            work.groups.not_studied(group.id, after.learner.id, topic)
        for day in {_date_in(group, each) for each in undone}:
            work.live.touch(post_of(group.id, day), at=after.now)
        if group.plan.roadmap == roadmap:
            _count(work, group, _done(still), after.now)
            for topic in {
                it.topic for it in still if it.topic and it.kind is not EventKind.SKIPPED
            }:
                work.groups.studied(group.id, after.learner.id, BEFORE, topic)


def count_since_joined(work: UnitOfWork, group: Group, course: Course) -> None:
    """Count what somebody did on the date on which they join a group, before they joined."""
    events = [each for each in course.log.standing if each.enrolment == course.enrolment.id]
    _count(work, group, _done(events), course.now)


def is_counted(group: Group, course: Course, topic: TopicId) -> bool:
    """Say whether a learner studied a topic already on the date that a group has now."""
    today = group_date(group, course.now)
    studied = (each for each in course.log.standing if each.topic == topic and each.kind in _STUDY)
    return any(_date_in(group, each) == today for each in studied)


def _done(events: Iterable[Event]) -> list[Event]:
    return [each for each in events if each.kind in _STUDY and each.topic]


def _count(work: UnitOfWork, group: Group, done: Sequence[Event], now: datetime) -> None:
    """Count events of one learner in a group, from the date on which they joined."""
    if not done:
        return
    member = work.groups.member(group.id, done[0].learner)
    if member is None:
        return
    joined = group_date(group, member.joined)
    days = set()
    for event in done:
        day = _date_in(group, event)
        if event.topic is not None and day >= joined:
            work.groups.studied(group.id, member.learner, day, event.topic)
            days.add(day)
    for day in days:
        work.live.touch(post_of(group.id, day), at=now)


def _date_in(group: Group, event: Event) -> date:
    """Give the date of an event by the clocks of a group, whatever zone its learner lives in."""
    day = group_date(group, event.moment.at)
    return day - timedelta(days=1) if event.added_later else day
