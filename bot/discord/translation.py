"""Translation: the texts of the slash commands in the languages of those who read them."""

from collections.abc import Mapping

from discord import Locale, app_commands

from bot.dialogue.translation import Texts

LOCALES: Mapping[str, tuple[Locale, ...]] = {
    "de": (Locale.german,),
    "es": (Locale.spain_spanish, Locale.latin_american_spanish),
    "fr": (Locale.french,),
    "pt-BR": (Locale.brazil_portuguese,),
}
"""Whom each language is for."""


def translatable(text: str, *key: str) -> app_commands.locale_str:
    """Mark a text as translated under a key."""
    return app_commands.locale_str(text, key=key)


class Translator(app_commands.Translator):
    """Give the texts of each language, and none where there is none."""

    def __init__(self, translations: Mapping[str, Texts]) -> None:
        self._texts = {
            locale: texts
            for language, texts in translations.items()
            for locale in LOCALES[language]
        }

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - the key tells more
    ) -> str | None:
        """Look a text up by its key."""
        return self._texts.get(locale, {}).get(string.extras.get("key", ()))
