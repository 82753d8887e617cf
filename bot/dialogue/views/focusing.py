"""Focusing views: what one person is told of a session, short enough to be shown in passing."""

from bot.dialogue.invocation import Call
from bot.dialogue.reply import Ask, Heading, Mono, Paragraph, Quote, Reply
from bot.dialogue.views.focus import (
    TASK_WANTED,
    act_button,
    ask_for_task,
    begin_button,
    clock_words,
    comings,
    going_on,
    length_words,
    rounds_words,
    task_words,
)
from core.focus import Rounds
from core.use_cases.focus import SessionHere
from core.use_cases.focusing import (
    SessionBegun,
    SessionEnded,
    SessionJoined,
    SessionLeft,
    TaskDeclared,
)

COMMON_ROUNDS = (Rounds(25), Rounds(50), Rounds(25, 5, 4), Rounds(50, 10, 3))

_LEFT_OTHER = " You have left the session you were in before."


def choose_rounds() -> Reply:
    """Let the rounds of a session be chosen."""
    short, long = COMMON_ROUNDS[:2], COMMON_ROUNDS[2:]
    return Reply(
        blocks=(
            Heading(("Focus",)),
            Paragraph(("Work by a timer, alone or with others here. For how long?",)),
            Paragraph(("Or as you type it: ", Mono("/focus 50/10 x3"))),
        ),
        buttons=(tuple(map(begin_button, short)), *((begin_button(each),) for each in long)),
        asks=Ask("Type minutes", Call("focus"), "how"),
        private=True,
    )


def session_here(here: SessionHere) -> Reply:
    """Say what goes on where somebody asks."""
    shown = here.shown
    join, leave = comings(shown)
    inside = (leave, act_button("End", "end", shown.session.id))
    return Reply(
        blocks=going_on(shown),
        buttons=(inside if here.joined else (join,),),
        asks=ask_for_task(shown.session.id),
        private=True,
    )


def session_begun(result: SessionBegun) -> Reply:
    """Tell a host that their session goes on, and how its message tells it."""
    shown = result.shown
    rounds, until = rounds_words(shown.session.rounds), clock_words(shown.until, shown.zone)
    left = _LEFT_OTHER if result.left else ""
    return Reply(
        blocks=(
            Paragraph((f"Your focus session has begun: {rounds}, until ", until, f".{left}")),
            Paragraph(TASK_WANTED),
            Quote(("Its message here says what is on; it changes without a sound.",)),
        ),
        asks=ask_for_task(shown.session.id),
        private=True,
        evident=True,
    )


def session_joined(result: SessionJoined) -> Reply:
    """Tell somebody that they are in a session."""
    shown = result.shown
    begin = "You are in already" if result.again else "You are in"
    left = _LEFT_OTHER if result.left else ""
    return Reply(
        blocks=(
            Paragraph((f"{begin}, until ", clock_words(shown.until, shown.zone), f".{left}")),
            Paragraph(TASK_WANTED),
        ),
        asks=ask_for_task(shown.session.id),
        private=True,
    )


def session_left(result: SessionLeft) -> Reply:
    """Tell somebody that they are in a session no more."""
    if result.worked is None:
        return _told("You are not in this session.")
    over = " Nobody else was in it, so it is over." if result.over else ""
    return _told(f"You have left, after {length_words(result.worked)} of work.{over}")


def session_ended(result: SessionEnded) -> Reply:
    """Tell somebody that they ended a session."""
    return _told(f"The session is over, after {length_words(result.shown.worked)} of work.")


def task_declared(result: TaskDeclared) -> Reply:
    """Tell somebody what they said they will do."""
    joined = "You are in the session. " if result.joined else ""
    task = task_words(result.task)
    return _told(f"{joined}Your task: {task}" if task else f"{joined}Your task shows no words.")


def _told(words: str) -> Reply:
    return Reply((Paragraph((words,)),), private=True)
