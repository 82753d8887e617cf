"""Views of what holds reminders up: the quiet hours, and a topic that is snoozed."""

from datetime import datetime

from bot.dialogue.invocation import Call, Place
from bot.dialogue.reply import (
    Ask,
    Block,
    Button,
    Heading,
    Mono,
    Paragraph,
    Quote,
    Reply,
    Row,
)
from bot.dialogue.views.coming import coming_line, kind_words, where_blocks
from bot.dialogue.views.times import (
    COMMON_QUIET,
    COMMON_SNOOZES,
    clock_time,
    instant_words,
    quiet_words,
    typed_quiet,
)
from bot.dialogue.views.words import next_button, settings_button, zone_words
from core.errors import UnclearTime
from core.quiet import Quiet, open_at
from core.reminder import next_occurrence
from core.spoken_snooze import MORNING, read_snooze
from core.spoken_time import say_time
from core.use_cases.arrangement import Arrangement, QuietSet
from core.use_cases.prompting import Snoozed


def quiet_now(arrangement: Arrangement) -> Reply:
    """Say which hours are quiet, and let others be chosen."""
    quiet = arrangement.preferences.quiet
    if quiet:
        state = (
            f"Quiet from {quiet_words(quiet)} {zone_words(arrangement.zone)}. "
            f"What comes due then waits until {say_time(quiet.end)}; nothing is lost."
        )
    else:
        state = "You have no quiet hours: I write whenever something is due."
    return Reply(
        blocks=(
            Heading(("Quiet hours",)),
            Paragraph((state,)),
            Paragraph(("Choose hours, or type yours: ", Mono("/quiet 22:30-06:45"))),
        ),
        buttons=(
            tuple(Button(quiet_words(each), _set(each)) for each in COMMON_QUIET),
            (*((_off(),) if quiet else ()), settings_button()),
        ),
        asks=Ask("Type hours", Call("quiet"), "hours"),
        private=True,
        replace=True,
    )


def quiet_set(result: QuietSet, arrangement: Arrangement, now: datetime) -> Reply:
    """Say which hours are quiet now, and what they hold up."""
    if result.quiet is None:
        return _loud(result)
    words = quiet_words(result.quiet)
    blocks: list[Block] = [
        Heading((f"Quiet hours: {words}",)),
        Paragraph(
            (
                f"I write nothing by myself then, by {zone_words(arrangement.zone)}. ",
                f"What comes due waits until {say_time(result.quiet.end)}; nothing is lost.",
            )
        ),
    ]
    if result.before and result.before != result.quiet:
        blocks.append(Quote((f"Before they were {quiet_words(result.before)}.",)))
    for each in arrangement.reminders:
        at = next_occurrence(each.schedule, now).at
        if not each.muted and open_at(result.quiet, arrangement.zone, at) > at:
            held = f"Your {kind_words(each.kind)} is for {say_time(each.schedule.minute)}. "
            blocks.append(Quote((held, *coming_line(each, arrangement, now))))
    return Reply(
        blocks=tuple(blocks),
        buttons=((Button("Other hours", Call("quiet")), _off()), (settings_button(),)),
        private=True,
        replace=True,
    )


def ask_until(arrangement: Arrangement, now: datetime) -> Reply:
    """Ask until when the topic is to wait."""
    waits = arrangement.snoozed_until
    state = (
        (Paragraph(("It waits until ", instant_words(waits, arrangement.zone), " now.")),)
        if waits
        else ()
    )
    return Reply(
        blocks=(
            Heading(("Snooze your topic until when?",)),
            *state,
            Paragraph(
                ("Choose one, or type it: ", Mono("/snooze 2h"), " or ", Mono("/snooze 18:30"))
            ),
        ),
        buttons=(_untils(arrangement.zone, now), (next_button("Not now, show it"),)),
        asks=Ask("Type a time", Call("snooze"), "until"),
        private=True,
        replace=True,
    )


def snoozed(result: Snoozed, arrangement: Arrangement, place: Place) -> Reply:
    """Say when the topic comes again, and where."""
    quiet = arrangement.preferences.quiet
    ends = quiet and say_time(quiet.end) == clock_time(result.until, result.zone)
    return Reply(
        blocks=(
            Paragraph(
                (
                    "Snoozed. Your topic comes again ",
                    instant_words(result.until, result.zone),
                    ", when your quiet hours end." if ends else ".",
                )
            ),
            *where_blocks(arrangement, place),
        ),
        buttons=((next_button("Show it now"), Button("Another time", Call("snooze"))),),
        private=True,
        replace=True,
    )


def _loud(result: QuietSet) -> Reply:
    """Say that no hours are quiet any more."""
    again: tuple[Button, ...] = ()
    was = "There were none."
    if result.before:
        was = f"They were {quiet_words(result.before)}."
        again = (Button("Turn them on again", _set(result.before)),)
    return Reply(
        blocks=(Paragraph((f"Quiet hours are off. {was}",)),),
        buttons=((*again, settings_button()),),
        private=True,
        replace=True,
    )


def _untils(zone: str, now: datetime) -> Row:
    """Offer instants to snooze until, those that can be meant now."""
    return tuple(
        Button(label, Call("snooze", {"until": until}))
        for label, until in COMMON_SNOOZES
        if _can_be_meant(until, zone, now)
    )


def _can_be_meant(until: str, zone: str, now: datetime) -> bool:
    try:
        read_snooze(until, now, zone, morning=MORNING)
    except UnclearTime:
        return False
    return True


def _set(quiet: Quiet) -> Call:
    return Call("quiet", {"hours": typed_quiet(quiet)})


def _off() -> Button:
    return Button("Turn them off", Call("quiet", {"hours": "off"}))
