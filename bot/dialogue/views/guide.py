"""The guide: what the bot can do, as its commands tell it."""

from collections.abc import Iterator, Sequence

from bot.dialogue.command import Command
from bot.dialogue.reply import Heading, Items, Line, Mono, Paragraph, Reply
from bot.dialogue.views.words import listed_words, next_button


def guide(commands: Sequence[Command]) -> Reply:
    """List all commands with what they do; those of a group together, to be one message."""
    return Reply(
        blocks=(
            Heading(("What I can do",)),
            Items(tuple(_lines(commands))),
            Paragraph(("Words without a slash are searched for in your roadmap.",)),
            Paragraph(("More about one command: ", Mono("/help done"))),
        ),
        buttons=((next_button(),),),
        private=True,
    )


def group_help(group: str, commands: Sequence[Command]) -> Reply:
    """Tell what the commands of a group do."""
    lines = tuple((Mono(each.usage), f": {each.description}") for each in commands)
    return Reply(
        blocks=(
            Heading((Mono(f"/{group}"),)),
            Items(lines),
            Paragraph(("More about one of them: ", Mono(f"/help {commands[0].full_name}"))),
        ),
        private=True,
    )


def command_help(command: Command) -> Reply:
    """Tell what one command does and takes, with an example."""
    takes: list[Line] = [
        (Mono(parameter.name), f": {parameter.option.description}")
        for parameter in command.parameters
        if parameter.option.typed
    ]
    if command.file:
        takes.append((f"sent along: {command.file}",))
    return Reply(
        blocks=(
            Heading((Mono(command.usage),)),
            Paragraph((f"{command.description}.",)),
            *((Items(tuple(takes)),) if takes else ()),
            Paragraph(("For example: ", Mono(command.example))),
        ),
        private=True,
    )


def _lines(commands: Sequence[Command]) -> Iterator[Line]:
    """Say each command where it stands, and a group where its first command does."""
    said: set[str] = set()
    for each in commands:
        if each.group is None:
            yield (Mono(each.usage), f": {each.description}")
        elif each.group not in said:
            said.add(each.group)
            names = [other.name for other in commands if other.group == each.group]
            yield (Mono(f"/{each.group}"), f" with {listed_words(names)}: {each.description}")
