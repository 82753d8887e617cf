"""Likeness: what somebody may be typing is offered, from the first letter on, typos and all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.likeness import Entry, offered

NAMES = ("start", "next", "done", "skip", "roadmap check", "roadmaps", "switch")
AROUND = {"done": ("Tick off your topic",)}


def offer(typed: str, limit: int = 25) -> tuple[str, ...]:
    return offered(
        (Entry.of(name, name, AROUND.get(name, ())) for name in NAMES), typed, limit=limit
    )


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("s", ("start", "skip", "switch")),
        ("ro", ("roadmap check", "roadmaps")),
        ("roadmap", ("roadmap check", "roadmaps")),
        ("roadmap c", ("roadmap check",)),
        ("swtich", ("switch",)),
        ("TICK", ("done",)),
        ("zebra", ()),
    ],
)
def test_what_is_typed_in_part_or_misspelt_is_offered(typed: str, names: tuple[str, ...]) -> None:
    assert offer(typed) == names


@pytest.mark.parametrize("typed", ["", "  ", "/", "🦆"])
def test_while_no_word_is_typed_the_first_are_offered(typed: str) -> None:
    assert offer(typed, limit=3) == NAMES[:3]


@given(st.text(max_size=40), st.integers(1, 5))
def test_whatever_is_typed_no_more_than_the_limit_is_offered_and_each_once(
    typed: str, limit: int
) -> None:
    found = offer(typed, limit)
    assert len(found) == len(set(found)) <= limit


@given(st.sampled_from(NAMES), st.data())
def test_every_name_is_offered_from_its_first_letter_to_its_last(
    name: str, data: st.DataObject
) -> None:
    typed = name[: data.draw(st.integers(1, len(name)))]
    assert name in offer(typed)
