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
    Row,
    Strong,
)
from bot.dialogue.views.badges import badge_words
from bot.dialogue.views.gap import gap_blocks
from bot.dialogue.views.titles import told_apart
from bot.dialogue.views.topic import finished
from bot.dialogue.views.words import (
    column,
    cut,
    day_words,
    next_button,
    progress_words,
    quantity,
    standing_words,
    topic_line,
)
from core.history import EventKind
from core.roadmap import RoadmapId
from core.use_cases.elsewhere import FOUND
from core.use_cases.study import (
    Completed,
    Offer,
    TopicsCompleted,
    TopicSkipped,
)
from core.use_cases.undo import ActionUndone

_TITLE = 60
_LABELLED = 40
"""Characters of a roadmap's title on a button."""

_ELSEWHERE = 3
"""So many topics of other roadmaps are offered to be ticked there too."""

_LISTED = 10
"""So many topics are listed one by one; of more, the first and the count are said."""


def completed(result: TopicsCompleted) -> Reply:
    """Say what was done, what had been before, and how far the learner is now."""
    if not result.new and not result.known:
        return finished(result.offer) if result.offer.topic is None else _nothing_ticked()
    blocks: list[Block] = []
    if result.new:
        first = result.new[0].event
        verb = "Known" if first.kind is EventKind.KNOWN else "Done"
        blocks += _listed(verb, [topic_line(completion.topic) for completion in result.new])
        if first.added_later:
            blocks.append(
                Quote((f"Added later: counted for {_bare_day(first.moment.date, result.today)}.",))
            )
        if first.kind is EventKind.TICKED:
            blocks.append(Quote(("Taken from the ticked boxes; they earn no streak.",)))
        if first.kind is EventKind.KNOWN:
            blocks.append(Quote(("What you know counts as done; it earns no streak.",)))
    if result.known:
        blocks += _known(result)
    blocks += _gap(result)
    blocks.append(Paragraph((_how_far(result),)))
    blocks += _badges(result)
    blocks += _held_elsewhere(result)
    blocks += _after(result)
    undo = (
        (Button("Undo", Call("undo", {"action": result.action})),)
        if result.action is not None
        else ()
    )
    return Reply(
        blocks=tuple(blocks),
        buttons=((*undo, next_button()), *_ticks_elsewhere(result)),
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
    if result.kind is EventKind.RESET:
        return _begun_as_before(result)
    verb = {
        EventKind.DONE: "Not done any more",
        EventKind.TICKED: "Not counted as done any more",
        EventKind.KNOWN: "Not counted as known any more",
        EventKind.SKIPPED: "Not skipped any more",
        EventKind.REVIEWED: "Not done again any more",
    }.get(result.kind, "Taken back")
    title = cut(result.roadmap.title, _TITLE)
    if result.roadmap.id != result.offer.roadmap.id:
        verb = f"{verb} in {title}"
    retired = [(cut(each, _TITLE), f" (not in {title} any more)") for each in result.retired]
    return _undone(result, *_listed(verb, [*map(topic_line, result.topics), *retired]))


def _begun_as_before(result: ActionUndone) -> Reply:
    title = cut(result.roadmap.title, _TITLE)
    return _undone(result, Paragraph((f"{title} is not begun anew: what you did in it is back.",)))


def _undone(result: ActionUndone, *blocks: Block) -> Reply:
    again = (Button("Undo one more", Call("undo")),) if result.more else ()
    return Reply(
        blocks=(
            *blocks,
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


def _held_elsewhere(result: TopicsCompleted) -> tuple[Block, ...]:
    """Name the topics that other roadmaps hold too; they are only ticked where that is asked."""
    if not result.elsewhere:
        return ()
    names = _names(result, _TITLE)
    lines: list[Line] = [
        (*topic_line(each.topic), f" in {names[each.roadmap.id]}")
        for each in result.elsewhere[:_ELSEWHERE]
    ]
    more = len(result.elsewhere) - _ELSEWHERE
    if more > 0:
        # Once so many are found, no others are looked for.
        many = len(result.elsewhere) == FOUND
        lines.append(("and many more" if many else f"and {quantity(more, 'topic')} more",))
    return (Paragraph(("Your other roadmaps hold this too:",)), Items(tuple(lines)))


def _ticks_elsewhere(result: TopicsCompleted) -> tuple[Row, ...]:
    # Known rather than done once more: what was studied once counts once for goals and weeks.
    names = _names(result, _LABELLED)
    return column(
        *(
            Button(
                f"Tick #{each.topic.number} in {names[each.roadmap.id]} too",
                Call("placement", {"topic": each.topic.id}),
            )
            for each in result.elsewhere[:_ELSEWHERE]
        )
    )


def _names(result: TopicsCompleted, limit: int) -> dict[RoadmapId, str]:
    """Name the roadmaps that are spoken of."""
    studied = (result.offer.roadmap, *((result.current.roadmap,) if result.current else ()))
    spoken_of = (*studied, *(each.roadmap for each in result.elsewhere))
    return told_apart(list({each.id: each for each in spoken_of}.values()), limit)


def _after(result: TopicsCompleted) -> tuple[Block, ...]:
    """Say what is next, in the roadmap that is studied now, or that one is finished."""
    if result.current is None or result.offer.topic is None:
        return _up_next(result.offer)
    if result.current.topic is None:
        return ()
    name = _names(result, _TITLE)[result.current.roadmap.id]
    return (Paragraph(("Next: ", *topic_line(result.current.topic), f" in {name}")),)


def _how_far(result: TopicsCompleted) -> str:
    if result.current is None:
        return _standing(result)
    return f"{_names(result, _TITLE)[result.offer.roadmap.id]}: {_standing(result)}"


def _standing(result: TopicsCompleted) -> str:
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
        (*topic_line(each.topic), f": {_already(each, result.today)}")
        for each in result.known[:_LISTED]
    ]
    more = len(result.known) - _LISTED
    if more > 0:
        lines.append((f"and {more} more that were done already",))
    return [Paragraph(lines[0])] if len(lines) == 1 else [Items(tuple(lines))]


def _already(completed: Completed, today: date) -> str:
    if completed.event.kind is EventKind.KNOWN:
        return "already counted as known"
    return f"already done {day_words(completed.event.moment.date, today)}"


def _listed(verb: str, topics: list[Line]) -> list[Block]:
    if len(topics) == 1:
        return [Paragraph((Strong(f"{verb}: "), *topics[0]))]
    head = Paragraph((Strong(f"{verb}: "), quantity(len(topics), "topic")))
    lines = topics[:_LISTED]
    more = len(topics) - _LISTED
    if more > 0:
        lines.append((f"and {more} more",))
    return [head, Items(tuple(lines))]


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
