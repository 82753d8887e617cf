"""A mix: each roadmap gets its share of the topics, in turn."""

from hypothesis import given
from hypothesis import strategies as st

from core.mix import MOST_SHARES, Strand, furthest_behind

SHARES = st.lists(st.integers(1, MOST_SHARES), min_size=1, max_size=5)


def taken(shares: list[int], topics: int) -> list[int]:
    """Give which roadmap each of so many topics is taken from."""
    order: list[int] = []
    for _ in range(topics):
        strands = [Strand(at, share, order.count(at)) for at, share in enumerate(shares)]
        chosen = furthest_behind(strands)
        assert chosen is not None
        order.append(chosen)
    return order


@given(SHARES)
def test_after_as_many_topics_as_there_are_shares_each_roadmap_has_its_own(
    shares: list[int],
) -> None:
    order = taken(shares, 2 * sum(shares))
    half = order[: sum(shares)]
    assert [half.count(at) for at in range(len(shares))] == shares
    assert order == half * 2


@given(SHARES, st.integers(1, 60))
def test_no_roadmap_ever_runs_a_whole_topic_ahead_of_its_share(
    shares: list[int], topics: int
) -> None:
    order = taken(shares, topics)
    for at, share in enumerate(shares):
        assert order.count(at) < topics * share / sum(shares) + 1


def test_two_to_one_takes_turns() -> None:
    assert taken([2, 1], 6) == [0, 1, 0, 0, 1, 0]


def test_the_largest_share_goes_first() -> None:
    assert taken([1, 2, 4], 7)[0] == 2


def test_equal_ones_take_turns_from_the_first_on() -> None:
    assert taken([1, 1, 1], 6) == [0, 1, 2, 0, 1, 2]


def test_what_was_done_otherwise_counts_too() -> None:
    assert furthest_behind([Strand("python", 2, 7), Strand("django", 1, 0)]) == "django"


def test_nothing_mixed_takes_from_nothing() -> None:
    assert furthest_behind([]) is None
    assert furthest_behind([Strand("python", 0, 3)]) is None
