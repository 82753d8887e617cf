"""Questions: what is asked back where something typed or pressed is no whole command."""

from dataclasses import replace

from bot.dialogue.arguments import ArgumentRefused
from bot.dialogue.command import Command, Parameter, Suggestion
from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    LABEL_LIMIT,
    Ask,
    Button,
    Items,
    Line,
    Mono,
    Paragraph,
    Quote,
    Reply,
)
from bot.dialogue.views.refused import ECHO, OFFERED, example_of, refused
from bot.dialogue.views.words import column, cut


def question(command: Command, parameter: Parameter, offered: tuple[Suggestion, ...]) -> Reply:
    """Ask for an argument that is missing: what it could be as buttons, free text as a form."""
    buttons = column(
        *(
            Button(
                cut(each.label, LABEL_LIMIT), Call(command.full_name, {parameter.name: each.value})
            )
            for each in offered[:OFFERED]
        )
    )
    return Reply(
        blocks=(
            Paragraph((f"I need one thing more: {parameter.option.description}.",)),
            Paragraph(example_of(command)),
        ),
        buttons=buttons,
        asks=_form(command, parameter) if parameter.is_free else None,
        private=True,
        refusal=True,
    )


def argument(command: Command, error: ArgumentRefused) -> Reply:
    """Say which argument could not be taken, what it may be, and an example."""
    given = cut(error.given, ECHO)
    parameter = error.parameter
    if parameter is None:
        wrong: Line = ("/", command.full_name, f" takes nothing more: I could not use “{given}”.")
    else:
        wrong = (f"“{given}” is not what /{command.full_name} takes here: {_possible(parameter)}.",)
    return refused(wrong, example_of(command))


def subcommand(group: str, commands: tuple[Command, ...]) -> Reply:
    """Ask which command of a group is meant."""
    return Reply(
        blocks=(
            Paragraph((f"/{group} what?",)),
            Items(tuple((Mono(each.usage), f": {each.description}") for each in commands)),
        ),
        buttons=column(*(Button(each.full_name, Call(each.full_name)) for each in commands)),
        private=True,
        refusal=True,
    )


def unknown_command(word: str, nearest: tuple[Command, ...]) -> Reply:
    """Say that there is no such command, and which are like it."""
    wrong: Line = (
        (f"There is no command /{cut(word, ECHO)}.",) if word else ("A slash alone is no command.",)
    )
    if not nearest:
        return refused(wrong, ("All commands: ", Mono("/help")))
    return Reply(
        blocks=(
            Paragraph(wrong),
            Paragraph(("Did you mean one of these?",)),
            Items(tuple((Mono(f"/{each.full_name}"), f": {each.description}") for each in nearest)),
        ),
        buttons=(tuple(Button(f"/{each.full_name}", Call(each.full_name)) for each in nearest),),
        private=True,
        refusal=True,
    )


def not_a_command(line: str) -> Reply:
    """Say how to talk to the bot where plain text is not for it."""
    said: Line = (
        (f"I did not take “{cut(line, ECHO)}” for a command.",) if line else ("You sent nothing.",)
    )
    return refused(said, ("Try ", Mono("/next"), " for your topic, or ", Mono("/help"), "."))


def beside_file(reply: Reply) -> Reply:
    """Say below the answer to a command that the file sent along was not for it."""
    unread: Line = ("I did not look at your file: send it with ", Mono("/roadmap add"), ".")
    return replace(reply, blocks=(*reply.blocks, Quote(unread)))


def outdated(nearest: tuple[Command, ...]) -> Reply:
    """Answer a button of an earlier version, whose command there is no more."""
    instead = nearest[0].full_name if nearest else "next"
    return refused(
        ("That button is from an earlier version of me.",),
        buttons=((Button(f"/{instead}", Call(instead)),),),
    )


def _form(command: Command, parameter: Parameter) -> Ask:
    return Ask("Type it", Call(command.full_name), parameter.name)


def _possible(parameter: Parameter) -> str:
    """Say what an argument may be."""
    if len(parameter.choices) == 1:
        return f"{parameter.choices[0]}, or nothing"
    if parameter.choices:
        return "one of " + ", ".join(parameter.choices)
    if parameter.kind is int:
        low, high = parameter.option.minimum, parameter.option.maximum
        if low is not None and high is not None:
            return f"a whole number from {low} to {high}"
        return "a whole number" if low is None else f"a whole number from {low} on"
    return parameter.option.description
