"""Commands of the rhythm: rest days, pauses, and when a day begins."""

from typing import Annotated

from bot.dialogue.command import Option, command
from bot.dialogue.commands import times
from bot.dialogue.commands.off import is_off
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import pause as pause_views
from bot.dialogue.views import rhythm as views
from core.use_cases.rhythm import (
    end_pause,
    look_at_rhythm,
    set_day_start,
    set_pause,
    set_rest_days,
)


@command(example="/restdays sat sun")
async def restdays(
    turn: Turn,
    days: Annotated[str | None, Option("days of the week, or off", suggest=times.rest_days)] = None,
) -> Reply:
    """Set the days of the week that need no study."""
    if days is None:
        return views.rest_days_now(await turn.run(look_at_rhythm))
    return views.rest_days_set(await turn.run(set_rest_days, None if is_off(days) else days))


@command(example="/pause 14d")
async def pause(
    turn: Turn,
    dates: Annotated[
        str | None, Option("how long, from when to when, or off", suggest=times.pauses)
    ] = None,
) -> Reply:
    """Pause for some days: nothing comes, and nothing is missed."""
    if dates is None:
        return pause_views.pause_now(await turn.run(look_at_rhythm))
    if is_off(dates):
        return pause_views.pause_ended(await turn.run(end_pause))
    return pause_views.pause_set(await turn.run(set_pause, dates))


@command(example="/daystart 04:00")
async def daystart(
    turn: Turn,
    time: Annotated[
        str | None, Option("a time before noon, or off for midnight", suggest=times.day_starts)
    ] = None,
) -> Reply:
    """Set when your day begins, for who studies past midnight."""
    if time is None:
        return views.day_start_now(await turn.run(look_at_rhythm))
    return views.day_start_set(await turn.run(set_day_start, "midnight" if is_off(time) else time))
