"""The command that mixes roadmaps."""

from typing import Annotated

from bot.dialogue.command import Option, command
from bot.dialogue.commands.off import is_off
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import mix as views
from core.use_cases.mix import look_at_mix, set_mix


@command(example="/mix python 2 django 1")
async def mix(
    turn: Turn,
    shares: Annotated[
        str | None, Option("your roadmaps, each with its share of the topics; or off")
    ] = None,
) -> Reply:
    """Take the daily prompt from several roadmaps, each by its share."""
    if shares is None:
        return views.mix_now(await turn.run(look_at_mix))
    return views.mix_set(await turn.run(set_mix, None if is_off(shares) else shares))
