"""Group choices: what the managers of a study group can choose, a tap each."""

from datetime import datetime

from bot.dialogue.reply import LABEL_LIMIT, Ask, Button, Heading, Line, Mono, Paragraph, Reply, Row
from bot.dialogue.views.group_card import settings_call
from bot.dialogue.views.group_words import PACES, QUORUMS, quorum_words
from bot.dialogue.views.times import (
    COMMON_TIMES,
    clock_time,
    days_words,
    schedule_words,
    typed_schedule,
)
from bot.dialogue.views.words import column, cut, zone_words
from core.group import Group
from core.roadmap import RoadmapSummary
from core.spoken_time import say_time
from core.use_cases.group_setup import GroupCard
from core.weekdays import Days

_ROADMAPS = 15
"""So many roadmaps are offered."""

_DAYS = (Days.DAILY, Days.WEEKDAYS, Days.WEEKENDS)

_ZONES = (
    "America/Los_Angeles",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Africa/Lagos",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tokyo",
)
"""From west to east, each of a place where many live."""


def choose_roadmap(card: GroupCard, known: tuple[RoadmapSummary, ...]) -> Reply:
    """Offer the roadmaps that all of a chat see."""
    group = card.group
    buttons = column(
        *(
            Button(cut(each.title, LABEL_LIMIT), settings_call(group, roadmap=each.id))
            for each in known[:_ROADMAPS]
            if each.id != group.plan.roadmap
        )
    )
    hint: Line = ("One of yours is here after ", Mono("/roadmap share here"), ".")
    return _choice(group, "Which roadmap?", hint, buttons)


def choose_time(card: GroupCard) -> Reply:
    """Offer times and days for the posts."""
    group, schedule = card.group, card.group.plan.schedule
    rows = (COMMON_TIMES[:3], COMMON_TIMES[3:])
    times = tuple(
        tuple(
            Button(say_time(it), settings_call(group, change=typed_schedule(it, schedule.days)))
            for it in row
        )
        for row in rows
    )
    days = tuple(
        Button(
            _capital(days_words(each)),
            settings_call(group, change=typed_schedule(schedule.minute, each)),
        )
        for each in _DAYS
    )
    hint: Line = (
        f"It is {schedule_words(schedule)} now. Any other can be typed: ",
        Mono("/study settings 8:30 mon-fri"),
    )
    asks = Ask("Type a time", settings_call(group), "change")
    return _choice(group, "When does the post come?", hint, (*times, days), asks)


def choose_zone(card: GroupCard, guess: str, now: datetime) -> Reply:
    """Offer zones, that of who asks first."""
    group = card.group
    buttons = tuple(
        Button(f"{zone_words(each)}, {clock_time(now, each)}", settings_call(group, zone=each))
        for each in dict.fromkeys((guess, *_ZONES))
        if each != group.plan.schedule.zone
    )
    rows = tuple(buttons[at : at + 2] for at in range(0, len(buttons), 2))
    hint: Line = ("Any city can be typed: ", Mono("/study settings Lisbon"))
    asks = Ask("Type a city", settings_call(group), "change")
    return _choice(group, "By whose clocks does the group go?", hint, rows, asks)


def choose_pace(card: GroupCard) -> Reply:
    """Offer when the group goes on to the next topic."""
    group = card.group
    buttons = column(
        *(
            Button(_capital(words), settings_call(group, moves=moves.value))
            for moves, words in PACES.items()
        )
    )
    hint: Line = (f"Now it is {PACES[group.plan.moves]}. Everybody's own progress stays theirs.",)
    return _choice(group, "When does the group go on?", hint, buttons)


def choose_quorum(card: GroupCard) -> Reply:
    """Offer how much of the group makes a day count."""
    group = card.group
    buttons = tuple(
        Button(_capital(words), settings_call(group, quorum=quorum))
        for quorum, words in QUORUMS.items()
    )
    hint: Line = (
        f"Now it is {quorum_words(group.plan.quorum)}. Those in a pause are not counted.",
    )
    return _choice(group, "How many make a day count?", hint, (buttons,))


def _choice(
    group: Group, question: str, hint: Line, rows: tuple[Row, ...], asks: Ask | None = None
) -> Reply:
    return Reply(
        blocks=(Heading((question,)), Paragraph(hint)),
        buttons=(*rows, (Button("Back", settings_call(group)),)),
        asks=asks,
        replace=True,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
