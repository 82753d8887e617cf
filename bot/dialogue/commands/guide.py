"""The command that tells of all others."""

from collections.abc import Sequence
from typing import Annotated

from bot.dialogue.command import Command, Option, Suggestion, command
from bot.dialogue.commands import suggestions
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import guide as views
from bot.dialogue.views import questions


def help_on(others: Sequence[Command]) -> Command:
    """Make the help command for these commands and itself."""

    async def names(_turn: Turn, typed: str) -> tuple[Suggestion, ...]:
        return suggestions.commands((*others, help_), typed)

    @command(name="help", example="/help done")
    async def help_(
        turn: Turn,  # noqa: ARG001 - every handler takes its turn
        about: Annotated[str | None, Option("a command", suggest=names)] = None,
    ) -> Reply:
        """Show what I can do, or how one command works."""
        lexicon = Lexicon((*others, help_))
        if not about:
            return views.guide(lexicon.commands)
        wanted = about.removeprefix("/").casefold()
        if wanted in lexicon.groups:
            return views.group_help(wanted, lexicon.groups[wanted])
        found = lexicon.by_name.get(wanted)
        if found is None:
            return questions.unknown_command(wanted, lexicon.nearest(wanted))
        return views.command_help(found)

    return help_
