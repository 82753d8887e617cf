"""The board: opt-in, by days, with ties shared."""

from datetime import datetime

import pytest

from core.errors import NotAMember, UnknownGroup
from core.group import GroupId
from core.learner import Account
from core.use_cases.board import Board, BoardChosen, BoardLine, look_at_board, show_on_board
from core.use_cases.membership import leave_group
from tests.core.use_cases.group_scenes import (
    ADA,
    ADMIN,
    BOB,
    CYD,
    GROUP,
    NAMES,
    PLACE,
    at_work,
    group,
    join,
    known,
    monday,
    press,
)
from tests.core.use_cases.reminding_scenes import DAY
from tests.fakes.unit_of_work import FakeUnitOfWork


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a group with four members, of whom Max alone does not wish to be seen."""
    unit = at_work()
    join(unit, ADMIN, ADA, BOB, CYD)
    for each in (ADA, BOB, CYD):
        show_on_board(unit, each, monday(8), GROUP, on=True)
    unit.committed = False
    return unit


def study(work: FakeUnitOfWork, account: Account, *on: int) -> None:
    """Let somebody do a topic on some days after Monday 23 November."""
    for number, day in enumerate(on, start=1):
        press(work, account, monday(10) + day * DAY, number)


Lines = list[tuple[int, str, int]]


def lines(work: FakeUnitOfWork, at: datetime) -> tuple[Lines, Lines]:
    """Give the rank, name and days of each line of the week and of the month."""
    board = look_at_board(work, ADMIN, at, PLACE)
    week = [(it.rank, it.name, it.days) for it in board.week]
    return week, [(it.rank, it.name, it.days) for it in board.month]


def test_who_chose_to_be_seen_is_on_the_board_with_their_days(work: FakeUnitOfWork) -> None:
    study(work, ADMIN, 0, 1, 2)
    study(work, ADA, 0, 1)

    board = look_at_board(work, ADMIN, monday(12) + 2 * DAY, PLACE)

    ada, mine = known(work, ADA), work.groups.member(GROUP, known(work, ADMIN).id)
    line = BoardLine(1, ada.id, "Ada", 2)
    today = (monday(0) + 2 * DAY).date()
    assert board == Board(group(work), today, week=(line,), month=(line,), mine=mine)


def test_as_many_days_share_a_rank(work: FakeUnitOfWork) -> None:
    study(work, CYD, 0, 1)
    study(work, ADA, 0, 1)
    study(work, BOB, 0)

    week, _ = lines(work, monday(12) + DAY)

    assert week == [(1, "Ada", 2), (1, "Cyd", 2), (3, "Bob", 1)]


def test_a_day_counts_once_however_much_was_done(work: FakeUnitOfWork) -> None:
    for number in (1, 2, 3):
        press(work, ADA, monday(10), number)

    assert lines(work, monday(12)) == ([(1, "Ada", 1)], [(1, "Ada", 1)])


def test_the_week_begins_on_monday_and_the_month_on_its_first(work: FakeUnitOfWork) -> None:
    study(work, ADA, 0, 7)  # Mondays, the last of them 30 November
    study(work, BOB, 9)  # Wednesday 2 December

    assert lines(work, monday(12) + 7 * DAY) == ([(1, "Ada", 1)], [(1, "Ada", 2)])
    assert lines(work, monday(12) + 9 * DAY) == ([(1, "Ada", 1), (1, "Bob", 1)], [(1, "Bob", 1)])


def test_who_leaves_is_off_the_board_at_once(work: FakeUnitOfWork) -> None:
    study(work, ADA, 0)
    leave_group(work, ADA, monday(11), GROUP)

    assert lines(work, monday(12)) == ([], [])


def test_who_chooses_not_to_be_seen_is_off_the_board_at_once(work: FakeUnitOfWork) -> None:
    study(work, ADA, 0)

    chosen = show_on_board(work, ADA, monday(11), GROUP, on=False)

    assert chosen == BoardChosen(group(work), on=False, before=True)
    assert lines(work, monday(12)) == ([], [])
    assert work.committed


def test_nobody_is_on_the_board_without_having_chosen_it() -> None:
    work = at_work()
    join(work, *NAMES)
    for each in NAMES:
        study(work, each, 0)

    assert lines(work, monday(12)) == ([], [])


def test_who_is_no_member_sees_the_board_where_it_is_and_nowhere_else(
    work: FakeUnitOfWork,
) -> None:
    stranger = Account("telegram", "9")

    assert look_at_board(work, stranger, monday(9), PLACE).mine is None
    with pytest.raises(NotAMember):
        look_at_board(work, stranger, monday(9), GROUP)
    with pytest.raises(NotAMember):
        show_on_board(work, stranger, monday(9), GROUP, on=True)
    with pytest.raises(UnknownGroup):
        look_at_board(work, ADA, monday(9), GroupId(9))
