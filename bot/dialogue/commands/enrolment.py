"""Commands of the beginning: start, the time zone, the roadmaps and changing between them."""

from typing import Annotated

from bot.dialogue.command import Option, command
from bot.dialogue.commands import suggestions
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import enrolment as views
from bot.dialogue.views import topic as topic_views
from core.errors import NotEnrolled
from core.use_cases import enrolment, study

DEFAULT_ZONE = "UTC"
"""The guess for a person whose platform tells nothing of where they are."""


@command(example="/start")
async def start(
    turn: Turn,
    roadmap: Annotated[
        str | None, Option("the roadmap to begin with", suggest=suggestions.roadmaps)
    ] = None,
) -> Reply:
    """Begin: where you live, a roadmap, the first topic."""
    if roadmap:
        return views.enrolled(await turn.run(enrolment.enrol, roadmap, _newcomer(turn)))
    try:
        return topic_views.offered(await turn.run(study.next_topic))
    except NotEnrolled:
        shelf = await turn.run(enrolment.browse_roadmaps)
    if shelf.zone:
        return views.choose_roadmap(shelf)
    person = turn.invocation.person
    return views.welcome(person.name, person.zone or DEFAULT_ZONE, turn.now)


@command(example="/tz Lisbon")
async def tz(
    turn: Turn,
    city: Annotated[
        str | None, Option("your city, or a zone like Europe/Lisbon", suggest=suggestions.cities)
    ] = None,
    zone: Annotated[str | None, Option("the zone a button stands for", typed=False)] = None,
) -> Reply:
    """Say where you live, so that your day begins and ends there."""
    if zone:
        return views.zone_set(await turn.run(enrolment.set_zone, _newcomer(turn, zone)), turn.now)
    if city:
        return await settle(turn, city)
    shelf = await turn.run(enrolment.browse_roadmaps)
    return views.ask_city(shelf.zone or turn.invocation.person.zone or DEFAULT_ZONE, turn.now)


async def settle(turn: Turn, city: str) -> Reply:
    """Set the likeliest of the zones that words may mean, and offer the others."""
    likeliest, *others = await suggestions.zones(turn, city)
    result = await turn.run(enrolment.set_zone, _newcomer(turn, likeliest.zone))
    return views.zone_set(result, turn.now, likeliest.place, tuple(others))


@command(example="/roadmaps")
async def roadmaps(turn: Turn) -> Reply:
    """Show the roadmaps there are, and how far you are in each."""
    return views.roadmaps(await turn.run(enrolment.browse_roadmaps))


@command(example="/switch python-backend-developer")
async def switch(
    turn: Turn,
    roadmap: Annotated[
        str, Option("the roadmap to study from now on", suggest=suggestions.roadmaps)
    ],
) -> Reply:
    """Study another roadmap; what you did in this one is kept."""
    return views.enrolled(await turn.run(enrolment.enrol, roadmap, _newcomer(turn)))


def _newcomer(turn: Turn, zone: str | None = None) -> enrolment.Newcomer:
    person = turn.invocation.person
    return enrolment.Newcomer(zone or person.zone or DEFAULT_ZONE, person.language)
