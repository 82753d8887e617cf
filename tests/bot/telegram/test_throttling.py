"""How far a wish to wait goes is guessed from who was refused, and when."""

from bot.telegram.throttling import CHATS, WITHIN, Throttling
from core.delivery import Extent


def test_one_chat_that_is_refused_again_and_again_is_one_chat() -> None:
    throttling = Throttling()

    told = {throttling.refused("ada", second / 10) for second in range(40)}

    assert told == {Extent.CHAT}


def test_so_many_chats_within_seconds_are_the_platform() -> None:
    throttling = Throttling()

    told = [throttling.refused(f"chat {number}", number / 10) for number in range(CHATS)]

    assert told == [*[Extent.CHAT] * (CHATS - 1), Extent.PLATFORM]


def test_refusals_that_lie_further_apart_are_those_of_chats() -> None:
    throttling = Throttling()

    told = {throttling.refused(f"chat {number}", number * WITHIN) for number in range(9)}

    assert told == {Extent.CHAT}


def test_where_telegram_takes_messages_meanwhile_the_refusals_are_those_of_chats() -> None:
    throttling = Throttling()
    told = set()
    for number in range(9):
        told.add(throttling.refused(f"chat {number}", number / 10))
        throttling.taken()

    assert told == {Extent.CHAT}
