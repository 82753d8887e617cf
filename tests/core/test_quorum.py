"""The quorum: how many are enough, and the days in a row on which so many studied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.group import GroupDay
from core.quorum import QuorumStreak, needed, quorum_streak
from core.roadmap import TopicId
from tests.builders import TODAY, days_ago


def day(ago: int, studied: int, needed: int = 2) -> tuple[GroupDay, int]:
    """Give a day of a group, so many days ago, and how many it needs."""
    return GroupDay(days_ago(ago), TopicId(1), studied), needed


@pytest.mark.parametrize(
    ("members", "quorum", "enough"),
    [(0, 50, 1), (1, 50, 1), (2, 50, 1), (3, 50, 2), (4, 50, 2), (10, 75, 8), (3, 100, 3)],
)
def test_at_least_a_part_of_the_members_is_enough_and_never_nobody(
    members: int, quorum: int, enough: int
) -> None:
    assert needed(members, quorum) == enough


@given(st.integers(0, 10_000), st.integers(1, 100))
def test_no_more_is_needed_than_there_are_members_and_never_less_than_the_quorum(
    members: int, quorum: int
) -> None:
    enough = needed(members, quorum)

    assert 1 <= enough <= max(members, 1)
    assert enough * 100 >= members * quorum


def test_days_in_a_row_on_which_enough_studied_are_counted() -> None:
    days = [day(2, 2), day(1, 3), day(0, 2)]

    assert quorum_streak(days, TODAY) == QuorumStreak(3, 3, counted_today=True)


def test_a_day_that_is_not_over_breaks_nothing() -> None:
    assert quorum_streak([day(1, 2), day(0, 0)], TODAY) == QuorumStreak(1, 1)


def test_a_missed_day_takes_a_freeze_and_without_one_ends_the_streak() -> None:
    missed = [
        quorum_streak([day(9, 2), *(day(8 - n, 1) for n in range(k))], TODAY) for k in (1, 2, 3)
    ]

    assert missed == [QuorumStreak(1, 1, 1), QuorumStreak(1, 1, 0), QuorumStreak(0, 1, 0)]


def test_seven_days_earn_a_freeze_back() -> None:
    days = [day(9, 2), day(8, 1), *(day(7 - n, 2) for n in range(7))]

    assert quorum_streak(days, TODAY) == QuorumStreak(8, 8, 2)


def test_days_without_a_post_need_no_study() -> None:
    assert quorum_streak([day(9, 2), day(2, 2)], TODAY) == QuorumStreak(2, 2)


def test_before_the_first_day_that_counts_nothing_is_missed() -> None:
    days = [day(3, 0), day(2, 0), day(1, 2)]

    assert quorum_streak(days, TODAY) == QuorumStreak(1, 1)


def test_a_day_that_needs_nobody_counts_where_somebody_studied_and_costs_nothing_else() -> None:
    days = [day(3, 2), day(2, 0, needed=0), day(1, 1, needed=0), day(0, 0, needed=0)]

    assert quorum_streak(days, TODAY) == QuorumStreak(2, 2)
