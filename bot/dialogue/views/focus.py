"""Focus views: a session as everybody in its place sees it, from its first round to its report."""

from datetime import datetime, timedelta

from bot.dialogue.invocation import Call, PlaceKind
from bot.dialogue.reply import (
    Ask,
    Block,
    Button,
    Heading,
    Items,
    Line,
    Mono,
    Paragraph,
    Quote,
    Reply,
    Strong,
    When,
)
from bot.dialogue.views.people import person_words, plain_words
from bot.dialogue.views.times import clock_time
from bot.dialogue.views.words import quantity, zone_words
from core.focus import PhaseKind, Rounds, SessionId
from core.spoken_focus import say_rounds
from core.use_cases.focus import Attendance, FocusShown

TASK_WANTED: Line = ("What will you do? Say it here: ", Mono("/task"), " and your words.")
"""Where there is no form, what to type."""

_MOST_PEOPLE = 20
"""So many are listed, so that all of it is one message."""

_TASK = 100
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)


def session_shown(shown: FocusShown) -> Reply:
    """Say what a session does and who is in it; at its end, what came of it."""
    if shown.over:
        return _report(shown)
    end = act_button("End", "end", shown.session.id)
    together = shown.session.place.kind is PlaceKind.GROUP
    return Reply(
        blocks=(*going_on(shown), Quote(TASK_WANTED)),
        buttons=((*(comings(shown) if together else ()), end),),
        asks=ask_for_task(shown.session.id),
    )


def going_on(shown: FocusShown) -> tuple[Block, ...]:
    """Say what a session does until when, and who is in it."""
    rounds, phase = shown.session.rounds, shown.phase
    resting, more = phase.kind is PhaseKind.REST, phase.round < rounds.count
    if resting:
        heading, then = "Focus: a break", f", then round {phase.round + 1} of {rounds.count}"
    else:
        heading = f"Focus: round {phase.round} of {rounds.count}" if rounds.count > 1 else "Focus"
        after = f"{quantity(rounds.rest, 'minute')} of rest" if rounds.rest else "the next round"
        then = f", then {after}" if more else ""
    end = clock_words(phase.end or phase.begin, shown.zone)
    act = "Rest" if resting else "Work"
    return (Heading((heading,)), Paragraph((f"{act} until ", end, f"{then}.")), *_people(shown))


def comings(shown: FocusShown) -> tuple[Button, Button]:
    """Offer to come in and to go."""
    return (
        act_button("Join", "join", shown.session.id),
        act_button("Leave", "leave", shown.session.id),
    )


def act_button(label: str, act: str, session: SessionId) -> Button:
    """Offer what can be done with one session."""
    return Button(label, Call("focus", {"how": act, "session": session}))


def begin_button(rounds: Rounds, label: str | None = None) -> Button:
    """Offer to begin a session of these rounds."""
    return Button(label or rounds_words(rounds), Call("focus", {"how": say_rounds(rounds)}))


def ask_for_task(session: SessionId) -> Ask:
    """Let somebody say what they will do."""
    return Ask("What will you do?", Call("task", {"session": session}), "words")


def rounds_words(rounds: Rounds) -> str:
    """Say "25 minutes", "3 rounds of 50 minutes with breaks of 10"."""
    work = quantity(rounds.work, "minute")
    if rounds.count == 1:
        return work
    breaks = f" with breaks of {rounds.rest}" if rounds.rest else ""
    return f"{rounds.count} rounds of {work}{breaks}"


def length_words(time: timedelta) -> str:
    """Say how long something took: "45 minutes", "2 hours 30 minutes", "less than a minute"."""
    hours, minutes = time // _HOUR, time % _HOUR // _MINUTE
    parts = [quantity(hours, "hour")] if hours else []
    if minutes:
        parts.append(quantity(minutes, "minute"))
    return " ".join(parts) or "less than a minute"


def clock_words(at: datetime, zone: str) -> When:
    """Say "14:25 Lisbon time"."""
    return When(at, f"{clock_time(at, zone)} {zone_words(zone)}")


def task_words(task: str | None) -> str:
    """Say a declared task; empty where there is none, or none that shows."""
    return plain_words(task or "", _TASK)


def _people(shown: FocusShown) -> tuple[Block, ...]:
    """List who is there, or who was; who is alone knows their name."""
    people = shown.people if shown.over else shown.present
    if shown.session.place.kind is PlaceKind.GROUP:
        return _listed([_line(each, over=shown.over) for each in people])
    tasks = (task_words(each.task) for each in people)
    return tuple(Paragraph((Strong("Your task"), f": {task}")) for task in tasks if task)


def _report(shown: FocusShown) -> Reply:
    session, worked = shown.session, length_words(shown.worked)
    early = "ended early, after " if shown.early else ""
    begun = clock_words(session.begun, shown.zone)
    return Reply(
        blocks=(
            Heading(("Focus: over",)),
            Paragraph(("Begun at ", begun, f", {early}{worked} of work.")),
            *_people(shown),
            Quote(("What you worked counts in ", Mono("/stats"), ".")),
        ),
        buttons=((begin_button(session.rounds, "Once more"),),),
    )


def _line(person: Attendance, *, over: bool) -> Line:
    """Say who somebody is, at the end how long they worked, and what they do."""
    worked, task = length_words(person.worked), task_words(person.task)
    more = f"{f', {worked}' if over else ''}{f': {task}' if task else ''}"
    name = Strong(person_words(person.name))
    return (name, more) if more else (name,)


def _listed(lines: list[Line]) -> tuple[Block, ...]:
    shown = lines[:_MOST_PEOPLE]
    if len(lines) > len(shown):
        shown.append((f"and {len(lines) - len(shown):,} more",))
    return (Items(tuple(shown)),) if shown else ()
