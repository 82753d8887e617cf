"""Undelivered: what Telegram's refusals and silences say of a message that nobody asked for."""

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.telegram.patience import seconds_asked
from bot.telegram.posting import says
from bot.telegram.throttling import Throttling
from bot.telegram.transport import NeverSent
from core.delivery import Throttled, Unavailable, Undelivered, Unreachable

_CLOSED = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "input_user_deactivated",
    "user_is_deactivated",
    "user_is_blocked",
    "group chat was deactivated",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_plain_forbidden",
    "chat_send_photos_forbidden",
    "chat_send_docs_forbidden",
    "not enough rights to send",
    "have no rights to send",
    "need administrator rights",
    "channel_private",
    "topic_closed",
)
"""What a BadRequest says of a place where asking again does not help.

The last is said of a forum's General too, which is no thread that could be left out.
"""


def undelivered(
    error: TelegramError, chat: str, throttling: Throttling, now: float
) -> Undelivered | None:
    """Say what kept a message from arriving; None where the message itself is at fault.

    ``now`` is in the seconds that ``throttling`` goes by.
    """
    match error:
        case RetryAfter():
            return Throttled(seconds_asked(error), throttling.refused(chat, now))
        case Forbidden():
            return Unreachable(error.message)
        case BadRequest() if says(error, *_CLOSED):
            return Unreachable(error.message)
        case BadRequest():
            return None
        case NeverSent() | InvalidToken() | ChatMigrated():
            return Unavailable(repr(error), heard=False)
        case _:
            return Unavailable(repr(error))
