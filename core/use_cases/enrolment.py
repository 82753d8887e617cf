"""Enrolment: a person becomes a learner, says where they live and chooses a roadmap."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.destination import Destination
from core.errors import UnknownRoadmap
from core.learner import Account, Learner
from core.naming import called
from core.place import Chat
from core.ports import UnitOfWork
from core.progress import Count
from core.roadmap import Roadmap, RoadmapId, RoadmapSummary, Topic
from core.use_cases.begun import count_of
from core.use_cases.course import Course
from core.use_cases.rhythm import moved
from core.use_cases.streak_news import lay_ahead_for
from core.use_cases.study import Offer, offer_with_note
from core.zones import check_zone


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is known of a person before they are a learner: guesses, until they say otherwise."""

    zone: str
    language: str

    def join(self, work: UnitOfWork, account: Account, now: datetime) -> Learner:
        """Make the person a learner; raise UnknownZone for a zone nobody knows."""
        check_zone(self.zone)
        return work.learners.add(account, zone=self.zone, language=self.language, joined=now)


@dataclass(frozen=True, slots=True)
class Shelved:
    """A roadmap on the shelf; ``count`` is the learner's progress, None where not begun.

    One that was ``removed`` is there for those who began it.
    """

    roadmap: RoadmapSummary
    count: Count | None
    current: bool
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """The roadmaps a person sees; ``zone`` is the learner's, None for a person who is none yet.

    ``chat`` is where they see them, None in private.
    """

    roadmaps: tuple[Shelved, ...]
    zone: str | None
    chat: Chat | None = None

    @property
    def enrolled(self) -> bool:
        """Say whether the person studies one of them."""
        return any(each.current for each in self.roadmaps)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A learner studies this roadmap now.

    ``resumed`` says that they had begun it before; ``ticked`` are the topics that came ticked in
    its file and are not done by the learner; ``assumed_zone`` is the guess taken for a person who
    became a learner just now, None for one who was.
    """

    offer: Offer
    resumed: bool
    ticked: tuple[Topic, ...]
    assumed_zone: str | None = None


@dataclass(frozen=True, slots=True)
class ZoneSet:
    """A learner's day now begins and ends in this zone; ``before`` is the one they had."""

    zone: str
    before: str | None
    shelf: Shelf


def browse_roadmaps(
    work: UnitOfWork, account: Account, _now: datetime, chat: Chat | None = None
) -> Shelf:
    """List the roadmaps that a person sees in a chat, and how far they are in each.

    They need not be a learner.
    """
    return _shelf(work, work.learners.of_account(account), chat)


def _shelf(work: UnitOfWork, learner: Learner | None, chat: Chat | None) -> Shelf:
    seen = work.roadmaps.visible(learner.id if learner else None, chat)
    summaries = {each.id: each for each in seen}
    begun: dict[RoadmapId, Count] = {}
    removed: set[RoadmapId] = set()
    current: RoadmapId | None = None
    if learner is not None:
        log = work.history.of_learner(learner.id)
        for enrolment in work.enrolments.of_learner(learner.id):
            its = summaries[enrolment.roadmap]
            begun[its.id] = count_of(work, log, (enrolment, its))
            if work.roadmaps.ownership(its.id).removed is not None:
                removed.add(its.id)
            if enrolment.id == learner.enrolment:
                current = its.id
    return Shelf(
        tuple(
            Shelved(each, begun.get(each.id), each.id == current, each.id in removed)
            for each in seen
        ),
        learner.zone if learner else None,
        chat,
    )


def is_learner(work: UnitOfWork, account: Account, _now: datetime) -> bool:
    """Say whether the person has told where they live."""
    return work.learners.of_account(account) is not None


def set_zone(
    work: UnitOfWork, account: Account, now: datetime, home: Newcomer, chat: Chat | None = None
) -> ZoneSet:
    """Set where a learner's day begins and ends; past days keep their dates.

    Reminders come by the clocks of this zone from now on, and a change of when days begin that is
    still to come follows them. A person who is no learner yet becomes one. Raise UnknownZone for a
    zone nobody knows.
    """
    check_zone(home.zone)
    known = work.learners.of_account(account)
    learner = home.join(work, account, now) if known is None else moved(known, home.zone, now)
    work.learners.save(learner)
    for each in work.reminders.of_learner(learner.id):
        if each.schedule.zone != home.zone:
            schedule = replace(each.schedule, zone=home.zone)
            work.reminders.save(replace(each, schedule=schedule, since=now))
    lay_ahead_for(work, learner, now)
    result = ZoneSet(home.zone, known.zone if known else None, _shelf(work, learner, chat))
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
    chat: Chat | None = None,
) -> Enrolled:
    """Let a learner study a roadmap from now on, from where they were if they had begun it.

    ``named`` is its slug, words of its title, or the token of its link; ``chat`` is where that is
    said. A person who is no learner yet becomes one, and is written to unasked at ``destination``
    too, if there is one. Raise UnknownRoadmap where no roadmap that they see, or more than one, is
    named so.
    """
    known = work.learners.of_account(account)
    roadmap = _named_roadmap(work, known, named, chat)
    learner = known or newcomer.join(work, account, now)
    result = begin(work, learner, roadmap, now, destination, is_new=known is None)
    # Its owner may have removed it since it was found; from here on it is held.
    if not result.resumed and work.roadmaps.ownership(roadmap.id).removed is not None:
        raise UnknownRoadmap(named, ())
    work.commit()
    return result


def begin(  # noqa: PLR0913 - who, what, when and where
    work: UnitOfWork,
    learner: Learner,
    roadmap: Roadmap,
    now: datetime,
    destination: Destination | None,
    *,
    is_new: bool,
) -> Enrolled:
    """Let a learner study a roadmap as by ``enrol``, without a commit.

    ``is_new`` says that they became a learner just now.
    """
    begun = {each.roadmap: each for each in work.enrolments.of_learner(learner.id)}
    enrolment = begun.get(roadmap.id) or work.enrolments.add(learner.id, roadmap.id, started=now)
    learner = replace(learner, enrolment=enrolment.id)
    work.learners.save(learner)
    if destination is not None and destination not in work.destinations.of_learner(learner.id):
        work.destinations.add(learner.id, destination)
    course = Course(learner, enrolment, roadmap, work.history.of_learner(learner.id), now)
    done = course.progress.completions
    return Enrolled(
        offer=offer_with_note(work, course),
        resumed=roadmap.id in begun,
        ticked=tuple(each for each in roadmap.topics if each.ticked and each.id not in done),
        assumed_zone=learner.zone if is_new else None,
    )


def _named_roadmap(
    work: UnitOfWork, learner: Learner | None, named: str, chat: Chat | None
) -> Roadmap:
    linked = work.roadmaps.of_link(named.strip())
    if linked is not None:
        return linked
    known = work.roadmaps.visible(learner.id if learner else None, chat)
    fitting = called(known, named, lambda each: each)
    if len(fitting) != 1:
        raise UnknownRoadmap(named, fitting or known, several=bool(fitting))
    return work.roadmaps.get(fitting[0].id)
