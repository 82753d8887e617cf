"""The command for badges: which ones there are, and whether they are shown."""

from typing import Annotated, Literal

from bot.dialogue.command import Option, command
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import badges as views
from core.use_cases.arrangement import set_badges
from core.use_cases.badges import report_badges


@command(example="/badges")
async def badges(
    turn: Turn,
    show: Annotated[Literal["on", "off"] | None, Option("set by a button", typed=False)] = None,
) -> Reply:
    """Show the badges you have earned."""
    if show:
        await turn.run(set_badges, on=show == "on")
    return views.badges(await turn.run(report_badges))
