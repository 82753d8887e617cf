"""The console's clock: real until it is set, and standing still from then on."""

import re
from datetime import UTC, datetime, timedelta

from core.ports import Clock

_STEP = re.compile(r"\+(\d{1,6})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class ConsoleClock:
    """Tell the time of a clock until a person sets this one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._stands_at: datetime | None = None

    def now(self) -> datetime:
        """Give this instant, aware, in UTC."""
        return self._stands_at or self._clock.now()

    def stand(self, at: datetime) -> None:
        """Stand still at an aware instant."""
        self._stands_at = at.astimezone(UTC)

    def read(self, typed: str) -> datetime:
        """Read an ISO instant with its offset, or a step on from now like +90m, +2h, +1d, +1w.

        A day is 24 hours. Raise ValueError with words for the person where it is neither.
        """
        try:
            return (self._stepped(typed) or _instant(typed)).astimezone(UTC)
        except OverflowError:
            message = f"{typed} lies outside the years 1 to 9999."
            raise ValueError(message) from None

    def _stepped(self, typed: str) -> datetime | None:
        step = _STEP.fullmatch(typed)
        if step is None:
            return None
        return self.now() + timedelta(**{_UNITS[step[2]]: int(step[1])})


def _instant(typed: str) -> datetime:
    try:
        at = datetime.fromisoformat(typed)
    except ValueError:
        message = f"{typed} is no time this clock can be set to."
        raise ValueError(message) from None
    if at.tzinfo is None:
        message = f"{typed} has no offset from UTC: write +01:00 or Z behind it."
        raise ValueError(message)
    return at
