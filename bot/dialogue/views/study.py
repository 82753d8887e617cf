"""Study views: a topic offered, done, skipped, taken back."""

from datetime import date

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Anchor,
    Block,
    Button,
    Heading,
    Items,
    Line,
    Meter,
    Paragraph,
    Quote,
    Reply,
    Row,
    Strong,
)
from bot.dialogue.views.words import (
    cut,
    day_words,
    kind_words,
    next_button,
    path_words,
    progress_words,
    quantity,
    streak_words,
    topic_line,
)
from core.history import EventKind
from core.progress import Count
from core.roadmap import Resource, Topic
from core.streak import Streak
from core.use_cases.overview import TopicShown
from core.use_cases.study import (
    ActionUndone,
    Offer,
    Place,
    TopicsCompleted,
    TopicSkipped,
)

_LISTED = 10
"""So many topics are listed one by one; of more, the first and the count are said."""

_RESOURCES = 5
_DETAILS = 12
_DETAIL_LENGTH = 400
_TITLE_LENGTH = 2500
"""Characters of a title in its details: leaves room for all else within one message."""


def offered(offer: Offer) -> Reply:
    """Show the topic to study now, or celebrate that there is none left."""
    if offer.topic is None or offer.place is None:
        return _finished(offer)
    topic = offer.topic
    again = () if not offer.skipped_before else (Quote(("You put this one aside earlier.",)),)
    return Reply(
        blocks=(
            Heading(topic_line(topic)),
            _where(topic, offer.place),
            *_hint(topic),
            *again,
            *_resources(topic.resources, _RESOURCES),
            Paragraph((_standing(offer.overall, offer.streak),)),
        ),
        buttons=_topic_buttons(topic, details=True),
        private=True,
    )


def kept_for_later(offer: Offer) -> Reply:
    """Say that the current topic stays as it is."""
    if offer.topic is None:
        return _finished(offer)
    return Reply(
        blocks=(
            Paragraph(("Kept for later: ", *topic_line(offer.topic))),
            Paragraph(("It stays your topic until it is done or skipped.",)),
        ),
        buttons=((next_button("Show it again"),),),
        private=True,
        replace=True,
    )


def completed(result: TopicsCompleted) -> Reply:
    """Say what was done, what had been before, and how far the learner is now."""
    if not result.new and not result.known:
        return _finished(result.offer)
    blocks: list[Block] = []
    if result.new:
        blocks += _listed("Done", [completion.topic for completion in result.new])
        first = result.new[0].event
        if first.added_later:
            blocks.append(
                Quote((f"Added later: counted for {_bare_day(first.moment.date, result.today)}.",))
            )
        if first.kind is EventKind.TICKED:
            blocks.append(Quote(("Taken from the ticked boxes; they earn no streak.",)))
    if result.known:
        blocks += _known(result)
    blocks.append(Paragraph((_how_far(result),)))
    blocks += _up_next(result.offer)
    undo = (
        (Button("Undo", Call("undo", {"action": result.action})),)
        if result.action is not None
        else ()
    )
    return Reply(
        blocks=tuple(blocks),
        buttons=((*undo, next_button()),),
        private=True,
        replace=True,
    )


def nothing_ticked() -> Reply:
    """Say that the roadmap's file has no ticked box."""
    return Reply(
        blocks=(Paragraph(("No box is ticked in the file of this roadmap.",)),),
        buttons=((next_button(),),),
        private=True,
    )


def skipped(result: TopicSkipped) -> Reply:
    """Say what was put aside and what comes instead."""
    return Reply(
        blocks=(
            Paragraph((Strong("Skipped: "), *topic_line(result.topic))),
            Paragraph((_when_again(result),)),
            *_up_next(result.offer),
        ),
        buttons=((Button("Undo", Call("undo", {"action": result.action})), next_button()),),
        private=True,
        replace=True,
    )


def undone(result: ActionUndone) -> Reply:
    """Say what was taken back and what the current topic is now."""
    verb = {
        EventKind.DONE: "Not done any more",
        EventKind.TICKED: "Not counted as done any more",
        EventKind.SKIPPED: "Not skipped any more",
    }.get(result.kind, "Taken back")
    return Reply(
        blocks=(
            *_listed(verb, list(result.topics)),
            Paragraph((_standing(result.offer.overall, result.offer.streak),)),
            *_up_next(result.offer),
        ),
        buttons=((next_button(), Button("Undo one more", Call("undo"))),),
        private=True,
        replace=True,
    )


def topic_details(shown: TopicShown) -> Reply:
    """Show one topic with its whole title, its notes and links, and what was done with it."""
    topic = shown.topic
    total = len(shown.roadmap.topics)
    return Reply(
        blocks=(
            Heading((Strong(f"#{topic.number}"), f" of {total}, a {kind_words(topic)}")),
            Paragraph((cut(topic.text, _TITLE_LENGTH),)),
            _where(topic, shown.place),
            *_hint(topic),
            *_notes(topic),
            *_resources(topic.resources, _DETAILS),
            Paragraph((_state(shown),)),
        ),
        buttons=() if shown.completion else _topic_buttons(topic, details=False),
        private=True,
    )


def _topic_buttons(topic: Topic, *, details: bool) -> tuple[Row, ...]:
    held = {"topic": topic.id}
    first = (Button("Done", Call("done", held)), Button("Skip", Call("skip", held)))
    later = Button("Later", Call("later"))
    return (first, (later, Button("Details", Call("topic", held)))) if details else (first,)


def _where(topic: Topic, place: Place) -> Paragraph:
    position = f"{place.position} of {place.count}"
    return Paragraph((f"{path_words(topic.path)} · {position}" if topic.path else position,))


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
    if not resources:
        return ()
    lines: list[Line] = [(Anchor(link.text or link.url, link.url),) for link in resources[:limit]]
    more = len(resources) - limit
    if more > 0:
        lines.append((f"and {quantity(more, 'more link')} in the details",))
    return (Items(tuple(lines)),)


def _standing(overall: Count, streak: Streak) -> str:
    words = progress_words(overall)
    return f"{words} · {streak_words(streak.current)}" if streak.current else words


def _how_far(result: TopicsCompleted) -> str:
    overall = _standing(result.offer.overall, result.offer.streak)
    if result.section is None:
        return overall
    if result.section.complete and result.new:
        return f"Section complete ({progress_words(result.section)}). In all {overall}"
    return f"{progress_words(result.section)} in this section. In all {overall}"


def _known(result: TopicsCompleted) -> list[Block]:
    lines: list[Line] = [
        (
            *topic_line(each.topic),
            f": already done {day_words(each.event.moment.date, result.today)}",
        )
        for each in result.known[:_LISTED]
    ]
    more = len(result.known) - _LISTED
    if more > 0:
        lines.append((f"and {more} more that were done already",))
    return [Paragraph(lines[0])] if len(lines) == 1 else [Items(tuple(lines))]


def _listed(verb: str, topics: list[Topic]) -> list[Block]:
    if len(topics) == 1:
        return [Paragraph((Strong(f"{verb}: "), *topic_line(topics[0])))]
    head = Paragraph((Strong(f"{verb}: "), quantity(len(topics), "topic")))
    lines = [topic_line(topic) for topic in topics[:_LISTED]]
    more = len(topics) - _LISTED
    if more > 0:
        lines.append((f"and {more} more",))
    return [head, Items(tuple(lines))] if lines else [head]


def _up_next(offer: Offer) -> tuple[Block, ...]:
    if offer.topic is None:
        return _finished(offer).blocks
    return (Paragraph(("Next: ", *topic_line(offer.topic))),)


def _when_again(result: TopicSkipped) -> str:
    if result.offer.topic == result.topic:
        return "It is the only one left, so it stays."
    if result.first_time:
        return "It comes again at the end of its section."
    return "Skipped before, so it comes again at the end of the roadmap."


def _finished(offer: Offer) -> Reply:
    return Reply(
        blocks=(
            Heading(("You finished the roadmap!",)),
            Paragraph((offer.roadmap.title,)),
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


def _state(shown: TopicShown) -> str:
    if shown.completion:
        later = ", added later" if shown.completion.added_later else ""
        return f"Done {day_words(shown.completion.moment.date, shown.today)}{later}."
    if shown.current:
        return "Not done yet. This is your topic now."
    return "Put aside for now." if shown.skipped else "Not done yet."


def _bare_day(day: date, today: date) -> str:
    return day_words(day, today).removeprefix("on ")
