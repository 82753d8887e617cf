"""Commands that hold reminders up: snooze, and the quiet hours."""

from typing import Annotated

from bot.dialogue.command import Option, command
from bot.dialogue.commands import times
from bot.dialogue.commands.off import is_off
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import holding as views
from core.use_cases import prompting
from core.use_cases.arrangement import arrangement, set_quiet


@command(example="/snooze 2h")
async def snooze(
    turn: Turn,
    until: Annotated[
        str | None,
        Option("how long, or until when: 2h, tonight, 18:30", suggest=times.snoozes),
    ] = None,
) -> Reply:
    """Let your topic come again later."""
    if until is None:
        return views.ask_until(await turn.run(arrangement), turn.now)
    result = await turn.run(prompting.snooze, until, here=turn.invocation.place.destination)
    return views.snoozed(result, await turn.run(arrangement), turn.invocation.place)


@command(example="/quiet 22:00-07:00")
async def quiet(
    turn: Turn,
    hours: Annotated[
        str | None, Option("from when to when, or off", suggest=times.quiet_hours)
    ] = None,
) -> Reply:
    """Set the hours in which I write nothing by myself."""
    if hours is None:
        return views.quiet_now(await turn.run(arrangement))
    result = await turn.run(set_quiet, None if is_off(hours) else hours)
    return views.quiet_set(result, await turn.run(arrangement), turn.now)
