"""The handbook: docs/commands.md, written from the catalogue."""

from collections.abc import Sequence

from bot.dialogue.command import Command, Parameter

_HEAD = """\
# Commands

Written by `python -m bot commands` from the commands' declarations; do not edit it by hand.
The same on every platform: typed in a chat or a terminal, chosen from a menu, or behind a button.

| Command | What it does |
| --- | --- |
"""


def handbook(commands: Sequence[Command]) -> str:
    """Write the page: a table of all commands, then each with its arguments and an example."""
    rows = "\n".join(f"| {_linked(each)} | {each.description} |" for each in commands)
    return "\n\n".join((_HEAD + rows, *(_chapter(each) for each in commands))) + "\n"


def _linked(command: Command) -> str:
    anchor = command.full_name.replace(" ", "-")
    return f"[`/{command.full_name}`](#{anchor})"


def _chapter(command: Command) -> str:
    typed = [parameter for parameter in command.parameters if parameter.option.typed]
    takes = [_argument(parameter) for parameter in typed]
    if command.file:
        takes.append(f"- sent along: {command.file}")
    parts = (
        f"## /{command.full_name}",
        f"`{command.usage}`: {command.description}.",
        "\n".join(takes),
        f"For example: `{command.example}`",
    )
    return "\n\n".join(part for part in parts if part)


def _argument(parameter: Parameter) -> str:
    choices = f" (one of {', '.join(parameter.choices)})" if parameter.choices else ""
    needed = "" if parameter.required else ", may be left out"
    return f"- `{parameter.name}`: {parameter.option.description}{choices}{needed}"
