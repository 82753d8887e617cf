"""The tree: hands on what fits the commands as they are, and answers what no longer does.

Clients keep the commands for a while after a change, so that a call of yesterday's still comes. A
renamed option would get lost in silence, and ``/done`` then tick off another topic than was said.
"""

import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import discord
from discord import AppCommandOptionType, InteractionType, app_commands

from bot.discord.slash import Listener

logger = logging.getLogger(__name__)

_NESTING = {AppCommandOptionType.subcommand.value, AppCommandOptionType.subcommand_group.value}

Option = Mapping[str, Any]
"""An option of an interaction, as Discord sends it."""


class StudyTree(app_commands.CommandTree[discord.Client]):
    """The commands of the bot.

    ``on_outdated`` is awaited after the first call that does not fit, and then never again: to
    announce the commands anew, should Discord have others than it was told. It never raises.
    """

    def __init__(
        self,
        client: discord.Client,
        listener: Listener,
        *,
        on_outdated: Callable[[], Awaitable[object]],
    ) -> None:
        super().__init__(client)
        self._listener = listener
        self._on_outdated = on_outdated
        self._found_outdated = False

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Let through what fits a command."""
        name, options = called(interaction.data or {})
        command = interaction.command
        if isinstance(command, app_commands.Command):
            if interaction.type is InteractionType.autocomplete:
                fitting = _completes(command, options)
            else:
                fitting = _fits(command, options)
            if fitting:
                return True
        if interaction.type is InteractionType.autocomplete:
            # Where nothing is answered the person reads that loading failed.
            with contextlib.suppress(discord.HTTPException):
                await interaction.response.autocomplete([])
        else:
            await self._listener.outdated(interaction, name)
        await self._announce_again(name)
        return False

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Log what went wrong beside the turn, which answers for itself."""
        logger.error("a command failed", exc_info=error, extra={"interaction": interaction.id})

    async def _announce_again(self, name: str) -> None:
        if self._found_outdated:
            return
        self._found_outdated = True
        logger.warning("an outdated command was called", extra={"command": name})
        await self._on_outdated()


def called(data: Mapping[str, Any]) -> tuple[str, Sequence[Option]]:
    """Give the full name of what an interaction calls, and the options it was given."""
    names = [str(data.get("name", ""))]
    options: Sequence[Option] = data.get("options", ())
    while options and options[0]["type"] in _NESTING:
        names.append(options[0]["name"])
        options = options[0].get("options", ())
    return " ".join(names), options


def _fits(command: app_commands.Command[Any, ..., Any], options: Sequence[Option]) -> bool:
    known = {each.display_name: each for each in command.parameters}
    given = {option["name"]: option["type"] for option in options}
    return all(
        name in known and known[name].type.value == kind for name, kind in given.items()
    ) and all(each.display_name in given for each in known.values() if each.required)


def _completes(command: app_commands.Command[Any, ..., Any], options: Sequence[Option]) -> bool:
    completed = {each.display_name for each in command.parameters if each.autocomplete}
    return any(option.get("focused") and option["name"] in completed for option in options)
