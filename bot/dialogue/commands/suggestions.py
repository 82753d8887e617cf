"""Suggestions: arguments offered while a person types or where one is missing."""

import asyncio

from bot.dialogue.command import CHOICES_LIMIT, Suggestion
from bot.dialogue.turn import Turn
from bot.dialogue.views.words import cut, topic_label
from core.roadmap import Topic
from core.use_cases.enrolment import browse_roadmaps
from core.use_cases.overview import suggest_topics
from core.zones import ZoneChoice, find_zones

_LABEL = 100
"""Characters of a choice's name: Discord's limit."""


async def topics(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer topics that fit what was typed, or the next ones while nothing is."""
    found = await turn.run(suggest_topics, typed, limit=CHOICES_LIMIT)
    return tuple(_topic(topic) for topic in found)


async def roadmaps(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer the roadmaps whose title holds what was typed."""
    shelf = await turn.run(browse_roadmaps)
    return tuple(
        Suggestion(cut(each.roadmap.title, _LABEL), each.roadmap.slug)
        for each in shelf.roadmaps
        if typed.casefold() in each.roadmap.title.casefold()
    )


async def cities(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer places that what was typed may name."""
    if not typed:
        return ()
    choices = await zones(turn, typed)
    return tuple(
        Suggestion(cut(f"{choice.place} ({choice.zone})", _LABEL), choice.zone)
        for choice in choices
    )


async def zones(turn: Turn, typed: str) -> tuple[ZoneChoice, ...]:
    """Find the zones that words may mean, in a thread: the world's cities are read at first use.

    Raise UnknownZone where nothing fits.
    """
    return await asyncio.to_thread(find_zones, typed, turn.gazetteer)


def _topic(topic: Topic) -> Suggestion:
    return Suggestion(topic_label(topic), str(topic.number))
