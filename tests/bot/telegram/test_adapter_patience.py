"""Patience: which request is made again, and after how long."""

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram.patience import Patience
from bot.telegram.transport import NeverSent, OutcomeUnknown

PATIENCE = Patience(attempts=3, first_pause=0.5, longest=60)


@pytest.mark.parametrize(
    ("error", "repeatable", "pause"),
    [
        (RetryAfter(7), False, 7.0),
        (RetryAfter(61), True, None),
        (NetworkError("Bad Gateway"), False, 0.5),
        (NeverSent("no connection"), False, 0.5),
        (OutcomeUnknown("no answer"), False, None),
        (OutcomeUnknown("no answer"), True, 0.5),
        (BadRequest("Chat not found"), True, None),
        (Forbidden("bot was blocked by the user"), True, None),
        (TelegramError("Invalid server response"), True, None),
    ],
)
def test_only_what_cannot_be_done_twice_by_it_is_tried_again(
    error: TelegramError, *, repeatable: bool, pause: float | None
) -> None:
    assert PATIENCE.pause(error, 1, repeatable=repeatable) == pause


def test_pauses_double_until_it_gives_up() -> None:
    error = NetworkError("Bad Gateway")
    pauses = [PATIENCE.pause(error, attempt, repeatable=True) for attempt in (1, 2, 3)]
    assert pauses == [0.5, 1.0, None]
