"""Commands that change what counts as done in a roadmap: placement, and beginning anew."""

from dataclasses import replace
from typing import Annotated, Literal

from bot.dialogue.command import Option, command
from bot.dialogue.commands import suggestions
from bot.dialogue.commands.study import Held, picked
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import placement as views
from bot.dialogue.views import reset as reset_views
from bot.dialogue.views import study as study_views
from core.errors import NothingToUndo
from core.learner import EnrolmentId
from core.placement import PAGE
from core.roadmap import TopicId
from core.use_cases import placement as placing
from core.use_cases.reset import ask_reset, reset_roadmap
from core.use_cases.study import know_topics
from core.use_cases.undo import undo_action

_BY_BUTTON = Option("set by buttons", minimum=0, typed=False)
_LEVEL = Option("set by buttons", minimum=1, maximum=99, typed=False)
_CHOSEN = Option("set by buttons", minimum=0, maximum=2**PAGE - 1, typed=False)

_ANSWERS = {"all", "some", "none"}
"""Words that are no topic's here: the answers on the buttons, which are for one part."""

Known = Literal["all", "some", "none", "these", "rest", "skip", "stop"]
"""What an answer says of a part: the last four are about a page of its topics.

Those chosen are known; "rest" knows all behind the page too, "skip" none of them.
"""


@command(example="/placement 1-120")
async def placement(  # noqa: PLR0913 - what is typed, and what the buttons of its questions carry
    turn: Turn,
    what: Annotated[
        str | None,
        Option("numbers, ranges or words you know; nothing: I ask", suggest=suggestions.topics),
    ] = None,
    *,
    topic: Held = None,
    level: Annotated[int | None, _LEVEL] = None,
    on: Annotated[int | None, _CHOSEN] = None,
    know: Annotated[Known | None, _BY_BUTTON] = None,
    seen: Annotated[int | None, _BY_BUTTON] = None,
    back: Annotated[int | None, _BY_BUTTON] = None,
) -> Reply:
    """Say what you know already, section by section; it earns no streak."""
    if what and what.casefold() in _ANSWERS:
        return views.asked_in_parts(await turn.run(placing.ask_placement))
    if what or (topic and not level):
        # Whoever answers a question in words would mark what no more than looks like them.
        known = replace(picked(what, topic), exact=True)
        return study_views.completed(await turn.run(know_topics, known))
    if not topic or not level:
        return views.asked(await turn.run(placing.ask_placement))
    if back:
        await _take_back(turn, back)
    spot = placing.Spot(TopicId(topic), level, seen or 0, single=on is not None)
    return await _answered(turn, spot, know, on or 0)


async def _take_back(turn: Turn, action: int) -> None:
    """Take an answer back; where that was done before, a button was tapped twice."""
    try:
        await turn.run(undo_action, action)
    except NothingToUndo as nothing:
        if not nothing.undone_before:
            raise


async def _answered(turn: Turn, spot: placing.Spot, know: Known | None, on: int) -> Reply:
    """Take an answer, and ask on."""
    match know:
        case "all":
            return views.asked(await turn.run(placing.know_all, spot))
        case "some":
            return views.asked(await turn.run(placing.know_some, spot))
        case "none":
            return views.asked(await turn.run(placing.know_none, spot))
        case "these":
            return views.asked(await turn.run(placing.know_these, spot, views.places(on)))
        case "rest" | "skip":
            rest = know == "rest"
            return views.asked(
                await turn.run(placing.know_these, spot, views.places(on), rest=rest)
            )
        case "stop" if on:
            return views.stopped(await turn.run(placing.know_these, spot, views.places(on)))
        case "stop":
            return views.stopped(await turn.run(placing.ask_placement, spot))
        case None:
            return views.asked(await turn.run(placing.ask_placement, spot), on)


@command(example="/reset")
async def reset(
    turn: Turn,
    roadmap: Annotated[
        str | None,
        Option("the one to begin anew; nothing: your current", suggest=suggestions.begun_roadmaps),
    ] = None,
    sure: Annotated[
        int | None, Option("the enrolment a button stands for", minimum=1, typed=False)
    ] = None,
) -> Reply:
    """Begin a roadmap anew; your streak stays, and /undo brings all back."""
    if sure:
        return reset_views.done(await turn.run(reset_roadmap, EnrolmentId(sure)))
    return reset_views.asked(await turn.run(ask_reset, roadmap))
