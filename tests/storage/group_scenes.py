"""Use cases for the storage tests of study groups: small ones that write what a test speaks of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from core.destination import Destination
from core.group import Group, GroupId, Member, Plan
from core.learner import Account, LearnerId
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.reminder import Schedule
from core.roadmap import RoadmapId, TopicId
from core.streak_rules import Pause
from core.weekdays import Days
from tests.storage.scenes import JOINED, ZONE, enrol

TODAY = JOINED.date()
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
CHAT = Destination("telegram", "-42", PlaceKind.GROUP)
THREAD = Destination("telegram", "-42", PlaceKind.GROUP, "9")
SCHEDULE = Schedule(8 * 60, Days.DAILY, ZONE)


@dataclass(frozen=True, slots=True)
class Studying:
    """A group without members, three learners and the topics that they study."""

    group: GroupId
    ann: LearnerId
    ben: LearnerId
    cleo: LearnerId
    topics: tuple[TopicId, ...]


def gather(unit: UnitOfWork) -> Studying:
    """Make a group in the chat, and three learners."""
    learners = [enrol(Account("console", name))(unit) for name in ("ann", "ben", "cleo")]
    roadmap = learners[0].roadmap
    group = unit.groups.add(CHAT, Plan(roadmap.id, SCHEDULE))
    unit.commit()
    ann, ben, cleo = (each.learner.id for each in learners)
    return Studying(group.id, ann, ben, cleo, tuple(topic.id for topic in roadmap.topics))


def add(place: Destination, roadmap: RoadmapId) -> Callable[[UnitOfWork], Group]:
    """Make a group of a place."""

    def work(unit: UnitOfWork) -> Group:
        group = unit.groups.add(place, Plan(roadmap, SCHEDULE))
        unit.commit()
        return group

    return work


def save(*groups: Group) -> Callable[[UnitOfWork], None]:
    """Write groups."""

    def work(unit: UnitOfWork) -> None:
        for group in groups:
            unit.groups.save(group)
        unit.commit()

    return work


def member(group: GroupId, learner: LearnerId, name: str = "Ann") -> Member:
    """Make a member who chose nothing."""
    return Member(group, learner, name, JOINED)


def join(*members: Member, pauses: tuple[Pause, ...] = ()) -> Callable[[UnitOfWork], None]:
    """Let learners be members, each with the same pauses."""

    def work(unit: UnitOfWork) -> None:
        for each in members:
            unit.learners.get(each.learner)
            unit.groups.join(each, pauses)
        unit.commit()

    return work


def leave(group: GroupId, learner: LearnerId) -> Callable[[UnitOfWork], None]:
    """Let a learner be a member no more."""

    def work(unit: UnitOfWork) -> None:
        unit.groups.leave(group, learner)
        unit.commit()

    return work


def study(
    group: GroupId, learner: LearnerId, topic: TopicId, day: date = TODAY
) -> Callable[[UnitOfWork], None]:
    """Let a member do a topic on a date."""

    def work(unit: UnitOfWork) -> None:
        unit.learners.get(learner)
        unit.groups.studied(group, learner, day, topic)
        unit.commit()

    return work


def take_back(group: GroupId, learner: LearnerId, topic: TopicId) -> Callable[[UnitOfWork], None]:
    """Take back that a member did a topic."""

    def work(unit: UnitOfWork) -> None:
        unit.learners.get(learner)
        unit.groups.not_studied(group, learner, topic)
        unit.commit()

    return work


def open_day(group: GroupId, topic: TopicId, day: date = TODAY) -> Callable[[UnitOfWork], None]:
    """Make a day of a group."""

    def work(unit: UnitOfWork) -> None:
        unit.groups.open_day(group, day, topic)
        unit.commit()

    return work
