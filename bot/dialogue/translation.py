"""Translation: the texts that menus show in each language, read from a file a language.

A file is keyed by the full names of the commands (``["roadmap check"]``) and of the groups; under
each stand ``name``, ``description`` and ``options``, and under an option its ``choices``. What the
bot says of itself stands under ``["Study Buddy"]``. What is missing stays English.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files

from bot.dialogue.command import DESCRIPTION_LIMIT

LANGUAGES = ("de", "es", "fr", "pt-BR")
"""The files there are."""

Key = tuple[str, ...]
"""Where a text stands in a file."""

Texts = Mapping[Key, str]

ABOUT: Key = ("Study Buddy", "about")
GREETING: Key = ("Study Buddy", "greeting")

ABOUT_LIMIT = 120
GREETING_LIMIT = 512
"""Characters of what the bot says of itself: Telegram's limits."""

_LIMITS: Mapping[Key, int] = {ABOUT: ABOUT_LIMIT, GREETING: GREETING_LIMIT}
_NAME = re.compile(r"[-_'\w]{1,32}")
"""What Discord takes as a name, but for the marks of Thai and Devanagari."""


def read_translations() -> dict[str, Texts]:
    """Read the files that come with the bot, by language; raise ValueError as ``texts_of`` does."""
    folder = files("bot.dialogue") / "translations"
    read: dict[str, Texts] = {}
    for language in LANGUAGES:
        name = f"{language}.toml"
        read[language] = texts_of(name, (folder / name).read_text(encoding="utf-8"))
    return read


def texts_of(name: str, content: str) -> Texts:
    """Read a file of translations.

    Raise ValueError that names the file, and every key whose text a platform would refuse.
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
        limit = _LIMITS.get(key, DESCRIPTION_LIMIT)
        if not isinstance(text, str):
            yield key, f"a text is needed, not {text!r}"
        elif key[-1] == "name" and key[-2:-1] != ("choices",):
            if not _NAME.fullmatch(text) or text != text.lower():
                yield key, f"{text!r} is no name (small letters, digits, -_'; 1 to 32)"
        elif not 1 <= len(text) <= limit:
            yield key, f"a text has 1 to {limit} characters, not {len(text)}"


def _dotted(key: Key) -> str:
    return ".".join(f'"{part}"' if " " in part else part for part in key)
