"""Views of reminders: the list, one of them, how it may change, and what was deleted."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.dialogue.invocation import Call, Place, Value
from bot.dialogue.reply import (
    Ask,
    Block,
    Button,
    Heading,
    Items,
    Mono,
    Paragraph,
    Quote,
    Reply,
    Row,
    Strong,
)
from bot.dialogue.views.coming import (
    coming_line,
    kind_words,
    reminder_words,
    snoozed_blocks,
    where_blocks,
)
from bot.dialogue.views.times import days_words, schedule_words
from bot.dialogue.views.words import column, settings_button
from core.reminder import Reminder, ReminderKind
from core.spoken_time import say_days
from core.use_cases.arrangement import Arrangement
from core.use_cases.reminding import ReminderChanged, ReminderMuted, ReminderRemoved
from core.weekdays import Days

_TIMES = (
    ("06:00", "07:00", "08:00", "09:00"),
    ("12:00", "13:00", "17:00", "18:00"),
    ("19:00", "20:00", "21:00", "22:00"),
)
_DAYS = (Days.DAILY, Days.WEEKDAYS, Days.WEEKENDS)
_WEEK = tuple(Days(1 << day) for day in range(7))


def reminders(
    arrangement: Arrangement, place: Place, now: datetime, note: str | None = None
) -> Reply:
    """List a learner's reminders, one tap to each; ``note`` says what was done just now."""
    noted = (Paragraph((note,)),) if note else ()
    if not arrangement.reminders:
        return Reply(
            blocks=(
                *noted,
                Paragraph(("You have no reminders.",)),
                Paragraph(("The daily prompt brings you your topic at a time you choose.",)),
            ),
            buttons=((Button("Set a daily prompt", Call("daily")), settings_button()),),
            private=True,
            replace=True,
        )
    lines = tuple(
        (Strong(reminder_words(each)), ". ", *coming_line(each, arrangement, now))
        for each in arrangement.reminders
    )
    number = len(lines)
    return Reply(
        blocks=(
            *noted,
            Heading(("Reminders",)),
            Items(lines, start=1),
            *snoozed_blocks(arrangement),
            *where_blocks(arrangement, place),
            Quote(
                ("Press one to change it, or type a time for it: ", Mono(f"/remind {number} 20:15"))
            ),
        ),
        buttons=(
            *column(*(Button(reminder_words(it), _one(it)) for it in arrangement.reminders)),
            (settings_button(),),
        ),
        private=True,
        replace=True,
    )


def reminder(
    shown: Reminder, arrangement: Arrangement, place: Place, now: datetime, note: str | None = None
) -> Reply:
    """Show one reminder with what can be done to it; ``note`` says what was done just now."""
    mute = (
        Button("Unmute", _one(shown, "unmute"))
        if shown.muted
        else Button("Mute", _one(shown, "mute"))
    )
    blocks: list[Block] = [
        Heading((kind_words(shown.kind).capitalize(),)),
        *((Paragraph((note,)),) if note else ()),
        Paragraph(
            (Strong(schedule_words(shown.schedule)), ". ", *coming_line(shown, arrangement, now))
        ),
        *_purpose(shown.kind),
        *where_blocks(arrangement, place),
    ]
    return Reply(
        blocks=tuple(blocks),
        buttons=(
            (
                Button("Change", _one(shown, "change")),
                mute,
                Button("Delete", _one(shown, "delete")),
            ),
            (Button("All reminders", Call("remind")),),
        ),
        private=True,
        replace=True,
    )


def change(shown: Reminder, number: int) -> Reply:
    """Offer times and days for a reminder, the ``number``-th of the list."""
    example = (
        "/remind {} 20:15 sun" if shown.kind is ReminderKind.DIGEST else "/remind {} 8:30 mon-fri"
    )
    return Reply(
        blocks=(
            Heading((f"Change your {kind_words(shown.kind)}",)),
            Paragraph(("It is ", Strong(schedule_words(shown.schedule)), " now.")),
            Paragraph(("Choose a time or days, or type them: ", Mono(example.format(number)))),
        ),
        buttons=(
            *(tuple(Button(time, _at(shown, time)) for time in row) for row in _TIMES),
            _days_row(shown),
            (Button("Back", _one(shown)),),
        ),
        asks=Ask("Type it", _one(shown), "when"),
        private=True,
        replace=True,
    )


def ask_to_delete(shown: Reminder) -> Reply:
    """Ask whether a reminder is really to go, and say what stays."""
    return Reply(
        blocks=(
            Paragraph(
                (
                    f"Delete your {kind_words(shown.kind)} (",
                    Strong(schedule_words(shown.schedule)),
                    ")?",
                )
            ),
            Paragraph(("It will not come any more. All that you did stays.",)),
        ),
        buttons=(
            (Button("Yes, delete it", _one(shown, "confirm")), Button("No, keep it", _one(shown))),
        ),
        private=True,
        replace=True,
    )


def ask_which(arrangement: Arrangement, place: Place, now: datetime) -> Reply:
    """Ask which of several reminders a time is for."""
    listed = reminders(arrangement, place, now, "Which one do you want to change?")
    return replace(listed, refusal=True)


def changed_words(result: ReminderChanged) -> str:
    """Say what a reminder was before it was changed."""
    return f"Changed. Before it was {schedule_words(result.before)}."


def muted_words(result: ReminderMuted) -> str | None:
    """Say that a reminder comes again; one that is muted says so itself."""
    return None if result.reminder.muted else "It comes again."


def removed_words(result: ReminderRemoved) -> str:
    """Say which reminder is gone."""
    return f"Deleted: {reminder_words(result.reminder)}."


def _purpose(kind: ReminderKind) -> tuple[Block, ...]:
    match kind:
        case ReminderKind.PROMPT:
            words = "Your topic of the day. It stays away when you have studied already."
        case ReminderKind.NUDGE:
            words = "It comes only when your streak, or a freeze, would go that night."
        case ReminderKind.DIGEST:
            words = "Your last seven days: topics, days, streak, and pace."
        case _:
            assert_never(kind)
    return (Quote((words,)),)


def _days_row(shown: Reminder) -> Row:
    choices = _WEEK if shown.kind is ReminderKind.DIGEST else _DAYS
    return tuple(Button(_day_label(days), _at(shown, say_days(days))) for days in choices)


def _day_label(days: Days) -> str:
    words = days_words(days).removeprefix("every ") if days != Days.DAILY else days_words(days)
    return words[:1].upper() + words[1:]


def _at(shown: Reminder, when: str) -> Call:
    return Call("remind", {"reminder": shown.id, "when": when})


def _one(shown: Reminder, do: str | None = None) -> Call:
    arguments: dict[str, Value] = {"reminder": shown.id}
    return Call("remind", {**arguments, "do": do} if do else arguments)
