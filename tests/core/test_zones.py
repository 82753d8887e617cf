"""Zones: cities, IANA names and offsets, as people type them."""

import pytest

from core.errors import UnknownZone
from core.ports import City
from core.zones import ZoneChoice, check_zone, find_zones

PARISES = (
    City("Paris", "France", "Europe/Paris"),
    City("Paris", "United States", "America/Chicago"),
)


class ShortGazetteer:
    """Know the two cities of Paris."""

    def cities(self, name: str) -> tuple[City, ...]:
        return PARISES if name.casefold() == "paris" else ()

    def zone_in(self, territory: str) -> str | None:  # noqa: ARG002 - the port's
        return None

    def zone_at(self, latitude: float, longitude: float) -> str | None:  # noqa: ARG002 - the port's
        return None


@pytest.mark.parametrize(
    ("typed", "zone", "place"),
    [
        ("Europe/Lisbon", "Europe/Lisbon", "Lisbon"),
        ("europe/lisbon", "Europe/Lisbon", "Lisbon"),
        ("america/new york", "America/New_York", "New York"),
        ("utc", "UTC", "UTC"),
        ("UTC+2", "Etc/GMT-2", "UTC+2"),
        ("gmt -3", "Etc/GMT+3", "UTC-3"),
        ("+05:00", "Etc/GMT-5", "UTC+5"),
        ("UTC+0", "UTC", "UTC"),
    ],
)
def test_a_name_or_offset_gives_its_zone(typed: str, zone: str, place: str) -> None:
    assert find_zones(typed, ShortGazetteer()) == (ZoneChoice(zone, place),)


def test_a_city_gives_every_place_of_its_name() -> None:
    assert find_zones(" Paris ", ShortGazetteer()) == (
        ZoneChoice("Europe/Paris", "Paris, France"),
        ZoneChoice("America/Chicago", "Paris, United States"),
    )


@pytest.mark.parametrize(
    "typed", ["🌍", "", "Atlantis", "UTC+99", "UTC-13", "posix/UTC", "x" * 5000, "../UTC"]
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(UnknownZone):
        find_zones(typed, ShortGazetteer())


def test_only_exact_names_are_zones() -> None:
    check_zone("Europe/Lisbon")
    with pytest.raises(UnknownZone):
        check_zone("lisbon")
