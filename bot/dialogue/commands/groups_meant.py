"""Groups meant: which study group a turn is about, and whether its person may settle it."""

from typing import Annotated

from bot.dialogue.command import Option
from bot.dialogue.groups import standing_in
from bot.dialogue.invocation import PlaceKind
from bot.dialogue.surroundings import Standing
from bot.dialogue.turn import Turn
from core.destination import Destination
from core.errors import NotAManager, UnknownGroup
from core.group import GroupId
from core.use_cases.group_days import Where
from core.use_cases.group_setup import look_at_group
from core.use_cases.membership import Visitor, my_groups

Held = Annotated[int | None, Option("the group a button stands for", minimum=1, typed=False)]


def place_of(turn: Turn) -> Destination:
    """Give the place that somebody speaks in, whether the bot can post there or not."""
    place = turn.invocation.place
    return Destination(place.platform, place.chat, place.kind, place.thread)


def visitor(turn: Turn) -> Visitor:
    """Say who speaks, as their platform tells it."""
    person, place = turn.invocation.person, turn.invocation.place
    return Visitor(person.name, person.language, (place.platform, place.chat))


async def meant(turn: Turn, group: int | None) -> Where | None:
    """Give the group of a button, of the place, or the only one somebody is a member of.

    None where they have to say which.
    """
    if group is not None:
        return GroupId(group)
    if turn.chat is not None:
        return place_of(turn)
    mine = await turn.run(my_groups)
    return mine[0].group.id if len(mine) == 1 else None


async def managed(turn: Turn, group: int | None = None) -> Where:
    """Give the group that somebody settles, who is asked for at their platform right now.

    Buttons of a group settle it in its own chat alone. Raise UnknownGroup and NotAManager.
    """
    place = turn.invocation.place
    if place.kind is PlaceKind.PRIVATE:
        raise UnknownGroup
    where: Where = place_of(turn)
    if group is not None:
        where = GroupId(group)
        card = await turn.run(look_at_group, where)
        if (card.group.place.platform, card.group.place.chat) != turn.chat:
            raise UnknownGroup
    if await standing_in(turn, place.chat) is not Standing.MANAGER:
        raise NotAManager
    return where
