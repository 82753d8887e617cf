"""Commands of what a learner aims at: the goal, and the target."""

from collections.abc import Iterable
from typing import Annotated, Literal

from bot.dialogue.command import CHOICES_LIMIT, Option, Suggestion, command
from bot.dialogue.commands.off import OFF, is_off
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import goal as goal_views
from bot.dialogue.views import target as target_views
from bot.dialogue.views.aims import date_words, goal_words
from core.errors import UnclearTime
from core.likeness import Entry, offered
from core.spoken_date import read_target
from core.spoken_goal import read_goal
from core.use_cases import aiming
from core.use_cases.aims import look_at_aims

_TURN_OFF = Suggestion("Turn it off", OFF)


async def goals(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer the goal that was typed, as it is understood; else common ones."""
    try:
        read = read_goal(typed, turn.now.date())
    except UnclearTime:
        common = [Suggestion(label, pace) for label, pace in goal_views.COMMON_GOALS]
        return _fitting(common, typed)
    return (Suggestion(goal_words(read), f"{read.topics}/{read.per}"),)


async def targets(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer the day that was typed, as it is understood; else days that can be reached."""
    shown = await turn.run(aiming.look_at_target)
    today = shown.aims.today
    try:
        read = read_target(typed, today)
    except UnclearTime:
        reached = [
            Suggestion(target_views.choice_words(pace, day, today), day.isoformat())
            for pace, day in shown.choices
        ]
        return _fitting(reached, typed)
    return (Suggestion(date_words(read, today), read.isoformat()),)


@command(example="/goal 5/week")
async def goal(
    turn: Turn,
    pace: Annotated[
        str | None, Option("topics a week or a day: 5/week, 2 a day; or off", suggest=goals)
    ] = None,
    change: Annotated[
        Literal["keep", "lighter"] | None, Option("what a button does", typed=False)
    ] = None,
) -> Reply:
    """Say how much you want to study, and see how you stand."""
    if change == "keep":
        return goal_views.pace_kept(await turn.run(aiming.keep_pace))
    if change == "lighter":
        return goal_views.week_lightened(await turn.run(aiming.lighten_week))
    if pace is None:
        return goal_views.goal_now(await turn.run(look_at_aims))
    return goal_views.goal_set(await turn.run(aiming.set_goal, None if is_off(pace) else pace))


@command(example="/target 30 jun")
async def target(
    turn: Turn,
    day: Annotated[
        str | None, Option("a day to come: 30 jun, in 3 months; or off", suggest=targets)
    ] = None,
    change: Annotated[Literal["move"] | None, Option("what a button does", typed=False)] = None,
) -> Reply:
    """Say by which day you want to be done, and see if that can be."""
    if change == "move":
        return await _moved(turn)
    if day is None:
        return target_views.target_now(await turn.run(aiming.look_at_target))
    result = await turn.run(aiming.set_target, None if is_off(day) else day)
    return target_views.target_set(result)


async def _moved(turn: Turn) -> Reply:
    moved = await turn.run(aiming.move_target)
    if moved.before is None:
        # The message that asked has a topic, which a choice of days must not take the place of.
        return target_views.target_now(await turn.run(aiming.look_at_target), replace=False)
    return target_views.target_moved(moved, moved.before)


def _fitting(choices: Iterable[Suggestion], typed: str) -> tuple[Suggestion, ...]:
    entries = (Entry.of(each, each.label, (str(each.value),)) for each in (*choices, _TURN_OFF))
    return offered(entries, typed, limit=CHOICES_LIMIT)
