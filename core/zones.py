"""Zones: from what people type for where they live to an IANA time zone."""

import re
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import available_timezones

from core.errors import UnknownZone
from core.ports import Gazetteer

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-\u2212])\s*(\d{1,2})(?::?00)?", re.IGNORECASE)
_EAST_LIMIT, _WEST_LIMIT = 14, 12
"""Whole hours that the Etc/GMT zones reach east and west of Greenwich."""


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """A zone that may be meant, and the place it was found by."""

    zone: str
    place: str


def check_zone(zone: str) -> None:
    """Raise UnknownZone unless this is the exact name of an IANA zone."""
    if zone not in _known().values():
        raise UnknownZone(zone)


def find_zones(typed: str, gazetteer: Gazetteer) -> tuple[ZoneChoice, ...]:
    """Find the zones meant by a city, an IANA name or an offset, the likeliest first.

    Raise UnknownZone where nothing fits.
    """
    wanted = " ".join(typed.split())
    named = _known().get(wanted.replace(" ", "_").casefold())
    if named:
        return (ZoneChoice(named, _place(named)),)
    offset = _OFFSET.fullmatch(wanted)
    if offset:
        return (_at_offset(offset, typed),)
    found = {(city.zone, f"{city.name}, {city.country}"): None for city in gazetteer.cities(wanted)}
    if not found:
        raise UnknownZone(typed)
    return tuple(ZoneChoice(zone, place) for zone, place in found)


def _at_offset(offset: re.Match[str], typed: str) -> ZoneChoice:
    """Give the zone of a fixed offset; the names of these zones count the other way round."""
    east = offset[1] == "+"
    hours = int(offset[2])
    if hours > (_EAST_LIMIT if east else _WEST_LIMIT):
        raise UnknownZone(typed)
    if hours == 0:
        return ZoneChoice("UTC", "UTC")
    sign, name = ("+", "-") if east else ("-", "+")
    return ZoneChoice(f"Etc/GMT{name}{hours}", f"UTC{sign}{hours}")


def _place(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Give every IANA zone by its caseless name, without the aliases of the operating system."""
    aliases = ("posix/", "right/", "System", "localtime")
    return {zone.casefold(): zone for zone in available_timezones() if not zone.startswith(aliases)}
