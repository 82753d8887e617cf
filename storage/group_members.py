"""The members of study groups, and their pauses, as rows."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import (
    bindparam,
    delete,
    distinct,
    func,
    insert,
    literal_column,
    select,
    true,
    update,
)

from core.group import GroupId, Member
from core.learner import LearnerId
from core.streak_rules import Pause
from storage import tables
from storage.link import Link

_G = tables.study_group.c
_M = tables.group_member.c
_A = tables.group_absence.c

_THIS = (_M.group == bindparam("its_group"), _M.learner == bindparam("its_learner"))
_MEMBERS = select(_M.group, _M.learner, _M.name, _M.joined, _M.on_board, _M.buddy, _M.asked)
_MEMBER = _MEMBERS.where(*_THIS)
_BUDDIES = (
    _MEMBERS.where(_M.group == bindparam("its_group"), _M.buddy.is_(true()))
    .order_by(_M.asked.nulls_first(), _M.joined, _M.learner)
    .limit(bindparam("most"))
    .offset(literal_column("0"))  # as storage.destinations says
)
_COUNT = (
    update(tables.study_group)
    .where(_G.id == bindparam("its_group"))
    .values(members=_G.members + bindparam("more"))
)
_JOIN = insert(tables.group_member)
_SAVE = update(tables.group_member).where(*_THIS)
_LEAVE = delete(tables.group_member).where(*_THIS)

_PAUSE = insert(tables.group_absence).from_select(
    [_A.group, _A.last, _A.learner, _A.first],
    select(
        _M.group,
        bindparam("last", type_=_A.last.type),
        _M.learner,
        bindparam("first", type_=_A.first.type),
    ).where(_M.learner == bindparam("its_learner")),
)
_ABSENT = insert(tables.group_absence)
_RESUME = delete(tables.group_absence).where(_A.learner == bindparam("its_learner"))
_RESUME_HERE = _RESUME.where(_A.group == bindparam("its_group"))
_PAUSED = (
    select(func.count(distinct(_A.learner)))
    .where(_A.group == bindparam("its_group"))
    .where(_A.last >= bindparam("day"), _A.first <= bindparam("day"))
    .scalar_subquery()
)
_PRESENT = select(_G.members - _PAUSED).where(_G.id == bindparam("its_group"))


class SqlGroupMembers:
    """Keep in the database who is in study groups."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def member(self, group: GroupId, learner: LearnerId) -> Member | None:
        """Find a member of a group."""
        row = self._link.row(_MEMBER, its_group=group, its_learner=learner)
        return None if row is None else Member(*row)

    def join(self, member: Member, pauses: Collection[Pause]) -> None:
        """Let a learner be a member, who was none; ``pauses`` are those they said."""
        # The group first: who points at its row before they write it may block who does so too.
        self._link.write(_COUNT, its_group=member.group, more=1)
        its = {"group": member.group, "learner": member.learner}
        self._link.write(_JOIN, **its, joined=member.joined, **_state(member))
        rows = [{**its, "first": first, "last": last} for first, last in _dates(pauses)]
        self._link.write_all(_ABSENT, rows)

    def save_member(self, member: Member) -> None:
        """Write what is kept of a member."""
        its = {"its_group": member.group, "its_learner": member.learner}
        self._link.write(_SAVE, **its, **_state(member))

    def leave(self, group: GroupId, learner: LearnerId) -> None:
        """Let a learner be a member no more; the days they made count stay counted."""
        if self._link.write(_LEAVE, its_group=group, its_learner=learner):
            self._link.write(_COUNT, its_group=group, more=-1)
            self._link.write(_RESUME_HERE, its_group=group, its_learner=learner)

    def pause(self, learner: LearnerId, pauses: Collection[Pause]) -> None:
        """Let these be the pauses of a learner in all their groups."""
        self._link.write(_RESUME, its_learner=learner)
        for first, last in _dates(pauses):
            self._link.write(_PAUSE, its_learner=learner, first=first, last=last)

    def present(self, group: GroupId, day: date) -> int:
        """Count the members of a group who are not paused on a date."""
        row = self._link.row(_PRESENT, its_group=group, day=day)
        return row[0] if row else 0

    def buddies(self, group: GroupId, *, most: int) -> tuple[Member, ...]:
        """List some who explain and are explained to, who was asked longest ago first."""
        rows = self._link.rows(_BUDDIES, its_group=group, most=most)
        return tuple(Member(*row) for row in rows)


def _state(member: Member) -> dict[str, object]:
    return {
        "name": member.name,
        "on_board": member.on_board,
        "buddy": member.buddy,
        "asked": member.asked,
    }


def _dates(pauses: Collection[Pause]) -> set[tuple[date, date]]:
    """Give the first and the last date of each pause; one may have been said twice."""
    return {(pause.first, pause.last) for pause in pauses}
