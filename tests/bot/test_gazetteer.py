"""Promises of the gazetteer: cities by the names people type."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gazetteer import CityGazetteer
from core.ports import City

GAZETTEER = CityGazetteer()

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
