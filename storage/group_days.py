"""The days of study groups and what was studied on them, as rows.

How many studied on a day is counted as they do, so that it costs the same however many there are.
What a learner studies is written only while they are held, so none is counted twice.
"""

from datetime import date

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    case,
    delete,
    distinct,
    exists,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from core.group import GroupDay, GroupId, Standing
from core.learner import LearnerId
from core.roadmap import TopicId
from storage import tables
from storage.group_members import SqlGroupMembers

_G = tables.study_group.c
_M = tables.group_member.c
_D = tables.group_day.c
_S = tables.group_study.c

_ITS = _D.group == bindparam("its_group")
_THIS = (_ITS, _D.date == bindparam("its_date"))
_DAYS = select(_D.date, _D.topic, _D.studied, _D.needed).where(_ITS).order_by(_D.date)
_OPEN_DAYS = _DAYS.where(_D.date < bindparam("before"), _D.needed.is_(None))
_DAY = select(_D.date, _D.topic, _D.studied, _D.needed).where(*_THIS)
# Who writes a study points at the group's row: it is waited for, and then is counted here.
_HOLD = select(_G.id).where(_G.id == bindparam("its_group")).with_for_update()
_SHARE = (
    select(_G.id).where(_G.id == bindparam("its_group")).with_for_update(read=True, key_share=True)
)
# SQLite has the same words for ON CONFLICT.
_OPEN = (
    insert(tables.group_day)
    .from_select(
        [_D.group, _D.date, _D.topic, _D.studied],
        select(
            bindparam("its_group", type_=_D.group.type),
            bindparam("its_date", type_=_D.date.type),
            bindparam("its_topic", type_=_D.topic.type),
            func.count(distinct(_S.learner)),
        ).where(_S.group == bindparam("its_group"), _S.date == bindparam("its_date")),
    )
    .on_conflict_do_nothing()
)
_CLOSE = update(tables.group_day).where(*_THIS, _D.needed.is_(None))
_DROP = delete(tables.group_day).where(*_THIS, _D.studied == literal_column("0"))

_STUDIED = insert(tables.group_study).on_conflict_do_nothing()
_NOT_STUDIED = (
    delete(tables.group_study)
    .where(_S.group == bindparam("its_group"), _S.learner == bindparam("its_learner"))
    .where(_S.topic == bindparam("its_topic"))
    .returning(_S.date)
)
_THEIRS = and_(_S.group == _D.group, _S.date == _D.date, _S.learner == bindparam("its_learner"))
_COUNT_IN = (
    update(tables.group_day)
    .where(*_THIS, ~exists().where(_THEIRS, _S.topic != bindparam("its_topic")))
    .values(studied=_D.studied + literal_column("1"))
)
_COUNT_OUT = (
    update(tables.group_day)
    .where(*_THIS, ~exists().where(_THEIRS))
    .values(studied=_D.studied - literal_column("1"))
)

_OF_MEMBERS = tables.group_study.join(
    tables.group_member, and_(_M.group == _S.group, _M.learner == _S.learner)
)
_BETWEEN = (
    _S.group == bindparam("its_group"),
    _S.date >= bindparam("first"),
    _S.date <= bindparam("last"),
)
_DONE_BY = (
    select(func.count(distinct(_S.learner)))
    .select_from(_OF_MEMBERS)
    .where(_S.group == bindparam("its_group"), _S.topic == bindparam("its_topic"))
)
_TOPICS_DONE = (
    select(func.count(distinct(_S.topic)), func.count(distinct(_S.learner)))
    .select_from(_OF_MEMBERS)
    .where(*_BETWEEN)
)


def _days_since(name: str) -> ColumnElement[int]:
    return func.count(distinct(case((_S.date >= bindparam(name), _S.date))))


_BOARD = (
    select(_S.learner, _M.name, _days_since("week"), _days_since("month"))
    .select_from(_OF_MEMBERS)
    .where(*_BETWEEN, _M.on_board)
    .group_by(_S.learner, _M.name)
)


class SqlGroupDays(SqlGroupMembers):
    """Keep in the database what was studied in study groups."""

    __slots__ = ()

    def days(self, group: GroupId) -> tuple[GroupDay, ...]:
        """List the days of a group in the order of their dates."""
        return tuple(GroupDay(*row) for row in self._link.rows(_DAYS, its_group=group))

    def open_days(self, group: GroupId, before: date) -> tuple[GroupDay, ...]:
        """List the days before a date that are not closed, in the order of their dates."""
        rows = self._link.rows(_OPEN_DAYS, its_group=group, before=before)
        return tuple(GroupDay(*row) for row in rows)

    def share(self, group: GroupId) -> None:
        """Let a group not move on to its next day until the unit of work ends."""
        self._link.row(_SHARE, its_group=group)

    def day(self, group: GroupId, day: date) -> GroupDay | None:
        """Find the day of a group with this date."""
        row = self._link.row(_DAY, its_group=group, its_date=day)
        return None if row is None else GroupDay(*row)

    def open_day(self, group: GroupId, day: date, topic: TopicId) -> None:
        """Make a day of a group, where there is none of that date; who studied on it is counted."""
        self._link.row(_HOLD, its_group=group)
        self._link.write(_OPEN, its_group=group, its_date=day, its_topic=topic)

    def close_day(self, group: GroupId, day: date, needed: int) -> None:
        """Fix how many had to study on a day, where that is open."""
        self._link.write(_CLOSE, its_group=group, its_date=day, needed=needed)

    def drop_day(self, group: GroupId, day: date) -> bool:
        """Let a day be none, if nobody studied on it; say whether that is so."""
        return self._link.write(_DROP, its_group=group, its_date=day) == 1

    def studied(self, group: GroupId, learner: LearnerId, day: date, topic: TopicId) -> None:
        """Count that a member did a topic on a date, counted before or not."""
        if self._link.write(_STUDIED, group=group, date=day, learner=learner, topic=topic):
            self._link.write(
                _COUNT_IN, its_group=group, its_date=day, its_learner=learner, its_topic=topic
            )

    def not_studied(self, group: GroupId, learner: LearnerId, topic: TopicId) -> None:
        """Take back that a member did a topic, counted or not."""
        # As who writes a study does: a day is not opened before this is counted out of it.
        self.share(group)
        rows = self._link.rows(_NOT_STUDIED, its_group=group, its_learner=learner, its_topic=topic)
        for (day,) in rows:
            self._link.write(_COUNT_OUT, its_group=group, its_date=day, its_learner=learner)

    def done_by(self, group: GroupId, topic: TopicId) -> int:
        """Count the members who did a topic, on whatever date."""
        [(number,)] = self._link.rows(_DONE_BY, its_group=group, its_topic=topic)
        return int(number)

    def topics_done(self, group: GroupId, first: date, last: date) -> tuple[int, int]:
        """Count the topics done, and the members who did any, from one date to another."""
        [(topics, members)] = self._link.rows(_TOPICS_DONE, its_group=group, first=first, last=last)
        return topics, members

    def board(self, group: GroupId, week: date, month: date, last: date) -> tuple[Standing, ...]:
        """List the members who chose to be seen and studied since the week or the month began."""
        rows = self._link.rows(
            _BOARD, its_group=group, week=week, month=month, first=min(week, month), last=last
        )
        # Databases have orders of their own for names.
        return tuple(
            sorted(
                (Standing(*row) for row in rows),
                key=lambda it: (-it.month, -it.week, it.name, it.learner),
            )
        )
