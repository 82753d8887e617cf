"""Undo: taking back what was done, skipped or ticked."""

from dataclasses import dataclass
from datetime import datetime

from core.errors import NothingToUndo
from core.history import Event, EventKind
from core.learner import Account
from core.ports import UnitOfWork
from core.roadmap import Roadmap, Topic, TopicId
from core.use_cases.course import Course, open_course
from core.use_cases.group_index import uncount_in_groups
from core.use_cases.streak_news import lay_ahead
from core.use_cases.study import Offer, offer_of

UNDO_LIMIT = 20
"""So many of a learner's last actions can be taken back."""


@dataclass(frozen=True, slots=True)
class ActionUndone:
    """An action was taken back, with all the topics it touched; ``more`` can be taken back.

    ``roadmap`` is the one they belong to, which may be another than is studied now; ``retired``
    are the titles of those that left it since.
    """

    kind: EventKind
    roadmap: Roadmap
    topics: tuple[Topic, ...]
    retired: tuple[str, ...]
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
    uncount_in_groups(work, after, undone)
    if after.streak != course.streak:
        lay_ahead(work, after)
    work.commit()
    roadmap = _roadmap(work, course, undone[0])
    touched = [each.topic for each in undone if each.topic]
    return ActionUndone(
        kind=undone[0].kind,
        roadmap=roadmap,
        topics=tuple(roadmap.by_id[each] for each in touched if each in roadmap.by_id),
        retired=_retired(work, roadmap, touched),
        more=len(reachable) > 1,
        offer=offer_of(after),
    )


def _retired(work: UnitOfWork, roadmap: Roadmap, touched: list[TopicId]) -> tuple[str, ...]:
    """Give the titles of topics that a roadmap has no more; most often, there are none."""
    left = [topic for topic in touched if topic not in roadmap.by_id]
    if not left:
        return ()
    return tuple(it.name.text for it in work.roadmaps.known_topics(roadmap.id) if it.id in left)


def _roadmap(work: UnitOfWork, course: Course, event: Event) -> Roadmap:
    """Give the roadmap of an event, which may be one studied before."""
    if event.enrolment == course.enrolment.id:
        return course.roadmap
    return work.roadmaps.get(work.enrolments.get(event.enrolment).roadmap)
