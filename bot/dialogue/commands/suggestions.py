"""Suggestions: arguments offered while a person types or where one is missing."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import TypeVar

from bot.dialogue.command import CHOICES_LIMIT, SUGGESTION_LIMIT, Command, Suggestion
from bot.dialogue.groups import shown_in
from bot.dialogue.turn import Turn
from bot.dialogue.views.words import cut, path_words, topic_label
from core.likeness import Entry, offered
from core.roadmap import Path, Roadmap, RoadmapSummary, Topic
from core.use_cases.begun import list_begun
from core.use_cases.enrolment import browse_roadmaps
from core.use_cases.overview import suggest_topics
from core.use_cases.owning import list_own
from core.use_cases.sections import suggest_sections
from core.zones import ZoneChoice, find_zones

_Titled = TypeVar("_Titled", Roadmap, RoadmapSummary)


async def topics(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer topics that fit what was typed, or the next ones while nothing is."""
    found = await turn.run(suggest_topics, typed, limit=CHOICES_LIMIT)
    return tuple(_topic(topic) for topic in found)


async def roadmaps(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer the roadmaps whose title or slug fits what was typed."""
    known = [each.roadmap for each in (await turn.run(browse_roadmaps, turn.chat)).roadmaps]
    return tuple(
        Suggestion(cut(each.title, SUGGESTION_LIMIT), shown_in(each, turn.chat))
        for each in _fitting(known, typed)
    )


async def own_roadmaps(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer the learner's own roadmaps whose title or slug fits what was typed."""
    known = [each.roadmap for each in (await turn.run(list_own, turn.hosting.allowance)).roadmaps]
    return _roadmaps(known, typed)


async def begun_roadmaps(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer the roadmaps that the learner has begun, where their title or slug fits."""
    return _roadmaps(await turn.run(list_begun), typed)


async def sections(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer the sections of the learner's roadmap that fit what was typed."""
    found = await turn.run(suggest_sections, typed, limit=CHOICES_LIMIT)
    return tuple(Suggestion(words, words) for words in map(_short_path, found))


def commands(known: Sequence[Command], typed: str) -> tuple[Suggestion, ...]:
    """Offer the commands whose name, or what they do, fits what was typed."""
    entries = (Entry.of(each, each.full_name, (each.description,)) for each in known)
    return tuple(
        Suggestion(cut(f"/{each.full_name}: {each.description}", SUGGESTION_LIMIT), each.full_name)
        for each in offered(entries, typed, limit=CHOICES_LIMIT)
    )


async def cities(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    """Offer places that what was typed may name."""
    if not typed:
        return ()
    choices = await zones(turn, typed)
    return tuple(
        Suggestion(cut(f"{choice.place} ({choice.zone})", SUGGESTION_LIMIT), choice.zone)
        for choice in choices
    )


async def zones(turn: Turn, typed: str) -> tuple[ZoneChoice, ...]:
    """Find the zones that words may mean, in a thread: the world's cities are read at first use.

    Raise UnknownZone where nothing fits.
    """
    return await asyncio.to_thread(find_zones, typed, turn.gazetteer)


def _roadmaps(known: Iterable[_Titled], typed: str) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(cut(each.title, SUGGESTION_LIMIT), each.slug) for each in _fitting(known, typed)
    )


def _fitting(known: Iterable[_Titled], typed: str) -> Sequence[_Titled]:
    entries = (Entry.of(each, each.title, (each.slug,)) for each in known)
    return offered(entries, typed, limit=CHOICES_LIMIT)


def _topic(topic: Topic) -> Suggestion:
    return Suggestion(topic_label(topic), str(topic.number))


def _short_path(path: Path) -> str:
    """Say a path by as many of its inner titles as there is room for, at least the innermost."""
    while len(path) > 1 and len(path_words(path)) > SUGGESTION_LIMIT:
        path = path[1:]
    return cut(path_words(path), SUGGESTION_LIMIT)
