"""Setting up a study group: what its managers choose for it, and putting it to work."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.destination import Destination
from core.errors import NoGroupRoadmap
from core.group import Group, Moves, Plan
from core.learner import Account
from core.ports import UnitOfWork
from core.quorum import QuorumStreak
from core.reminder import Schedule
from core.roadmap import Roadmap, RoadmapId, RoadmapSummary, Topic
from core.spoken_time import read_change
from core.use_cases.group_course import coming_topic, roadmap_of
from core.use_cases.group_days import (
    Where,
    close_days,
    close_today,
    group_at,
    group_date,
    last_post,
    needed_on,
    next_free,
    streak_of,
    touch_today,
)
from core.weekdays import Days
from core.zones import check_zone

USUAL_MINUTE = 9 * 60
"""A group's post comes at nine in the morning, until its managers say otherwise."""


@dataclass(frozen=True, slots=True)
class GroupCard:
    """What was chosen for a study group, and where it stands.

    ``roadmap`` is None where the chat sees it no longer; ``topic`` is the one that its next post
    would have if that came now, None where none is left. ``if_started`` is the UTC instant of the
    next post of a group that is started now; ``is_new`` says that it was made just now.
    """

    group: Group
    roadmap: Roadmap | None
    topic: Topic | None
    streak: QuorumStreak
    if_started: datetime
    is_new: bool = False

    @property
    def at_work(self) -> bool:
        """Say whether posts come."""
        return self.group.next_post is not None

    @property
    def next_post(self) -> datetime | None:
        """The UTC instant of the next post; None while the group is not at work."""
        return self.group.next_post


def roadmaps_for(
    work: UnitOfWork, _account: Account, _now: datetime, place: Destination
) -> tuple[RoadmapSummary, ...]:
    """List the roadmaps that a group of this place can study: those that all of the chat see."""
    return work.roadmaps.visible(None, (place.platform, place.chat))


def usual_plan(
    work: UnitOfWork, account: Account, now: datetime, place: Destination, zone: str
) -> Plan:
    """Give a plan to begin with, by who asks for it.

    The roadmap is the one they study, if the chat sees it; ``zone`` is the one to take where they
    are no learner. Raise NoGroupRoadmap where the chat sees none.
    """
    learner = work.learners.of_account(account)
    known = roadmaps_for(work, account, now, place)
    if not known:
        raise NoGroupRoadmap(known)
    studied = learner and learner.enrolment and work.enrolments.get(learner.enrolment).roadmap
    roadmap = next((each.id for each in known if each.id == studied), known[0].id)
    schedule = Schedule(USUAL_MINUTE, Days.DAILY, learner.zone if learner else zone)
    return Plan(roadmap, schedule)


def set_up(
    work: UnitOfWork, account: Account, now: datetime, place: Destination, plan: Plan
) -> GroupCard:
    """Make a study group of a place, not at work yet; one that is there stays as it is.

    Raise NoGroupRoadmap for a roadmap that the chat does not see.
    """
    known = work.groups.at(place)
    if known is not None:
        return _card(work, known, now)
    _check_seen(work, account, now, place, plan.roadmap)
    group = work.groups.add(place, plan)
    work.commit()
    return replace(_card(work, group, now), is_new=True)


def look_at_group(work: UnitOfWork, _account: Account, now: datetime, where: Where) -> GroupCard:
    """Show a study group; raise UnknownGroup where there is none."""
    return _card(work, group_at(work, where), now)


def change_plan(  # noqa: PLR0913 - all that can be chosen, each by itself
    work: UnitOfWork,
    account: Account,
    now: datetime,
    where: Where,
    *,
    roadmap: RoadmapId | None = None,
    at: str | None = None,
    days: Days | None = None,
    zone: str | None = None,
    moves: Moves | None = None,
    quorum: int | None = None,
) -> GroupCard:
    """Choose something else for a group: what is None stays as it was.

    ``at`` is another time as it is typed, other days, or both; ``quorum`` is taken as 1 to 100.
    Another roadmap is begun at its first topic. Raise UnknownGroup, NoGroupRoadmap for one that
    the chat does not see, UnclearTime for words that cannot be read, UnknownZone for a zone nobody
    knows.
    """
    group = group_at(work, where)
    before = group.plan
    schedule = before.schedule
    if zone is not None:
        check_zone(zone)
        schedule = replace(schedule, zone=zone)
    if at is not None:
        schedule = read_change(at, schedule)
    if days:
        schedule = replace(schedule, days=days)
    plan = replace(
        before,
        roadmap=before.roadmap if roadmap is None else roadmap,
        schedule=schedule,
        moves=moves or before.moves,
        quorum=before.quorum if quorum is None else min(max(quorum, 1), 100),
    )
    if plan.roadmap != before.roadmap:
        _check_seen(work, account, now, group.place, plan.roadmap)
        close_days(work, group, group_date(group, now))
        close_today(work, group, now)
        group = replace(group, topic=None)
    if plan.schedule != before.schedule and group.next_post is not None:
        coming = next_free(plan.schedule, now, last_post(work, group))
        group = replace(group, next_post=coming)
    return _kept(work, group, plan, now)


def call_role(
    work: UnitOfWork, _account: Account, now: datetime, where: Where, role: str | None
) -> GroupCard:
    """Let a role of the platform be called with each post, by its id; None for nobody."""
    group = group_at(work, where)
    return _kept(work, group, replace(group.plan, role=role), now)


def start_group(work: UnitOfWork, account: Account, now: datetime, where: Where) -> GroupCard:
    """Put a group to work: its posts come from the next time of its schedule on.

    One that has come to the end of its roadmap begins it anew. Raise UnknownGroup, and
    NoGroupRoadmap where the chat sees its roadmap no longer.
    """
    group = group_at(work, where)
    roadmap = roadmap_of(work, group)
    if roadmap is None:
        raise NoGroupRoadmap(roadmaps_for(work, account, now, group.place))
    if group.next_post is None:
        if _coming_topic(work, group, roadmap, now) is None:
            group = replace(group, topic=None)
        coming = next_free(group.plan.schedule, now, last_post(work, group))
        group = replace(group, next_post=coming, started=now)
        work.groups.save(group)
        work.commit()
    return _card(work, group, now)


def stop_group(work: UnitOfWork, _account: Account, now: datetime, where: Where) -> GroupCard:
    """Let no more posts come; what was posted keeps working. Raise UnknownGroup."""
    group = replace(group_at(work, where), next_post=None)
    work.groups.save(group)
    work.commit()
    return _card(work, group, now)


def _kept(work: UnitOfWork, group: Group, plan: Plan, now: datetime) -> GroupCard:
    """Keep another plan of a group, by which what is over is not judged."""
    if plan == group.plan:
        return _card(work, group, now)
    close_days(work, group, group_date(group, now))
    changed = replace(group, plan=plan)
    work.groups.save(changed)
    touch_today(work, changed, now)
    work.commit()
    return _card(work, changed, now)


def _check_seen(
    work: UnitOfWork, account: Account, now: datetime, place: Destination, roadmap: RoadmapId
) -> None:
    known = roadmaps_for(work, account, now, place)
    if roadmap not in {each.id for each in known}:
        raise NoGroupRoadmap(known)


def _card(work: UnitOfWork, group: Group, now: datetime) -> GroupCard:
    today, roadmap = group_date(group, now), roadmap_of(work, group)
    return GroupCard(
        group=group,
        roadmap=roadmap,
        topic=None if roadmap is None else _coming_topic(work, group, roadmap, now),
        streak=streak_of(work, group, work.groups.days(group.id), today),
        if_started=next_free(group.plan.schedule, now, last_post(work, group)),
    )


def _coming_topic(work: UnitOfWork, group: Group, roadmap: Roadmap, now: datetime) -> Topic | None:
    enough = needed_on(work, group, group_date(group, now))
    return coming_topic(work, group, roadmap, enough)
