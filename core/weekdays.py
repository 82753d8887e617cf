"""Weekdays: sets of days of the week."""

from datetime import date
from enum import STRICT, IntFlag


class Days(IntFlag, boundary=STRICT):
    """Days of the week; as a number it is a mask with Monday as its lowest bit."""

    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 4
    THURSDAY = 8
    FRIDAY = 16
    SATURDAY = 32
    SUNDAY = 64
    WEEKDAYS = 31
    WEEKENDS = 96
    DAILY = 127

    @classmethod
    def of(cls, day: date) -> "Days":
        """Give the day of the week of a date."""
        return cls(1 << day.weekday())
