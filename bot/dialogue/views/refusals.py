"""Refusals: what was understood, what is wrong, and what to do, with an example."""

from bot.dialogue.arguments import ArgumentRefused
from bot.dialogue.command import Command, Parameter, Suggestion
from bot.dialogue.invocation import Call
from bot.dialogue.reply import LABEL_LIMIT, Block, Button, Items, Line, Mono, Paragraph, Reply, Row
from bot.dialogue.turn import TurnId
from bot.dialogue.views.words import column, cut, next_button, topic_label, topic_line
from core.errors import (
    AmbiguousTopic,
    NotEnrolled,
    NothingToSkip,
    NothingToUndo,
    StorageUnavailable,
    StudyError,
    UnknownRoadmap,
    UnknownSection,
    UnknownTopic,
    UnknownZone,
)
from core.roadmap import Topic

_ECHO = 60
"""Characters of what a person typed that are said back."""

_OFFERED = 8


def refusal(error: StudyError, command: Command) -> Reply:
    """Turn an expected refusal into words and, where there are any, ways on as buttons."""
    match error:
        case NotEnrolled():
            return _refused(
                ("You study no roadmap yet.",),
                ("It takes three taps to your first topic.",),
                buttons=((Button("Start", Call("start")),),),
            )
        case UnknownRoadmap():
            return _unknown_roadmap(error)
        case AmbiguousTopic():
            return _ambiguous(error, command)
        case UnknownTopic():
            return _unknown_topic(error, command)
        case UnknownSection():
            return _refused(
                ("This roadmap has no such section.",),
                ("The sections are here:",),
                buttons=((Button("My progress", Call("progress")),),),
            )
        case UnknownZone():
            return _unknown_zone(error)
        case NothingToUndo():
            what = (
                "That was taken back already."
                if error.undone_before
                else "There is nothing left to take back: I keep your last 20 actions."
            )
            return _refused((what,), buttons=((next_button(),),))
        case NothingToSkip():
            return _refused(("That topic is done already.",), buttons=((next_button(),),))
        case StorageUnavailable():
            return _refused(
                ("I could not write that down just now, so nothing was changed.",),
                ("Please send it again in a minute.",),
            )
        case _:
            return _refused((str(error),), _try(command))


def question(command: Command, parameter: Parameter, offered: tuple[Suggestion, ...]) -> Reply:
    """Ask for an argument that is missing, with what it could be as buttons."""
    buttons = column(
        *(
            Button(
                cut(each.label, LABEL_LIMIT), Call(command.full_name, {parameter.name: each.value})
            )
            for each in offered[:_OFFERED]
        )
    )
    return Reply(
        blocks=(Paragraph((f"{_sentence(parameter)}?",)), Paragraph(_try(command))),
        buttons=buttons,
        private=True,
        refusal=True,
    )


def argument(command: Command, refused: ArgumentRefused) -> Reply:
    """Say which argument could not be taken, what it may be, and an example."""
    given = cut(refused.given, _ECHO)
    parameter = refused.parameter
    if parameter is None:
        wrong: Line = ("/", command.full_name, f" takes nothing more: I could not use “{given}”.")
    else:
        wrong = (f"“{given}” is not what /{command.full_name} takes here: {_possible(parameter)}.",)
    return _refused(wrong, _try(command))


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
        (f"There is no command /{cut(word, _ECHO)}.",)
        if word
        else ("A slash alone is no command.",)
    )
    if not nearest:
        return _refused(wrong, ("All commands: ", Mono("/help")))
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
        (f"I did not take “{cut(line, _ECHO)}” for a command.",) if line else ("You sent nothing.",)
    )
    return _refused(said, ("Try ", Mono("/next"), " for your topic, or ", Mono("/help"), "."))


def outdated(nearest: tuple[Command, ...]) -> Reply:
    """Answer a button of an earlier version, whose command there is no more."""
    instead = nearest[0].full_name if nearest else "next"
    return _refused(
        ("That button is from an earlier version of me.",),
        buttons=((Button(f"/{instead}", Call(instead)),),),
    )


def surprise(turn: TurnId) -> Reply:
    """Admit a fault of ours, with the id that finds it in the log."""
    return _refused(
        ("Something went wrong on my side; nothing was changed.",),
        ("Please try again. If it stays, tell my host this number: ", Mono(turn)),
    )


def _refused(
    wrong: Line, advice: Line | None = None, *more: Block, buttons: tuple[Row, ...] = ()
) -> Reply:
    advised = (Paragraph(advice),) if advice else ()
    return Reply((Paragraph(wrong), *advised, *more), buttons, private=True, refusal=True)


def _try(command: Command) -> Line:
    return ("For example: ", Mono(command.example))


def _sentence(parameter: Parameter) -> str:
    words = parameter.option.description
    return words[:1].upper() + words[1:]


def _possible(parameter: Parameter) -> str:
    """Say what an argument may be."""
    if parameter.choices:
        return "one of " + ", ".join(parameter.choices)
    if parameter.kind is int:
        low, high = parameter.option.minimum, parameter.option.maximum
        if low is not None and high is not None:
            return f"a whole number from {low} to {high}"
        return "a whole number" if low is None else f"a whole number from {low} on"
    return parameter.option.description


def _pickers(command: Command, topics: tuple[Topic, ...]) -> tuple[Row, ...]:
    """Offer topics for the command that was tried, where it can take one; else show them."""
    takes_topic = any(parameter.name == "topic" for parameter in command.parameters)
    name = command.full_name if takes_topic else "topic"
    return column(*(Button(topic_label(each), Call(name, {"topic": each.id})) for each in topics))


def _unknown_topic(error: UnknownTopic, command: Command) -> Reply:
    if error.typed is None:
        return _refused(
            ("That topic is not in your roadmap any more.",), buttons=((next_button(),),)
        )
    if error.typed.startswith("#"):
        return _refused(
            (
                f"There is no topic {cut(error.typed, _ECHO)}: ",
                f"they run from #1 to #{error.topic_count}.",
            ),
            _try(command),
        )
    wrong: Line = (f"I found no topic like “{cut(error.typed, _ECHO)}”.",)
    if not error.nearest:
        return _refused(wrong, _try(command))
    return _refused(
        wrong,
        ("The nearest:",),
        Items(tuple(topic_line(topic) for topic in error.nearest)),
        buttons=_pickers(command, error.nearest),
    )


def _ambiguous(error: AmbiguousTopic, command: Command) -> Reply:
    topics = error.matches[:_OFFERED]
    return _refused(
        (f"Several topics are like “{cut(error.typed, _ECHO)}”. Which one?",),
        None,
        Items(tuple(topic_line(topic) for topic in topics)),
        buttons=_pickers(command, topics),
    )


def _unknown_roadmap(error: UnknownRoadmap) -> Reply:
    typed = cut(error.typed, _ECHO)
    wrong = f"Which roadmap is “{typed}”?" if error.several else f"There is no roadmap “{typed}”."
    return _refused(
        (wrong,),
        ("These are here:",) if error.known else ("There is none here yet.",),
        buttons=column(
            *(
                Button(cut(each.title, LABEL_LIMIT), Call("switch", {"roadmap": each.slug}))
                for each in error.known
            )
        ),
    )


def _unknown_zone(error: UnknownZone) -> Reply:
    return _refused(
        (f"I know no city or time zone “{cut(error.typed, _ECHO)}”.",),
        (
            "Name a larger city near you, a zone such as ",
            Mono("Europe/Lisbon"),
            ", or an offset such as ",
            Mono("UTC+2"),
            ". For example: ",
            Mono("/tz Lisbon"),
        ),
    )
