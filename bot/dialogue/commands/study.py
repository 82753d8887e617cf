"""Commands of the day's study: the next topic, done, skipped, later, taken back."""

from typing import Annotated, Literal

from bot.dialogue.command import Option, command
from bot.dialogue.commands import suggestions
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import study as views
from bot.dialogue.views import topic as topic_views
from bot.dialogue.views.ticked import ALL, ticked_again
from core.errors import RoadmapChanged
from core.roadmap import TopicId
from core.selection import Pick
from core.use_cases import study
from core.use_cases.undo import undo_action

Held = Annotated[int | None, Option("the topic a button stands for", minimum=1, typed=False)]


def picked(what: str | None, topic: int | None) -> Pick:
    """Give what a person picked, by typing or by a button."""
    return Pick(typed=what, topic=_held(topic))


def _held(topic: int | None) -> TopicId | None:
    return None if topic is None else TopicId(topic)


@command(name="next", example="/next")
async def next_topic(turn: Turn, topic: Held = None) -> Reply:
    """Show the topic to study now."""
    return topic_views.offered(await turn.run(study.next_topic, _held(topic)))


@command(example="/done 57-60, 63")
async def done(  # noqa: PLR0913, PLR0917 - what is typed, and what buttons carry
    turn: Turn,
    what: Annotated[
        str | None,
        Option("numbers, ranges or words; nothing: your topic now", suggest=suggestions.topics),
    ] = None,
    day: Annotated[Literal["today", "yesterday"] | None, Option("the day you did it")] = None,
    topic: Held = None,
    ticked: Annotated[
        str | None, Option("which ticked boxes of the file to count", typed=False)
    ] = None,
    seen: Annotated[
        int | None, Option("the revision a button was offered for", typed=False)
    ] = None,
) -> Reply:
    """Tick off your topic, or those you name."""
    if ticked:
        return await _count_ticked(turn, _held(topic), ticked, seen)
    return views.completed(
        await turn.run(study.complete_topics, picked(what, topic), yesterday=day == "yesterday")
    )


async def _count_ticked(turn: Turn, topic: TopicId | None, which: str, seen: int | None) -> Reply:
    # Buttons of before revisions were carried mean all that is ticked, too.
    numbers = None if seen is None or which == ALL else which
    try:
        counted = await turn.run(study.complete_ticked, topic, numbers=numbers, seen=seen)
    except RoadmapChanged:
        return ticked_again(await turn.run(study.look_at_ticked, topic))
    return views.completed(counted)


@command(example="/skip 57")
async def skip(
    turn: Turn,
    what: Annotated[
        str | None, Option("a number or words; nothing: your topic now", suggest=suggestions.topics)
    ] = None,
    topic: Held = None,
) -> Reply:
    """Put a topic aside; it comes again at the end of its section."""
    return views.skipped(await turn.run(study.skip_topic, picked(what, topic)))


@command(example="/later")
async def later(turn: Turn) -> Reply:
    """Leave your topic for another time; it stays your topic."""
    return topic_views.kept_for_later(await turn.run(study.next_topic))


@command(example="/undo")
async def undo(
    turn: Turn,
    action: Annotated[
        int | None, Option("the action a button stands for", minimum=1, typed=False)
    ] = None,
) -> Reply:
    """Take back your last action; again for the one before, up to 20."""
    return views.undone(await turn.run(undo_action, action))
