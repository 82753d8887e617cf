"""Translation: what the slash commands are called in each language, read from a file a language.

A file is keyed by the full names of the commands (``["roadmap check"]``) and of the groups; under
each stand ``name``, ``description`` and ``options``, and under an option its ``choices``. What is
missing stays English.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files

from discord import Locale, app_commands

Key = tuple[str, ...]
"""Where a text stands in a file."""

Texts = Mapping[Key, str]

LANGUAGES: Mapping[str, tuple[Locale, ...]] = {
    "de": (Locale.german,),
    "es": (Locale.spain_spanish, Locale.latin_american_spanish),
    "fr": (Locale.french,),
    "pt-BR": (Locale.brazil_portuguese,),
}
"""The files there are, and whom each is for."""

_NAME = re.compile(r"[-_'\w]{1,32}")
"""What Discord takes as a name, but for the marks of Thai and Devanagari."""

TEXT_LIMIT = 100
"""Characters of a description, and of a choice's name."""


def translatable(text: str, *key: str) -> app_commands.locale_str:
    """Mark a text as translated under a key."""
    return app_commands.locale_str(text, key=key)


class Translator(app_commands.Translator):
    """Give the texts of each language, and none where there is none."""

    def __init__(self, texts: Mapping[Locale, Texts]) -> None:
        self._texts = texts

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - the key tells more
    ) -> str | None:
        """Look a text up by its key."""
        return self._texts.get(locale, {}).get(string.extras.get("key", ()))


def read_translations() -> dict[Locale, Texts]:
    """Read the files that come with the bot; raise ValueError as ``texts_of`` does."""
    folder = files("bot.discord") / "translations"
    read: dict[Locale, Texts] = {}
    for language, locales in LANGUAGES.items():
        name = f"{language}.toml"
        texts = texts_of(name, (folder / name).read_text(encoding="utf-8"))
        read.update(dict.fromkeys(locales, texts))
    return read


def texts_of(name: str, content: str) -> Texts:
    """Read a file of translations.

    Raise ValueError that names the file, and every key whose text Discord would refuse.
    """
    try:
        parsed = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        message = f"{name} is no TOML: {error}"
        raise ValueError(message) from error
    texts = dict(_leaves(parsed, ()))
    troubles = [f"{name}: {_dotted(key)}: {words}" for key, words in _troubles(texts)]
    if troubles:
        raise ValueError("\n".join(troubles))
    return {key: text for key, text in texts.items() if isinstance(text, str)}


def _leaves(node: Mapping[str, object], above: Key) -> Iterator[tuple[Key, object]]:
    for name, value in node.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*above, name))
        else:
            yield (*above, name), value


def _troubles(texts: Mapping[Key, object]) -> Iterator[tuple[Key, str]]:
    for key, text in texts.items():
        if not isinstance(text, str):
            yield key, f"a text is needed, not {text!r}"
        elif key[-1] == "name" and key[-2:-1] != ("choices",):
            if not _NAME.fullmatch(text) or text != text.lower():
                yield key, f"{text!r} is no name (small letters, digits, -_'; 1 to 32)"
        elif not 1 <= len(text) <= TEXT_LIMIT:
            yield key, f"a text has 1 to {TEXT_LIMIT} characters, not {len(text)}"


def _dotted(key: Key) -> str:
    return ".".join(f'"{part}"' if " " in part else part for part in key)
