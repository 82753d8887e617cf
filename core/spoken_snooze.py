"""Spoken snoozes: until when people put something off, as they type it."""

import re
from datetime import datetime, timedelta

from core.errors import UnclearTime
from core.learner import Moment
from core.reminder import Occurrence, Schedule, next_occurrence
from core.spoken_time import plain, read_time, say_time
from core.weekdays import Days

SNOOZE_FORMS = ("1h", "30 min", "tonight", "tomorrow", "18:30")

MORNING = 8 * 60
"""Tomorrow begins at this minute, for who has no prompt then."""

_EVENING = 20 * 60
_SHORTEST, _LONGEST = timedelta(minutes=1), timedelta(days=14)

_HOURS = r"h|hrs?|hours?"
_MINUTES = r"m|mins?|minutes?"
_SOME = re.compile(
    rf"(?:(?P<days>\d{{1,5}}) ?(?:d|days?))?"
    rf"(?: ?(?P<hours>\d{{1,5}}) ?(?:{_HOURS}))?"
    rf"(?: ?(?:and )?(?P<minutes>\d{{1,5}})(?: ?(?:{_MINUTES}))?)?"
)
_ONE = {
    "half an hour": timedelta(minutes=30),
    "an hour": timedelta(hours=1),
    "a day": timedelta(days=1),
}
_LEAD = re.compile(r"(?:for|in|until|till|to) ")
_TOMORROW = re.compile(r"tomorrow(?:,? (?P<time>.+))?")


def read_snooze(typed: str, now: datetime, zone: str, *, morning: int) -> datetime:
    """Read until when to put something off: 1h, 30 min, tonight, tomorrow or a time of day.

    Tomorrow alone means its minute ``morning``, and a time of day the next instant at which the
    clocks of the zone show it. Raise UnclearTime for what cannot be read, for less than a minute
    and for more than 14 days.
    """
    words = _LEAD.sub("", plain(typed), count=1)
    length = _length(words)
    if length is not None:
        if not _SHORTEST <= length <= _LONGEST:
            wrong = "It can be put off by a minute at least, and by 14 days at most."
            raise UnclearTime(typed, "", wrong, SNOOZE_FORMS)
        return now + length
    if words in {"tonight", "this evening"}:
        return _tonight(typed, now, zone)
    tomorrow = _TOMORROW.fullmatch(words)
    if tomorrow is None:
        return _next(_minute(typed, words), zone, now).at
    minute = morning if tomorrow["time"] is None else _minute(typed, tomorrow["time"])
    return _tomorrow(minute, zone, now).at


def _length(words: str) -> timedelta | None:
    if words in _ONE:
        return _ONE[words]
    found = _SOME.fullmatch(words)
    # A number alone is a time of day.
    if found is None or words.isdecimal() or not words:
        return None
    return timedelta(**{unit: int(number or 0) for unit, number in found.groupdict().items()})


def _tonight(typed: str, now: datetime, zone: str) -> datetime:
    tonight = _next(_EVENING, zone, now)
    if tonight.date > Moment.of(now, zone).date:
        wrong = f"It is later than {say_time(_EVENING)} already."
        raise UnclearTime(typed, "tonight", wrong, ("1h", "tomorrow"))
    return tonight.at


def _tomorrow(minute: int, zone: str, now: datetime) -> Occurrence:
    coming = _next(minute, zone, now)
    if coming.date > Moment.of(now, zone).date:
        return coming
    return _next(minute, zone, coming.at)


def _next(minute: int, zone: str, after: datetime) -> Occurrence:
    return next_occurrence(Schedule(minute, Days.DAILY, zone), after)


def _minute(typed: str, words: str) -> int:
    try:
        return read_time(words)
    except UnclearTime as unclear:
        raise UnclearTime(typed, "", unclear.wrong, SNOOZE_FORMS) from None
