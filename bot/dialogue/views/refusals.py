"""Refusals: what was understood, what is wrong, and what to do, with an example."""

from dataclasses import replace
from datetime import timedelta
from math import ceil

from bot.dialogue.command import Command
from bot.dialogue.groups import shown_in
from bot.dialogue.invocation import Call, Place, PlaceKind
from bot.dialogue.manners import TooFast
from bot.dialogue.reply import Button, Items, Line, Mono, Reply, Row
from bot.dialogue.turn import TurnId
from bot.dialogue.views.focus_refused import focus_refused
from bot.dialogue.views.group_refused import group_refused
from bot.dialogue.views.refused import ECHO, OFFERED, Tried, example_of, refused
from bot.dialogue.views.reminding_refused import reminding_refused
from bot.dialogue.views.roadmap_refused import roadmap_refused
from bot.dialogue.views.titles import told_apart
from bot.dialogue.views.words import (
    ask_for_city,
    ask_for_words,
    column,
    cut,
    next_button,
    quantity,
    topic_label,
    topic_line,
)
from core.errors import (
    AllowanceSpent,
    AmbiguousTopic,
    FileGone,
    GroupMovedOn,
    NoGroupRoadmap,
    NoSession,
    NotAManager,
    NotAMember,
    NotEnrolled,
    NothingToNote,
    NothingToRollBack,
    NothingToSkip,
    NothingToUndo,
    NotTheHost,
    NowhereToWrite,
    RoadmapChanged,
    RoadmapRefused,
    SessionGoesOn,
    StorageUnavailable,
    StudyError,
    Unclear,
    UnknownGroup,
    UnknownOwnRoadmap,
    UnknownReminder,
    UnknownRoadmap,
    UnknownSection,
    UnknownTopic,
    UnknownZone,
)
from core.roadmap import Topic

_SECOND = timedelta(seconds=1)


def refusal(error: StudyError, tried: Tried) -> Reply:
    """Turn an expected refusal into words and, where there are any, ways on as buttons."""
    command = tried.command
    match error:
        case NotEnrolled():
            return _not_enrolled(tried.place)
        case UnknownRoadmap():
            return _unknown_roadmap(error, tried)
        case AmbiguousTopic() | UnknownTopic():
            return _no_one_topic(error, command)
        case UnknownSection():
            return refused(
                ("This roadmap has no such section.",),
                ("The sections are here:",),
                buttons=((Button("My progress", Call("progress")),),),
            )
        case UnknownZone():
            return _unknown_zone(error)
        case NothingToUndo() | NothingToSkip() | NothingToNote():
            return refused((_nothing_left(error),), buttons=((next_button(),),))
        case StorageUnavailable():
            return refused(
                ("I could not write that down just now, so nothing was changed.",),
                ("Please send it again in a minute.",),
            )
        case _:
            return _of_another_story(error, tried)


def _of_another_story(error: StudyError, tried: Tried) -> Reply:
    """Turn a refusal whose words stand elsewhere, or in itself, into a reply."""
    match error:
        case Unclear() | NowhereToWrite() | UnknownReminder():
            return reminding_refused(error, tried)
        case (
            AllowanceSpent()
            | FileGone()
            | NothingToRollBack()
            | RoadmapChanged()
            | RoadmapRefused()
            | UnknownOwnRoadmap()
        ):
            return roadmap_refused(error, tried)
        case NoSession() | NotTheHost() | SessionGoesOn():
            return focus_refused(error, tried)
        case GroupMovedOn() | NoGroupRoadmap() | NotAManager() | NotAMember() | UnknownGroup():
            return group_refused(error, tried)
        case _:
            return refused((str(error),), example_of(tried.command))


def _not_enrolled(place: Place) -> Reply:
    """Say how somebody comes to study; in a group there may be one that they can study with."""
    together: Line = (
        "If a study group is here, press Done on its post or send ",
        Mono("/study join"),
        ". Alone it takes three taps: ",
        Mono("/start"),
    )
    alone: Line = ("It takes three taps to your first topic.",)
    return refused(
        ("You study no roadmap yet.",),
        together if place.kind is PlaceKind.GROUP else alone,
        buttons=((Button("Start", Call("start")),),),
    )


def managers_only(command: Command) -> Reply:
    """Say that a command is not for everybody in a group, and where it is."""
    return refused(
        (Mono(f"/{command.full_name}"), " is for those who manage this place."),
        ("Ask one of them to send it.",),
    )


def too_fast(too_fast: TooFast, place: Place) -> Reply:
    """Ask to let others in a group have their turn, and say for how long.

    Where all of a group asked too much, all of it read that, unless each can be told alone.
    """
    reply = refused(
        ("That was a lot for one group, so I leave this one unanswered.",),
        (
            f"Ask again in {quantity(ceil(too_fast.wait / _SECOND), 'second')}, ",
            "or write to me in private, where nobody waits.",
        ),
    )
    return replace(reply, private=place.aside or not too_fast.by_all)


def surprise(turn: TurnId) -> Reply:
    """Admit a fault of ours, with the id that finds it in the log."""
    return refused(
        ("Something went wrong on my side; nothing was changed.",),
        ("Please try again. If it stays, tell my host this number: ", Mono(turn)),
    )


def _pickers(command: Command, topics: tuple[Topic, ...]) -> tuple[Row, ...]:
    """Offer topics for the command that was tried, where it can take one; else show them."""
    takes_topic = any(parameter.name == "topic" for parameter in command.parameters)
    name = command.full_name if takes_topic else "topic"
    return column(*(Button(topic_label(each), Call(name, {"topic": each.id})) for each in topics))


def _no_one_topic(error: AmbiguousTopic | UnknownTopic, command: Command) -> Reply:
    if isinstance(error, AmbiguousTopic):
        return _ambiguous(error, command)
    if error.typed is None:
        return refused(
            (
                "That topic is in no roadmap of yours any more: ",
                "it left, or its roadmap was removed.",
            ),
            buttons=((next_button(),),),
        )
    if error.typed.startswith("#"):
        return refused(
            (
                f"There is no topic {cut(error.typed, ECHO)}: ",
                f"they run from #1 to #{error.topic_count}.",
            ),
            example_of(command),
        )
    wrong: Line = (f"I found no topic like “{cut(error.typed, ECHO)}”.",)
    if not error.nearest:
        return refused(wrong, example_of(command), asks=ask_for_words())
    return refused(
        wrong,
        ("The nearest:",),
        Items(tuple(topic_line(topic) for topic in error.nearest)),
        buttons=_pickers(command, error.nearest),
        asks=ask_for_words(),
    )


def _ambiguous(error: AmbiguousTopic, command: Command) -> Reply:
    topics = error.matches[:OFFERED]
    several = "Several topics are" if len(topics) > 1 else "One topic is"
    which = "Which one?" if len(topics) > 1 else "Is it meant?"
    return refused(
        (f"{several} like “{cut(error.typed, ECHO)}”. {which}",),
        None,
        Items(tuple(topic_line(topic) for topic in topics)),
        buttons=_pickers(command, topics),
    )


def _unknown_roadmap(error: UnknownRoadmap, tried: Tried) -> Reply:
    name = "reset" if tried.command.full_name == "reset" else "switch"
    chat = tried.place.group if name == "switch" else None
    if error.typed is None:
        wrong = "That roadmap is not shown to you any more."
    elif error.several:
        wrong = f"Which roadmap is “{cut(error.typed, ECHO)}”?"
    else:
        wrong = f"There is no roadmap “{cut(error.typed, ECHO)}”."
    names = told_apart(error.known)
    return refused(
        (wrong,),
        ("These are here:",) if error.known else ("There is none here yet.",),
        buttons=column(
            *(
                Button(names[each.id], Call(name, {"roadmap": shown_in(each, chat)}))
                for each in error.known[:OFFERED]
            )
        ),
    )


def _unknown_zone(error: UnknownZone) -> Reply:
    return refused(
        (f"I know no city or time zone “{cut(error.typed, ECHO)}”.",),
        (
            "Name a larger city near you, a zone such as ",
            Mono("Europe/Lisbon"),
            ", or an offset such as ",
            Mono("UTC+2"),
            ". For example: ",
            Mono("/tz Lisbon"),
        ),
        asks=ask_for_city(),
    )


def _nothing_left(error: NothingToUndo | NothingToSkip | NothingToNote) -> str:
    if isinstance(error, NothingToNote):
        return "You have done all topics, so none is yours now. Name one: /note 57 and your words"
    if isinstance(error, NothingToSkip):
        return "That topic is done already."
    if error.undone_before:
        return "That was taken back already."
    return "There is nothing left to take back: I keep your last 20 actions."
