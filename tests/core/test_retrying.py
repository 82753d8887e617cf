"""Retrying: what becomes of a message, by what kept it from arriving."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.delivery import Extent, Throttled, Unavailable, Undelivered, Unreachable
from core.retrying import (
    FIRST_WAIT,
    LONGEST_WAIT,
    Again,
    Decision,
    GiveUp,
    NextPlace,
    Reason,
    Repeat,
    Sending,
    after,
)

NOW = datetime(2026, 3, 29, 8, 30, tzinfo=UTC)
WINDOW = timedelta(hours=3)

SILENT = Unavailable("no response")
UNHEARD = Unavailable("no connection", heard=False)

sendings = st.builds(
    Sending,
    expires=st.timedeltas(timedelta(0), WINDOW).map(lambda left: NOW + left),
    repeat=st.sampled_from(Repeat),
    failed=st.integers(0, 2_000),
    doubtful=st.integers(0, 3),
)
chances = st.floats(0, 1, exclude_max=True)
errors: st.SearchStrategy[Undelivered] = st.one_of(
    st.builds(Throttled, st.floats(0, 1e300), st.sampled_from(Extent)),
    st.builds(Unavailable, st.just("502"), heard=st.booleans()),
)


def sending(repeat: Repeat = Repeat.SWALLOWED, *, failed: int = 0, doubtful: int = 0) -> Sending:
    return Sending(NOW + WINDOW, repeat, failed, doubtful)


def again(seconds: float) -> Again:
    return Again(NOW + timedelta(seconds=seconds))


@given(st.floats(0, 10_000), st.sampled_from(Extent), st.sampled_from(Repeat), chances)
def test_who_is_asked_to_wait_waits_exactly_that_long(
    asked: float, covers: Extent, repeat: Repeat, chance: float
) -> None:
    throttled = Throttled(asked, covers)
    assert after(throttled, sending(repeat, failed=9, doubtful=9), NOW, chance) == again(asked)


@pytest.mark.parametrize(
    ("failed", "longest"), [(0, 2), (1, 4), (2, 8), (7, 256), (8, 300), (2_000, 300)]
)
def test_without_an_answer_the_longest_wait_doubles_up_to_five_minutes(
    failed: int, longest: int
) -> None:
    assert after(SILENT, sending(failed=failed), NOW, 0.5) == again(longest / 2)


@given(st.integers(0, 2_000), chances)
def test_the_wait_is_anything_from_nothing_to_the_longest(failed: int, chance: float) -> None:
    decided = after(SILENT, sending(failed=failed), NOW, chance)
    longest = min(LONGEST_WAIT, FIRST_WAIT * 2**failed)
    assert decided == again(chance * longest)


@pytest.mark.parametrize(
    ("error", "repeat", "doubtful", "decided"),
    [
        (SILENT, Repeat.SWALLOWED, 0, again(1)),
        (SILENT, Repeat.SWALLOWED, 5, again(1)),
        (SILENT, Repeat.BEARABLE, 0, again(1)),
        (SILENT, Repeat.BEARABLE, 1, GiveUp(Reason.MAYBE_SENT)),
        (SILENT, Repeat.HARMFUL, 0, GiveUp(Reason.MAYBE_SENT)),
        (UNHEARD, Repeat.SWALLOWED, 5, again(1)),
        (UNHEARD, Repeat.BEARABLE, 1, again(1)),
        (UNHEARD, Repeat.HARMFUL, 1, again(1)),
    ],
)
def test_what_may_have_been_sent_is_repeated_only_where_that_does_little_harm(
    error: Unavailable, repeat: Repeat, doubtful: int, decided: Decision
) -> None:
    assert after(error, sending(repeat, doubtful=doubtful), NOW, 0.5) == decided


@given(errors, sendings, chances)
def test_nothing_is_tried_again_once_nobody_wants_it(
    error: Undelivered, message: Sending, chance: float
) -> None:
    match after(error, message, NOW, chance):
        case Again(at):
            assert NOW <= at <= message.expires
        case decided:
            assert decided in {GiveUp(Reason.EXPIRED), GiveUp(Reason.MAYBE_SENT)}


@pytest.mark.parametrize(
    "error", [Throttled(WINDOW.total_seconds()), Throttled(float("inf")), Throttled(1e300)]
)
def test_a_wait_beyond_its_window_ends_a_message(error: Throttled) -> None:
    assert after(error, sending(), NOW, 0.5) == GiveUp(Reason.EXPIRED)


@given(sendings, chances)
def test_a_closed_place_is_paused_whatever_was_tried(message: Sending, chance: float) -> None:
    assert after(Unreachable("blocked"), message, NOW, chance) == NextPlace("blocked")


def test_an_error_outside_the_drawn_tree_is_no_reason_to_send_again() -> None:
    with pytest.raises(TypeError, match="not drawn in the tree"):
        after(Undelivered("?"), sending(), NOW, 0.5)
