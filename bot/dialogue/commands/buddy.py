"""The command of buddies: who explains a topic to whom in a study group, if they wish to."""

from datetime import date
from typing import Annotated, Literal

from bot.dialogue.command import Option, command
from bot.dialogue.commands.groups_meant import Held, meant
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import buddies as views
from bot.dialogue.views.study_group import which_group
from core.errors import UnknownGroup
from core.group import GroupId
from core.use_cases.explaining import answer_buddy, look_at_buddies, look_at_buddy, set_buddy


@command(example="/buddy on")
async def buddy(
    turn: Turn,
    how: Annotated[Literal["on", "off"] | None, Option("whether you want to be one")] = None,
    group: Held = None,
    answer: Annotated[
        Literal["yes", "no"] | None, Option("whether you explain", typed=False)
    ] = None,
    day: Annotated[str | None, Option("when you were asked", typed=False)] = None,
) -> Reply:
    """Explain topics to others in your study group, and have them explained."""
    if answer is not None:
        return await _answer(turn, group, day, willing=answer == "yes")
    where = await meant(turn, group)
    if where is None:
        mine = await turn.run(look_at_buddies)
        return views.buddies_of(mine) if mine else which_group((), "buddy")
    if how is None:
        return views.buddy_here(await turn.run(look_at_buddy, where))
    here = turn.invocation.place.destination
    return views.buddy_set(await turn.run(set_buddy, where, on=how == "on", here=here))


async def _answer(turn: Turn, group: int | None, day: str | None, *, willing: bool) -> Reply:
    """Answer what a button of a notice asked; one that nobody sent asks nothing."""
    try:
        asked = date.fromisoformat(day or "")
    except ValueError:
        raise UnknownGroup from None
    if group is None:
        raise UnknownGroup
    result = await turn.run(answer_buddy, GroupId(group), asked, willing=willing)
    return views.buddy_answered(result)
