"""A day: the date on which an instant counts, as the clocks of a zone show it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_DAY_MINUTES = 24 * 60


def day_of(at: datetime, zone: str, begins: int = 0) -> date:
    """Give the date on which an aware instant counts where the day begins some minutes late.

    With ``begins`` at 240 a date lasts from its four in the morning to that of the next. Raise
    ValueError for a naive instant and for a minute that no day has.
    """
    if at.tzinfo is None:
        message = "a day needs an aware datetime"
        raise ValueError(message)
    if not 0 <= begins < _DAY_MINUTES:
        message = f"a day has no minute {begins}"
        raise ValueError(message)
    # Taking from an aware datetime moves the hands of the clock, whatever the zone does meanwhile.
    return (at.astimezone(ZoneInfo(zone)) - timedelta(minutes=begins)).date()
