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
from bot.dialogue.views.aims import date_words, goal_words
from bot.dialogue.views.coming import NEVER, kind_words, lacking, next_coming
from bot.dialogue.views.pause import pauses_words
from bot.dialogue.views.rhythm import rest_words
from bot.dialogue.views.times import instant_words, quiet_words, schedule_words, where_words
from bot.dialogue.views.words import clock_words, column, zone_words
from core.preferences import Preferences
from core.reminder import Reminder, ReminderKind
from core.spoken_time import say_time
from core.use_cases.arrangement import (
    Arrangement,
    BadgesSet,
    DarkPicturesSet,
    PlaceAsked,
    StreakNewsSet,
)
from core.use_cases.reminding import OptedIn, OptedOut
from core.use_cases.rhythm import RhythmShown

_WHAT_IT_IS = (
    "The evening nudge comes only when your streak, or a freeze, would go that night. "
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
            Items(tuple(_writing(arrangement, place, now))),
            Paragraph((Strong("How you study"),)),
            Items(_studying(arrangement)),
            Quote((_WHAT_IT_IS,)),
            *lacking(place),
        ),
        buttons=(
            *column(*_switches(arrangement)),
            _looks(arrangement.preferences),
            (Button("Daily prompt", Call("daily")), Button("Reminders", Call("remind"))),
            (Button("Quiet hours", Call("quiet")), Button("Time zone", Call("tz"))),
            (Button("Day start", Call("daystart")), Button("Rest days", Call("restdays"))),
            (Button("Pause", Call("pause")), *_aims()),
            *_write_here(arrangement, place),
        ),
        private=True,
        replace=True,
    )


def opted_in_words(result: OptedIn, rhythm: RhythmShown, now: datetime) -> str:
    """Say what comes from now on, and when first."""
    reminder = result.reminder
    first = next_coming(reminder, rhythm, now)
    when = f"First: {instant_words(first, rhythm.zone).text}." if first else NEVER
    return f"Your {kind_words(reminder.kind)} is on: {schedule_words(reminder.schedule)}. {when}"


def opted_out_words(result: OptedOut) -> str:
    """Say what comes no more."""
    return f"Your {kind_words(result.kind)} is off."


def streak_news_words(result: StreakNewsSet) -> str:
    """Say whether news of the streak comes."""
    if result.on:
        told = "when you reach a milestone, when a freeze is used, and when a streak ends"
        return f"Streak news is on: I write {told}."
    return "Streak news is off."


def badges_words(result: BadgesSet) -> str:
    """Say whether badges are shown."""
    if result.on:
        return "Badges are on: the answer that earns one says so."
    return "Badges are off; you earn them all the same."


def dark_pictures_words(result: DarkPicturesSet) -> str:
    """Say how pictures are drawn."""
    return "Pictures are dark from now on." if result.on else "Pictures are light from now on."


def place_words(result: PlaceAsked, place: Place) -> str:
    """Say where a learner is written to now."""
    return f"From now on I write to you {where_words(result.destination, place)}."


def _writing(arrangement: Arrangement, place: Place, now: datetime) -> list[Line]:
    """Say what comes unasked, when, and where."""
    news = arrangement.preferences.streak_news
    quiet, where = arrangement.preferences.quiet, arrangement.destination
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


def _studying(arrangement: Arrangement) -> tuple[Line, ...]:
    """Say when a day begins, which days need no study, how much is wished for, and what shows."""
    rhythm, preferences = arrangement.rhythm, arrangement.preferences
    return (
        (Strong("Day begins"), f": {say_time(rhythm.day_start)}"),
        (Strong("Rest days"), f": {rest_words(rhythm.rest_days)}"),
        (Strong("Pause"), f": {pauses_words(rhythm)}"),
        (Strong("Goal"), f": {_goal_words(rhythm)}"),
        (Strong("Target"), f": {_target_words(arrangement)}"),
        (Strong("Badges"), f": {'on' if preferences.badges else 'off'}"),
        (Strong("Pictures"), f": {'dark' if preferences.dark_pictures else 'light'}"),
    )


def _goal_words(rhythm: RhythmShown) -> str:
    if rhythm.goal is None:
        return "none"
    then = f" until Sunday, then {goal_words(rhythm.later)}" if rhythm.later else ""
    return goal_words(rhythm.goal) + then


def _target_words(arrangement: Arrangement) -> str:
    target = arrangement.target
    return date_words(target.day, arrangement.today) if target else "none"


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


def _looks(preferences: Preferences) -> Row:
    """Offer to change what is shown of what was done."""
    look, to = ("Light", "off") if preferences.dark_pictures else ("Dark", "on")
    return (
        _switch("badges", "badges", on=preferences.badges),
        Button(f"{look} pictures", Call("settings", {"dark": to})),
    )


def _switch(words: str, name: str, *, on: bool) -> Button:
    to = "off" if on else "on"
    return Button(f"Turn {words} {to}", Call("settings", {name: to}))


def _aims() -> Row:
    return (Button("Goal", Call("goal")), Button("Target", Call("target")))


def _write_here(arrangement: Arrangement, place: Place) -> tuple[Row, ...]:
    """Offer to be written to in the place where one speaks, if that would be another."""
    if place.destination in {None, arrangement.asked}:
        return ()
    return ((Button("Write to me here", Call("settings", {"here": 1})),),)
