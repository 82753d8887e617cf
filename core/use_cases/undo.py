"""Undo: taking back what was done, skipped or ticked."""

from dataclasses import dataclass
from datetime import datetime

from core.errors import NothingToUndo
from core.history import Event, EventKind
from core.learner import Account
from core.ports import UnitOfWork
from core.roadmap import Topic
from core.use_cases.course import Course, open_course
from core.use_cases.streak_news import lay_ahead
from core.use_cases.study import Offer, offer_of

UNDO_LIMIT = 20
"""So many of a learner's last actions can be taken back."""


@dataclass(frozen=True, slots=True)
class ActionUndone:
    """An action was taken back, with all the topics it touched; ``more`` can be taken back."""

    kind: EventKind
    topics: tuple[Topic, ...]
    more: bool
    offer: Offer


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
    after = course.after([taken_back])
    work.history.append([taken_back])
    if after.streak != course.streak:
        lay_ahead(work, after)
    work.commit()
    return ActionUndone(
        kind=undone[0].kind,
        topics=_topics(work, course, undone),
        more=len(reachable) > 1,
        offer=offer_of(after),
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
