"""Spoken dates: what people type for a day to come."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NoReturn

from core.errors import UnclearTime
from core.goal import FURTHEST
from core.spoken_time import plain, read_days

TARGET_FORMS = ("30 jun", "2027-01-31", "in 3 months")

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP_YEARS_APART = 8
"""The years between two leap years at most: 2096 and 2104."""

_DAY = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_YEAR = r"(?:,? (?P<year>\d{4}))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?:\.(?P<year>\d{4})?)?",
        rf"{_DAY}(?: of)? ?{_NAME}{_YEAR}",
        rf"{_NAME} ?{_DAY}{_YEAR}",
    )
)
_DAY_ALONE = re.compile(_DAY)
_NEAR = {"today": timedelta(), "tomorrow": timedelta(days=1)}
_BY = re.compile(r"(?:by|on|until|till?) ")
_LENGTH = re.compile(
    r"(?:for |in )?(?P<count>\d{1,5}|an?|one) ?"
    r"(?P<unit>d|w|m|y|days?|wks?|weeks?|months?|years?)(?: from now)?"
)
_LONGEST = 100
"""No form has as many letters."""
_ECHO = 24
"""So many letters of what could not be read are said back."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day of a year, or without one of any year; the calendar may have no such day."""

    day: int
    month: int
    year: int | None

    def next(self, today: date) -> date:
        """Give the date, without a year the first from today on; raise UnclearTime for none."""
        return _first(each for each in self._dates(today.year, 1) if self.year or each >= today)

    def last(self, until: date) -> date:
        """Give the date, without a year the last up to another; raise UnclearTime for none."""
        return _first(each for each in self._dates(until.year, -1) if self.year or each <= until)

    def _dates(self, begin: int, step: int) -> Iterator[date]:
        """Give the date in the year, or without one in each that has it from a year on."""
        if not 1 <= self.month <= len(_MONTHS):
            refuse(f"There is no month {self.month}.")
        if self.year is None:
            length, years = _LONGEST_MONTHS[self.month - 1], _years(begin, step)
        elif self.year < date.min.year:
            refuse("There is no year 0.")
        else:
            length, years = monthrange(self.year, self.month)[1], (self.year,)
        if not 1 <= self.day <= length:
            month = _MONTHS[self.month - 1].capitalize()
            refuse(f"{month}{f' {self.year}' if self.year else ''} has {length} days.")
        for year in years:
            with suppress(ValueError):
                yield date(year, self.month, self.day)


def read_target(typed: str, today: date) -> date:
    """Read a day to come such as 30 jun, 2027-01-31 or in 3 months; without a year it is the next.

    Raise UnclearTime for what cannot be read, for a day that is over and for one more than ten
    years ahead.
    """
    with refusing(typed, TARGET_FORMS):
        words = _BY.sub("", folded(typed), count=1)
        target = read_length(words, today) or read_date(words, today)
        if target < today:
            refuse("That day is over.")
        if target - today > FURTHEST:
            refuse("That is more than ten years ahead.")
    return target


def read_date(words: str, today: date) -> date:
    """Read a date in folded words, without a year the first from today on.

    Raise UnclearTime for what is none.
    """
    named = read_named(words, today)
    if named is None:
        refuse(f"“{words[:_ECHO]}” is no date." if words else "It names no date.")
    return named.next(today)


def read_named(words: str, today: date) -> NamedDay | None:
    """Read the day that folded words name: a date, today, tomorrow or a day of the week to come."""
    near = _near(words, today)
    if near is not None:
        return NamedDay(near.day, near.month, near.year)
    for form in _FORMS:
        found = form.fullmatch(words)
        if found is None:
            continue
        parts = found.groupdict()
        month = _month(parts["name"]) if "name" in parts else int(parts["month"])
        if month is not None:
            year = int(parts["year"]) if parts["year"] else None
            return NamedDay(int(parts["day"]), month, year)
    return None


def read_day_of_month(words: str) -> int | None:
    """Read the number of a day in folded words, such as 1 or 1st."""
    found = _DAY_ALONE.fullmatch(words)
    return None if found is None else int(found["day"])


def read_length(words: str, today: date) -> date | None:
    """Read folded words such as 2 weeks or in 3 months; give the day that is so far ahead.

    Of a month that is too short it is the last day. Raise UnclearTime for a day after year 9999.
    """
    found = _LENGTH.fullmatch(words)
    if found is None:
        return None
    count, unit = read_count(found["count"]), found["unit"][0]
    if unit in "dw":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    years, month = divmod(today.month - 1 + count * (12 if unit == "y" else 1), 12)
    year = today.year + years
    if year > date.max.year:
        refuse("That is too far ahead.")
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def read_count(words: str) -> int:
    """Read digits, or words for one."""
    return int(words) if words.isdecimal() else 1


def folded(typed: str) -> str:
    """Fold what was typed, and cut what is longer than anything that can be read."""
    return plain(typed)[:_LONGEST]


def refuse(wrong: str) -> NoReturn:
    """Raise UnclearTime, for ``refusing`` to complete."""
    raise UnclearTime(typed="", understood="", wrong=wrong, forms=())


@contextmanager
def refusing(typed: str, forms: tuple[str, ...]) -> Iterator[None]:
    """Say in what is refused within all that was typed, and the forms that work."""
    try:
        yield
    except UnclearTime as unclear:
        raise UnclearTime(typed, unclear.understood, unclear.wrong, forms) from None


def _near(words: str, today: date) -> date | None:
    """Give today, tomorrow or the next of a day of the week, which is never today."""
    if words in _NEAR:
        return today + _NEAR[words]
    with suppress(UnclearTime):
        days = read_days(words)
        if days.bit_count() == 1:
            weekday = days.bit_length() - 1
            return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return None


def _first(dates: Iterator[date]) -> date:
    found = next(dates, None)
    if found is None:
        refuse("There is no such day.")
    return found


def _month(name: str) -> int | None:
    return next((i for i, month in enumerate(_MONTHS, start=1) if month.startswith(name)), None)


def _years(begin: int, step: int) -> Iterable[int]:
    return range(begin, begin + step * (_LEAP_YEARS_APART + 1), step)
