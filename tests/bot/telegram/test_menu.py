"""Promises about the menus: made from the catalogue, and told to Telegram only where changed."""

import asyncio
from dataclasses import replace
from typing import Annotated

import pytest
from telegram import BotCommand

from bot.dialogue.catalogue import LEXICON
from bot.dialogue.command import Option, command
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Turn
from bot.telegram.menu import ABOUT, GREETING, NOT_IN_GROUPS, Language, announce, menus
from tests.telegram_bed.bed import TelegramBed
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


def announced(bed: TelegramBed, *languages: Language) -> tuple[str, ...]:
    """Announce to a bed; give what was told."""

    async def run() -> tuple[str, ...]:
        async with bed, library_bot(bed) as bot:
            return await announce(bot, languages)

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
        ("description", ""): GREETING,
        ("short_description", ""): ABOUT,
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
