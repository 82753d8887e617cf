"""Topic views: a topic offered, kept for later, shown whole; and a roadmap finished."""

from dataclasses import replace

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Block,
    Button,
    Heading,
    Items,
    Line,
    Link,
    Meter,
    Paragraph,
    Quote,
    Reply,
    Row,
    Strong,
)
from bot.dialogue.views.gap import comeback_block, comeback_row, gap_blocks
from bot.dialogue.views.notes import note_blocks, note_line
from bot.dialogue.views.titles import told_apart
from bot.dialogue.views.words import (
    cut,
    day_words,
    kind_words,
    next_button,
    path_words,
    quantity,
    standing_words,
    title_line,
    topic_line,
)
from core.history import EventKind
from core.roadmap import Resource, Topic
from core.use_cases.overview import TopicShown
from core.use_cases.study import Offer, Place

_RESOURCES = 5
_DETAILS = 12
_DETAIL_LENGTH = 400
_ROADMAP = 60
_OFFERED_LENGTH = 300
"""Characters of a title where a topic is offered."""

_TITLE_LENGTH = 2500
"""Characters of a title in its details: leaves room for all else within one message."""


def offered(offer: Offer) -> Reply:
    """Show the topic to study now, or celebrate that there is none left.

    What became of the streak since the last day of study is said first.
    """
    gap = gap_blocks(offer.streak)
    if offer.topic is None:
        celebration = finished(offer)
        return replace(celebration, blocks=(*gap, *celebration.blocks))
    back = offer.comeback
    buttons = topic_buttons(offer.topic, Button("Later", Call("later")))
    by_mix = _by_mix(offer)
    if offer.by_mix:
        held = Call("topic", {"topic": offer.by_mix[1].id})
        buttons = (*buttons, (Button("Show that of the mix", held),))
    return Reply(
        blocks=(*gap, *((comeback_block(),) if back else ()), *offered_blocks(offer), *by_mix),
        buttons=(*buttons, comeback_row()) if back else buttons,
        private=True,
    )


def offered_blocks(offer: Offer) -> tuple[Block, ...]:
    """Say which topic is to be studied now, with all that helps; nothing where none is left."""
    topic, place = offer.topic, offer.place
    if topic is None or place is None:
        return ()
    again = () if not offer.skipped_before else (Quote(("You put this one aside earlier.",)),)
    return (
        Heading(
            (
                Strong(f"#{topic.number} of {offer.overall.total:,}"),
                " ",
                *title_line(topic, _OFFERED_LENGTH),
            )
        ),
        _where(topic, place),
        *_hint(topic),
        *again,
        *_note(offer),
        *_resources(topic.resources, _RESOURCES),
        Paragraph((standing_words(offer.overall, offer.streak),)),
    )


def kept_for_later(offer: Offer) -> Reply:
    """Say that the current topic stays as it is."""
    if offer.topic is None:
        return finished(offer)
    return Reply(
        blocks=(
            Paragraph(("Kept for later: ", *topic_line(offer.topic))),
            Paragraph(("It stays your topic until it is done or skipped.",)),
        ),
        buttons=((next_button("Show it again"),),),
        private=True,
        replace=True,
    )


def topic_details(shown: TopicShown) -> Reply:
    """Show one topic with its whole title, its notes and links, and what was done with it."""
    topic = shown.topic
    total = len(shown.roadmap.topics)
    return Reply(
        blocks=(
            Heading((Strong(f"#{topic.number}"), f" of {total:,}, a {kind_words(topic)}")),
            Paragraph(title_line(topic, _TITLE_LENGTH)),
            _where(topic, shown.place),
            *_hint(topic),
            *(note_blocks(shown.note) if shown.note else ()),
            *_notes(topic),
            *_resources(topic.resources, _DETAILS),
            Paragraph((_state(shown),)),
        ),
        buttons=(
            *(() if shown.completion else (_deeds(topic),)),
            (Button("Note", Call("note", {"topic": topic.id})),),
        ),
        private=True,
    )


def finished(offer: Offer) -> Reply:
    """Celebrate a finished roadmap and say what comes next."""
    return Reply(
        blocks=(
            Heading(("You finished the roadmap!",)),
            Paragraph((cut(offer.roadmap.title, 200),)),
            Meter(("All of it",), offer.overall.done, offer.overall.total),
            Paragraph(("What comes next is yours to choose: another roadmap, or a look back.",)),
        ),
        buttons=(
            (
                Button("Other roadmaps", Call("roadmaps")),
                Button("My progress", Call("progress")),
            ),
        ),
        private=True,
    )


def topic_buttons(topic: Topic, later: Button) -> tuple[Row, ...]:
    """Offer what can be done with a topic now, or later, and its details."""
    return (_deeds(topic), (later, Button("Details", Call("topic", {"topic": topic.id}))))


def _deeds(topic: Topic) -> Row:
    held = {"topic": topic.id}
    return (Button("Done", Call("done", held)), Button("Skip", Call("skip", held)))


def _where(topic: Topic, place: Place) -> Paragraph:
    position = f"{place.position:,} of {place.count:,}"
    return Paragraph((f"{path_words(topic.path)} · {position}" if topic.path else position,))


def _note(offer: Offer) -> tuple[Block, ...]:
    return (Quote(note_line(offer.note)),) if offer.note else ()


def _by_mix(offer: Offer) -> tuple[Block, ...]:
    """Say what the mix would take instead."""
    if offer.by_mix is None:
        return ()
    roadmap, topic = offer.by_mix
    name = told_apart((offer.roadmap, roadmap), _ROADMAP)[roadmap.id]
    return (Quote((f"Your mix would take {name}: ", *topic_line(topic))),)


def _hint(topic: Topic) -> tuple[Block, ...]:
    return (Paragraph(("Hint: ", Strong(topic.hint))),) if topic.hint else ()


def _notes(topic: Topic) -> tuple[Block, ...]:
    if not topic.details:
        return ()
    lines: list[Line] = [(cut(note, _DETAIL_LENGTH),) for note in topic.details[:_DETAILS]]
    more = len(topic.details) - _DETAILS
    if more > 0:
        lines.append((f"and {quantity(more, 'more note')}",))
    return (Items(tuple(lines)),)


def _resources(resources: tuple[Resource, ...], limit: int) -> tuple[Block, ...]:
    links = tuple(Link(link.text or link.url, link.url) for link in resources[:limit])
    more = len(resources) - limit
    rest = f"and {quantity(more, 'more link')} in the details"
    return (*links, *((Paragraph((rest,)),) if more > 0 else ()))


def _state(shown: TopicShown) -> str:
    if shown.completion and shown.completion.kind is EventKind.KNOWN:
        day = day_words(shown.completion.moment.date, shown.today)
        return f"You said {day} that you know it."
    if shown.completion:
        later = ", added later" if shown.completion.added_later else ""
        return f"Done {day_words(shown.completion.moment.date, shown.today)}{later}."
    if shown.current:
        return "Not done yet. This is your topic now."
    return "Put aside for now." if shown.skipped else "Not done yet."
