"""Promises about custom ids: what a component carries comes back, and nothing else is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.invocation import Call
from bot.discord.custom_ids import TEMPLATE, Carried

OWNER = st.none() | st.from_regex(r"[0-9]{1,20}", fullmatch=True)
FIELD = st.none() | st.from_regex(r"[a-z0-9_]{1,9}", fullmatch=True)
SHORT = st.builds(
    lambda words: Call("find", {"what": words}).short(),
    st.text(st.characters(codec="utf-8"), max_size=8),
)


@given(SHORT, OWNER, FIELD, st.integers(0, 39))
def test_what_is_carried_comes_back(
    short: str, owner: str | None, field: str | None, number: int
) -> None:
    carried = Carried(short, owner, field)
    custom_id = carried.custom_id(number)
    assert Carried.of(custom_id) == carried
    assert TEMPLATE.fullmatch(custom_id)
    assert len(custom_id) <= 100


def test_components_that_carry_the_same_differ_by_their_number() -> None:
    carried = Carried("next", "1001")
    assert [carried.custom_id(number) for number in (0, 1)] == ["b0:1001::next", "b1:1001::next"]


def test_a_select_carries_its_owner_and_no_call() -> None:
    assert Carried.of(Carried("", "1001").custom_id(3)) == Carried("", "1001")


def test_the_longest_call_fits_with_an_owner() -> None:
    assert len(Carried("x" * 64, "1" * 20).custom_id(39)) == 90


@pytest.mark.parametrize(
    "carried",
    [
        Carried("x" * 64, "1" * 20, "a_long_name_of_a_field"),
        Carried("next", "ada"),
        Carried("next", "1:2"),
        Carried("next", None, "What?"),
    ],
)
def test_what_could_not_be_read_again_is_refused(carried: Carried) -> None:
    with pytest.raises(ValueError, match="not a custom id"):
        carried.custom_id()


@given(st.text() | st.from_regex(TEMPLATE))
def test_any_custom_id_is_read_or_known_as_none_of_ours(custom_id: str) -> None:
    carried = Carried.of(custom_id)
    assert carried is None or TEMPLATE.fullmatch(custom_id)


@pytest.mark.parametrize(
    "custom_id", ["", "done|topic=7", "b:::next", "b1:ada::next", "b1:1:X:next", "b100:::next"]
)
def test_others_are_none_of_ours(custom_id: str) -> None:
    assert Carried.of(custom_id) is None
