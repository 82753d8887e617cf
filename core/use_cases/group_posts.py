"""Posts: what study groups post is laid down as it falls due."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.group import Group, GroupDay, GroupId
from core.live import LiveKey, LiveKind
from core.ports import UnitOfWork
from core.reminder import last_occurrence
from core.use_cases.group_course import coming_topic, roadmap_of
from core.use_cases.group_days import (
    close_days,
    group_date,
    monday_of,
    needed_on,
    next_free,
)

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PostsPlanned:
    """So many groups post something; ``more`` says that more groups are due.

    ``posted`` are those of them that have a topic today, whose buddies are to be paired.
    """

    planned: int
    more: bool
    posted: tuple[GroupId, ...] = ()


def plan_posts(work: UnitOfWork, platform: str, now: datetime, *, most: int) -> PostsPlanned:
    """Lay down the posts of the groups that are due on a platform, of at most so many groups.

    Of a group that missed some posts, today's alone is made, and none where today's time was never
    reached. A group whose chat is paused waits for its next time. One whose roadmap its chat sees
    no longer says so and rests, as does one in which nobody studied for two weeks. Whoever plans at
    the same time does no harm.
    """
    groups = work.groups.due(platform, now, most=most)
    planned = [(each.id, _post(work, each, now)) for each in groups]
    if groups:
        work.commit()
    return PostsPlanned(
        sum(kind is not None for _, kind in planned),
        more=len(groups) == most,
        posted=tuple(group for group, kind in planned if kind is LiveKind.POST),
    )


def _post(work: UnitOfWork, group: Group, now: datetime) -> LiveKind | None:
    """Lay down what a group that is due posts; say what that is, None where it is nothing."""
    schedule, today = group.plan.schedule, group_date(group, now)
    close_days(work, group, today)
    days = work.groups.days(group.id)
    waits = replace(group, next_post=next_free(schedule, now, days[-1].date if days else None))
    if (
        last_occurrence(schedule, now).date != today
        or (days and days[-1].date >= today)
        or _is_paused(work, group)
    ):
        work.groups.save(waits)
        return None
    roadmap = roadmap_of(work, group)
    if roadmap is None or _is_idle(work, group, days, today):
        kind = LiveKind.UNSEEN if roadmap is None else LiveKind.IDLE
        _open(work, group, kind, today, now)
        work.groups.save(replace(group, next_post=None))
        return kind
    _sum_up(work, group, days, today, now)
    topic = coming_topic(work, group, roadmap, needed_on(work, group, today))
    kind = LiveKind.FINISHED if topic is None else LiveKind.POST
    if topic is None:
        work.groups.save(replace(group, next_post=None))
    else:
        work.groups.open_day(group.id, today, topic.id)
        work.groups.save(replace(waits, topic=topic.id))
    _open(work, group, kind, today, now)
    return kind


def _sum_up(
    work: UnitOfWork, group: Group, days: tuple[GroupDay, ...], today: date, now: datetime
) -> None:
    """Sum up the week before with the first post of a week, if somebody studied in it.

    There was a post in it, too.
    """
    monday = monday_of(today)
    if days and monday - _WEEK <= days[-1].date < monday:
        _, people = work.groups.topics_done(group.id, monday - _WEEK, monday - _DAY)
        if people:
            _open(work, group, LiveKind.WEEK, monday, now)


def _is_idle(work: UnitOfWork, group: Group, days: tuple[GroupDay, ...], today: date) -> bool:
    """Say whether nobody studied for two weeks, with posts in each and since the group started.

    Where all are in a pause, nobody had to.
    """
    begin, last = today - 2 * _WEEK, today - _DAY
    return (
        group.started is not None
        and group_date(group, group.started) <= begin
        and any(begin <= each.date < begin + _WEEK for each in days)
        and any(begin + _WEEK <= each.date for each in days)
        and needed_on(work, group, today) > 0
        and work.groups.topics_done(group.id, begin, last) == (0, 0)
    )


def _open(work: UnitOfWork, group: Group, kind: LiveKind, day: date, now: datetime) -> None:
    work.live.open(LiveKey(kind, group.id, day), group.place, due=now)


def _is_paused(work: UnitOfWork, group: Group) -> bool:
    return work.places.is_paused(group.place.platform, group.place.chat)
