"""Suggestions of times: schedules, instants to snooze until, quiet hours, and the rhythm."""

from collections.abc import Iterable

from bot.dialogue.command import Suggestion
from bot.dialogue.commands.off import OFF
from bot.dialogue.turn import Turn
from bot.dialogue.views.pause import COMMON_PAUSES, pause_words, typed_pause
from bot.dialogue.views.rhythm import COMMON_DAY_STARTS, COMMON_RESTS
from bot.dialogue.views.times import (
    COMMON_QUIET,
    COMMON_SNOOZES,
    COMMON_TIMES,
    days_words,
    quiet_words,
    schedule_words,
    typed_quiet,
    typed_schedule,
)
from core.errors import UnclearTime
from core.quiet import Quiet
from core.reminder import Schedule
from core.spoken_pause import read_pause
from core.spoken_rhythm import read_day_start, read_rest_days
from core.spoken_time import read_days, read_quiet, read_schedule, say_days, say_time
from core.use_cases.rhythm import look_at_rhythm
from core.weekdays import Days

_OFTEN = (Days.DAILY, Days.WEEKDAYS, Days.WEEKENDS)
_SNOOZES = tuple(Suggestion(label, until) for label, until in COMMON_SNOOZES)
_PAUSES = tuple(Suggestion(label, typed) for label, typed in COMMON_PAUSES)
_TURN_OFF = Suggestion("Turn it off", OFF)


async def schedules(_turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer what was typed as it is understood, on the usual days too; else common times."""
    try:
        read = read_schedule(typed, "UTC")
    except UnclearTime:
        return _common(typed)
    every = _OFTEN if read.days == Days.DAILY else (read.days,)
    return tuple(_schedule(read.minute, days) for days in every)


async def snoozes(_turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer the usual ways to say until when."""
    return _fitting(_SNOOZES, typed)


async def quiet_hours(_turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer the hours that were typed, as they are understood; else common ones."""
    try:
        return (_quiet(read_quiet(typed)),)
    except UnclearTime:
        return _fitting((*map(_quiet, COMMON_QUIET), _TURN_OFF), typed)


async def rest_days(_turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer the rest days that were typed, as they are understood; else common ones."""
    try:
        return (_rest(read_rest_days(typed)),)
    except UnclearTime:
        return _fitting((*map(_rest, COMMON_RESTS), _TURN_OFF), typed)


async def pauses(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer the pause that was typed, as it is understood; else common ones."""
    today = (await turn.run(look_at_rhythm)).today
    try:
        pause = read_pause(typed, today)
    except UnclearTime:
        return _fitting((*_PAUSES, _TURN_OFF), typed)
    return (Suggestion(f"Pause {pause_words(pause, today)}", typed_pause(pause)),)


async def day_starts(_turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer the time that was typed, as it is understood; else common ones."""
    try:
        return (_day_start(read_day_start(typed)),)
    except UnclearTime:
        return _fitting(map(_day_start, COMMON_DAY_STARTS), typed)


def _common(typed: str) -> tuple[Suggestion, ...]:
    """Offer common times, on the days that were typed if they are days."""
    try:
        days = read_days(typed)
    except UnclearTime:
        daily = (_schedule(minute, Days.DAILY) for minute in COMMON_TIMES)
        return _fitting((*daily, _TURN_OFF), typed)
    return tuple(_schedule(minute, days) for minute in COMMON_TIMES)


def _fitting(offered: Iterable[Suggestion], typed: str) -> tuple[Suggestion, ...]:
    begun = typed.casefold()
    return tuple(
        each
        for each in offered
        if each.label.casefold().startswith(begun) or str(each.value).startswith(begun)
    )


def _schedule(minute: int, days: Days) -> Suggestion:
    label = schedule_words(Schedule(minute, days, "UTC"))
    return Suggestion(label, typed_schedule(minute, days))


def _rest(days: Days) -> Suggestion:
    return Suggestion(days_words(days), say_days(days))


def _day_start(minute: int) -> Suggestion:
    return Suggestion(say_time(minute), say_time(minute))


def _quiet(quiet: Quiet) -> Suggestion:
    return Suggestion(quiet_words(quiet), typed_quiet(quiet))
