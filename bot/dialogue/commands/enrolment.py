"""Commands of the beginning: start, the time zone, the roadmaps and changing between them."""

from typing import Annotated

from bot.dialogue.command import Option, command
from bot.dialogue.commands import suggestions
from bot.dialogue.groups import read_shown_in, standing_in
from bot.dialogue.home import guess_zone
from bot.dialogue.reply import Reply
from bot.dialogue.surroundings import Standing
from bot.dialogue.turn import Turn
from bot.dialogue.views import enrolment as views
from bot.dialogue.views import topic as topic_views
from core.errors import NotEnrolled, UnknownRoadmap
from core.place import Chat, PlaceKind
from core.roadmap import RoadmapId
from core.use_cases import enrolment, study


@command(example="/start")
async def start(
    turn: Turn,
    roadmap: Annotated[
        str | None, Option("the roadmap to begin with", suggest=suggestions.roadmaps)
    ] = None,
) -> Reply:
    """Begin: where you live, a roadmap, the first topic."""
    if not roadmap:
        return await _begin(turn)
    try:
        return await _enrol(turn, roadmap)
    except UnknownRoadmap as unknown:
        if unknown.several:
            raise
    return views.link_expired(roadmap, await _begin(turn))


async def _begin(turn: Turn) -> Reply:
    """Go on where the person is: with their topic, a roadmap, or where they live."""
    try:
        return topic_views.offered(await turn.run(study.next_topic))
    except NotEnrolled:
        shelf = await turn.run(enrolment.browse_roadmaps, turn.chat)
    if shelf.zone:
        return views.choose_roadmap(shelf)
    return views.welcome(turn.invocation.person.name, await guess_zone(turn), turn.now)


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
        home = enrolment.Newcomer(zone, turn.invocation.person.language)
        return views.zone_set(await turn.run(enrolment.set_zone, home, turn.chat), turn.now)
    if city:
        return await settle(turn, city)
    shelf = await turn.run(enrolment.browse_roadmaps)
    return views.ask_city(shelf.zone or await guess_zone(turn), turn.now)


async def settle(turn: Turn, city: str) -> Reply:
    """Set the likeliest of the zones that words may mean, and offer the others."""
    likeliest, *others = await suggestions.zones(turn, city)
    home = enrolment.Newcomer(likeliest.zone, turn.invocation.person.language)
    result = await turn.run(enrolment.set_zone, home, turn.chat)
    return views.zone_set(result, turn.now, likeliest.place, tuple(others))


@command(example="/roadmaps")
async def roadmaps(turn: Turn) -> Reply:
    """Show the roadmaps there are, and how far you are in each."""
    return views.roadmaps(await turn.run(enrolment.browse_roadmaps, turn.chat))


@command(example="/switch python-backend-developer")
async def switch(
    turn: Turn,
    roadmap: Annotated[
        str, Option("the roadmap to study from now on", suggest=suggestions.roadmaps)
    ],
) -> Reply:
    """Study another roadmap; what you did in this one is kept."""
    return await _enrol(turn, roadmap)


async def _in_group(turn: Turn, roadmap: RoadmapId, chat: str) -> tuple[str, Chat | None]:
    """Give the slug of a roadmap that a group was shown, and that group where they are in it."""
    outside = await standing_in(turn, chat) is Standing.OUTSIDE
    there = None if outside else (turn.invocation.place.platform, chat)
    shelf = await turn.run(enrolment.browse_roadmaps, there)
    known = tuple(each.roadmap for each in shelf.roadmaps)
    slug = next((each.slug for each in known if each.id == roadmap), None)
    if slug is None:
        raise UnknownRoadmap(None, known)
    return slug, there


async def _enrol(turn: Turn, named: str) -> Reply:
    guess = enrolment.Newcomer(await guess_zone(turn), turn.invocation.person.language)
    place, chat = turn.invocation.place, turn.chat
    group = read_shown_in(named)
    if group is not None:
        named, chat = await _in_group(turn, *group)
    result = await turn.run(enrolment.enrol, named, guess, destination=place.destination, chat=chat)
    return views.enrolled(result, place.lacks if place.kind is PlaceKind.GROUP else ())
