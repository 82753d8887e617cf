"""Promises about the languages of the slash commands: all used, and as Discord takes them."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from discord import Locale, app_commands

from bot.dialogue.catalogue import LEXICON
from bot.dialogue.translation import ABOUT, GREETING, LANGUAGES, Key, read_translations, texts_of
from bot.discord.payload import payload_of
from bot.discord.translation import LOCALES, Translator, translatable
from tests.bot.discord.golden_commands import catalogue_payload
from tests.bot.discord.hearing import Hearing, SlashBot

ALL_LANGUAGES = ["de", "es-419", "es-ES", "fr", "pt-BR"]


class Asked(app_commands.Translator):
    """Note every key that is asked for."""

    def __init__(self) -> None:
        self.keys: set[Key] = set()

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,  # noqa: ARG002 - the library hands it over
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - the same
    ) -> str | None:
        self.keys.add(string.extras["key"])
        return None


def asked() -> set[Key]:
    """Give the keys of all texts in the catalogue's commands."""
    translator = Asked()

    async def run() -> None:
        tree = SlashBot(LEXICON, Hearing()).tree
        await tree.set_translator(translator)
        await payload_of(tree)

    asyncio.run(run())
    return translator.keys


def named_beside(part: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """Give all that stands beside each other under one part of a payload, and below."""
    for field in ("options", "choices"):
        yield part.get(field, [])
        for each in part.get(field, []):
            yield from named_beside(each)


def test_every_text_but_those_about_the_bot_is_asked_for() -> None:
    assert {*asked(), ABOUT, GREETING} == set(read_translations()["de"])


def test_every_language_is_for_somebody_and_no_locale_has_two() -> None:
    assert set(LOCALES) == set(LANGUAGES)
    assert sorted(str(each) for locales in LOCALES.values() for each in locales) == ALL_LANGUAGES


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_no_two_names_that_stand_together_are_the_same_in_a_language(language: str) -> None:
    payload = asyncio.run(catalogue_payload())
    for together in [payload, *(each for part in payload for each in named_beside(part))]:
        names = [each["name_localizations"][language] for each in together]
        assert len(set(names)) == len(names)
        # Nor does one read as another's English name, which its readers may have learned.
        others = {each["name"] for each in together}
        for each in together:
            assert each["name_localizations"][language] not in others - {each["name"]}


def test_every_text_reaches_discord_in_every_language() -> None:
    payload = asyncio.run(catalogue_payload())
    (done,) = (each for each in payload if each["name"] == "done")
    (day,) = (each for each in done["options"] if each["name"] == "day")
    assert done["name_localizations"] == {
        "de": "fertig",
        "es-419": "hecho",
        "es-ES": "hecho",
        "fr": "fait",
        "pt-BR": "feito",
    }
    assert [choice["name_localizations"]["de"] for choice in day["choices"]] == ["heute", "gestern"]


def test_a_text_without_a_translation_stays_english() -> None:
    texts = {"de": texts_of("de.toml", '[next]\nname = "weiter"')}

    async def translated(key: tuple[str, ...], locale: Locale) -> str | None:
        string = translatable("next", *key)
        return await Translator(texts).translate(string, locale, None)  # type: ignore[arg-type]  # not asked

    assert asyncio.run(translated(("next", "name"), Locale.german)) == "weiter"
    assert asyncio.run(translated(("next", "description"), Locale.german)) is None
    assert asyncio.run(translated(("next", "name"), Locale.french)) is None
