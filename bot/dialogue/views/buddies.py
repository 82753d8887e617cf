"""Buddy views: what a buddy is, who is asked to explain, and who was found, each told alone."""

from typing import assert_never

from bot.dialogue.invocation import Call, Value
from bot.dialogue.reply import (
    Block,
    Button,
    Heading,
    Items,
    Line,
    Mention,
    Paragraph,
    Quote,
    Reply,
    Row,
)
from bot.dialogue.views.people import person_words
from bot.dialogue.views.words import column, cut, topic_line
from core.use_cases.buddies import BuddyFound, BuddyWanted
from core.use_cases.explaining import BuddyAnswered, BuddyHere, BuddySet

_TITLE = 80
_RULE = (
    "Buddies explain topics to each other. Who did the day's topic a week ago or more may be asked "
    "in private, once a week at most, and whoever is at it hears who would explain it."
)


def buddy_here(here: BuddyHere) -> Reply:
    """Say how a member stands to being a buddy in one group, and what they were asked."""
    return Reply(
        blocks=(
            Heading((_state(here),)),
            Quote((_RULE,)),
            *(wanted_blocks(here.wanted) if here.wanted else ()),
        ),
        buttons=((_switch(here),), *(wanted_buttons(here.wanted) if here.wanted else ())),
        private=True,
    )


def buddies_of(mine: tuple[BuddyHere, ...]) -> Reply:
    """Say how somebody stands to it in their groups, and let them choose."""
    asked = [each.wanted for each in mine if each.wanted]
    lines: list[Line] = [(_state(each),) for each in mine]
    return Reply(
        blocks=(
            Heading(("Buddies",)),
            Quote((_RULE,)),
            Items(tuple(lines)),
            *(block for each in asked for block in wanted_blocks(each)),
        ),
        buttons=(
            *column(*(_switch(each, named=True) for each in mine)),
            *(row for each in asked for row in wanted_buttons(each)),
        ),
        private=True,
    )


def buddy_set(result: BuddySet) -> Reply:
    """Say that a member is a buddy now, or none."""
    here, again = result.here, "still" if result.here.on == result.before else "now"
    if not here.on:
        words = f"You are {again} no buddy in the group on {_title(here)}. Nobody asks you."
    else:
        words = (
            f"You are {again} a buddy in the group on {_title(here)}. "
            "I ask you in private, and tell you there who explains something to you."
        )
    return Reply((Paragraph((words,)),), ((_switch(here),),), private=True)


def buddy_answered(result: BuddyAnswered) -> Reply:
    """Say what came of an answer."""
    wanted = result.wanted
    if wanted is None:
        return _told("Thank you. Nobody needs it any more.")
    if not result.willing:
        return _told("No harm done. I ask you again in a week at the earliest.")
    if result.again:
        return _told("Somebody explains something to them today already. Thank you!")
    return Reply(
        (
            Paragraph(("Thank you! I tell them that you explain ", *topic_line(wanted.topic), ".")),
            Paragraph(("They know your name now, and may write to you.",)),
        ),
        private=True,
    )


def wanted_blocks(wanted: BuddyWanted) -> tuple[Block, ...]:
    """Ask somebody whether they explain a topic."""
    group = f"Somebody in your study group on {cut(wanted.roadmap_title, _TITLE)} is at this topic"
    return (
        Heading(("Would you explain ", *topic_line(wanted.topic), "?")),
        Paragraph((f"{group}, which you have done. If you say yes, I tell them your name.",)),
    )


def wanted_buttons(wanted: BuddyWanted) -> tuple[Row, ...]:
    """Let it be answered, with a look at the topic."""
    its: dict[str, Value] = {"group": wanted.group, "day": wanted.day.isoformat()}
    return (
        (
            Button("Yes, I explain", Call("buddy", {"answer": "yes", **its})),
            Button("Not now", Call("buddy", {"answer": "no", **its})),
        ),
        (Button("Details", Call("topic", {"topic": wanted.topic.id})),),
    )


def told_blocks(news: BuddyFound | BuddyWanted) -> tuple[Block, ...]:
    """Say what is told a buddy unasked."""
    match news:
        case BuddyWanted():
            return wanted_blocks(news)
        case BuddyFound():
            return _found_blocks(news)
        case _:
            assert_never(news)


def _found_blocks(found: BuddyFound) -> tuple[Block, ...]:
    explainer = Mention(found.explainer, person_words(found.name))
    group = f" from your study group on {cut(found.roadmap_title, _TITLE)}"
    return (
        Heading(("Somebody explains ", *topic_line(found.topic))),
        Paragraph((explainer, group, " has done it and would explain it to you.")),
        Paragraph(("Write to them, or ask in the group.",)),
    )


def _state(here: BuddyHere) -> str:
    return f"{'A buddy' if here.on else 'No buddy'} in the group on {_title(here)}"


def _switch(here: BuddyHere, *, named: bool = False) -> Button:
    how, label = ("off", "Be no buddy") if here.on else ("on", "Be a buddy")
    named_label = f"{label}: {cut(here.roadmap_title, 40)}"
    return Button(
        named_label if named else label, Call("buddy", {"how": how, "group": here.group.id})
    )


def _title(here: BuddyHere) -> str:
    return cut(here.roadmap_title, _TITLE)


def _told(words: str) -> Reply:
    return Reply((Paragraph((words,)),), private=True)
