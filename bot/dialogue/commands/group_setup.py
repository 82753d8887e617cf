"""Commands that set a study group up: to begin one, to settle it, and to stop it."""

from typing import Annotated, Literal, assert_never

from bot.dialogue.command import Option, command
from bot.dialogue.commands import times
from bot.dialogue.commands.groups_meant import Held, managed, place_of
from bot.dialogue.commands.typed_plan import change_by_words
from bot.dialogue.home import guess_zone
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import group_card as views
from bot.dialogue.views import group_choices as choices
from core.group import Moves
from core.roadmap import RoadmapId
from core.use_cases.group_days import Where
from core.use_cases.group_setup import (
    GroupCard,
    call_role,
    change_plan,
    look_at_group,
    roadmaps_for,
    set_up,
    start_group,
    stop_group,
    usual_plan,
)

Choice = Literal["roadmap", "time", "zone", "pace", "quorum"]


@command(group="study", example="/study here", public=True)
async def here(turn: Turn) -> Reply:
    """Let this group study a roadmap together: one post a day, a shared streak."""
    await managed(turn)
    lacks = await turn.surroundings.lacks(turn.invocation.place, turn=turn.id)
    if lacks:
        return views.lacking(lacks)
    place = place_of(turn)
    plan = await turn.run(usual_plan, place, await guess_zone(turn))
    return _card(turn, await turn.run(set_up, place, plan))


@command(name="settings", group="study", example="/study settings 19:00 mon-fri", public=True)
async def group_settings(  # noqa: PLR0913, PLR0917 - an argument for each button
    turn: Turn,
    change: Annotated[
        str | None, Option("a time, days, a city, 75%, or a role to call", suggest=times.schedules)
    ] = None,
    group: Held = None,
    show: Annotated[Choice | None, Option("what a button offers", typed=False)] = None,
    do: Annotated[
        Literal["start", "nobody"] | None, Option("what a button does", typed=False)
    ] = None,
    roadmap: Annotated[int | None, Option("the roadmap", minimum=1, typed=False)] = None,
    zone: Annotated[str | None, Option("the zone", typed=False)] = None,
    moves: Annotated[Literal["daily", "quorum"] | None, Option("the pace", typed=False)] = None,
    quorum: Annotated[int | None, Option("per cent", minimum=1, maximum=100, typed=False)] = None,
) -> Reply:
    """Show how this study group is set up, and change it."""
    where = await managed(turn, group)
    if show is not None:
        return await _offer(turn, where, show)
    if change is not None:
        return await change_by_words(turn, where, change)
    if do == "start":
        return await _start(turn, where)
    if do == "nobody":
        return _card(turn, await turn.run(call_role, where, None))
    changed = await turn.run(
        change_plan,
        where,
        roadmap=None if roadmap is None else RoadmapId(roadmap),
        zone=zone,
        moves=None if moves is None else Moves(moves),
        quorum=quorum,
    )
    return _card(turn, changed)


@command(group="study", example="/study stop", public=True)
async def stop(turn: Turn, group: Held = None) -> Reply:
    """Let this study group rest: no more posts, and all that was done is kept."""
    where = await managed(turn, group)
    return _card(turn, await turn.run(stop_group, where), views.STOPPED)


async def _offer(turn: Turn, where: Where, choice: Choice) -> Reply:
    card = await turn.run(look_at_group, where)
    match choice:
        case "roadmap":
            known = await turn.run(roadmaps_for, card.group.place)
            return choices.choose_roadmap(card, known)
        case "time":
            return choices.choose_time(card)
        case "zone":
            return choices.choose_zone(card, await guess_zone(turn), turn.now)
        case "pace":
            return choices.choose_pace(card)
        case "quorum":
            return choices.choose_quorum(card)
        case _:
            assert_never(choice)


async def _start(turn: Turn, where: Where) -> Reply:
    """Put a group to work where the bot can post."""
    lacks = await turn.surroundings.lacks(turn.invocation.place, turn=turn.id)
    if lacks:
        return views.lacking(lacks)
    return _card(turn, await turn.run(start_group, where), views.STARTED)


def _card(turn: Turn, card: GroupCard, note: str | None = None) -> Reply:
    return views.group_card(card, turn.now, note)
