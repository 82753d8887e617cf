"""Explaining: to be a buddy in a study group or not, and to answer who asks for one."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.destination import Destination
from core.errors import NowhereToWrite
from core.group import Group, GroupId, Member
from core.learner import Account, LearnerId
from core.notification import Notification, NotificationKind
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.use_cases.buddies import (
    EXPLAINER,
    GROUP,
    BuddyWanted,
    find_asker,
    wanted_of,
)
from core.use_cases.destinations import ways_of
from core.use_cases.group_days import Where, group_at
from core.use_cases.membership import member_behind

_OFFERED_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BuddyHere:
    """Whether a member of a group is a buddy there, and what they were asked last, if it holds."""

    group: Group
    roadmap_title: str
    on: bool
    wanted: BuddyWanted | None = None


@dataclass(frozen=True, slots=True)
class BuddySet:
    """A member explains and is explained to from now on, or no more; ``before`` is how it was."""

    here: BuddyHere
    before: bool


@dataclass(frozen=True, slots=True)
class BuddyAnswered:
    """A member answered who asked them to explain.

    ``wanted`` is what they were asked, None where nobody needs it any more; ``again`` says that
    who asked has been told of somebody on that date before, here or in another group.
    """

    wanted: BuddyWanted | None
    willing: bool
    again: bool = False


def look_at_buddy(work: UnitOfWork, account: Account, _now: datetime, where: Where) -> BuddyHere:
    """Say how a person stands to being a buddy in a group; raise UnknownGroup and NotAMember."""
    group = group_at(work, where)
    return _here(work, group, member_behind(work, account, group))


def look_at_buddies(work: UnitOfWork, account: Account, _now: datetime) -> tuple[BuddyHere, ...]:
    """Say how a person stands to it in each of their groups, the oldest first."""
    learner = work.learners.of_account(account)
    return tuple(
        _here(work, each, member)
        for each in (work.groups.of_learner(learner.id) if learner else ())
        if learner and (member := work.groups.member(each.id, learner.id))
    )


def set_buddy(
    work: UnitOfWork,
    account: Account,
    _now: datetime,
    where: Where,
    *,
    on: bool,
    here: Destination | None,
) -> BuddySet:
    """Let a member be asked to explain and be explained to, or not.

    They are told in private alone: ``here``, where they say it in private. Raise UnknownGroup and
    NotAMember, and NowhereToWrite where no private place of theirs is open.
    """
    group = group_at(work, where)
    member = member_behind(work, account, group)
    if on:
        _be_heard(work, member.learner, here)
    after = replace(member, buddy=on)
    work.groups.save_member(after)
    work.commit()
    return BuddySet(_here(work, group, after), member.buddy)


def answer_buddy(  # noqa: PLR0913 - who answers what, and how
    work: UnitOfWork, account: Account, now: datetime, group: GroupId, day: date, *, willing: bool
) -> BuddyAnswered:
    """Answer who asked for somebody that explains the topic of a group's post of ``day``.

    Only what the outbox asked can be answered, and whom it reaches is not the answerer's to say:
    it is who is at the topic now. Raise UnknownGroup and NotAMember.
    """
    found = group_at(work, group)
    member = member_behind(work, account, found)
    wanted, today = wanted_of(work, member, day), work.groups.day(group, day)
    asker = find_asker(work, found, today) if wanted and today else None
    if asker is None or not willing:
        return BuddyAnswered(wanted, willing)
    offer = Notification(
        NotificationKind.BUDDY_FOUND,
        asker.learner,
        found.place.platform,
        day,
        at=now,
        expires=now + _OFFERED_FOR,
        details={GROUP: str(group), EXPLAINER: str(member.learner)},
    )
    is_new = work.outbox.add(offer, due=now)
    work.commit()
    return BuddyAnswered(wanted, willing, again=not is_new)


def _here(work: UnitOfWork, group: Group, member: Member) -> BuddyHere:
    wanted = wanted_of(work, member, member.asked) if member.asked else None
    title = work.roadmaps.get(group.plan.roadmap).title
    return BuddyHere(group, title, member.buddy, wanted)


def _be_heard(work: UnitOfWork, learner: LearnerId, here: Destination | None) -> None:
    """See to it that a learner can be told something in private."""
    if any(way.destination.kind is PlaceKind.PRIVATE for way in ways_of(work, learner)):
        return
    if here is None or here.kind is not PlaceKind.PRIVATE:
        raise NowhereToWrite
    if here not in work.destinations.of_learner(learner):
        work.destinations.add(learner, here)
