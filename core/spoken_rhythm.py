"""Spoken rhythm: what people type for rest days and for the time at which their day begins."""

from core.errors import UnclearTime
from core.spoken_date import refusing
from core.spoken_time import read_days, read_time, say_days, say_time
from core.weekdays import Days

REST_FORMS = ("sat sun", "weekends", "fri", "wed sun")
DAY_START_FORMS = ("04:00", "3:30am", "2h", "midnight")

NOON = 12 * 60


def read_rest_days(typed: str) -> Days:
    """Read rest days such as sat sun, fri or weekends.

    Raise UnclearTime for what names no day, and for all seven.
    """
    with refusing(typed, REST_FORMS):
        days = read_days(typed)
        if days == Days.DAILY:
            wrong = "A week needs at least one day that is no rest day."
            raise UnclearTime(typed, say_days(days), wrong, REST_FORMS)
    return days


def read_day_start(typed: str) -> int:
    """Read the time at which a day begins, such as 04:00 or midnight, in minutes from midnight.

    Raise UnclearTime for what no clock shows, and for noon or later.
    """
    with refusing(typed, DAY_START_FORMS):
        minute = read_time(typed)
        if minute >= NOON:
            wrong = "A day begins before noon: from 00:00 to 11:59."
            raise UnclearTime(typed, say_time(minute), wrong, DAY_START_FORMS)
    return minute
