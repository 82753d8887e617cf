"""Coming: when a reminder comes next, with what holds it up, and where it comes."""

from datetime import datetime

from bot.dialogue.invocation import Place, PlaceKind
from bot.dialogue.reply import Block, Line, Paragraph, Quote
from bot.dialogue.views.times import instant_words, schedule_words, where_words
from bot.dialogue.views.words import listed_words
from core.day import day_of
from core.quiet import open_at
from core.reminder import Reminder, ReminderKind, next_occurrence
from core.use_cases.arrangement import Arrangement
from core.use_cases.rhythm import RhythmShown

NEVER = "It does not come: its days are rest days, or paused."

_MOST_TRIED = 400
"""Occurrences: a daily reminder comes again after the longest pause."""

_KINDS = {
    ReminderKind.PROMPT: "daily prompt",
    ReminderKind.NUDGE: "evening nudge",
    ReminderKind.DIGEST: "weekly digest",
}


def kind_words(kind: ReminderKind) -> str:
    """Say what a kind of reminder is called."""
    return _KINDS[kind]


def reminder_words(reminder: Reminder) -> str:
    """Say "Daily prompt, 08:30, Mon to Fri"."""
    return f"{kind_words(reminder.kind).capitalize()}, {schedule_words(reminder.schedule)}"


def coming_line(reminder: Reminder, arrangement: Arrangement, now: datetime) -> Line:
    """Say when a reminder comes next: "Next: Mon 23 Nov, 08:30 Lisbon time."."""
    if reminder.muted:
        return ("Muted: it does not come until you unmute it.",)
    after = now
    if reminder.kind is ReminderKind.PROMPT and arrangement.snoozed_until:
        # No prompt comes before the one that was snoozed.
        after = max(now, arrangement.snoozed_until)
    at = next_coming(reminder, arrangement.rhythm, after)
    if at is None:
        return (NEVER,)
    quiet = arrangement.preferences.quiet
    opened = open_at(quiet, arrangement.zone, at) if quiet else at
    held = ", when your quiet hours end" if opened > at else ""
    return ("Next: ", instant_words(opened, arrangement.zone), f"{held}.")


def next_coming(reminder: Reminder, rhythm: RhythmShown, after: datetime) -> datetime | None:
    """Find the next instant whose day lets a reminder come; None where none soon does."""
    for _ in range(_MOST_TRIED):
        after = next_occurrence(reminder.schedule, after).at
        day = day_of(after, rhythm.zone, rhythm.day_start)
        rests = reminder.kind is not ReminderKind.DIGEST and rhythm.rests_on(day)
        if not rests and not rhythm.pauses_on(day):
            return after
    return None


def snoozed_blocks(arrangement: Arrangement) -> tuple[Block, ...]:
    """Say when the topic that was snoozed comes again, if one was."""
    if arrangement.snoozed_until is None:
        return ()
    again = instant_words(arrangement.snoozed_until, arrangement.zone)
    return (Quote(("Snoozed: your topic comes again ", again, ".")),)


def where_blocks(arrangement: Arrangement, place: Place) -> tuple[Block, ...]:
    """Say where a learner is written to unasked, and what lacks for the group they speak in."""
    where = arrangement.destination
    known = (
        Paragraph((f"I write to you {where_words(where, place)}.",))
        if where
        else Paragraph(("I have no place to write to you by myself yet.",))
    )
    return (known, *lacking(place))


def lacking(place: Place) -> tuple[Block, ...]:
    """Say what the bot needs before it can write by itself in a group."""
    if not place.lacks or place.kind is PlaceKind.PRIVATE:
        return ()
    needed = listed_words(place.lacks)
    return (Quote((f"To write in the group where you asked, I need {needed}.",)),)
