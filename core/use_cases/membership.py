"""Membership: joining a study group and leaving it."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.errors import NotAMember, UnknownGroup
from core.group import Group, Member
from core.learner import Account, Enrolment, Learner
from core.place import Chat
from core.ports import UnitOfWork
from core.roadmap import Roadmap
from core.use_cases.course import Course, course_of
from core.use_cases.enrolment import Newcomer
from core.use_cases.group_course import check_seen
from core.use_cases.group_days import Where, close_days, group_at, group_date, touch_today
from core.use_cases.group_index import count_since_joined

NAME_LIMIT = 64
"""Characters that are kept of what a platform calls somebody."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody in a chat, as their platform tells it: what they are called, and their language."""

    name: str
    language: str
    chat: Chat


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody is a member of a group; ``is_new`` says that they became one just now.

    ``course`` is theirs through the group's roadmap. ``elsewhere`` is the title of another roadmap
    that they study and that stays the current one, None where that is the group's.
    """

    group: Group
    member: Member
    course: Course
    is_new: bool
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody is no member of a group any more; their own progress stays."""

    group: Group
    roadmap: Roadmap


@dataclass(frozen=True, slots=True)
class MyGroup:
    """A group that somebody is a member of, and what it studies."""

    group: Group
    roadmap: Roadmap


def join_group(
    work: UnitOfWork, account: Account, now: datetime, where: Where, visitor: Visitor
) -> Joined:
    """Let a person be a member of a group, and study its roadmap beside what they study.

    A person who is no learner yet becomes one, in the zone of the group. Raise UnknownGroup where
    there is none, or the person is no member and speaks in another chat; NoGroupRoadmap for one
    who has not begun its roadmap, where the chat sees that no longer.
    """
    result = joined(work, account, now, where, visitor)
    work.commit()
    return result


def joined(
    work: UnitOfWork, account: Account, now: datetime, where: Where, visitor: Visitor
) -> Joined:
    """Let a person be a member as by ``join_group``, without a commit."""
    group = group_at(work, where)
    learner = work.learners.of_account(account)
    member = work.groups.member(group.id, learner.id) if learner else None
    is_new, is_there = member is None, _is_in(visitor.chat, group)
    if is_new and not is_there:
        raise UnknownGroup
    if learner is None:
        newcomer = Newcomer(group.plan.schedule.zone, visitor.language)
        learner = newcomer.join(work, account, now)
    learner, enrolment = _enrolled(work, learner, group, now)
    course = course_of(work, learner, enrolment.id, now)
    if member is None:
        group, member = _let_in(work, group, course, visitor.name)
    elif is_there and member.name != called(visitor.name):
        member = replace(member, name=called(visitor.name))
        work.groups.save_member(member)
    return Joined(group, member, course, is_new, _elsewhere(work, course))


def leave_group(work: UnitOfWork, account: Account, now: datetime, where: Where) -> Left:
    """Let a person be a member of a group no more; raise UnknownGroup and NotAMember."""
    group = group_at(work, where)
    member = member_behind(work, account, group)
    close_days(work, group, group_date(group, now))
    work.groups.leave(group.id, member.learner)
    touch_today(work, group, now)
    work.commit()
    return Left(work.groups.get(group.id), work.roadmaps.get(group.plan.roadmap))


def my_groups(work: UnitOfWork, account: Account, _now: datetime) -> tuple[MyGroup, ...]:
    """List the groups that a person is a member of, the oldest first."""
    learner = work.learners.of_account(account)
    return tuple(
        MyGroup(each, work.roadmaps.get(each.plan.roadmap))
        for each in (work.groups.of_learner(learner.id) if learner else ())
    )


def reads_along(work: UnitOfWork, account: Account, group: Group, chat: Chat) -> bool:
    """Say whether a person is a member of a group, or speaks where it is."""
    learner = work.learners.of_account(account)
    is_member = learner is not None and work.groups.member(group.id, learner.id) is not None
    return is_member or _is_in(chat, group)


def member_behind(work: UnitOfWork, account: Account, group: Group) -> Member:
    """Give the member of a group behind an account; raise NotAMember where they are none."""
    learner = work.learners.of_account(account)
    member = work.groups.member(group.id, learner.id) if learner else None
    if member is None:
        raise NotAMember
    return member


def called(name: str) -> str:
    """Give what is kept of a name: one line of it, not too long."""
    return " ".join(name.split())[:NAME_LIMIT]


def _is_in(chat: Chat, group: Group) -> bool:
    place = group.place
    return chat in {(place.platform, place.chat), (place.platform, group.moved_from)}


def _let_in(work: UnitOfWork, group: Group, course: Course, name: str) -> tuple[Group, Member]:
    learner, now = course.learner, course.now
    close_days(work, group, group_date(group, now))
    member = Member(group.id, learner.id, called(name), joined=now)
    work.groups.join(member, learner.rhythm.rules.pauses)
    count_since_joined(work, group, course)
    touch_today(work, group, now)
    return work.groups.get(group.id), member


def _enrolled(
    work: UnitOfWork, learner: Learner, group: Group, now: datetime
) -> tuple[Learner, Enrolment]:
    """Let a learner study a group's roadmap; what they study now stays the current one."""
    begun = {each.roadmap: each for each in work.enrolments.of_learner(learner.id)}
    enrolment = begun.get(group.plan.roadmap)
    if enrolment is None:
        check_seen(work, group)
        enrolment = work.enrolments.add(learner.id, group.plan.roadmap, started=now)
    if learner.enrolment is None:
        learner = replace(learner, enrolment=enrolment.id)
        work.learners.save(learner)
    return learner, enrolment


def _elsewhere(work: UnitOfWork, course: Course) -> str | None:
    """Give the title of what a learner studies now, where that is not this course."""
    current = course.learner.enrolment
    if current is None or current == course.enrolment.id:
        return None
    return work.roadmaps.get(work.enrolments.get(current).roadmap).title
