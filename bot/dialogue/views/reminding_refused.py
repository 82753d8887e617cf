"""Refusals about reminders: words that are not clear, no place to write to, a reminder gone."""

from typing import assert_never

from bot.dialogue.invocation import Call, Place, Value
from bot.dialogue.reply import Ask, Button, Mono, Reply
from bot.dialogue.views.refused import ECHO, Tried, example_of, refused
from bot.dialogue.views.words import cut, listed_words
from core.errors import NowhereToWrite, Unclear, UnclearMix, UnknownReminder


def reminding_refused(error: Unclear | NowhereToWrite | UnknownReminder, tried: Tried) -> Reply:
    """Say what is the matter with a wish to be reminded, and what works."""
    match error:
        case Unclear():
            return _unclear(error, tried)
        case NowhereToWrite():
            return _nowhere_to_write(tried.place)
        case UnknownReminder():
            return _unknown_reminder(tried.arguments.get("number"))
        case _:
            assert_never(error)


def _unclear(error: Unclear, tried: Tried) -> Reply:
    """Say what was read of some words, what is wrong, and the forms that work."""
    command = tried.command
    spoken = next(each for each in command.parameters if each.is_free and each.option.typed)
    held = {name: value for name, value in tried.arguments.items() if name != spoken.name}
    again = Call(command.full_name, held)
    partly = error.understood and error.understood != error.typed
    understood = f" I understood “{error.understood}”." if partly else ""
    # The example of a mix names roadmaps that this learner may not have.
    example = () if isinstance(error, UnclearMix) else (" ", *example_of(command))
    works = [part for form in error.forms for part in (", ", Mono(form))][1:]
    return refused(
        (f"I cannot use “{cut(error.typed, ECHO)}”. {error.wrong}{understood}",),
        ("These work: ", *works, ".", *example),
        buttons=((Button("Choose instead", again),),),
        asks=Ask("Type it again", again, spoken.name),
    )


def _nowhere_to_write(place: Place) -> Reply:
    if not place.lacks:
        return refused(
            ("I have no place to write to you by myself.",),
            ("Start me in private, then send that again: ", Mono("/start")),
        )
    return refused(
        ("I cannot write by myself where you asked.",),
        (
            f"For that I need {listed_words(place.lacks)}. ",
            "Then send that again, or send it to me in private.",
        ),
    )


def _unknown_reminder(number: Value | None) -> Reply:
    wrong = (
        f"You have no reminder {number}."
        if number
        else "That reminder is gone, or was changed since."
    )
    return refused((wrong,), buttons=((Button("My reminders", Call("remind")),),))
