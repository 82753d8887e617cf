"""Slash commands: the lexicon as Discord announces, completes and calls it.

A typed value goes to the listener as it is, never through text.
"""

import inspect
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Protocol, TypeAlias

import discord
from discord import app_commands

from bot.dialogue.command import DESCRIPTION_LIMIT, FILE_OPTION, Command, Parameter, Suggestion
from bot.dialogue.invocation import Value
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.views.words import cut
from bot.discord.translation import translatable

COMMANDS_LIMIT = 100
SUBCOMMANDS_LIMIT = 25
OPTIONS_LIMIT = 25

FOR_MANAGERS = discord.Permissions(manage_guild=True)
EVERY_CONTEXT = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
EVERY_INSTALL = app_commands.AppInstallationType(guild=True, user=True)

# Quoted, for the library's generics take their parameters only while types are checked.
Slash: TypeAlias = "app_commands.Command[Any, ..., None]"
AnyCommand: TypeAlias = "Slash | app_commands.Group"
Choice: TypeAlias = "app_commands.Choice[str | int | float]"
Complete: TypeAlias = "Callable[[discord.Interaction, str], Coroutine[Any, Any, list[Choice]]]"


class Listener(Protocol):
    """Hear what people ask for by slash commands. Never raises."""

    async def invoked(
        self,
        interaction: discord.Interaction,
        command: Command,
        arguments: Mapping[str, Value],
        file: discord.Attachment | None,
    ) -> None:
        """Answer a command; ``arguments`` holds only those that were given."""
        ...

    async def suggest(
        self, interaction: discord.Interaction, command: Command, parameter: str, typed: str
    ) -> tuple[Suggestion, ...]:
        """Offer at most 25 arguments for a parameter, given what was typed of it so far."""
        ...

    async def outdated(self, interaction: discord.Interaction, name: str) -> None:
        """Answer a call of a command that is no more, or not any more as it was called."""
        ...


def app_commands_of(
    lexicon: Lexicon, listener: Listener, *, everywhere: bool
) -> "list[AnyCommand]":
    """Make the commands of a lexicon, in its order, a group where its first command stands.

    ``everywhere`` lets them be used in servers, in direct messages and by those who installed the
    bot for themselves; Discord takes that of global commands only. Raise ValueError above a number
    that Discord takes.
    """
    made: dict[str, AnyCommand] = {}
    for command in lexicon.commands:
        if command.group is None:
            made[command.name] = _slash(command, listener)
        elif command.group not in made:
            members = lexicon.groups[command.group]
            made[command.group] = _group(command.group, members, listener)
    _hold(len(made), COMMANDS_LIMIT, "commands")
    if everywhere:
        for each in made.values():
            each.allowed_contexts = EVERY_CONTEXT
            each.allowed_installs = EVERY_INSTALL
    return list(made.values())


def _group(name: str, members: tuple[Command, ...], listener: Listener) -> app_commands.Group:
    """Make a group; only one whose every command is for managers is hidden from all others."""
    _hold(len(members), SUBCOMMANDS_LIMIT, f"subcommands of /{name}")
    words = "; ".join(f"{member.name}: {member.description}" for member in members)
    group = app_commands.Group(
        name=translatable(name, name, "name"),
        description=translatable(cut(words, DESCRIPTION_LIMIT), name, "description"),
        default_permissions=FOR_MANAGERS if all(each.managers_only for each in members) else None,
    )
    for member in members:
        group.add_command(_slash(member, listener))
    return group


def _slash(command: Command, listener: Listener) -> "Slash":
    """Make one command; the library reads its options off the callback's signature."""
    typed = [parameter for parameter in command.parameters if parameter.option.typed]
    options = [_option(parameter) for parameter in typed]
    if command.file is not None:
        options.append(_keyword(FILE_OPTION, discord.Attachment, required=True))
    _hold(len(options), OPTIONS_LIMIT, f"options of /{command.full_name}")

    async def invoked(
        interaction: discord.Interaction, /, **given: Value | discord.Attachment | None
    ) -> None:
        file = given.get(FILE_OPTION)
        await listener.invoked(
            interaction,
            command,
            {name: value for name, value in given.items() if isinstance(value, str | int)},
            file if isinstance(file, discord.Attachment) else None,
        )

    invoked.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # not in its type
        [inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_ONLY), *options]
    )
    _describe(invoked, command, typed, listener)
    slash: Slash = app_commands.Command(
        name=translatable(command.name, command.full_name, "name"),
        description=translatable(command.description, command.full_name, "description"),
        callback=invoked,
    )
    slash.default_permissions = FOR_MANAGERS if command.managers_only else None
    return slash


def _option(parameter: Parameter) -> inspect.Parameter:
    """Give an option as a parameter of a signature."""
    minimum, maximum = parameter.option.minimum, parameter.option.maximum
    kind: object = parameter.kind
    if parameter.kind is int and (minimum is not None or maximum is not None):
        kind = app_commands.Range[int, minimum, maximum]
    return _keyword(parameter.name, kind, required=parameter.required)


def _keyword(name: str, kind: object, *, required: bool) -> inspect.Parameter:
    default = inspect.Parameter.empty if required else None
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _describe(
    invoked: Callable[..., Coroutine[Any, Any, None]],
    command: Command,
    typed: list[Parameter],
    listener: Listener,
) -> None:
    """Write on a callback what its options are called, what they mean and what they offer."""
    descriptions = {parameter.name: parameter.option.description for parameter in typed}
    if command.file is not None:
        descriptions[FILE_OPTION] = command.file
    within = (command.full_name, "options")
    app_commands.rename(
        **{name: translatable(name, *within, name, "name") for name in descriptions}
    )(invoked)
    app_commands.describe(
        **{
            name: translatable(description, *within, name, "description")
            for name, description in descriptions.items()
        }
    )(invoked)
    app_commands.choices(
        **{
            parameter.name: [
                app_commands.Choice(
                    name=translatable(word, *within, parameter.name, "choices", word), value=word
                )
                for word in parameter.choices
            ]
            for parameter in typed
            if parameter.choices
        }
    )(invoked)
    app_commands.autocomplete(
        **{
            parameter.name: _completing(command, parameter, listener)
            for parameter in typed
            if parameter.option.suggest is not None and not parameter.choices
        }
    )(invoked)


def _completing(command: Command, parameter: Parameter, listener: Listener) -> Complete:
    """Make what Discord asks while somebody types."""

    async def complete(interaction: discord.Interaction, typed: str) -> "list[Choice]":
        # A number that is being typed comes as one.
        offered = await listener.suggest(interaction, command, parameter.name, str(typed))
        return [
            app_commands.Choice(name=each.label, value=parameter.kind(each.value))
            for each in offered
        ]

    return complete


def _hold(number: int, limit: int, what: str) -> None:
    if number > limit:
        message = f"Discord takes at most {limit} {what}, not {number}"
        raise ValueError(message)
