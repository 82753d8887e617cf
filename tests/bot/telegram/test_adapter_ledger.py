"""The ledger: what is confirmed to Telegram, whatever order turns end in."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.polling import WINDOW, Ledger


def test_before_the_first_update_nothing_is_confirmed() -> None:
    assert Ledger().offset is None


@given(st.permutations(range(10, 16)), st.integers(0, 6))
def test_everything_before_the_first_open_turn_is_confirmed_and_nothing_after(
    ended: list[int], count: int
) -> None:
    ledger = Ledger()
    taken = [ledger.take(update) for update in range(10, 16)]
    for update in ended[:count]:
        ledger.close(update)

    assert taken == [True] * 6
    assert ledger.offset == min(ended[count:], default=16)


def test_an_update_in_hand_is_not_taken_twice() -> None:
    ledger = Ledger()
    assert [ledger.take(7), ledger.take(7)] == [True, False]


def test_one_slow_turn_does_not_keep_more_than_a_window_from_coming() -> None:
    ledger = Ledger()
    for update in range(WINDOW):
        ledger.take(update)
    for update in range(1, WINDOW):
        ledger.close(update)
    assert ledger.offset == WINDOW


def test_ids_may_begin_again_anywhere() -> None:
    ledger = Ledger()
    for update in (900, 12):  # after a quiet week Telegram starts at a number of its choice
        assert ledger.take(update)
        ledger.close(update)
    assert ledger.offset == 13


def test_it_is_quiet_when_every_turn_is_over() -> None:
    async def play() -> tuple[bool, bool]:
        ledger = Ledger()
        ledger.take(1)
        busy = await ledger.quiet(within=0)
        ledger.close(1)
        return busy, await ledger.quiet(within=10)

    assert asyncio.run(play()) == (False, True)
