"""The board: on how many days the members of a group studied, of those who chose to be seen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.destination import Destination
from core.errors import NotAMember
from core.group import Group, Member
from core.learner import Account, LearnerId
from core.ports import UnitOfWork
from core.use_cases.group_days import Where, group_at, group_date, monday_of
from core.use_cases.membership import member_behind


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One member on the board; who studied on as many days has the same ``rank``, from 1 on."""

    rank: int
    learner: LearnerId
    name: str
    days: int


@dataclass(frozen=True, slots=True)
class Board:
    """Who studied on how many days since Monday, and since the first of the month, up to today.

    ``mine`` is the member who asks, None where they are none.
    """

    group: Group
    today: date
    week: tuple[BoardLine, ...]
    month: tuple[BoardLine, ...]
    mine: Member | None


@dataclass(frozen=True, slots=True)
class BoardChosen:
    """A member is seen on the board from now on, or no more; ``before`` is how it was."""

    group: Group
    on: bool
    before: bool


def look_at_board(work: UnitOfWork, account: Account, now: datetime, where: Where) -> Board:
    """Show the board of a group: by its place to everybody there, by its id to members alone.

    Raise UnknownGroup, and NotAMember.
    """
    group = group_at(work, where)
    learner = work.learners.of_account(account)
    mine = work.groups.member(group.id, learner.id) if learner else None
    if mine is None and not isinstance(where, Destination):
        raise NotAMember
    today = group_date(group, now)
    standings = work.groups.board(group.id, monday_of(today), today.replace(day=1), today)
    return Board(
        group=group,
        today=today,
        week=_ranked((each.week, each.learner, each.name) for each in standings),
        month=_ranked((each.month, each.learner, each.name) for each in standings),
        mine=mine,
    )


def show_on_board(
    work: UnitOfWork, account: Account, _now: datetime, where: Where, *, on: bool
) -> BoardChosen:
    """Let a member be seen on the board, or be seen no more.

    Raise UnknownGroup and NotAMember.
    """
    group = group_at(work, where)
    member = member_behind(work, account, group)
    work.groups.save_member(replace(member, on_board=on))
    work.commit()
    return BoardChosen(group, on, member.on_board)


def _ranked(counts: Iterable[tuple[int, LearnerId, str]]) -> tuple[BoardLine, ...]:
    """Rank the members by their days, those of as many days by their names."""
    seen = sorted((each for each in counts if each[0]), key=lambda it: (-it[0], it[2], it[1]))
    ranks: dict[int, int] = {}
    for place, (count, _, _) in enumerate(seen, start=1):
        ranks.setdefault(count, place)
    return tuple(BoardLine(ranks[count], learner, name, count) for count, learner, name in seen)
