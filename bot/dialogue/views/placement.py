"""Views of placement: what of a part is known, which topics of a page, and the end of it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from bot.dialogue.invocation import Call, Value
from bot.dialogue.reply import (
    LABEL_LIMIT,
    Block,
    Button,
    Heading,
    Items,
    Line,
    Meter,
    Mono,
    Paragraph,
    Quote,
    Reply,
    Row,
)
from bot.dialogue.views.words import (
    column,
    cut,
    listed_words,
    next_button,
    path_words,
    progress_words,
    quantity,
    topic_label,
    topic_line,
)
from core.placement import PAGE, Part
from core.roadmap import Topic, TopicKind
from core.use_cases.placement import Answered, Placement, Spot, TopicsAsked, WholeAsked
from core.use_cases.sections import TopicState

_TITLE = 120
_PARTS = 8
_CHOSEN = "✓ "


def asked(placement: Placement, on: int = 0) -> Reply:
    """Ask the question of a placement, and say what the answer before it did; at its end, how far.

    ``on`` has a bit for each topic of a page that is chosen already, as in ``places``.
    """
    match placement.question:
        case None:
            return _over(placement)
        case WholeAsked():
            blocks, answers = _whole_asked(placement.question, placement)
        case TopicsAsked():
            blocks, answers = _topics_asked(placement.question, placement, on)
        case _:
            assert_never(placement.question)
    stop = Button("Stop here", _at(placement.question.spot, on, know="stop"))
    return Reply(
        blocks=(*_before(placement), *blocks),
        buttons=(*answers, (*_back(placement.answered), stop)),
        private=True,
        replace=True,
    )


def asked_in_parts(placement: Placement) -> Reply:
    """Ask the question of a placement of somebody who typed its answer: for which part is open."""
    reply = asked(placement)
    if placement.question is None:
        return reply
    told = Quote(("I ask part by part: tap your answer for this one.",))
    return replace(reply, blocks=(told, *reply.blocks))


def stopped(placement: Placement) -> Reply:
    """Say how far a placement came that was stopped, and let it go on.

    Ask on where the roadmap changed: what was chosen is lost.
    """
    if placement.changed:
        return asked(placement)
    on = (Button("Go on asking", _at(placement.question.spot)),) if placement.question else ()
    return _summary("Stopped here", placement, on)


def places(on: int) -> Iterator[int]:
    """Give the places on a page, from 0, whose bits are set."""
    return (place for place in range(PAGE) if on >> place & 1)


def _over(placement: Placement) -> Reply:
    return _summary("That was the last part", placement, _back(placement.answered))


def _summary(title: str, placement: Placement, more: Row) -> Reply:
    offer = placement.offer
    up_next: tuple[Block, ...] = ()
    if offer.topic is not None:
        up_next = (Paragraph(("Next: ", *topic_line(offer.topic))),)
    return Reply(
        blocks=(
            *_before(placement),
            Heading((title,)),
            _overall(placement),
            *up_next,
            Quote(("What you know counts as done; it earns no streak. /undo takes it back.",)),
        ),
        buttons=((next_button(), *more),),
        private=True,
        replace=True,
    )


def _whole_asked(asked: WholeAsked, placement: Placement) -> tuple[list[Block], tuple[Row, ...]]:
    done = f", {asked.count.done:,} of them done" if asked.count.done else ""
    lines: list[Line]
    if asked.parts:
        lines = [
            (f"{cut(_inner_title(part, asked.part), _TITLE)}: {progress_words(count)}",)
            for part, count in asked.parts[:_PARTS]
        ]
        more = f"and {quantity(len(asked.parts) - _PARTS, 'more section')}"
        lines += [(more,)] if len(asked.parts) > _PARTS else []
    else:
        topics = asked.part.topics
        lines = [topic_line(topic) for topic in topics[:_PARTS]]
        more = f"and {quantity(len(topics) - _PARTS, 'more topic')}"
        lines += [(more,)] if len(topics) > _PARTS else []
    some = (Button("Some", _at(asked.spot, know="some")),) if len(asked.part.topics) > 1 else ()
    return (
        [
            Heading((_title(asked.part, placement),)),
            Paragraph((f"{_size(asked.part.topics)}{done}. How much of it do you know?",)),
            Items(tuple(lines)),
            _overall(placement),
        ],
        (
            (
                Button("All", _at(asked.spot, know="all")),
                *some,
                Button("None", _at(asked.spot, know="none")),
            ),
        ),
    )


def _topics_asked(
    asked: TopicsAsked, placement: Placement, on: int
) -> tuple[list[Block], tuple[Row, ...]]:
    chosen = set(places(on))
    still = [place for place, state in enumerate(asked.topics) if state.completion is None]
    every = sum(1 << place for place in still)
    flip = (
        Button("None of these", _at(asked.spot, 0))
        if chosen >= set(still)
        else Button("All of these", _at(asked.spot, every))
    )
    toggles = (
        Button(
            cut(f"{_CHOSEN if place in chosen else ''}{topic_label(state.topic)}", LABEL_LIMIT),
            _at(asked.spot, on ^ 1 << place),
        )
        for place, state in enumerate(asked.topics)
        if state.completion is None
    )
    more = asked.pages - asked.page
    behind: tuple[Row, ...] = (
        (
            (
                Button("All after these", _at(asked.spot, on, know="rest")),
                Button("None after these", _at(asked.spot, on, know="skip")),
            ),
        )
        if more
        else ()
    )
    page = f" Page {asked.page} of {asked.pages}." if asked.pages > 1 else ""
    return (
        [
            Heading((_title(asked.part, placement),)),
            Paragraph((f"Choose the topics you know, then go on.{page}",)),
            *_numbers(asked),
            Items(
                tuple(
                    _state_line(state, known=place in chosen)
                    for place, state in enumerate(asked.topics)
                )
            ),
            _overall(placement),
        ],
        (
            *column(*toggles),
            (Button("Go on", _at(asked.spot, on, know="these")), flip),
            *behind,
        ),
    )


def _numbers(asked: TopicsAsked) -> tuple[Block, ...]:
    """Say how a long list is answered at once."""
    if asked.page == asked.pages:
        return ()
    last = asked.part.topics[-1].number
    typed = Mono(f"/placement {asked.topics[0].topic.number}-{last}")
    return (Quote(("Or type the numbers you know: ", typed)),)


def _state_line(state: TopicState, *, known: bool) -> Line:
    if state.completion is not None:
        return (*topic_line(state.topic), " (done)")
    return (*topic_line(state.topic), " (known)") if known else topic_line(state.topic)


def _before(placement: Placement) -> tuple[Block, ...]:
    """Say what became of the answer before."""
    if placement.changed:
        return (Quote(("The roadmap changed after I asked, so nothing new is written down.",)),)
    if placement.answered is None or not placement.answered.known:
        return ()
    return (Quote((f"{_size(placement.answered.known)} counted as known.",)),)


def _back(answered: Answered | None) -> Row:
    """Let the last answer be given again, and take back what it wrote."""
    if answered is None:
        return ()
    back = {} if answered.action is None else {"back": answered.action}
    return (Button("Back", _at(answered.spot, **back)),)


def _overall(placement: Placement) -> Meter:
    overall = placement.offer.overall
    return Meter((cut(placement.offer.roadmap.title, _TITLE),), overall.done, overall.total)


def _title(part: Part, placement: Placement) -> str:
    return cut(path_words(part.path) or placement.offer.roadmap.title, _TITLE)


def _inner_title(part: Part, outer: Part) -> str:
    """Name a part by what its path has more than that of the part around it."""
    # A part's path begins with that of the part around it.
    return path_words(part.path[len(outer.path) :] or part.path)


def _size(topics: tuple[Topic, ...]) -> str:
    """Say "12 topics", "3 projects", "12 topics and 3 projects"."""
    projects = sum(topic.kind is TopicKind.PROJECT for topic in topics)
    counts = ((len(topics) - projects, "topic"), (projects, "project"))
    return listed_words([quantity(count, noun) for count, noun in counts if count])


def _at(spot: Spot, on: int = 0, **more: Value) -> Call:
    """Ask or answer at a spot; ``on`` are the topics chosen there, as in ``places``."""
    chosen = {"on": on} if spot.single else {}
    where = {"topic": spot.topic, "level": spot.level, "seen": spot.revision}
    return Call("placement", {**where, **chosen, **more})
