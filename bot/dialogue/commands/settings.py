"""The command for all that a learner can set."""

from typing import Annotated, Literal

from bot.dialogue.command import Option, command
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import settings as views
from core.reminder import ReminderKind
from core.use_cases import reminding
from core.use_cases.arrangement import (
    arrangement,
    set_badges,
    set_dark_pictures,
    set_streak_news,
    write_here,
)
from core.use_cases.rhythm import look_at_rhythm

Switch = Annotated[Literal["on", "off"] | None, Option("set by a button", typed=False)]


@command(example="/settings")
async def settings(  # noqa: PLR0913, PLR0917 - an argument for each button
    turn: Turn,
    nudge: Switch = None,
    digest: Switch = None,
    news: Switch = None,
    badges: Switch = None,
    dark: Switch = None,
    here: Annotated[int | None, Option("write here", minimum=1, maximum=1, typed=False)] = None,
) -> Reply:
    """Show all that you can set, and change it by buttons."""
    place = turn.invocation.place
    note = None
    if nudge:
        note = await _opt(turn, ReminderKind.NUDGE, nudge)
    elif digest:
        note = await _opt(turn, ReminderKind.DIGEST, digest)
    elif news:
        note = views.streak_news_words(await turn.run(set_streak_news, on=news == "on"))
    elif badges:
        note = views.badges_words(await turn.run(set_badges, on=badges == "on"))
    elif dark:
        note = views.dark_pictures_words(await turn.run(set_dark_pictures, on=dark == "on"))
    elif here:
        note = views.place_words(await turn.run(write_here, place.destination), place)
    return views.settings(await turn.run(arrangement), place, turn.now, note)


async def _opt(turn: Turn, kind: ReminderKind, to: Literal["on", "off"]) -> str:
    if to == "off":
        return views.opted_out_words(await turn.run(reminding.opt_out, kind))
    here = turn.invocation.place.destination
    opted = await turn.run(reminding.opt_in, kind, here=here)
    return views.opted_in_words(opted, await turn.run(look_at_rhythm), turn.now)
