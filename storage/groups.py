"""Study groups, as rows."""

from datetime import datetime

from sqlalchemy import (
    String,
    bindparam,
    exists,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    update,
)

from core.destination import Destination
from core.group import Group, GroupId, Moves, Plan
from core.learner import LearnerId
from core.place import PlaceKind
from core.reminder import Schedule
from core.roadmap import RoadmapId, TopicId
from core.weekdays import Days
from storage import tables
from storage.columns import Instant
from storage.group_days import SqlGroupDays
from storage.link import Row

_G = tables.study_group.c
_M = tables.group_member.c
_L = tables.live_message.c
_F = tables.focus_session.c

_GROUPS = select(
    _G.id,
    _G.platform,
    _G.chat,
    _G.kind,
    _G.thread,
    _G.roadmap,
    _G.minute,
    _G.days,
    _G.zone,
    _G.moves,
    _G.quorum,
    _G.role,
    _G.topic,
    _G.members,
    _G.next_post,
    _G.started,
    _G.moved_from,
)
# FOR NO KEY UPDATE: holds the group, yet lets other rows be written that point at it.
_GET = _GROUPS.where(_G.id == bindparam("its_id")).with_for_update(key_share=True)
_AT = _GROUPS.where(
    _G.platform == bindparam("platform"),
    _G.chat == bindparam("chat"),
    _G.thread.is_not_distinct_from(bindparam("thread", type_=_G.thread.type)),
).with_for_update(key_share=True)
# FOR UPDATE: while a group moves on to its next day, nobody writes what was studied in it.
_DUE = (
    _GROUPS.where(_G.platform == bindparam("platform"))
    .where(_G.next_post <= bindparam("now", type_=Instant))
    .order_by(_G.next_post, _G.id)
    .limit(bindparam("most"))
    .offset(literal_column("0"))  # as storage.destinations says
    .with_for_update(skip_locked=True)
)
_NEXT_DUE = select(func.min(_G.next_post)).where(
    _G.platform == bindparam("platform"), _G.next_post.is_not(None)
)
_OF_LEARNER = (
    _GROUPS.join_from(tables.study_group, tables.group_member, _M.group == _G.id)
    .where(_M.learner == bindparam("learner"))
    .order_by(_G.id)
)
_STANDING_AT = _GROUPS.where(_G.topic == bindparam("its_topic")).order_by(_G.id)
_STUDYING = _OF_LEARNER.where(_G.roadmap == bindparam("roadmap"))
_ADD = insert(tables.study_group).returning(_G.id)
_SAVE = update(tables.study_group).where(_G.id == bindparam("its_id"))

_OLD = (_G.platform == bindparam("its_platform"), _G.chat == bindparam("old_chat"))
_THERE = tables.study_group.alias("there").c
_IS_TAKEN = exists().where(
    _THERE.platform == _G.platform,
    _THERE.chat == bindparam("new_chat", type_=String),
    _THERE.thread.is_not_distinct_from(_G.thread),
)
_STOP = update(tables.study_group).where(*_OLD, _IS_TAKEN).values(next_post=null())
_MOVE = update(tables.study_group).where(*_OLD, ~_IS_TAKEN)
_OLD_LIVE = (_L.platform == bindparam("its_platform"), _L.chat == bindparam("old_chat"))
# Telegram counts the messages of the new chat anew: by the old ids others would be edited there.
# One more lease, so that who shows it in the old chat meanwhile has none.
_UNSEND_LIVE = (
    update(tables.live_message)
    .where(*_OLD_LIVE, _L.message.is_not(None), _L.ended.is_(None))
    .values(
        message=null(),
        due=_L.rests_until,
        leased_until=null(),
        leases=_L.leases + literal_column("1"),
    )
)
_MOVE_LIVE = update(tables.live_message).where(*_OLD_LIVE)
_OTHER = tables.focus_session.alias("other").c
_GOES_ON_THERE = exists().where(
    _OTHER.platform == _F.platform,
    _OTHER.chat == bindparam("new_chat", type_=String),
    _OTHER.thread.is_not_distinct_from(_F.thread),
    _OTHER.ended.is_(None),
)
_MOVE_SESSIONS = (
    update(tables.focus_session)
    .where(_F.platform == bindparam("its_platform"), _F.chat == bindparam("old_chat"))
    .where(or_(_F.ended.is_not(None), ~_GOES_ON_THERE))
)


class SqlGroups(SqlGroupDays):
    """Keep study groups in the database."""

    __slots__ = ()

    def get(self, group: GroupId) -> Group:
        """Give a group, held until the unit of work ends; raise KeyError where there is none."""
        row = self._link.row(_GET, its_id=group)
        if row is None:
            raise KeyError(group)
        return _group(row)

    def at(self, place: Destination) -> Group | None:
        """Find the group of a chat, or of a thread of one, held as by ``get``."""
        row = self._link.row(_AT, platform=place.platform, chat=place.chat, thread=place.thread)
        return None if row is None else _group(row)

    def add(self, place: Destination, plan: Plan) -> Group:
        """Make a group of a place that has none; it is not at work yet.

        Of two units of work that race to make one, the second is run again, and finds the first's.
        """
        number = self._link.added(_ADD, members=0, **_written(place, plan))
        return Group(GroupId(number), place, plan)

    def save(self, group: Group) -> None:
        """Write a group's place, plan, topic and next post; its members are counted elsewhere."""
        self._link.write(
            _SAVE,
            its_id=group.id,
            **_written(group.place, group.plan),
            topic=group.topic,
            next_post=group.next_post,
            started=group.started,
            moved_from=group.moved_from,
        )

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let the groups, live messages and sessions of the old chat be those of the new one.

        What was sent there is sent anew, and knows when it was last shown. A group whose new place
        has one already stays where it was, and is at work no more. So does a session that has not
        been ended.
        """
        if old_chat == new_chat:
            return
        old = {"its_platform": platform, "old_chat": old_chat}
        self._link.write(_STOP, **old, new_chat=new_chat)
        self._link.write(_MOVE, **old, new_chat=new_chat, chat=new_chat, moved_from=old_chat)
        self._link.write(_UNSEND_LIVE, **old)
        self._link.write(_MOVE_LIVE, **old, chat=new_chat)
        self._link.write(_MOVE_SESSIONS, **old, new_chat=new_chat, chat=new_chat)

    def due(self, platform: str, now: datetime, *, most: int) -> tuple[Group, ...]:
        """Give the groups whose next post has come due, the longest due first.

        They are held until the unit of work ends; those that another holds are left out.
        """
        rows = self._link.rows(_DUE, platform=platform, now=now, most=most)
        return tuple(map(_group, rows))

    def next_due(self, platform: str) -> datetime | None:
        """Say when a group of a platform posts next, or should have; None where none does."""
        row = self._link.row(_NEXT_DUE, platform=platform)
        return row[0] if row else None

    def of_learner(self, learner: LearnerId) -> tuple[Group, ...]:
        """List the groups that a learner is a member of, the oldest first."""
        return tuple(map(_group, self._link.rows(_OF_LEARNER, learner=learner)))

    def studying(self, learner: LearnerId, roadmap: RoadmapId) -> tuple[Group, ...]:
        """List the groups of a learner that study a roadmap, the oldest first."""
        return tuple(map(_group, self._link.rows(_STUDYING, learner=learner, roadmap=roadmap)))

    def standing_at(self, topic: TopicId) -> tuple[Group, ...]:
        """List the groups whose last post has this topic, the oldest first."""
        return tuple(map(_group, self._link.rows(_STANDING_AT, its_topic=topic)))


def _written(place: Destination, plan: Plan) -> dict[str, object]:
    return {
        "platform": place.platform,
        "chat": place.chat,
        "kind": place.kind.value,
        "thread": place.thread,
        "roadmap": plan.roadmap,
        "minute": plan.schedule.minute,
        "days": int(plan.schedule.days),
        "zone": plan.schedule.zone,
        "moves": plan.moves.value,
        "quorum": plan.quorum,
        "role": plan.role,
    }


def _group(row: Row) -> Group:
    number, platform, chat, kind, thread, *plan, topic, members, next_post, started, moved_from = (
        row
    )
    roadmap, minute, days, zone, moves, quorum, role = plan
    schedule = Schedule(minute, Days(days), zone)
    return Group(
        number,
        Destination(platform, chat, PlaceKind(kind), thread),
        Plan(roadmap, schedule, Moves(moves), quorum, role),
        topic,
        members,
        next_post,
        started,
        moved_from,
    )
