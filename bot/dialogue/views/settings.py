"""The view of the settings: all that a learner can set, changed in place by buttons."""

from datetime import datetime

from bot.dialogue.invocation import Call, Place
from bot.dialogue.reply import (
    Block,
    Button,
    Heading,
    Items,
    Line,
    Paragraph,
    Quote,
    Reply,
    Row,
    Strong,
)
from bot.dialogue.views.coming import kind_words, lacking
from bot.dialogue.views.times import instant_words, quiet_words, schedule_words, where_words
from bot.dialogue.views.words import clock_words, column, zone_words
from core.reminder import Reminder, ReminderKind
from core.use_cases.arrangement import Arrangement, PlaceAsked, StreakNewsSet
from core.use_cases.reminding import OptedIn, OptedOut

_WHAT_IT_IS = (
    "The evening nudge comes only when your streak would end that night. "
    "The weekly digest sums up seven days."
)


def settings(
    arrangement: Arrangement, place: Place, now: datetime, note: str | None = None
) -> Reply:
    """Show all that is set; ``note`` says what was changed just now."""
    noted: tuple[Block, ...] = (Paragraph((note,)),) if note else ()
    return Reply(
        blocks=(
            Heading(("Settings",)),
            *noted,
            Items(tuple(_lines(arrangement, place, now))),
            Quote((_WHAT_IT_IS,)),
            *lacking(place),
        ),
        buttons=(
            *column(*_switches(arrangement)),
            (Button("Daily prompt", Call("daily")), Button("Reminders", Call("remind"))),
            (Button("Quiet hours", Call("quiet")), Button("Time zone", Call("tz"))),
            *_write_here(arrangement, place),
        ),
        private=True,
        replace=True,
    )


def opted_in_words(result: OptedIn) -> str:
    """Say what comes from now on, and when first."""
    kind = kind_words(result.reminder.kind)
    first = instant_words(result.next.at, result.reminder.schedule.zone).text
    return f"Your {kind} is on: {schedule_words(result.reminder.schedule)}. First: {first}."


def opted_out_words(result: OptedOut) -> str:
    """Say what comes no more."""
    return f"Your {kind_words(result.kind)} is off."


def streak_news_words(result: StreakNewsSet) -> str:
    """Say whether news of the streak comes."""
    if result.on:
        return "Streak news is on: I write when you reach a milestone, and when a streak ends."
    return "Streak news is off."


def place_words(result: PlaceAsked, place: Place) -> str:
    """Say where a learner is written to now."""
    return f"From now on I write to you {where_words(result.destination, place)}."


def _lines(arrangement: Arrangement, place: Place, now: datetime) -> list[Line]:
    quiet = arrangement.preferences.quiet
    news = arrangement.preferences.streak_news
    where = arrangement.destination
    zone = arrangement.zone
    lines: list[Line] = [
        (Strong("Time zone"), f": {zone_words(zone)}, it is ", clock_words(now, zone), " there"),
        (Strong("Daily prompt"), f": {_when(arrangement, ReminderKind.PROMPT)}"),
        (Strong("Evening nudge"), f": {_when(arrangement, ReminderKind.NUDGE)}"),
        (Strong("Weekly digest"), f": {_when(arrangement, ReminderKind.DIGEST)}"),
        (Strong("Streak news"), f": {'on' if news else 'off'}"),
        (Strong("Quiet hours"), f": {quiet_words(quiet) if quiet else 'none'}"),
        (Strong("I write to you"), f": {where_words(where, place) if where else 'nowhere yet'}"),
    ]
    if arrangement.snoozed_until:
        until = instant_words(arrangement.snoozed_until, zone)
        lines.insert(2, (Strong("Snoozed"), ": your topic comes again ", until))
    return lines


def _when(arrangement: Arrangement, kind: ReminderKind) -> str:
    found = [_reminder_words(each) for each in arrangement.reminders if each.kind is kind]
    return "; ".join(found) or "off"


def _reminder_words(reminder: Reminder) -> str:
    return schedule_words(reminder.schedule) + (" (muted)" if reminder.muted else "")


def _switches(arrangement: Arrangement) -> list[Button]:
    kinds = {each.kind for each in arrangement.reminders if not each.muted}
    return [
        _switch("evening nudge", "nudge", on=ReminderKind.NUDGE in kinds),
        _switch("weekly digest", "digest", on=ReminderKind.DIGEST in kinds),
        _switch("streak news", "news", on=arrangement.preferences.streak_news),
    ]


def _switch(words: str, name: str, *, on: bool) -> Button:
    to = "off" if on else "on"
    return Button(f"Turn {words} {to}", Call("settings", {name: to}))


def _write_here(arrangement: Arrangement, place: Place) -> tuple[Row, ...]:
    """Offer to be written to in the place where one speaks, if that would be another."""
    if place.destination in {None, arrangement.asked}:
        return ()
    return ((Button("Write to me here", Call("settings", {"here": 1})),),)
