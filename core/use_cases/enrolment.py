"""Enrolment: a person becomes a learner, says where they live and chooses a roadmap."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.destination import Destination
from core.errors import UnknownRoadmap
from core.learner import Account, Learner
from core.likeness import fold
from core.ports import UnitOfWork
from core.progress import Count
from core.roadmap import Roadmap, RoadmapId, RoadmapSummary
from core.use_cases.course import course_of
from core.use_cases.rhythm import moved
from core.use_cases.streak_news import lay_ahead_for
from core.use_cases.study import Offer, offer_of
from core.zones import check_zone


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is known of a person before they are a learner: guesses, until they say otherwise."""

    zone: str
    language: str


@dataclass(frozen=True, slots=True)
class Shelved:
    """A roadmap on the shelf; ``count`` is the learner's progress, None where not begun."""

    roadmap: RoadmapSummary
    count: Count | None
    current: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """The roadmaps there are; ``zone`` is the learner's, None for a person who is none yet."""

    roadmaps: tuple[Shelved, ...]
    zone: str | None

    @property
    def enrolled(self) -> bool:
        """Say whether the person studies one of them."""
        return any(each.current for each in self.roadmaps)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A learner studies this roadmap now.

    ``resumed`` says that they had begun it before; ``ticked`` counts the boxes that were ticked in
    its file and are not done by the learner; ``assumed_zone`` is the guess taken for a person who
    became a learner just now, None for one who was.
    """

    offer: Offer
    resumed: bool
    ticked: int
    assumed_zone: str | None = None


@dataclass(frozen=True, slots=True)
class ZoneSet:
    """A learner's day now begins and ends in this zone; ``before`` is the one they had."""

    zone: str
    before: str | None
    shelf: Shelf


def browse_roadmaps(work: UnitOfWork, account: Account, now: datetime) -> Shelf:
    """List the roadmaps and how far the person is in each; they need not be a learner."""
    return _shelf(work, work.learners.of_account(account), now)


def _shelf(work: UnitOfWork, learner: Learner | None, now: datetime) -> Shelf:
    begun: dict[RoadmapId, Count] = {}
    current: RoadmapId | None = None
    if learner is not None:
        for enrolment in work.enrolments.of_learner(learner.id):
            course = course_of(work, learner, enrolment.id, now)
            begun[enrolment.roadmap] = course.progress.overall
            if enrolment.id == learner.enrolment:
                current = enrolment.roadmap
    return Shelf(
        tuple(
            Shelved(roadmap, begun.get(roadmap.id), current=roadmap.id == current)
            for roadmap in work.roadmaps.summaries()
        ),
        learner.zone if learner else None,
    )


def is_learner(work: UnitOfWork, account: Account, _now: datetime) -> bool:
    """Say whether the person has told where they live."""
    return work.learners.of_account(account) is not None


def set_zone(work: UnitOfWork, account: Account, now: datetime, home: Newcomer) -> ZoneSet:
    """Set where a learner's day begins and ends; past days keep their dates.

    Reminders come by the clocks of this zone from now on, and a change of when days begin that is
    still to come follows them. A person who is no learner yet becomes one. Raise UnknownZone for a
    zone nobody knows.
    """
    check_zone(home.zone)
    known = work.learners.of_account(account)
    learner = _learner(work, account, now, home) if known is None else moved(known, home.zone, now)
    work.learners.save(learner)
    for each in work.reminders.of_learner(learner.id):
        if each.schedule.zone != home.zone:
            schedule = replace(each.schedule, zone=home.zone)
            work.reminders.save(replace(each, schedule=schedule, since=now))
    lay_ahead_for(work, learner, now)
    result = ZoneSet(home.zone, known.zone if known else None, _shelf(work, learner, now))
    work.commit()
    return result


def enrol(  # noqa: PLR0913 - what every use case takes, and what this one needs to know
    work: UnitOfWork,
    account: Account,
    now: datetime,
    named: str,
    newcomer: Newcomer,
    *,
    destination: Destination | None = None,
) -> Enrolled:
    """Let a learner study a roadmap from now on, from where they were if they had begun it.

    ``named`` is its slug, or words of its title. A person who is no learner yet becomes one, and
    is written to unasked at ``destination`` too, if there is one. Raise UnknownRoadmap where no
    roadmap, or more than one, is named so.
    """
    roadmap = _named_roadmap(work, named)
    known = work.learners.of_account(account)
    learner = known or _learner(work, account, now, newcomer)
    begun = {each.roadmap: each for each in work.enrolments.of_learner(learner.id)}
    enrolment = begun.get(roadmap.id) or work.enrolments.add(learner.id, roadmap.id, started=now)
    learner = replace(learner, enrolment=enrolment.id)
    work.learners.save(learner)
    if destination is not None and destination not in work.destinations.of_learner(learner.id):
        work.destinations.add(learner.id, destination)
    course = course_of(work, learner, enrolment.id, now)
    done = course.progress.completions
    result = Enrolled(
        offer=offer_of(course),
        resumed=roadmap.id in begun,
        ticked=sum(topic.ticked and topic.id not in done for topic in roadmap.topics),
        assumed_zone=None if known else learner.zone,
    )
    work.commit()
    return result


def _learner(work: UnitOfWork, account: Account, now: datetime, newcomer: Newcomer) -> Learner:
    check_zone(newcomer.zone)
    return work.learners.add(account, zone=newcomer.zone, language=newcomer.language, joined=now)


def _named_roadmap(work: UnitOfWork, named: str) -> Roadmap:
    exact = work.roadmaps.of_slug(named.strip().casefold())
    if exact is not None:
        return exact
    known = work.roadmaps.summaries()
    words = set(fold(named).split())
    fitting = tuple(each for each in known if words and words <= set(fold(each.title).split()))
    if len(fitting) != 1:
        raise UnknownRoadmap(named, fitting or known, several=bool(fitting))
    return work.roadmaps.get(fitting[0].id)
