"""Views of the mix: which roadmaps the daily prompt comes from, and by what shares."""

from bot.dialogue.invocation import Call
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
    Row,
    Strong,
)
from bot.dialogue.views.titles import told_apart
from bot.dialogue.views.words import (
    column,
    cut,
    listed_words,
    next_button,
    progress_words,
    quantity,
    topic_line,
)
from core.roadmap import RoadmapId
from core.use_cases.mix import Mix, Mixed

_TITLE = 60
_OFFERED = 5
_RULE = (
    "The daily prompt takes its topic from the one that is furthest behind its share. "
    "/next stays with the roadmap you study now."
)


def mix_now(mix: Mix) -> Reply:
    """Say what is mixed, and let roadmaps be mixed."""
    if len(mix.parts) < 2:  # noqa: PLR2004 - it takes two to mix
        return _nothing_to_mix(mix)
    state = "The daily prompt is mixed." if mix.mixed else "Nothing is mixed now."
    return Reply(
        blocks=(
            Heading(("Mix",)),
            Paragraph((state,)),
            *_listed(mix),
            Quote((_RULE,)),
            Paragraph(("Type the shares: ", Mono(f"/mix {mix.example}"))),
        ),
        buttons=_choices(mix),
        asks=Ask("Type the shares", Call("mix"), "shares"),
        private=True,
        replace=True,
    )


def mix_set(mix: Mix) -> Reply:
    """Say what is mixed from now on, or that nothing is."""
    if not mix.mixed:
        return _off(mix)
    same = mix.before == _shares(mix)
    heading = "The mix stays as it was" if same else "Your daily prompt is mixed"
    blocks: list[Block] = [Heading((heading,)), *_listed(mix), Quote((_RULE,))]
    if mix.before and not same:
        blocks.append(Quote((f"Before it was {_said(mix, mix.before)}.",)))
    return Reply(
        blocks=tuple(blocks),
        buttons=((next_button(), Button("Turn it off", Call("mix", {"shares": "off"}))),),
        private=True,
        replace=True,
    )


def _off(mix: Mix) -> Reply:
    was = f" It was {_said(mix, mix.before)}." if mix.before else ""
    return Reply(
        blocks=(
            Paragraph(
                (f"The mix is off: the daily prompt comes from the roadmap you study now.{was}",)
            ),
        ),
        buttons=((next_button(), Button("Mix again", Call("mix"))),),
        private=True,
        replace=True,
    )


def _nothing_to_mix(mix: Mix) -> Reply:
    title = cut(mix.parts[0].roadmap.title, _TITLE)
    return Reply(
        blocks=(
            Paragraph((f"A mix needs two roadmaps, and you have only begun {title}.",)),
            Paragraph(("Begin another one, then mix both.",)),
        ),
        buttons=((Button("Roadmaps", Call("roadmaps")), next_button()),),
        private=True,
        replace=True,
    )


def _listed(mix: Mix) -> tuple[Block, ...]:
    names = _names(mix)
    up_next: tuple[Block, ...] = ()
    if mix.next is not None:
        roadmap, topic = mix.next
        up_next = (Paragraph(("Next by the mix: ", *topic_line(topic), f" ({names[roadmap]})")),)
    lines = tuple(_line(part, names[part.roadmap.id]) for part in mix.parts)
    return (Items(lines, start=1), *up_next)


def _line(part: Mixed, name: str) -> Line:
    title = Strong(name)
    if not part.share:
        return (title, f": not mixed; {progress_words(part.count)}")
    since = f"{quantity(part.done, 'topic')} since it is mixed"
    return (title, f": share {part.share}, {since}; {progress_words(part.count)}")


def _choices(mix: Mix) -> tuple[Row, ...]:
    """Offer the plainest mixes: all equally, or more of one; of the oldest, where there are many.

    They are named by their places in the list, since a button has no room for their titles.
    """
    parts = mix.parts[:_OFFERED]
    even = " ".join(f"#{place} 1" for place in range(1, len(parts) + 1))
    names = _names(mix, LABEL_LIMIT - len("More of "))
    more = (
        Button(
            f"More of {names[part.roadmap.id]}",
            Call("mix", {"shares": even.replace(f"#{place} 1", f"#{place} 2")}),
        )
        for place, part in enumerate(parts, start=1)
    )
    off = ((Button("Turn it off", Call("mix", {"shares": "off"})),),) if mix.mixed else ()
    return (*column(Button("All equally", Call("mix", {"shares": even})), *more), *off)


def _shares(mix: Mix) -> tuple[tuple[RoadmapId, int], ...]:
    return tuple((part.roadmap.id, part.share) for part in mix.mixed)


def _said(mix: Mix, shares: tuple[tuple[RoadmapId, int], ...]) -> str:
    names = _names(mix)
    return listed_words([f"{names[roadmap]} {share}" for roadmap, share in shares])


def _names(mix: Mix, limit: int = _TITLE) -> dict[RoadmapId, str]:
    return told_apart([part.roadmap for part in mix.parts], limit)
