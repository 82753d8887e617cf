"""Promises about the files of translations: complete, and within what the platforms take."""

from collections.abc import Iterator

import pytest

from bot.dialogue.catalogue import LEXICON
from bot.dialogue.command import FILE_OPTION, Command
from bot.dialogue.translation import ABOUT, GREETING, LANGUAGES, Key, read_translations, texts_of


def named(*key: str) -> set[Key]:
    """Give the keys of what has a name and a description."""
    return {(*key, "name"), (*key, "description")}


def keys_of(command: Command) -> Iterator[set[Key]]:
    """Give the keys of all that people read of a command before they call it."""
    yield named(command.full_name)
    if command.group is not None:
        yield named(command.group)
    within = (command.full_name, "options")
    if command.file is not None:
        yield named(*within, FILE_OPTION)
    for parameter in command.parameters:
        if parameter.option.typed:
            yield named(*within, parameter.name)
            yield {(*within, parameter.name, "choices", word) for word in parameter.choices}


def test_these_are_the_languages() -> None:
    assert tuple(read_translations()) == LANGUAGES == ("de", "es", "fr", "pt-BR")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_text_of_the_catalogue_and_of_the_bot_and_no_other(
    language: str,
) -> None:
    wanted = {ABOUT, GREETING}.union(*(keys for each in LEXICON.commands for keys in keys_of(each)))
    assert set(read_translations()[language]) == wanted


def test_all_mistakes_of_a_file_are_told_with_its_name_and_their_keys() -> None:
    content = f"""
        [next]
        name = "Weiter"
        description = ""
        ["roadmap check"]
        name = "zwei wörter"
        description = "{"x" * 101}"
        ["roadmap check".options.file]
        name = "{"x" * 33}"
        description = 7
        ["roadmap check".options.day.choices]
        name = "Auch mit Leerzeichen"
        today = ""
        ["Study Buddy"]
        about = "{"x" * 121}"
        greeting = "{"x" * 513}"
    """
    with pytest.raises(ValueError, match="Weiter") as told:
        texts_of("de.toml", content)
    no_name = "is no name (small letters, digits, -_'; 1 to 32)"
    assert str(told.value).splitlines() == [
        f"de.toml: next.name: 'Weiter' {no_name}",
        "de.toml: next.description: a text has 1 to 100 characters, not 0",
        f"de.toml: \"roadmap check\".name: 'zwei wörter' {no_name}",
        'de.toml: "roadmap check".description: a text has 1 to 100 characters, not 101',
        f"de.toml: \"roadmap check\".options.file.name: '{'x' * 33}' {no_name}",
        'de.toml: "roadmap check".options.file.description: a text is needed, not 7',
        'de.toml: "roadmap check".options.day.choices.today: a text has 1 to 100 characters, not 0',
        'de.toml: "Study Buddy".about: a text has 1 to 120 characters, not 121',
        'de.toml: "Study Buddy".greeting: a text has 1 to 512 characters, not 513',
    ]


def test_a_file_that_is_no_toml_is_told_by_its_name() -> None:
    with pytest.raises(ValueError, match=r"de\.toml is no TOML: .*line 2"):
        texts_of("de.toml", "[next]\nname = weiter\n")
