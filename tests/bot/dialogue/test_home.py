"""Home: where a person likely lives, by what their platform tells of them."""

import asyncio
import contextlib
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

import storage
from bot.dialogue.home import guess_zone, likely_territory
from bot.dialogue.invocation import Call, Invocation, Person, Place
from bot.dialogue.turn import Turn, TurnId
from bot.gazetteer import CityGazetteer
from core.learner import Account
from tests.builders import NOON
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader

GAZETTEER = CityGazetteer()


def guessed(language: str, zone: str | None = None) -> str:
    person = Person(Account("telegram", "1"), "Ada", language, zone)
    invocation = Invocation(Call("start"), person, Place("telegram", "1"))
    with contextlib.closing(storage.open_gateway(":memory:")) as gateway:
        turn = Turn(TurnId("1"), invocation, NOON, gateway, GAZETTEER, HereReader(), HereGallery())
        return asyncio.run(guess_zone(turn))


@pytest.mark.parametrize(
    ("language", "zone"),
    [
        ("pt-BR", "America/Sao_Paulo"),
        ("pt-br", "America/Sao_Paulo"),
        ("pt-PT", "Europe/Lisbon"),
        ("de", "Europe/Berlin"),
        ("ru", "Europe/Moscow"),
        ("en", "America/New_York"),
        ("en-AU", "Australia/Sydney"),
        ("uk", "Europe/Kyiv"),
        ("hi", "Asia/Kolkata"),
        ("zh-hans", "Asia/Shanghai"),
        ("zh-Hant", "Asia/Taipei"),
        ("zh_TW", "Asia/Taipei"),
    ],
)
def test_a_language_tells_of_the_largest_city_where_it_is_spoken(language: str, zone: str) -> None:
    assert guessed(language) == zone


def test_what_the_platform_tells_goes_before_the_language() -> None:
    assert guessed("de", "Asia/Tokyo") == "Asia/Tokyo"


@pytest.mark.parametrize("language", ["", "xx", "tlh", "eo", "es-419", "zz-ZZ", "🦆", "x" * 5_000])
def test_a_language_of_nowhere_is_at_utc(language: str) -> None:
    assert guessed(language) == "UTC"


@given(st.text(alphabet="abdehnprstuz-_@.0134 ABR🦆", max_size=20))
def test_whatever_stands_for_a_language_leads_to_a_known_zone_or_none(language: str) -> None:
    territory = likely_territory(language)
    zone = territory and GAZETTEER.zone_in(territory)
    assert zone is None or zone in available_timezones()
