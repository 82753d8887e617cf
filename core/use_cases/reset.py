"""Reset: beginning a roadmap anew. The log keeps what was done; it counts for progress no more."""

from dataclasses import dataclass
from datetime import datetime

from core.errors import UnknownRoadmap
from core.history import ActionNumber, Event, EventKind
from core.learner import Account, EnrolmentId
from core.ports import UnitOfWork
from core.progress import Count
from core.roadmap import Roadmap
from core.streak import Streak
from core.use_cases.begun import begun_by, named_among, summaries_of
from core.use_cases.course import Course, course_of, open_course
from core.use_cases.study import Offer, offer_of


@dataclass(frozen=True, slots=True)
class ResetAsked:
    """What would be lost to view by beginning a roadmap anew; nothing was changed.

    ``touched`` says whether anything was done or put aside in it.
    """

    enrolment: EnrolmentId
    roadmap: Roadmap
    count: Count
    streak: Streak
    touched: bool


@dataclass(frozen=True, slots=True)
class RoadmapReset:
    """A roadmap begins anew; ``action`` is None where nothing was done in it before.

    ``before`` is how far the learner was, ``offer`` what they study now.
    """

    roadmap: Roadmap
    before: Count
    action: ActionNumber | None
    offer: Offer


def ask_reset(
    work: UnitOfWork, account: Account, now: datetime, named: str | None = None
) -> ResetAsked:
    """Say what beginning a roadmap anew would mean: the one named, else the current one.

    Raise UnknownRoadmap where the learner began none of that name, or several.
    """
    course = open_course(work, account, now)
    if named is not None:
        enrolment, _ = named_among(begun_by(work, course.learner.id), named)
        course = course_of(work, course.learner, enrolment.id, now)
    return ResetAsked(
        enrolment=course.enrolment.id,
        roadmap=course.roadmap,
        count=course.progress.overall,
        streak=course.streak,
        touched=_touched(course),
    )


def reset_roadmap(
    work: UnitOfWork, account: Account, now: datetime, enrolment: EnrolmentId
) -> RoadmapReset:
    """Begin the roadmap of an enrolment anew; the streak and the days of study stay.

    Raise UnknownRoadmap where the enrolment is not the learner's.
    """
    current = open_course(work, account, now)
    begun = begun_by(work, current.learner.id)
    if enrolment not in {each.id for each, _ in begun}:
        raise UnknownRoadmap(str(enrolment), summaries_of(begun))
    course = course_of(work, current.learner, enrolment, now)
    if not _touched(course):
        return RoadmapReset(course.roadmap, course.progress.overall, None, offer_of(current))
    event = Event(course.learner.id, enrolment, course.next_action, EventKind.RESET, course.moment)
    work.history.append([event])
    work.commit()
    return RoadmapReset(
        course.roadmap,
        course.progress.overall,
        event.action,
        offer_of(current.after([event])),
    )


def _touched(course: Course) -> bool:
    return bool(course.progress.completions or course.progress.skips)
