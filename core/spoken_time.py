"""Spoken times: what people type for a time of day, for days and for quiet hours."""

import re
import unicodedata
from dataclasses import replace
from itertools import groupby

from core.errors import UnclearTime
from core.quiet import Quiet
from core.reminder import Schedule
from core.weekdays import Days

TIME_FORMS = ("8", "8:30", "8.30pm", "20h")
DAYS_FORMS = ("mon-fri", "weekdays", "sat sun", "daily")
SCHEDULE_FORMS = ("8:30", "8.30pm daily", "20h mon-fri", "9 sat sun")
CHANGE_FORMS = ("9:15", "mon-fri", "8.30pm sat sun")
QUIET_FORMS = ("22:00-07:00", "10pm-7am", "22h to 7h30")

_TIME = (
    r"(?:at )?(?:(?P<named>midnight|noon|midday)"
    r"|(?P<hour>\d{1,2})(?: ?[:.h] ?(?P<minute>\d{1,2})| ?h|(?P<joined>\d\d))?"
    r"(?: ?o['\u2019]clock)?(?: ?(?P<half>[ap])\.?(?: ?m\b\.?)?)?)"
)
_WHOLE = re.compile(_TIME)
_AMONG_DAYS = re.compile(rf"(?<![^ ,;]){_TIME}(?![^ ,;])")
_NAMED = {"midnight": 0, "noon": 720, "midday": 720}
_HALF_DAY, _DAY, _HOUR = 12, 24, 60

_DASH = r"-|\u2013|\u2014"
_TO = "to|till?|until|through|thru"
_RANGE = re.compile(rf" ?(?:{_DASH}|\b(?:{_TO})\b) ?")
_HOURS = re.compile(rf"(?:(?:from|between) )?(.+?) ?(?:{_DASH}|\b(?:{_TO}|and)\b) ?(.+)")
_APART = re.compile(r"[ ,;&/+]+")
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {
    **dict.fromkeys(("daily", "everyday", "day", "days"), Days.DAILY),
    **dict.fromkeys(("weekday", "weekdays", "workday", "workdays"), Days.WEEKDAYS),
    **dict.fromkeys(("weekend", "weekends"), Days.WEEKENDS),
    **dict.fromkeys(("", "on", "and", "every", "each", "all"), Days(0)),
}
_SHORTEST_DAY, _SHORTEST_RUN = 2, 3
_ECHO = 24
"""So many letters of a word that could not be read are said back."""


def read_time(typed: str) -> int:
    """Read a time of day such as 8, 8:30, 8.30pm, 20h or noon, in minutes from midnight.

    Raise UnclearTime for what no clock shows.
    """
    words = plain(typed)
    found = _WHOLE.fullmatch(words)
    if found is None:
        raise UnclearTime(typed, "", _no_time(words), TIME_FORMS)
    return _minute(found, typed, "")


def read_days(typed: str) -> Days:
    """Read days such as mon-fri, weekdays, sat sun or daily; raise UnclearTime for what is none."""
    days, unread = _days(plain(typed))
    if unread or not days:
        wrong = _no_day(unread) if unread else "It names no day."
        raise UnclearTime(typed, say_days(days), wrong, DAYS_FORMS)
    return days


def read_schedule(typed: str, zone: str) -> Schedule:
    """Read a time and days, in either order; without days it is daily.

    Raise UnclearTime for a time or days that cannot be read, and where there is no time.
    """
    minute, days, unread = _time_and_days(typed)
    if minute is None:
        understood = "" if unread else say_days(days)
        raise UnclearTime(typed, understood, "It names no time of day.", SCHEDULE_FORMS)
    return Schedule(minute, days or Days.DAILY, zone)


def read_change(typed: str, schedule: Schedule) -> Schedule:
    """Read another time, other days or both; what is not named stays as it is.

    Raise UnclearTime for a time or days that cannot be read, and where there is neither.
    """
    minute, days, unread = _time_and_days(typed)
    if minute is None and (unread or not days):
        wrong = _no_day(unread) if days else _no_time(unread)
        raise UnclearTime(typed, say_days(days), wrong, CHANGE_FORMS)
    return replace(
        schedule,
        minute=schedule.minute if minute is None else minute,
        days=days or schedule.days,
    )


def read_quiet(typed: str) -> Quiet:
    """Read quiet hours such as 22:00-07:00 or 10pm to 7am.

    Raise UnclearTime for a begin or an end that cannot be read, and for hours without an end.
    """
    hours = _HOURS.fullmatch(plain(typed))
    if hours is None:
        raise UnclearTime(typed, "", "Quiet hours need a begin and an end.", QUIET_FORMS)
    understood, minutes, halves = "", [], set()
    for words in hours.groups():
        found = _WHOLE.fullmatch(words)
        if found is None:
            raise UnclearTime(typed, understood, _no_time(words), QUIET_FORMS)
        minutes.append(_minute(found, typed, understood))
        understood = say_time(minutes[0])
        # In 10-11pm the 10 may be either half's; in 22-7am there is no doubt.
        if found["half"] or (found["hour"] and 1 <= int(found["hour"]) <= _HALF_DAY):
            halves.add(bool(found["half"]))
    begin, end = minutes
    if len(halves) > 1:
        raise UnclearTime(typed, "", "Say am or pm for both, or for neither.", QUIET_FORMS)
    if begin == end:
        wrong = f"They begin and end at {understood}."
        raise UnclearTime(typed, understood, wrong, QUIET_FORMS)
    return Quiet(begin, end)


def say_time(minute: int) -> str:
    """Write minutes from midnight as a clock of 24 hours shows them."""
    return f"{minute // 60:02}:{minute % 60:02}"


def say_days(days: Days) -> str:
    """Write days in short: daily, or such as mon-fri or mon wed; read_days reads them back."""
    if days == Days.DAILY:
        return "daily"
    chosen = enumerate(number for number in range(7) if days & 1 << number)
    runs = (
        [_WEEK[number][:3] for _, number in run]
        for _, run in groupby(chosen, lambda place: place[1] - place[0])
    )
    return " ".join(
        f"{run[0]}-{run[-1]}" if len(run) >= _SHORTEST_RUN else " ".join(run) for run in runs
    )


def plain(typed: str) -> str:
    """Fold case, widths of digits and spaces."""
    return " ".join(unicodedata.normalize("NFKC", typed).casefold().split())


def _time_and_days(typed: str) -> tuple[int | None, Days, str]:
    """Give the minute that is named, if any, the days, and the first word that names none.

    Raise UnclearTime for a time that no clock shows, and for words beside one that name no day.
    """
    words = plain(typed)
    found = _AMONG_DAYS.search(words)
    if found is None:
        return None, *_days(words)
    days, unread = _days(f"{words[: found.start()]} {words[found.end() :]}")
    minute = _minute(found, typed, say_days(days))
    if unread:
        understood = f"{say_time(minute)} {say_days(days)}".rstrip()
        raise UnclearTime(typed, understood, _no_day(unread), DAYS_FORMS)
    return minute, days, ""


def _minute(found: re.Match[str], typed: str, understood: str) -> int:
    """Give the minute of a time that has the right shape; raise UnclearTime where no clock does."""
    if found["named"]:
        return _NAMED[found["named"]]
    hour, half = int(found["hour"]), found["half"]
    digits = found["minute"] or found["joined"] or "00"
    wrong = _wrong(hour, digits, half)
    if wrong:
        raise UnclearTime(typed, understood, wrong, TIME_FORMS)
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    return hour * _HOUR + int(digits)


def _wrong(hour: int, digits: str, half: str | None) -> str | None:
    if half and not 1 <= hour <= _HALF_DAY:
        return f"With am and pm, hours are 1 to 12, not {hour}."
    if hour == _DAY:
        return "A day ends at 23:59; midnight is 00:00."
    if hour > _DAY:
        return f"There is no hour {hour}: they are 0 to 23."
    if len(digits) == 1:
        return "Minutes take two digits."
    if int(digits) >= _HOUR:
        return f"There is no minute {digits}: they are 00 to 59."
    return None


def _days(words: str) -> tuple[Days, str]:
    """Give the days that are named, and the first word that names none, empty where all do."""
    days, unread = Days(0), ""
    for word in _APART.split(_RANGE.sub("-", words)):
        named = _named(word)
        if named is None:
            unread = unread or word
        else:
            days |= named
    return days, unread


def _named(word: str) -> Days | None:
    """Give the days that one word names: a group, a day or a range of days, over Sunday too."""
    if word in _GROUPS:
        return _GROUPS[word]
    begin, dash, end = word.partition("-")
    first = _number(begin)
    last = _number(end) if dash else first
    if first is None or last is None:
        return None
    length = (last - first) % 7 + 1
    return Days(sum(1 << (first + ahead) % 7 for ahead in range(length)))


def _number(word: str) -> int | None:
    """Give the number of a day from the first letters of its name, Monday being 0."""
    short = word.removesuffix(".").removesuffix("s")
    if len(short) < _SHORTEST_DAY:
        return None
    return next((number for number, day in enumerate(_WEEK) if day.startswith(short)), None)


def _no_time(words: str) -> str:
    return f"“{words[:_ECHO]}” is no time of day." if words else "It names no time of day."


def _no_day(word: str) -> str:
    return f"“{word[:_ECHO]}” is no day."
