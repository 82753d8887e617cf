"""Spoken pauses: from when until when people do not want to study, as they type it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from core.spoken_date import (
    folded,
    read_date,
    read_day_of_month,
    read_length,
    read_named,
    refuse,
    refusing,
)
from core.streak_rules import Pause

PAUSE_FORMS = ("14d", "2 weeks", "1-15 aug", "until 3 sep")

LONGEST_PAUSE = timedelta(days=366)

_TO = re.compile(r",? ?(?:-|\u2013|\u2014|\b(?:to|till?|until|through|thru|and)\b) ?")
_FROM = re.compile(r"(?:from|between) ")
_UNTIL = re.compile(r"(?:until|till?|to|through|thru) (.+)")
_DAYS = re.compile(r"\d{1,5}")
_ONE_DAY = timedelta(days=1)
_BEGUN = timedelta(days=31)


def read_pause(typed: str, today: date) -> Pause:
    """Read a pause such as 14d, 2 weeks, 1-15 aug or until 3 sep; its last day is paused too.

    A number alone are days. A date without a year is the next there is, and a pause that began
    before today begins today. Raise UnclearTime for what cannot be read, for what is over and
    for more than 366 days.
    """
    with refusing(typed, PAUSE_FORMS):
        first, last = _ends(folded(typed), today)
        if last < first:
            refuse("It ends before it begins.")
        if last < today:
            refuse("It is over already.")
        if last - first >= LONGEST_PAUSE:
            refuse(f"A pause takes {LONGEST_PAUSE.days} days at most.")
    return Pause(max(first, today), last)


def _ends(words: str, today: date) -> tuple[date, date]:
    """Give the first and the last day that folded words mean."""
    end = read_length(f"{words} days" if _DAYS.fullmatch(words) else words, today)
    if end is not None:
        if end == today:
            refuse("A pause takes a day at least.")
        return today, end - _ONE_DAY
    until = _UNTIL.fullmatch(words)
    if until:
        return today, read_date(until[1], today)
    words = _FROM.sub("", words, count=1)
    ends = None if read_named(words, today) else next(_ranges(words, today), None)
    if ends is None:
        one = read_date(words, today)
        return one, one
    return ends


def _ranges(words: str, today: date) -> Iterator[tuple[date, date]]:
    """Give what the words mean, split at each dash or word that may divide two dates."""
    for divider in _TO.finditer(words):
        begin, end = words[: divider.start()], words[divider.end() :]
        first = read_named(begin, today)
        # In mon-fri the day at the end follows the one at the beginning.
        last = read_named(end, first.next(today) if first and first.year else today)
        day = read_day_of_month(end if first else begin)
        if first and not last and day:
            last = replace(first, day=day)
        elif last and not first and day:
            first = replace(last, day=day)
        if first and last and replace(first, day=last.day) == last and last.day < first.day:
            refuse("It ends before it begins.")
        if first and last and first.year:
            begins = first.next(today)
            yield begins, last.next(begins)
        elif first and last:
            ends = last.next(today)
            begins = first.last(ends)
            # Who says 1-15 aug within it means this one; a begin that is long over is a slip.
            yield begins if today - begins <= _BEGUN else first.next(ends), ends
