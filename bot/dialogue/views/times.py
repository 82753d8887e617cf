"""Times: how a time of day, days, instants and quiet hours are said, and where something comes."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from babel.dates import format_time, get_day_names

from bot.dialogue.invocation import Place, PlaceKind
from bot.dialogue.reply import When
from bot.dialogue.views.words import LANGUAGE, listed_words, weekday_words, zone_words
from core.destination import Destination
from core.learner import Moment
from core.quiet import Quiet
from core.reminder import Schedule
from core.spoken_time import say_days, say_time
from core.weekdays import Days

COMMON_TIMES = (420, 480, 540, 720, 1080, 1200)
"""Minutes from midnight: from 7 to 9, at noon, and in the evening."""

COMMON_QUIET = (Quiet(1320, 420), Quiet(1380, 480), Quiet(1260, 360))

COMMON_SNOOZES = (("An hour", "1h"), ("Tonight", "tonight"), ("Tomorrow", "tomorrow"))
"""What is read, and what is typed for it."""

_WEEK = range(7)
_RUN = 3
"""From so many days on, a row of them is said by its first and last."""


def days_words(days: Days) -> str:
    """Say "every day", "every Sunday", "Mon to Fri" or "Mon, Wed, and Sat"."""
    if days == Days.DAILY:
        return "every day"
    chosen = [number for number in _WEEK if days & 1 << number]
    if len(chosen) == 1:
        return f"every {get_day_names('wide', locale=LANGUAGE)[chosen[0]]}"
    rows = groupby(enumerate(chosen), lambda place: place[1] - place[0])
    return listed_words([part for _, row in rows for part in _row([day for _, day in row])])


def schedule_words(schedule: Schedule) -> str:
    """Say "08:30, Mon to Fri"."""
    return f"{say_time(schedule.minute)}, {days_words(schedule.days)}"


def typed_schedule(minute: int, days: Days) -> str:
    """Write what a learner would type for a schedule: "08:30 mon-fri"."""
    return f"{say_time(minute)} {say_days(days)}"


def typed_quiet(quiet: Quiet) -> str:
    """Write what a learner would type for quiet hours: "22:00-07:00"."""
    return f"{say_time(quiet.begin)}-{say_time(quiet.end)}"


def quiet_words(quiet: Quiet) -> str:
    """Say "22:00 to 07:00"."""
    return f"{say_time(quiet.begin)} to {say_time(quiet.end)}"


def instant_words(at: datetime, zone: str) -> When:
    """Say "Mon 23 Nov, 08:30 Lisbon time"."""
    day = weekday_words(Moment.of(at, zone).date)
    return When(at, f"{day}, {clock_time(at, zone)} {zone_words(zone)}")


def clock_time(at: datetime, zone: str) -> str:
    """Say what the clocks of a zone show: "08:30"."""
    return format_time(at.astimezone(ZoneInfo(zone)), "HH:mm", locale=LANGUAGE)


def where_words(destination: Destination, place: Place) -> str:
    """Say where something is written, to a person who reads it in some place.

    The reply to what was said in a group may be shown in private, so a group is never "here".
    """
    if destination == place.destination:
        return "here" if place.kind is PlaceKind.PRIVATE else "in the group where you asked"
    where = "in our private chat" if destination.kind is PlaceKind.PRIVATE else "in your group"
    if destination.platform == place.platform:
        return where
    return f"{where} on {destination.platform.capitalize()}"


def _row(days: Sequence[int]) -> list[str]:
    names = get_day_names("abbreviated", locale=LANGUAGE)
    if len(days) < _RUN:
        return [names[day] for day in days]
    return [f"{names[days[0]]} to {names[days[-1]]}"]
