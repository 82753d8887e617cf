"""The command of the board of a study group."""

from typing import Annotated, Literal

from bot.dialogue.command import Option, command
from bot.dialogue.commands.groups_meant import Held, meant
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import board as views
from bot.dialogue.views.study_group import which_group
from core.use_cases.board import look_at_board, show_on_board
from core.use_cases.membership import my_groups


@command(example="/board on")
async def board(
    turn: Turn,
    me: Annotated[
        Literal["on", "off"] | None, Option("on: show your days to the others; off: no more")
    ] = None,
    group: Held = None,
) -> Reply:
    """See who studied on how many days, of those in your study group who show it."""
    where = await meant(turn, group)
    if where is None:
        return which_group(await turn.run(my_groups), "board")
    note = None
    if me is not None:
        note = views.chosen_words(await turn.run(show_on_board, where, on=me == "on"))
    return views.board(await turn.run(look_at_board, where), note)
