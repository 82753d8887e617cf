"""Home: the zone that a person likely lives in, before they say so."""

import asyncio

from babel.core import get_global, parse_locale

from bot.dialogue.turn import Turn

DEFAULT_ZONE = "UTC"
"""The guess for a person of whom nothing tells where they are."""


async def guess_zone(turn: Turn) -> str:
    """Give what the platform tells, else the zone of where most speak the person's language.

    In a thread: the world's cities are read at first use.
    """
    person = turn.invocation.person
    territory = None if person.zone else likely_territory(person.language)
    if territory is None:
        return person.zone or DEFAULT_ZONE
    zone = await asyncio.to_thread(turn.gazetteer.zone_in, territory)
    return zone or DEFAULT_ZONE


def likely_territory(language: str) -> str | None:
    """Give the code of the territory that a language tag ("pt-BR", "de") names or likely means.

    None for what is no tag, or names no language.
    """
    try:
        spoken, territory, script, *_ = parse_locale(language.replace("_", "-"), sep="-")
    except ValueError:
        return None
    if territory:
        return territory
    likely = get_global("likely_subtags")
    tags = (f"{spoken}_{script}", spoken) if script else (spoken,)
    meant = next((likely[tag] for tag in tags if tag in likely), None)
    return parse_locale(meant)[1] if meant else None
