"""Promises of the gazetteer: cities by the names people type, zones by territory and point."""

import math
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gazetteer import CityGazetteer
from core.ports import City

GAZETTEER = CityGazetteer()
ZONES = available_timezones()

LISBON = City("Lisbon", "Portugal", "Europe/Lisbon")
MUNICH = City("Munich", "Germany", "Europe/Berlin")
TOKYO = City("Tokyo", "Japan", "Asia/Tokyo")
LODZ = City("Łódź", "Poland", "Europe/Warsaw")


@pytest.mark.parametrize(
    ("name", "city"),
    [
        *((name, LISBON) for name in ("Lisbon", "lisbon", " LISBON ", "Lisboa", "Лиссабон")),
        *((name, MUNICH) for name in ("Munich", "München", "munchen", "Мюнхен")),
        *((name, TOKYO) for name in ("東京", "tokyo", "Tōkyō")),
        *((name, LODZ) for name in ("Łódź", "lodz", "Lodz, Poland")),
        ("trebic", City("Třebíč", "Czechia", "Europe/Prague")),
        ("القاهرة", City("Cairo", "Egypt", "Africa/Cairo")),
        ("भोपाल", City("Bhopal", "India", "Asia/Kolkata")),
        ("new york", City("New York City", "United States", "America/New_York")),
    ],
)
def test_a_city_is_found_in_any_script_accents_and_case_aside(name: str, city: City) -> None:
    assert GAZETTEER.cities(name)[0] == city


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("Lisbno", LISBON),
        ("Minich", MUNICH),
        ("Johanesburg", City("Johannesburg", "South Africa", "Africa/Johannesburg")),
        ("Kopenhaggen", City("Copenhagen", "Denmark", "Europe/Copenhagen")),
    ],
)
def test_a_typo_still_finds_the_city(name: str, city: City) -> None:
    assert GAZETTEER.cities(name)[0] == city


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("Lisb", LISBON),
        ("münc", MUNICH),
        ("Лисса", LISBON),
        ("rio de j", City("Rio de Janeiro", "Brazil", "America/Sao_Paulo")),
        (
            "buenos a, argentina",
            City("Buenos Aires", "Argentina", "America/Argentina/Buenos_Aires"),
        ),
    ],
)
def test_a_name_typed_in_part_finds_the_largest_city_that_begins_so(name: str, city: City) -> None:
    assert GAZETTEER.cities(name)[0] == city


@pytest.mark.parametrize("name", ["l", "li", "東"])
def test_one_or_two_letters_begin_too_many_names(name: str) -> None:
    assert City("Lisbon", "Portugal", "Europe/Lisbon") not in GAZETTEER.cities(name)


def test_cities_of_one_name_come_by_their_people_each_zone_of_a_country_once() -> None:
    assert GAZETTEER.cities("Springfield") == (
        City("Springfield", "United States", "America/Chicago"),
        City("Springfield", "United States", "America/New_York"),
        City("Springfield", "United States", "America/Los_Angeles"),
    )


@pytest.mark.parametrize("name", ["Paris, France", "paris,fr", "Paris , FRANCE"])
def test_a_country_behind_a_comma_narrows(name: str) -> None:
    assert GAZETTEER.cities(name) == (City("Paris", "France", "Europe/Paris"),)


def test_what_is_no_country_behind_a_comma_is_passed_over() -> None:
    assert GAZETTEER.cities("Paris, Texas") == GAZETTEER.cities("Paris") != ()


@pytest.mark.parametrize(
    "name",
    ["", "  ", ",", ", France", "🎉", "👨‍👩‍👧", "x" * 5_000, "Lisbon" * 900, "xqzvw", "\0", "…"],
)
def test_what_names_no_city_finds_none(name: str) -> None:
    assert GAZETTEER.cities(name) == ()


@pytest.mark.parametrize("name", ["xyz", "oxl"])
def test_short_names_take_no_typos(name: str) -> None:
    assert GAZETTEER.cities(name) == ()


@given(st.text(max_size=120))
def test_at_most_ten_distinct_cities_of_known_zones_come_back(name: str) -> None:
    cities = GAZETTEER.cities(name)
    assert len(cities) == len(set(cities)) <= 10
    assert all(ZoneInfo(city.zone) for city in cities)


def test_ten_is_reached_and_never_passed() -> None:
    assert len(GAZETTEER.cities("Sant")) == 10


@pytest.mark.parametrize(
    ("territory", "zone"),
    [("PT", "Europe/Lisbon"), ("BR", "America/Sao_Paulo"), ("VA", "Europe/Vatican")],
)
def test_a_territory_has_the_zone_of_its_largest_city(territory: str, zone: str) -> None:
    assert GAZETTEER.zone_in(territory) == zone


@pytest.mark.parametrize("territory", ["", "AQ", "001", "pt", "Portugal"])
def test_what_is_no_code_of_a_territory_with_cities_has_no_zone(territory: str) -> None:
    assert GAZETTEER.zone_in(territory) is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (38.7223, -9.1393, "Europe/Lisbon"),
        (-33.8688, 151.2093, "Australia/Sydney"),
        (22.5726, 88.3639, "Asia/Kolkata"),
        (50.4501, 30.5234, "Europe/Kyiv"),
        (0.0, 0.0, "Etc/GMT"),
        (0.0, -150.0, "Etc/GMT+10"),
    ],
)
def test_a_point_on_earth_has_a_zone(latitude: float, longitude: float, zone: str) -> None:
    assert GAZETTEER.zone_at(latitude, longitude) == zone


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_point_on_earth_has_a_zone_that_is_known(latitude: float, longitude: float) -> None:
    zone = GAZETTEER.zone_at(latitude, longitude)
    assert zone in ZONES


@pytest.mark.parametrize("latitude", [90.5, -400.0, 1e308, math.nan, math.inf])
def test_a_point_that_is_not_on_earth_has_no_zone(latitude: float) -> None:
    assert GAZETTEER.zone_at(latitude, 13.4) is None
