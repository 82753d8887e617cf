"""Live messages: what is shown of one now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import assert_never

from core.group import Group, GroupDay, GroupId
from core.live import LiveEnd, LiveKind, LiveMessage
from core.ports import UnitOfWork
from core.quorum import QuorumStreak
from core.reminder import next_occurrence, occurrence_on
from core.roadmap import Roadmap, Topic
from core.use_cases.focus import FocusShown, look_at_session
from core.use_cases.group_days import group_date, needed_of, streak_of
from core.use_cases.study import Place, place_of
from core.weekdays import Days

LATE = timedelta(hours=1)
"""A post that comes so much after its time says so."""

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_TO_SUNDAY = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class PostShown:
    """A group's post of a date: its topic, and how many members studied on that date.

    ``needed`` members make the day count, 0 where it needs nothing; ``members`` are not paused on
    it. ``times`` counts the posts in a row with this topic, this one among them. ``over`` says that
    the date is past, ``late`` that the post comes long after its time.
    """

    group: Group
    roadmap_title: str
    topic: Topic
    place_in_section: Place
    date: date
    studied: int
    needed: int
    members: int
    streak: QuorumStreak
    times: int = 1
    over: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class PostWithdrawn:
    """A group's post of today whose topic is there no more.

    ``title`` is that of the roadmap that the group studies; ``moved_on`` says that it is another
    one than the topic was of.
    """

    group: Group
    title: str
    moved_on: bool


@dataclass(frozen=True, slots=True)
class WeekShown:
    """What a group did from ``first`` to ``last``, a Monday and a Sunday.

    So many ``topics`` were done by so many ``people``; of its ``days`` that needed study so many
    counted. The title is None where the group studied another roadmap in that week.
    """

    group: Group
    roadmap_title: str | None
    first: date
    last: date
    topics: int
    people: int
    days_counted: int
    days: int
    streak: QuorumStreak


@dataclass(frozen=True, slots=True)
class FinishedShown:
    """A group has come to the end of its roadmap, after so many ``posts`` from its first topic on.

    ``streak`` is the group's, whatever it studied.
    """

    group: Group
    roadmap_title: str
    posts: int
    streak: QuorumStreak


@dataclass(frozen=True, slots=True)
class RestShown:
    """A group rests by itself.

    It does since its chat sees its roadmap no longer (``unseen``), else since nobody studied for
    two weeks.
    """

    group: Group
    unseen: bool


Content = PostShown | PostWithdrawn | WeekShown | FinishedShown | RestShown | FocusShown


@dataclass(frozen=True, slots=True)
class Shown:
    """What a live message shows now, and when that changes by itself: ``again``.

    ``last`` says that nothing of it changes any more once it is shown.
    """

    content: Content
    again: datetime | None = None
    last: bool = False


def look(work: UnitOfWork, live: LiveMessage, now: datetime) -> Shown | LiveEnd:
    """Say what a leased live message shows now, or how it ends."""
    if live.key.kind is LiveKind.FOCUS:
        seen = look_at_session(work, live, now)
        if live.message is None and seen.over and seen.worked < _MINUTE:
            return LiveEnd.NEEDLESS
        return Shown(seen, seen.phase.end, last=seen.over)
    try:
        group = work.groups.get(GroupId(live.key.subject))
        roadmap = work.roadmaps.get(group.plan.roadmap)
    except KeyError:
        return _over(live)
    match live.key.kind:
        case LiveKind.POST:
            return _post(work, live, group, roadmap, now)
        case LiveKind.WEEK:
            return _week(work, live, group, roadmap, now)
        case LiveKind.FINISHED:
            return _finished(work, group, roadmap, now)
        case LiveKind.UNSEEN | LiveKind.IDLE:
            if group.next_post is not None:
                return _over(live)
            return Shown(RestShown(group, live.key.kind is LiveKind.UNSEEN), last=True)
        case _:
            assert_never(live.key.kind)


def _over(live: LiveMessage) -> LiveEnd:
    return LiveEnd.NEEDLESS if live.message is None else LiveEnd.DONE


def _post(
    work: UnitOfWork, live: LiveMessage, group: Group, roadmap: Roadmap, now: datetime
) -> Shown | LiveEnd:
    """Show a post; one that was not sent on its date, or that was stopped before, is needless."""
    today, date_of = group_date(group, now), live.key.date
    days = work.groups.days(group.id)
    day = next((each for each in days if each.date == date_of), None)
    topic = roadmap.by_id.get(day.topic) if day else None
    unsent = live.message is None
    if day is None or (unsent and (date_of < today or group.next_post is None)):
        return _over(live)
    if topic is None:
        return _over(live) if unsent or date_of < today else _withdrawn(work, group, roadmap, day)
    members = work.groups.present(group.id, date_of)
    need = needed_of(work, group, day, members)
    known = tuple(replace(it, needed=need) if it.date == date_of else it for it in days)
    upto = [each.topic for each in days if each.date <= date_of]
    due = occurrence_on(group.plan.schedule, date_of)
    return Shown(
        PostShown(
            group=group,
            roadmap_title=roadmap.title,
            topic=topic,
            place_in_section=place_of(roadmap, topic),
            date=date_of,
            studied=day.studied,
            needed=need,
            members=members,
            streak=streak_of(work, group, known, min(today, date_of + _DAY)),
            times=sum(1 for _ in takewhile(lambda it: it == topic.id, reversed(upto))),
            over=date_of < today,
            late=live.shown is None and unsent and due is not None and now - due.at > LATE,
        ),
        again=_midnight(group, now),
        last=date_of < today - _DAY,
    )


def _withdrawn(work: UnitOfWork, group: Group, roadmap: Roadmap, day: GroupDay) -> Shown:
    known = {each.id for each in work.roadmaps.known_topics(roadmap.id)}
    return Shown(PostWithdrawn(group, roadmap.title, day.topic not in known), last=True)


def _midnight(group: Group, now: datetime) -> datetime:
    """Give the UTC instant at which the next day of a group begins."""
    every_day = replace(group.plan.schedule, minute=0, days=Days.DAILY)
    return next_occurrence(every_day, now).at


def _week(
    work: UnitOfWork, live: LiveMessage, group: Group, roadmap: Roadmap, now: datetime
) -> Shown | LiveEnd:
    """Show the week before a Monday; one that was not sent in the week after it is needless."""
    last = live.key.date - _DAY
    first = last - _TO_SUNDAY
    if group_date(group, now) > last + _DAY + _TO_SUNDAY:
        return _over(live)
    days = work.groups.days(group.id)
    week = [each for each in days if first <= each.date <= last]
    needs = [needed_of(work, group, each) for each in week]
    topics, people = work.groups.topics_done(group.id, first, last)
    is_its = all(each.topic in roadmap.by_id for each in week)
    shown = WeekShown(
        group=group,
        roadmap_title=roadmap.title if is_its else None,
        first=first,
        last=last,
        topics=topics,
        people=people,
        days_counted=sum(
            each.studied >= max(need, 1) for each, need in zip(week, needs, strict=True)
        ),
        days=sum(max(need, each.studied) > 0 for each, need in zip(week, needs, strict=True)),
        streak=streak_of(work, group, days, last + _DAY),
    )
    return Shown(shown, last=True)


def _finished(work: UnitOfWork, group: Group, roadmap: Roadmap, now: datetime) -> Shown:
    days = work.groups.days(group.id)
    streak = streak_of(work, group, days, group_date(group, now))
    posts = _posts_of_round(work, roadmap, days)
    return Shown(FinishedShown(group, roadmap.title, posts, streak), last=True)


def _posts_of_round(work: UnitOfWork, roadmap: Roadmap, days: Sequence[GroupDay]) -> int:
    """Count the last posts of a roadmap up to where its numbers fell, or another one stands."""
    numbers = {each.id: each.number for each in work.roadmaps.known_topics(roadmap.id)}
    posts, behind = 0, max(numbers.values(), default=0)
    for day in reversed(days):
        number = numbers.get(day.topic)
        if number is None or number > behind:
            break
        posts, behind = posts + 1, number
    return posts
