"""Views of the rhythm: rest days and when a day begins, each shown, set and turned off."""

from bot.dialogue.invocation import Call
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
from bot.dialogue.views.times import days_words, instant_words
from bot.dialogue.views.words import settings_button, weekday_words, zone_words
from core.spoken_time import say_days, say_time
from core.use_cases.rhythm import DayStartSet, RestDaysSet, RhythmShown
from core.weekdays import Days

COMMON_RESTS = (Days.WEEKENDS, Days.SUNDAY, Days.FRIDAY | Days.SATURDAY)

COMMON_DAY_STARTS = (0, 180, 240, 300)
"""Minutes from midnight: midnight itself, and from 3 to 5."""

_REST_RULE = (
    "A rest day needs no study: it ends no streak, costs no freeze, and no topic comes by itself. "
    "What you study on it counts all the same."
)
_DAY_RULE = (
    "Who studies past midnight lets the day end later: until then it is still the day before."
)


def rest_days_now(rhythm: RhythmShown) -> Reply:
    """Say which days of the week are rest days, and let others be chosen."""
    return Reply(
        blocks=(
            Heading((f"Rest days: {rest_words(rhythm.rest_days)}",)),
            Paragraph(("Choose days, or type yours: ", Mono("/restdays wed sun"))),
            Quote((_REST_RULE,)),
        ),
        buttons=(
            tuple(Button(_label(each), _rest(say_days(each))) for each in COMMON_RESTS),
            _rest_row(rhythm),
        ),
        asks=Ask("Type days", Call("restdays"), "days"),
        private=True,
        replace=True,
    )


def rest_days_set(result: RestDaysSet) -> Reply:
    """Say which days of the week are rest days from today on."""
    rhythm, before = result.rhythm, result.before
    if not rhythm.rest_days:
        return _no_rest(before)
    today = " Today is one." if rhythm.rests_on(rhythm.today) else ""
    blocks: list[Block] = [
        Heading((f"Rest days: {rest_words(rhythm.rest_days)}",)),
        Paragraph((f"From today on.{today} {_REST_RULE}",)),
    ]
    if before and before != rhythm.rest_days:
        blocks.append(Quote((f"Before: {rest_words(before)}; past days stay so.",)))
    return Reply(
        blocks=tuple(blocks),
        buttons=((Button("Other days", Call("restdays")), *_rest_row(rhythm)),),
        private=True,
        replace=True,
    )


def day_start_now(rhythm: RhythmShown) -> Reply:
    """Say when a day begins and ends, and let another time be chosen."""
    return Reply(
        blocks=(
            Heading(("Day start",)),
            Paragraph((day_start_words(rhythm),)),
            _today(rhythm),
            Paragraph(("Choose a time, or type yours: ", Mono("/daystart 04:00"))),
            Quote((_DAY_RULE,)),
        ),
        buttons=(
            tuple(Button(say_time(it), _begin(say_time(it))) for it in COMMON_DAY_STARTS),
            (settings_button(),),
        ),
        asks=Ask("Type a time", Call("daystart"), "time"),
        private=True,
        replace=True,
    )


def day_start_set(result: DayStartSet) -> Reply:
    """Say when a day begins from now on, and when today ends."""
    rhythm, before = result.rhythm, result.before
    start = say_time(rhythm.day_start)
    changed = before != rhythm.day_start
    blocks: list[Block] = [Heading((f"Your day begins at {start}",)), _today(rhythm)]
    if rhythm.day_start:
        counts = f"What you do between midnight and {start} counts for the day before."
        blocks.append(Paragraph((counts,)))
    if changed:
        kept = "past days keep their dates, and reminders their times."
        blocks.append(Quote((f"Before it was {say_time(before)}; {kept}",)))
    undo = (Button(f"Back to {say_time(before)}", _begin(say_time(before))),) if changed else ()
    return Reply(
        blocks=tuple(blocks),
        buttons=((*undo, Button("Another time", Call("daystart"))), (settings_button(),)),
        private=True,
        replace=True,
    )


def rest_words(days: Days) -> str:
    """Say "every Sunday", "Sat and Sun", or that there are none."""
    return days_words(days) if days else "none"


def day_start_words(rhythm: RhythmShown) -> str:
    """Say when a learner's day begins and ends, and by which clock."""
    zone = zone_words(rhythm.zone)
    if not rhythm.day_start:
        return f"Your day begins and ends at midnight, {zone}."
    return f"Your day begins and ends at {say_time(rhythm.day_start)}, {zone}."


def _no_rest(before: Days) -> Reply:
    """Say that no days are rest days any more."""
    again: Row = ()
    was = "There were none."
    if before:
        was = f"Before: {rest_words(before)}. From today on, every day needs study."
        again = (Button("Turn them on again", _rest(say_days(before))),)
    return Reply(
        blocks=(Paragraph((f"Rest days are off. {was}",)),),
        buttons=((*again, Button("Choose days", Call("restdays"))), (settings_button(),)),
        private=True,
        replace=True,
    )


def _today(rhythm: RhythmShown) -> Paragraph:
    ends = instant_words(rhythm.ends, rhythm.zone)
    return Paragraph((f"Today, {weekday_words(rhythm.today)}, lasts until ", ends, "."))


def _label(days: Days) -> str:
    words = days_words(days)
    return words[:1].upper() + words[1:]


def _rest_row(rhythm: RhythmShown) -> Row:
    off = (Button("Turn them off", _rest("off")),) if rhythm.rest_days else ()
    return (*off, settings_button())


def _rest(days: str) -> Call:
    return Call("restdays", {"days": days})


def _begin(time: str) -> Call:
    return Call("daystart", {"time": time})
