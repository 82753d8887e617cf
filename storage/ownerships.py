"""Whose roadmaps are and who sees them, as columns of theirs and as rows of chats."""

from datetime import datetime

from sqlalchemy import (
    String,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    null,
    select,
    union,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from core.learner import LearnerId
from core.ownership import Audience, Ownership
from core.place import Chat
from core.roadmap import RoadmapId, RoadmapSummary, TopicKind
from storage import tables
from storage.link import Link, Row, Statement

_R = tables.roadmap.c
_T = tables.topic.c
_S = tables.roadmap_share.c
_E = tables.enrolment.c

_THIS = _R.id == bindparam("its_id")
_THERE = _R.removed.is_(None)
_CHAT = (_S.platform == bindparam("its_platform"), _S.chat == bindparam("its_chat"))

_SUMMARY = (
    select(
        _R.id,
        _R.slug,
        _R.title,
        func.count(_T.id).filter(_T.kind == bindparam("topic")),
        func.count(_T.id).filter(_T.kind == bindparam("project")),
    )
    .outerjoin_from(tables.roadmap, tables.topic, (_T.roadmap == _R.id) & ~_T.retired)
    .group_by(_R.id, _R.slug, _R.title)
)
_VISIBLE = _SUMMARY.where(
    # Each is found by an index of its own.
    _R.id.in_(
        union(
            select(_R.id).where(_R.audience == bindparam("public"), _THERE),
            select(_R.id).where(_R.owner == bindparam("viewer"), _THERE),
            select(_R.id)
            .join_from(tables.roadmap_share, tables.roadmap, _S.roadmap == _R.id)
            .where(*_CHAT, _THERE),
            select(_E.roadmap).where(_E.learner == bindparam("viewer")),
        )
    )
)
_SUMMARIES_OF = _SUMMARY.where(_R.owner == bindparam("its_owner"), _THERE)
_OWNERSHIP = select(
    _R.id,
    _R.owner,
    _R.audience,
    _R.link,
    func.coalesce(func.length(_R.source), literal_column("0")),
    _R.added,
    func.coalesce(_R.changed, _R.added, type_=_R.added.type),
    _R.removed,
)
_OF_ROADMAP = _OWNERSHIP.where(_THIS)
_OF_OWNER = _OWNERSHIP.where(_R.owner == bindparam("its_owner"), _THERE).order_by(_R.id)
_REMOVED = _OWNERSHIP.where(
    _R.owner == bindparam("its_owner"),
    _R.removed.is_not(None),
    exists().where(_E.roadmap == _R.id, _E.learner != _R.owner),
).order_by(_R.id)
_SET = update(tables.roadmap).where(_THIS, _THERE)
_REMOVE = update(tables.roadmap).where(_THIS, _THERE).values(link=null(), told=literal_column("0"))
_NEXT_UNTOLD = (
    select(_R.id, _R.told)
    .where(_R.told.is_not(None))
    .order_by(_R.told, _R.id)
    .limit(literal_column("1"))
    .offset(literal_column("0"))  # as storage.destinations says
    .with_for_update(key_share=True)
)
_TELL = update(tables.roadmap).where(_THIS).values(told=bindparam("upto"))
_SHARES = select(_S.platform, _S.chat).where(_S.roadmap == bindparam("its_id"))
# SQLite has the same words for it.
_SHARE = insert(tables.roadmap_share).on_conflict_do_nothing()
_UNSHARE = delete(tables.roadmap_share).where(_S.roadmap == bindparam("its_id"), *_CHAT)
_SHARE_TOO = (
    insert(tables.roadmap_share)
    .from_select(
        [_S.roadmap, _S.platform, _S.chat],
        select(_S.roadmap, _S.platform, bindparam("new_chat", type_=String)).where(*_CHAT),
    )
    .on_conflict_do_nothing()
)
_UNSHARE_ALL = delete(tables.roadmap_share).where(*_CHAT)
_LEARNERS = (
    select(_E.learner)
    .where(_E.roadmap == bindparam("its_id"), _E.learner > bindparam("after"))
    .order_by(_E.learner)
    .limit(bindparam("most"))
    .offset(literal_column("0"))  # as storage.destinations says
)


class SqlOwnerships:
    """Keep in the database what is said of roadmaps beside what stands in their files."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def visible(self, viewer: LearnerId | None, chat: Chat | None) -> tuple[RoadmapSummary, ...]:
        """List the roadmaps that somebody sees, by title; ``chat`` is a (platform, chat)."""
        platform, name = chat or (None, None)
        return self._summaries(
            _VISIBLE,
            public=Audience.PUBLIC.value,
            viewer=viewer,
            its_platform=platform,
            its_chat=name,
        )

    def ownership(self, roadmap: RoadmapId) -> Ownership:
        """Say whose a roadmap is; raise KeyError where there is none."""
        row = self._link.row(_OF_ROADMAP, its_id=roadmap)
        if row is None:
            raise KeyError(roadmap)
        return _ownership(row)

    def owned_by(self, learner: LearnerId) -> tuple[Ownership, ...]:
        """List what a learner owns and did not remove, the oldest first."""
        return tuple(_ownership(row) for row in self._link.rows(_OF_OWNER, its_owner=learner))

    def removed_by(self, learner: LearnerId) -> tuple[Ownership, ...]:
        """List what a learner owned and removed while others were enrolled in it."""
        return tuple(_ownership(row) for row in self._link.rows(_REMOVED, its_owner=learner))

    def summaries_of(self, learner: LearnerId) -> tuple[RoadmapSummary, ...]:
        """List the same roadmaps in the same order, with their titles and counts."""
        by_title = self._summaries(_SUMMARIES_OF, its_owner=learner)
        return tuple(sorted(by_title, key=lambda each: each.id))

    def set_audience(self, roadmap: RoadmapId, audience: Audience, link: str | None) -> None:
        """Write who may see a roadmap, and the token of its link; no two roadmaps share one."""
        self._link.write(_SET, its_id=roadmap, audience=audience.value, link=link)

    def shared_with(self, roadmap: RoadmapId) -> tuple[Chat, ...]:
        """List the (platform, chat) pairs that a roadmap is shared with, sorted."""
        # Sorted here: each database has its own idea of the order of letters.
        rows = self._link.rows(_SHARES, its_id=roadmap)
        return tuple(sorted((platform, chat) for platform, chat in rows))

    def share_with(self, roadmap: RoadmapId, platform: str, chat: str) -> None:
        """Let everybody in a chat see a roadmap, whether they did before or not."""
        self._link.write(_SHARE, roadmap=roadmap, platform=platform, chat=chat)

    def unshare(self, roadmap: RoadmapId, platform: str, chat: str) -> None:
        """Let a chat see a roadmap no longer, whether it did before or not."""
        self._link.write(_UNSHARE, its_id=roadmap, its_platform=platform, its_chat=chat)

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let what is shared with the old chat be shared with the new one instead."""
        if old_chat == new_chat:
            return
        old = {"its_platform": platform, "its_chat": old_chat}
        self._link.write(_SHARE_TOO, **old, new_chat=new_chat)
        self._link.write(_UNSHARE_ALL, **old)

    def remove(self, roadmap: RoadmapId, *, at: datetime) -> None:
        """Remove a roadmap: only who is enrolled in it sees it then, and its link leads nowhere."""
        self._link.write(_REMOVE, its_id=roadmap, removed=at)

    def next_untold(self) -> tuple[RoadmapId, LearnerId] | None:
        """Give a removed roadmap of which some are still to be told, and the last who was."""
        row = self._link.row(_NEXT_UNTOLD)
        return None if row is None else (RoadmapId(row[0]), LearnerId(row[1]))

    def tell(self, roadmap: RoadmapId, upto: LearnerId | None) -> None:
        """Write up to which learner all were told of a removal; None: nobody is left."""
        self._link.write(_TELL, its_id=roadmap, upto=upto)

    def learners_of(self, roadmap: RoadmapId, after: LearnerId, most: int) -> tuple[LearnerId, ...]:
        """List who is enrolled in a roadmap, in the order of their ids, at most so many."""
        rows = self._link.rows(_LEARNERS, its_id=roadmap, after=after, most=most)
        return tuple(learner for (learner,) in rows)

    def _summaries(self, statement: Statement, **values: object) -> tuple[RoadmapSummary, ...]:
        rows = self._link.rows(
            statement, topic=TopicKind.TOPIC.value, project=TopicKind.PROJECT.value, **values
        )
        summaries = (RoadmapSummary(*row) for row in rows)
        # As with chats.
        return tuple(sorted(summaries, key=lambda each: (each.title, each.id)))


def _ownership(row: Row) -> Ownership:
    roadmap, owner, audience, link, size, added, changed, removed = row
    return Ownership(roadmap, owner, Audience(audience), link, size, added, changed, removed)
