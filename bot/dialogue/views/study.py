"""Study views: what was done, skipped or taken back."""

from dataclasses import replace
from datetime import date

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Block,
    Button,
    Items,
    Line,
    Paragraph,
    Quote,
    Reply,
    Strong,
)
from bot.dialogue.views.badges import badge_words
from bot.dialogue.views.gap import gap_blocks
from bot.dialogue.views.topic import finished
from bot.dialogue.views.words import (
    day_words,
    next_button,
    progress_words,
    quantity,
    standing_words,
    topic_line,
)
from core.history import EventKind
from core.roadmap import Topic
from core.use_cases.study import (
    Offer,
    TopicsCompleted,
    TopicSkipped,
)
from core.use_cases.undo import ActionUndone

_LISTED = 10
"""So many topics are listed one by one; of more, the first and the count are said."""


def completed(result: TopicsCompleted) -> Reply:
    """Say what was done, what had been before, and how far the learner is now."""
    if not result.new and not result.known:
        return finished(result.offer) if result.offer.topic is None else _nothing_ticked()
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
    blocks += _gap(result)
    blocks.append(Paragraph((_how_far(result),)))
    blocks += _badges(result)
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
    again = (Button("Undo one more", Call("undo")),) if result.more else ()
    return Reply(
        blocks=(
            *_listed(verb, list(result.topics)),
            Paragraph((standing_words(result.offer.overall, result.offer.streak),)),
            *_up_next(result.offer),
        ),
        buttons=((next_button(), *again),),
        private=True,
        replace=True,
    )


def _gap(result: TopicsCompleted) -> tuple[Block, ...]:
    """Say what became of the streak in the days before the one that this made count."""
    if result.gap is None:
        return ()
    # This topic may have earned a freeze back.
    now = result.offer.streak
    return gap_blocks(replace(result.gap, freezes=now.freezes, freeze_in=now.freeze_in))


def _badges(result: TopicsCompleted) -> tuple[Block, ...]:
    if not result.badges:
        return ()
    noun = "Badge" if len(result.badges) == 1 else "Badges"
    words = "; ".join(badge_words(badge) for badge in result.badges)
    return (Quote((f"{noun}: {words}",)),)


def _how_far(result: TopicsCompleted) -> str:
    overall = standing_words(result.offer.overall, result.offer.streak)
    if result.section is None:
        return overall
    if result.section.complete and result.new:
        return f"Section complete ({progress_words(result.section)}). In all {overall}"
    return f"{progress_words(result.section)} in this section. In all {overall}"


def _nothing_ticked() -> Reply:
    return Reply(
        blocks=(Paragraph(("No box is ticked in the file of this roadmap.",)),),
        buttons=((next_button(),),),
        private=True,
    )


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
        return finished(offer).blocks
    return (Paragraph(("Next: ", *topic_line(offer.topic))),)


def _when_again(result: TopicSkipped) -> str:
    if result.offer.topic == result.topic:
        return "It is the only one left, so it stays."
    end = "the roadmap" if result.section_over else "its section"
    return f"It comes again at the end of {end}."


def _bare_day(day: date, today: date) -> str:
    return day_words(day, today).removeprefix("on ")
