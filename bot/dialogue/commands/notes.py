"""The command for a learner's own words on a topic."""

from typing import Annotated

from bot.dialogue.command import Option, command
from bot.dialogue.commands import suggestions
from bot.dialogue.commands.off import OFF
from bot.dialogue.commands.study import Held
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import notes as views
from core.roadmap import TopicId
from core.selection import Pick
from core.use_cases.notes import set_note, show_note


@command(example="/note 57 worth reading again")
async def note(
    turn: Turn,
    number: Annotated[
        int | None,
        Option("a topic's number; nothing: your topic now", suggest=suggestions.topics, minimum=1),
    ] = None,
    text: Annotated[
        str | None, Option("your words; off takes the note away, nothing shows it")
    ] = None,
    topic: Held = None,
) -> Reply:
    """Write down something about a topic, for yourself."""
    picked = Pick(
        typed=None if number is None else f"#{number}",
        topic=None if topic is None else TopicId(topic),
    )
    if text is None:
        return views.note(await turn.run(show_note, picked))
    wanted = None if text.casefold() == OFF else text
    return views.note_set(await turn.run(set_note, picked, wanted))
