"""Enrolment views: the three steps from hello to the first topic, and the shelf of roadmaps."""

from dataclasses import replace
from datetime import datetime

from bot.dialogue.groups import shown_in
from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    LABEL_LIMIT,
    Block,
    Button,
    Heading,
    Line,
    Paragraph,
    Quote,
    Reply,
    Row,
    Strong,
)
from bot.dialogue.views import topic
from bot.dialogue.views.listed import LINE, listed
from bot.dialogue.views.ticked import count_ticked, ticked_question
from bot.dialogue.views.titles import told_apart
from bot.dialogue.views.words import (
    ask_for_city,
    clock_words,
    column,
    cut,
    listed_words,
    next_button,
    progress_words,
    quantity,
    zone_words,
)
from core.use_cases.enrolment import Enrolled, Shelf, Shelved, ZoneSet
from core.zones import ZoneChoice

_OTHERS = 4
_CHOICES = 15
"""So many roadmaps are listed; the others are found by a word of their title."""

_NOT_SO = "Not so? Type your city: /tz Lisbon"


def welcome(name: str, guess: str, now: datetime) -> Reply:
    """Greet a newcomer and ask where they live, with a guess to accept in one tap."""
    return Reply(
        blocks=(
            Heading((f"Hello {cut(name, 60)}!" if name else "Hello!",)),
            Paragraph(("I give you one topic at a time, and keep your progress and your streak.",)),
            Paragraph(
                (
                    "First, where do you live? My guess is ",
                    Strong(zone_words(guess)),
                    ": it is ",
                    clock_words(now, guess),
                    " there.",
                )
            ),
            Quote((_NOT_SO,)),
        ),
        buttons=((Button(f"Yes, {zone_words(guess)}", Call("tz", {"zone": guess})),),),
        asks=ask_for_city(),
        private=True,
    )


def ask_city(zone: str, now: datetime) -> Reply:
    """Say which zone is set and how to change it."""
    return Reply(
        blocks=(
            Paragraph(
                (
                    "Your day runs by ",
                    Strong(zone),
                    ": it is ",
                    clock_words(now, zone),
                    " now.",
                )
            ),
            Paragraph(("To change it, type your city, for example /tz Lisbon",)),
        ),
        buttons=((Button("That is right", Call("tz", {"zone": zone})),),),
        asks=ask_for_city(),
        private=True,
        replace=True,
    )


def zone_set(
    result: ZoneSet, now: datetime, place: str | None = None, others: tuple[ZoneChoice, ...] = ()
) -> Reply:
    """Say which zone is set now, offer other places of that name, and the next step."""
    name = place or zone_words(result.zone)
    zone = f" ({result.zone})" if result.zone != name else ""
    blocks: list[Block] = [
        Paragraph((Strong(name), f"{zone}: it is ", clock_words(now, result.zone), " there."))
    ]
    if result.before and result.before != result.zone:
        before = zone_words(result.before)
        kept = "past days keep their dates, and reminders their times of day"
        blocks.append(Paragraph((f"Before it was {before}; {kept}.",)))
    elsewhere = column(
        *(
            Button(
                cut(f"{other.place} ({zone_words(other.zone)}) instead", LABEL_LIMIT),
                Call("tz", {"zone": other.zone}),
            )
            for other in others[:_OTHERS]
        )
    )
    if result.shelf.enrolled:
        return Reply(
            tuple(blocks), buttons=(*elsewhere, (next_button(),)), private=True, replace=True
        )
    choice = choose_roadmap(result.shelf)
    return replace(
        choice,
        blocks=(*blocks, *choice.blocks),
        buttons=(*choice.buttons, *elsewhere),
        replace=True,
    )


def choose_roadmap(shelf: Shelf) -> Reply:
    """Ask for a roadmap, one tap each."""
    if not shelf.roadmaps:
        return no_roadmaps()
    return Reply(
        blocks=(Paragraph(("Which roadmap do you want to study?",)), *_listed(shelf)),
        buttons=_choices(shelf),
        private=True,
    )


def roadmaps(shelf: Shelf) -> Reply:
    """List the roadmaps there are, with the learner's progress in those they began."""
    if not shelf.roadmaps:
        return no_roadmaps()
    return Reply(
        blocks=(Heading(("Roadmaps",)), *_listed(shelf)), buttons=_choices(shelf), private=True
    )


def no_roadmaps() -> Reply:
    """Say that this instance has nothing to study, and who can change that."""
    return Reply(
        blocks=(
            Paragraph(("There is no roadmap here yet.",)),
            Paragraph(("Whoever hosts me can put a Markdown file into the folder of roadmaps.",)),
        ),
        private=True,
        refusal=True,
    )


def enrolled(result: Enrolled, lacks: tuple[str, ...] = ()) -> Reply:
    """Say what is studied now, and show its first topic.

    ``lacks`` names what the bot needs before it can write here unasked.
    """
    offer = topic.offered(result.offer)
    verb = "Welcome back to" if result.resumed else "You study"
    blocks: list[Block] = [
        Paragraph((f"{verb} ", Strong(cut(result.offer.roadmap.title, LINE)), "."))
    ]
    goal = dict(result.offer.roadmap.about).get("Goal")
    if goal and not result.resumed:
        blocks.append(Quote((cut(goal, 300),)))
    buttons: tuple[Row, ...] = offer.buttons
    if result.ticked and not result.resumed:
        blocks.append(ticked_question(result.ticked))
        buttons = (*buttons, count_ticked(result.offer.roadmap, result.ticked))
    blocks += offer.blocks
    if not result.resumed:
        buttons = (*buttons, (Button("Remind me daily", Call("daily")),))
    if result.assumed_zone:
        blocks.append(
            Quote((f"I take it that you live by {zone_words(result.assumed_zone)}. {_NOT_SO}",))
        )
    if lacks:
        blocks.append(
            Quote(
                (
                    f"To write here by myself I need {listed_words(lacks)}. ",
                    "Until then I only answer.",
                )
            )
        )
    asks = ask_for_city() if result.assumed_zone else None
    return replace(offer, blocks=tuple(blocks), buttons=buttons, asks=asks, replace=True)


def link_expired(named: str, beginning: Reply) -> Reply:
    """Say that a link, or words after ``/start``, lead to no roadmap, and begin all the same."""
    note = Quote((f"There is no roadmap “{cut(named, 60)}”, or no longer: an old link, perhaps.",))
    return replace(beginning, blocks=(note, *beginning.blocks))


def _listed(shelf: Shelf) -> list[Block]:
    names = told_apart([each.roadmap for each in shelf.roadmaps], LINE)
    lines = [_line(each, names[each.roadmap.id]) for each in shelf.roadmaps]
    return listed(lines, "roadmap", most=_CHOICES)


def _line(each: Shelved, name: str) -> Line:
    words = quantity(each.roadmap.topic_count, "topic")
    if each.roadmap.project_count:
        words += f" and {quantity(each.roadmap.project_count, 'project')}"
    progress = f"; {progress_words(each.count)}" if each.count else ""
    now = "; you study it now" if each.current else ""
    gone = "; removed, and kept for those who began it" if each.removed else ""
    return (Strong(name), f": {words}{progress}{now}{gone}")


def _choices(shelf: Shelf) -> tuple[Row, ...]:
    names = told_apart([each.roadmap for each in shelf.roadmaps])
    return column(
        *(
            Button(
                names[each.roadmap.id],
                Call("switch", {"roadmap": shown_in(each.roadmap, shelf.chat)}),
            )
            for each in shelf.roadmaps[:_CHOICES]
            if not each.current
        )
    )
