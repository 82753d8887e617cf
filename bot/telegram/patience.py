"""Patience with the Bot API: whether a failed request is made again, and after how long."""

from dataclasses import dataclass

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.telegram.transport import OutcomeUnknown


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long to try; times are in seconds.

    ``longest`` is the longest wait that Telegram may ask for; a person does not wait for more.
    """

    attempts: int = 4
    first_pause: float = 0.5
    longest: float = 60.0

    def pause(self, error: TelegramError, attempt: int, *, repeatable: bool) -> float | None:
        """Say how long to wait after a failed attempt (counted from 1), None to give up.

        Where nobody knows whether Telegram did it, only what is ``repeatable`` is asked again: a
        message sent twice is worse than one missed.
        """
        if attempt >= self.attempts:
            return None
        if isinstance(error, RetryAfter):
            asked = seconds_asked(error)
            return asked if asked <= self.longest else None
        if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            again = repeatable or not isinstance(error, OutcomeUnknown)
            return self.first_pause * 2 ** (attempt - 1) if again else None
        return None


def seconds_asked(error: RetryAfter) -> float:
    """Give how long Telegram asks to wait."""
    asked = error.retry_after
    return float(asked) if isinstance(asked, int) else asked.total_seconds()
