"""The card of a study group: all that its managers chose, changed in place by buttons."""

from datetime import datetime

from bot.dialogue.invocation import Call, Value
from bot.dialogue.reply import (
    LABEL_LIMIT,
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
    Role,
    Row,
    Strong,
)
from bot.dialogue.views.group_words import PACES, freezes_left, quorum_words
from bot.dialogue.views.listed import LINE
from bot.dialogue.views.refused import refused
from bot.dialogue.views.times import instant_words, schedule_words
from bot.dialogue.views.words import (
    clock_words,
    column,
    cut,
    listed_words,
    quantity,
    streak_words,
    topic_line,
    zone_words,
)
from core.group import Group
from core.use_cases.group_setup import GroupCard
from core.zones import ZoneChoice

STARTED = "It has started."
STOPPED = "It rests: no more posts come, and all that was done is kept."

ROLE = "the study group"
"""Whom a role stands for where it cannot be called."""

_OTHERS = 4


def group_card(
    card: GroupCard,
    now: datetime,
    note: str | None = None,
    others: tuple[ZoneChoice, ...] = (),
) -> Reply:
    """Show what is chosen for a group, and what is next; ``note`` says what was done just now.

    ``others`` are the other places of a name that was typed.
    """
    noted = (Paragraph((note,)),) if note else ()
    return Reply(
        blocks=(
            Heading(("Study group",)),
            *noted,
            Items((*_chosen(card, now), *_standing(card))),
            *_next(card),
            Quote(("A time, days or a city can be typed: ", Mono("/study settings 19:00 mon-fri"))),
        ),
        buttons=(_main(card), *_changes(card), *_elsewhere(card.group, others)),
        asks=Ask("Type a time or city", settings_call(card.group), "change"),
        replace=True,
    )


def lacking(lacks: tuple[str, ...]) -> Reply:
    """Say what the bot needs before a group can start in a place."""
    return refused(
        (f"To post here by myself I need {listed_words(lacks)}.",),
        ("Give me that, and send ", Mono("/study here"), " again."),
    )


def zone_words_of(choice: ZoneChoice) -> str:
    """Say which place a zone was found by."""
    return f"The group goes by the clocks of {choice.place}."


def settings_call(group: Group, **chosen: Value) -> Call:
    """Prepare a change of a group."""
    return Call("study settings", {"group": group.id, **chosen})


def _chosen(card: GroupCard, now: datetime) -> tuple[Line, ...]:
    plan = card.group.plan
    zone = plan.schedule.zone
    title = card.roadmap and (
        f"{cut(card.roadmap.title, LINE)}, {quantity(len(card.roadmap.topics), 'topic')}"
    )
    lines: list[Line] = [
        (Strong("Roadmap"), f": {title or 'one that is not seen here any more'}"),
        (Strong("Post"), f": {schedule_words(plan.schedule)}"),
        (Strong("Time zone"), f": {zone_words(zone)}, it is ", clock_words(now, zone), " there"),
        (Strong("Pace"), f": {PACES[plan.moves]}"),
        (Strong("A day counts"), f": when {quorum_words(plan.quorum)} studied"),
    ]
    if plan.role is not None:
        lines.append((Strong("Each post calls"), ": ", Role(plan.role, ROLE)))
    return tuple(lines)


def _standing(card: GroupCard) -> tuple[Line, ...]:
    """Say who is in it and how it goes, once anything is."""
    if not card.group.members:
        return ()
    streak = card.streak
    run = f"{streak_words(streak.current)}, {freezes_left(streak.freezes)}"
    return (
        (Strong("Members"), f": {card.group.members:,}"),
        (Strong("Streak"), f": {run if streak.current else 'none yet'}"),
    )


def _next(card: GroupCard) -> tuple[Block, ...]:
    schedule = card.group.plan.schedule
    first = card.next_post or card.if_started
    at = instant_words(first, schedule.zone)
    topic: Line = (": ", *topic_line(card.topic)) if card.topic else (".",)
    if card.roadmap is None:
        return (Paragraph(("No posts: choose a roadmap that all here see.",)),)
    if card.at_work:
        return (Paragraph(("Next post: ", at, *topic)),)
    if card.topic is None:
        anew = topic_line(card.roadmap.topics[0])
        return (
            Paragraph(("It has come to the end. Started now, it begins anew ", at, ": ", *anew)),
        )
    which = "first" if card.group.topic is None else "next"
    return (Paragraph((f"It is not at work. Started now, it posts {which} ", at, *topic)),)


def _main(card: GroupCard) -> Row:
    group = card.group
    if card.roadmap is None:
        return (Button("Choose a roadmap", settings_call(group, show="roadmap")),)
    if card.at_work:
        return (Button("Stop", Call("study stop", {"group": group.id})),)
    return (Button("Start", settings_call(group, do="start")),)


def _changes(card: GroupCard) -> tuple[Row, ...]:
    group = card.group
    role = (Button("Call nobody", settings_call(group, do="nobody")),)
    return (
        (
            Button("Roadmap", settings_call(group, show="roadmap")),
            Button("Time", settings_call(group, show="time")),
            Button("Time zone", settings_call(group, show="zone")),
        ),
        (
            Button("Pace", settings_call(group, show="pace")),
            Button("Quorum", settings_call(group, show="quorum")),
        ),
        *((role,) if group.plan.role is not None else ()),
    )


def _elsewhere(group: Group, others: tuple[ZoneChoice, ...]) -> tuple[Row, ...]:
    return column(
        *(
            Button(
                cut(f"{each.place} ({zone_words(each.zone)}) instead", LABEL_LIMIT),
                settings_call(group, zone=each.zone),
            )
            for each in others[:_OTHERS]
        )
    )
