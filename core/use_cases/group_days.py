"""Group days: what a study group's dates need, and the streak that they make."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from core.day import day_of
from core.destination import Destination
from core.errors import UnknownGroup
from core.group import Group, GroupDay, GroupId
from core.learner import Learner
from core.live import LiveKey, LiveKind
from core.ports import UnitOfWork
from core.quorum import QuorumStreak, needed, quorum_streak
from core.reminder import Schedule, next_occurrence
from core.roadmap import TopicId

Where = Destination | GroupId
"""A study group, by the place it belongs to or by its id."""


def group_at(work: UnitOfWork, where: Where) -> Group:
    """Give a study group; raise UnknownGroup where there is none."""
    if isinstance(where, Destination):
        group = work.groups.at(where)
        if group is None:
            raise UnknownGroup
        return group
    try:
        return work.groups.get(where)
    except KeyError:
        raise UnknownGroup from None


def group_date(group: Group, at: datetime) -> date:
    """Give the date of an aware instant by the clocks of a group, whose days begin at midnight."""
    return day_of(at, group.plan.schedule.zone)


def monday_of(day: date) -> date:
    """Give the Monday of the week of a date."""
    return day - timedelta(days=day.weekday())


def post_of(group: GroupId, day: date) -> LiveKey:
    """Name the post of a group on a date."""
    return LiveKey(LiveKind.POST, group, day)


def next_free(schedule: Schedule, now: datetime, last: date | None) -> datetime:
    """Give the first UTC instant of a schedule whose date is behind that of the ``last`` post."""
    coming = next_occurrence(schedule, now)
    while last is not None and coming.date <= last:
        coming = next_occurrence(schedule, coming.at)
    return coming.at


def last_post(work: UnitOfWork, group: Group) -> date | None:
    """Give the date of a group's last post, None before the first."""
    days = work.groups.days(group.id)
    return days[-1].date if days else None


def needed_on(work: UnitOfWork, group: Group, day: date) -> int:
    """Say how many members have to study on a date: nobody where all are in a pause."""
    return _enough(group, work.groups.present(group.id, day))


def needed_of(work: UnitOfWork, group: Group, day: GroupDay, present: int | None = None) -> int:
    """Say how many members have to study on a day of a group for it to count.

    Nobody, where its topic left the roadmap before enough did. ``present`` is how many members are
    not paused then, where that has been counted.
    """
    if day.needed is not None:
        return day.needed
    enough = needed_on(work, group, day.date) if present is None else _enough(group, present)
    is_there = day.topic in work.roadmaps.get(group.plan.roadmap).by_id
    return enough if is_there or day.studied >= enough else 0


def close_today(work: UnitOfWork, group: Group, now: datetime) -> None:
    """Fix what today needs: what it has, or nothing where that is not enough yet."""
    day = work.groups.day(group.id, group_date(group, now))
    if day is not None and day.needed is None:
        enough = needed_of(work, group, day)
        work.groups.close_day(group.id, day.date, enough if day.studied >= enough else 0)


def close_days(work: UnitOfWork, group: Group, today: date) -> None:
    """Fix what the days that are over needed.

    It is done before the members or the quorum change, since those who join this morning were not
    missing last night.
    """
    for each in work.groups.open_days(group.id, today):
        work.groups.close_day(group.id, each.date, needed_of(work, group, each))


def touch_today(work: UnitOfWork, group: Group, now: datetime) -> None:
    """Let today's post be shown anew: how many have to study may have changed."""
    work.live.touch(post_of(group.id, group_date(group, now)), at=now)


def take_back_post(work: UnitOfWork, group: Group, day: date) -> None:
    """Let a post that was never sent have been none, unless somebody studied on its date.

    The group stands where it stood before.
    """
    dropped = work.groups.day(group.id, day)
    if dropped is None or not work.groups.drop_day(group.id, day):
        return
    before = next((it.topic for it in reversed(work.groups.days(group.id)) if it.date < day), None)
    first = work.roadmaps.get(group.plan.roadmap).topics[0]
    if group.topic == dropped.topic:
        stood_at = None if dropped.topic == first.id else before
        work.groups.save(replace(group, topic=stood_at))


def touch_posts_of(work: UnitOfWork, topics: Iterable[TopicId], now: datetime) -> None:
    """Let today's posts of topics that left their roadmap be shown anew."""
    for topic in topics:
        for group in work.groups.standing_at(topic):
            touch_today(work, group, now)


def keep_pauses(work: UnitOfWork, learner: Learner, now: datetime) -> None:
    """Let a learner's pauses be those they said, in all their groups."""
    groups = work.groups.of_learner(learner.id)
    if not groups:
        return
    # Held first, in the order of their ids: who plans their posts holds them too.
    for each in groups:
        work.groups.share(each.id)
    for each in groups:
        close_days(work, each, group_date(each, now))
        touch_today(work, each, now)
    work.groups.pause(learner.id, learner.rhythm.rules.pauses)


def streak_of(work: UnitOfWork, group: Group, days: tuple[GroupDay, ...], on: date) -> QuorumStreak:
    """Count the quorum streak of a group as it stands on a date, by its days up to then."""
    return quorum_streak(
        ((each, needed_of(work, group, each)) for each in days if each.date <= on), on
    )


def _enough(group: Group, present: int) -> int:
    return needed(present, group.plan.quorum) if present or not group.members else 0
