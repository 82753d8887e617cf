"""Commands of what comes by itself: the daily prompt, and all reminders."""

from typing import Annotated, Literal, assert_never

from bot.dialogue.command import Option, command
from bot.dialogue.commands import times
from bot.dialogue.commands.off import is_off
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import daily as daily_views
from bot.dialogue.views import reminders as views
from core.errors import UnknownReminder
from core.reminder import Reminder
from core.use_cases import prompting, reminding
from core.use_cases.arrangement import Arrangement, arrangement

Deed = Literal["change", "mute", "unmute", "delete", "confirm"]


@command(example="/daily 8:30 mon-fri")
async def daily(
    turn: Turn,
    when: Annotated[
        str | None, Option("a time, with days if you like; or off", suggest=times.schedules)
    ] = None,
) -> Reply:
    """Get your topic of the day at a time you choose."""
    place = turn.invocation.place
    if when is None:
        return daily_views.daily_now(await turn.run(arrangement), place, turn.now)
    if is_off(when):
        return daily_views.daily_stopped(await turn.run(prompting.stop_daily))
    result = await turn.run(prompting.set_daily, when, here=place.destination)
    pace = turn.paces.get(result.reminder.platform)
    return daily_views.daily_set(result, await turn.run(arrangement), place, turn.now, pace)


@command(example="/remind 2 20:15")
async def remind(
    turn: Turn,
    number: Annotated[int | None, Option("its number in the list", minimum=1)] = None,
    when: Annotated[
        str | None, Option("the time for it, or days, or both", suggest=times.schedules)
    ] = None,
    reminder: Annotated[
        int | None, Option("the reminder a button stands for", minimum=1, typed=False)
    ] = None,
    do: Annotated[Deed | None, Option("what a button does", typed=False)] = None,
) -> Reply:
    """Show your reminders; change, mute or delete them."""
    place = turn.invocation.place
    kept = await turn.run(arrangement)
    if number is None and reminder is None and (when is None or len(kept.reminders) != 1):
        ask = views.reminders if when is None else views.ask_which
        return ask(kept, place, turn.now)
    chosen = _chosen(kept, number, reminder)
    if when is None:
        return await _deal_with(turn, chosen, kept, do)
    if is_off(when):
        return await _deal_with(turn, chosen, kept, "mute")
    result = await turn.run(reminding.change_reminder, chosen.id, when)
    return await _shown(turn, result.reminder, views.changed_words(result))


def _chosen(kept: Arrangement, number: int | None, reminder: int | None) -> Reminder:
    """Give the reminder that is meant, the only one where none is named."""
    if number is None and reminder is None:
        (chosen,) = kept.reminders
        return chosen
    for place, each in enumerate(kept.reminders, start=1):
        if each.id == reminder or (reminder is None and place == number):
            return each
    raise UnknownReminder


async def _deal_with(turn: Turn, chosen: Reminder, kept: Arrangement, do: Deed | None) -> Reply:
    place = turn.invocation.place
    match do:
        case None:
            return views.reminder(chosen, kept, place, turn.now)
        case "change":
            return views.change(chosen, kept.reminders.index(chosen) + 1)
        case "mute" | "unmute":
            muted = await turn.run(reminding.mute_reminder, chosen.id, muted=do == "mute")
            return await _shown(turn, muted.reminder, views.muted_words(muted))
        case "delete":
            return views.ask_to_delete(chosen)
        case "confirm":
            removed = await turn.run(reminding.remove_reminder, chosen.id)
            left = await turn.run(arrangement)
            return views.reminders(left, place, turn.now, views.removed_words(removed))
        case _:
            assert_never(do)


async def _shown(turn: Turn, reminder: Reminder, note: str | None) -> Reply:
    """Show a reminder that was changed just now."""
    kept = await turn.run(arrangement)
    return views.reminder(reminder, kept, turn.invocation.place, turn.now, note)
