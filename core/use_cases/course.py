"""A course: everything a story needs to know of one learner before it decides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from core.errors import NotEnrolled
from core.history import ActionNumber, Event, EventKind
from core.learner import Account, Enrolment, EnrolmentId, Learner, Moment
from core.log import Log
from core.ports import UnitOfWork
from core.progress import Progress
from core.roadmap import Roadmap, Topic, TopicId
from core.streak import Streak
from core.streak_rules import StreakRules


@dataclass(frozen=True)
class Course:
    """A learner, the roadmap they study now, and the log of all they did, in every roadmap."""

    learner: Learner
    enrolment: Enrolment
    roadmap: Roadmap
    log: Log
    now: datetime

    @cached_property
    def moment(self) -> Moment:
        """Now, as the learner lives it."""
        return self.learner.moment(self.now)

    @property
    def today(self) -> date:
        """The date on which the learner's day counts."""
        return self.moment.date

    @property
    def rules(self) -> StreakRules:
        """The days on which the learner need not study."""
        return self.learner.rhythm.rules

    @property
    def progress(self) -> Progress:
        """How far the learner is in this roadmap."""
        return self.log.progress(self.enrolment.id, self.roadmap)

    @cached_property
    def streak(self) -> Streak:
        """The learner's days in a row, over all their roadmaps."""
        return self.log.streak(self.today, self.rules)

    @property
    def next_action(self) -> ActionNumber:
        """The number that the learner's next action gets."""
        last = self.log.events[-1].action if self.log.events else 0
        return ActionNumber(last + 1)

    def event(
        self,
        kind: EventKind,
        topic: Topic,
        *,
        moment: Moment | None = None,
        added_later: bool = False,
    ) -> Event:
        """Write down that something happened to a topic, now if not said otherwise."""
        return Event(
            learner=self.learner.id,
            enrolment=self.enrolment.id,
            action=self.next_action,
            kind=kind,
            moment=moment or self.moment,
            topic=topic.id,
            added_later=added_later,
        )

    def after(self, events: Sequence[Event]) -> "Course":
        """Give the course as it is once these events are written."""
        return replace(self, log=self.log.then(events))


def open_course(
    work: UnitOfWork, account: Account, now: datetime, holding: TopicId | None = None
) -> Course:
    """Read the course that the person behind an account studies now.

    Where ``holding`` is a topic of another roadmap they began, read that course: a button of an
    old prompt means its own topic. Raise NotEnrolled where the person studies nothing.
    """
    learner = work.learners.of_account(account)
    if learner is None or learner.enrolment is None:
        raise NotEnrolled
    course = course_of(work, learner, learner.enrolment, now)
    if holding is None or holding in course.roadmap.by_id:
        return course
    roadmap = work.roadmaps.holding(holding)
    for enrolment in work.enrolments.of_learner(learner.id):
        if enrolment.roadmap == roadmap:
            held = course_of(work, learner, enrolment.id, now)
            return held if holding in held.roadmap.by_id else course
    return course


def course_of(work: UnitOfWork, learner: Learner, enrolment: EnrolmentId, now: datetime) -> Course:
    """Read one of a learner's courses."""
    enrolled = work.enrolments.get(enrolment)
    return Course(
        learner=learner,
        enrolment=enrolled,
        roadmap=work.roadmaps.get(enrolled.roadmap),
        log=work.history.of_learner(learner.id),
        now=now,
    )
