"""Promises about the menus: made of the catalogue and its translations, told only where changed."""

import asyncio
from dataclasses import replace
from typing import Annotated

import pytest
from telegram import BotCommand

from bot.dialogue.catalogue import LEXICON
from bot.dialogue.command import Option, command
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.translation import ABOUT, GREETING, read_translations
from bot.dialogue.turn import Turn
from bot.telegram.clean import clean_lines
from bot.telegram.menu import (
    ENGLISH_ABOUT,
    ENGLISH_GREETING,
    NOT_IN_GROUPS,
    Language,
    announce,
    languages,
    menus,
)
from tests.bot.telegram.stage import on_stage
from tests.telegram_bed.bed import TelegramBed
from tests.telegram_bed.faults import Garbles, Refuses
from tests.telegram_bed.library import library_bot


@command(example="/start")
async def start(turn: Turn) -> Reply:
    """Begin."""
    return Reply((Paragraph(("Hello",)),))


@command(example="/done 57")
async def done(turn: Turn, topics: Annotated[str, Option("topics")] = "") -> Reply:
    """Tick off your topic."""
    return Reply((Paragraph(("Done",)),))


@command(example="/own add", group="own")
async def add(turn: Turn) -> Reply:
    """Add a roadmap."""
    return Reply((Paragraph(("Added",)),))


@command(example="/own drop", group="own")
async def drop(turn: Turn) -> Reply:
    """Drop a roadmap."""
    return Reply((Paragraph(("Dropped",)),))


SMALL = Lexicon((start, add, done, drop))
GERMAN = Lexicon((replace(start, description="Beginnen"), replace(done, description="Abhaken")))

BEGIN = BotCommand("start", "Begin")
OWN = BotCommand("own", "add: Add a roadmap; drop: Drop a roadmap")
TICK = BotCommand("done", "Tick off your topic")

CODES = ["", "de", "es", "fr", "pt"]


def shipped() -> tuple[Language, ...]:
    """Give the bot in the languages it comes with."""
    return languages(LEXICON, read_translations())


def announced(bed: TelegramBed, *known: Language) -> tuple[str, ...]:
    """Announce to a bed; give what was told."""

    async def run() -> tuple[str, ...]:
        async with bed, library_bot(bed) as bot:
            return await announce(bot, known)

    return asyncio.run(run())


def test_each_kind_of_chat_lists_its_commands_and_a_group_of_them_once() -> None:
    listed = {
        menu.scope.type: (menu.language, menu.commands) for menu in menus(Language("", SMALL))
    }
    assert listed == {
        "all_private_chats": ("", (BEGIN, OWN, TICK)),
        "all_group_chats": ("", (OWN, TICK)),
        "all_chat_administrators": ("", (OWN, TICK)),
    }


def test_a_private_chat_lists_the_whole_catalogue_in_its_order() -> None:
    private = menus(Language("", LEXICON))[0]
    names = [each.group or each.name for each in LEXICON.commands]
    assert [entry.command for entry in private.commands] == list(dict.fromkeys(names))


def test_what_groups_do_not_list_is_in_the_catalogue() -> None:
    assert {each.group or each.name for each in LEXICON.commands} >= NOT_IN_GROUPS


def test_a_translation_says_what_commands_do_and_leaves_their_names() -> None:
    texts = {
        ("start", "name"): "beginnen",
        ("start", "description"): "Fängt an",
        ("own", "name"): "eigene",
        ("own", "description"): "Deine Roadmaps",
        ("own add", "name"): "dazu",
        ("own add", "description"): "Nimmt eine dazu",
        GREETING: "Hallo",
    }
    english, german, brazilian = languages(SMALL, {"de": texts, "pt-BR": {}})
    assert english == Language("", SMALL)
    assert menus(german)[0].commands == (
        BotCommand("start", "Fängt an"),
        BotCommand("own", "add: Nimmt eine dazu; drop: Drop a roadmap"),
        TICK,
    )
    assert (german.code, german.greeting, german.about) == ("de", "Hallo", ENGLISH_ABOUT)
    assert brazilian == Language("pt", SMALL)


def test_the_catalogue_has_a_menu_in_every_language_with_the_same_commands() -> None:
    known = shipped()
    assert [each.code for each in known] == CODES
    listed = [
        [[entry.command for entry in menu.commands] for menu in menus(each)] for each in known
    ]
    assert listed == [listed[0]] * len(CODES)
    described = [{entry.description for entry in menus(each)[0].commands} for each in known]
    assert len(set().union(*described)) == sum(len(each) for each in described)


def test_the_bot_says_of_itself_what_the_files_say() -> None:
    known = shipped()
    german = read_translations()["de"]
    assert (known[1].greeting, known[1].about) == (german[GREETING], german[ABOUT])
    assert len({each.greeting for each in known}) == len({each.about for each in known}) == 5


def test_telegram_leaves_every_text_as_it_is_so_that_none_is_told_twice() -> None:
    known = shipped()
    said = [text for each in known for text in (each.greeting, each.about)]
    listed = [entry.description for each in known for entry in menus(each)[0].commands]
    assert [clean_lines(text).strip() for text in (*said, *listed)] == [*said, *listed]


def test_a_long_group_of_commands_is_described_within_telegrams_limit() -> None:
    many = tuple(replace(add, name=f"add{number}", description="x" * 90) for number in range(9))
    (entry,) = menus(Language("", Lexicon(many)))[0].commands
    assert (len(entry.description), entry.description[-1]) == (256, "…")


@pytest.mark.parametrize(
    ("code", "greeting", "about"),
    [("deu", "Hi", "I"), ("de", "x" * 513, "I"), ("de", "👋" * 257, "I"), ("de", "Hi", "x" * 121)],
)
def test_a_text_that_telegram_refuses_is_refused_at_once(
    code: str, greeting: str, about: str
) -> None:
    with pytest.raises(ValueError, match=r"letters|units"):
        Language(code, SMALL, greeting, about)


def test_more_commands_than_telegram_takes_are_refused() -> None:
    many = tuple(replace(done, name=f"done{number}") for number in range(101))
    with pytest.raises(ValueError, match="at most 100 commands, not 101"):
        menus(Language("", Lexicon(many)))


def test_a_new_bot_tells_telegram_everything() -> None:
    bed = TelegramBed()
    assert announced(bed, Language("", SMALL), Language("de", GERMAN, "Hallo", "Lernen")) == (
        "commands of all_private_chats",
        "commands of all_group_chats",
        "commands of all_chat_administrators",
        "description",
        "short description",
        "commands of all_private_chats in de",
        "commands of all_group_chats in de",
        "commands of all_chat_administrators in de",
        "description in de",
        "short description in de",
        "menu button",
    )
    assert bed.menus.commands_of("all_private_chats") == ("start", "own", "done")
    assert bed.menus.commands_of("all_group_chats") == ("own", "done")
    assert bed.menus.commands_of("all_group_chats", "de") == ("done",)
    assert bed.menus.texts == {
        ("description", ""): ENGLISH_GREETING,
        ("short_description", ""): ENGLISH_ABOUT,
        ("description", "de"): "Hallo",
        ("short_description", "de"): "Lernen",
    }
    assert bed.menus.buttons == {None: {"type": "commands"}}


def test_a_restart_asks_telegram_and_tells_only_what_changed() -> None:
    bed = TelegramBed()

    async def run() -> list[tuple[str, ...]]:
        async with bed, library_bot(bed) as bot:
            await announce(bot, [Language("", SMALL)])
            same = await announce(bot, [Language("", SMALL)])
            renamed = Lexicon((replace(start, description="Set out"), add, done, drop))
            return [same, await announce(bot, [Language("", renamed, about="Anew")])]

    assert asyncio.run(run()) == [(), ("commands of all_private_chats", "short description")]


def test_what_fails_in_one_language_keeps_no_other_from_being_told() -> None:
    bed = TelegramBed()
    bed.fail("getMyCommands", Refuses(400, "Bad Request: not now"))
    with pytest.raises(ExceptionGroup) as failed:
        announced(bed, *(Language(code, SMALL, f"Hi {code}", "I") for code in ("", "de", "es")))
    assert [str(each) for each in failed.value.exceptions] == ["Not now"]
    assert len([name for name, _ in bed.menus.texts if name == "description"]) == 2
    assert bed.menus.buttons == {None: {"type": "commands"}}


def test_the_bot_announces_every_language_at_its_first_start_alone() -> None:
    async def run() -> tuple[list[str], int]:
        async with on_stage() as stage:
            told = [
                each.fields.get("language_code", "") for each in stage.bed.asked("setMyCommands")
            ]
            await stage.restart()
            return sorted(told), len(stage.bed.asked("setMyCommands")) - len(told)

    assert asyncio.run(run()) == (sorted(CODES * 3), 0)


def test_a_menu_that_cannot_be_announced_keeps_the_bot_from_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> str:
        async with on_stage() as stage:
            stage.bed.fail("getMyDescription", Garbles(200, b'{"ok": true, "result": {}}'), times=5)
            await stage.restart()
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.says(chat, "/help")
            return (await chat.next_message()).text

    assert "What I can do" in asyncio.run(run())
    troubles = [record.message for record in caplog.records if record.levelname == "ERROR"]
    assert troubles == ["the commands are not announced"]
