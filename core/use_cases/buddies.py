"""Buddies: who did a topic a while ago is asked to explain it to who is at it now.

Nothing is kept of a pair but what waits in the outbox. Who explains, and to whom, is worked out
whenever it is told, so that it is true then.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.group import Group, GroupDay, GroupId, Member
from core.history import EventKind
from core.learner import Account, Learner, LearnerId
from core.notification import Notification, NotificationKind
from core.ports import UnitOfWork
from core.progress import Progress
from core.roadmap import Roadmap, Topic
from core.use_cases.group_days import group_date

KNOWN_FOR = timedelta(days=7)
"""Who did a topic so long ago explains it; explaining is then a repetition too."""

ASKED_EVERY = timedelta(days=7)
"""Nobody is asked more often, in however many groups they are."""

LISTED = 500
"""So many buddies of a group can be paired: those who were asked longest ago."""

LOOKED_AT = 50
"""Of so many of these the histories are read for one day, of others on another."""

GROUP, EXPLAINER = "group", "explainer"
"""The details of a notification: of which group it is, and who explains."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BuddyWanted:
    """Somebody in a group is at the topic of its post of ``day``, which the learner did before.

    Who that is stays untold.
    """

    group: GroupId
    day: date
    roadmap_title: str
    topic: Topic


@dataclass(frozen=True, slots=True)
class BuddyFound:
    """A member of a group explains a topic; ``name`` is what they are called there."""

    roadmap_title: str
    topic: Topic
    explainer: Account
    name: str


def pair_buddies(work: UnitOfWork, its: GroupId, now: datetime) -> None:
    """Let one member be asked to explain the topic of today's post to another, if two fit.

    Both want it. The first has done the topic at least ``KNOWN_FOR`` ago and was not asked for
    ``ASKED_EVERY``; the second is at it now.
    """
    group = work.groups.get(its)
    today = work.groups.day(its, group_date(group, now))
    buddies = _buddies(work, group)
    if today is None or len(buddies) < 2:  # noqa: PLR2004 - a pair
        return
    if _asker(work, group, today, buddies) is not None and _ask(work, group, today, buddies, now):
        work.commit()


def _ask(
    work: UnitOfWork, group: Group, today: GroupDay, buddies: tuple[Member, ...], now: datetime
) -> bool:
    """Ask the first one who can explain the topic of a day; say whether there is one."""
    day = today.date
    rested = [each for each in buddies if _has_rested(each, day)]
    for each in _looked_at(rested, day):
        if not _can_explain(work, group, today, each.learner) or _was_asked(work, each, day):
            continue
        wanted = Notification(
            NotificationKind.BUDDY,
            each.learner,
            group.place.platform,
            day,
            at=now,
            expires=now + _DAY,
            details={GROUP: str(group.id)},
        )
        # Who is asked on this date in another group already is left alone here.
        if work.outbox.add(wanted, due=now):
            work.groups.save_member(replace(each, asked=day))
            return True
    return False


def find_asker(work: UnitOfWork, group: Group, today: GroupDay) -> Member | None:
    """Give who is at the topic of a day and wants it explained; None where nobody is (any more)."""
    return _asker(work, group, today, _buddies(work, group))


def wanted_of(work: UnitOfWork, member: Member, day: date) -> BuddyWanted | None:
    """Say what a member was asked on a date to explain, if it is still wanted of them."""
    group = _group_of(work, member.learner, member.group)
    today = work.groups.day(member.group, day)
    if group is None or today is None or not member.buddy or member.asked != day:
        return None
    roadmap = work.roadmaps.get(group.plan.roadmap)
    topic = roadmap.by_id.get(today.topic)
    if (
        topic is None
        or not _can_explain(work, group, today, member.learner)
        or find_asker(work, group, today) is None
    ):
        return None
    return BuddyWanted(group.id, day, roadmap.title, topic)


def buddy_wanted(
    work: UnitOfWork, learner: Learner, notification: Notification
) -> BuddyWanted | None:
    """Say what a learner is asked to explain, if that is still so."""
    member = work.groups.member(GroupId(int(notification.details[GROUP])), learner.id)
    return None if member is None else wanted_of(work, member, notification.date)


def buddy_found(
    work: UnitOfWork, learner: Learner, notification: Notification
) -> BuddyFound | None:
    """Say who explains a topic to a learner, if both are still there and want that."""
    its, explainer = (int(notification.details[each]) for each in (GROUP, EXPLAINER))
    group = _group_of(work, learner.id, GroupId(its))
    today = work.groups.day(GroupId(its), notification.date)
    asks = work.groups.member(GroupId(its), learner.id)
    explains = work.groups.member(GroupId(its), LearnerId(explainer))
    if group is None or today is None or not (asks and asks.buddy and explains and explains.buddy):
        return None
    roadmap = work.roadmaps.get(group.plan.roadmap)
    topic = roadmap.by_id.get(today.topic)
    if topic is None or not _is_at(work, group, today, learner.id):
        return None
    accounts = work.learners.accounts(explains.learner)
    account = next(each for each in accounts if each.platform == group.place.platform)
    return BuddyFound(roadmap.title, topic, account, explains.name)


def _buddies(work: UnitOfWork, group: Group) -> tuple[Member, ...]:
    return work.groups.buddies(group.id, most=LISTED)


def _group_of(work: UnitOfWork, learner: LearnerId, group: GroupId) -> Group | None:
    """Find a group of a learner's, without holding it: it may be held by who waits for them."""
    return next((each for each in work.groups.of_learner(learner) if each.id == group), None)


def _asker(
    work: UnitOfWork, group: Group, today: GroupDay, buddies: tuple[Member, ...]
) -> Member | None:
    """Find one who is at the topic of a day; on another day the next one is found first."""
    inside = sorted(buddies, key=lambda each: each.learner)
    first = today.date.toordinal() % max(1, len(inside))
    turned = (*inside[first:], *inside[:first])
    return next(
        (each for each in turned[:LOOKED_AT] if _is_at(work, group, today, each.learner)), None
    )


def _looked_at(members: list[Member], day: date) -> Iterator[Member]:
    """Give those who are looked at on a date: all, or some of many."""
    if len(members) <= LOOKED_AT:
        yield from members
        return
    first = day.toordinal() * LOOKED_AT % len(members)
    yield from (*members[first:], *members[:first])[:LOOKED_AT]


def _has_rested(member: Member, day: date) -> bool:
    return member.asked is None or day - member.asked >= ASKED_EVERY


def _was_asked(work: UnitOfWork, member: Member, day: date) -> bool:
    """Say whether a member was asked lately in any of their groups."""
    memberships = (
        work.groups.member(each.id, member.learner)
        for each in work.groups.of_learner(member.learner)
    )
    return any(each is not None and not _has_rested(each, day) for each in memberships)


def _can_explain(work: UnitOfWork, group: Group, today: GroupDay, learner: LearnerId) -> bool:
    progress = _progress(work, group, learner)
    done = progress.completions.get(today.topic) if progress else None
    return (
        done is not None
        and done.kind is EventKind.DONE
        and done.moment.date <= today.date - KNOWN_FOR
    )


def _is_at(work: UnitOfWork, group: Group, today: GroupDay, learner: LearnerId) -> bool:
    """Say whether a member has neither done the topic of a day nor put it aside."""
    progress = _progress(work, group, learner)
    return (
        progress is not None
        and today.topic not in progress.completions
        and today.topic not in progress.skips
    )


def _progress(work: UnitOfWork, group: Group, learner: LearnerId) -> Progress | None:
    """Read how far a learner is, without holding them: none is held while others are looked at."""
    roadmap: Roadmap = work.roadmaps.get(group.plan.roadmap)
    for each in work.enrolments.of_learner(learner):
        if each.roadmap == roadmap.id:
            return work.history.of_learner(learner).progress(each.id, roadmap)
    return None
