"""Announce the commands to Telegram: what its menus list, and what the bot says of itself.

Telegram is asked what it has and told only what differs, so nothing needs to be kept about it.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    MenuButtonCommands,
)

from bot.dialogue.lexicon import Lexicon
from bot.dialogue.translation import (
    ABOUT,
    ABOUT_LIMIT,
    GREETING,
    GREETING_LIMIT,
    Texts,
)
from bot.dialogue.views.words import cut
from bot.telegram.styled import units

MOST_COMMANDS = 100
DESCRIPTION_LIMIT = 256
"""Characters of a command's description."""

ENGLISH_ABOUT = "One topic at a time from a Markdown roadmap, with your progress and your streak."
ENGLISH_GREETING = (
    "I study a roadmap with you: I give you one topic at a time, and keep your progress and your "
    "streak.\n\n"
    "Press Start, tell me where you live, choose a roadmap, and you have your first topic."
)

NOT_IN_GROUPS = frozenset(
    {"start", "tz", "roadmap", "restdays", "pause", "daystart", "placement", "mix", "reset"}
)
"""Commands that settle what is a learner's own; typed in a group they work all the same."""


@dataclass(frozen=True, slots=True)
class Language:
    """The bot in one language; ``code`` has two letters, or none for everybody else.

    Raise ValueError where Telegram would refuse a text.
    """

    code: str
    lexicon: Lexicon
    greeting: str = ENGLISH_GREETING
    about: str = ENGLISH_ABOUT

    def __post_init__(self) -> None:
        if len(self.code) not in {0, 2}:
            message = f"a language has a code of two letters or none, not {self.code!r}"
            raise ValueError(message)
        if units(self.greeting) > GREETING_LIMIT or units(self.about) > ABOUT_LIMIT:
            message = f"{GREETING_LIMIT} units may greet and {ABOUT_LIMIT} tell what the bot is"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Menu:
    """The commands listed in some chats to people of a language.

    Raise ValueError above the number that Telegram takes.
    """

    scope: BotCommandScope
    language: str
    commands: tuple[BotCommand, ...]

    def __post_init__(self) -> None:
        if len(self.commands) > MOST_COMMANDS:
            message = f"a menu has at most {MOST_COMMANDS} commands, not {len(self.commands)}"
            raise ValueError(message)


def menus(language: Language) -> tuple[Menu, ...]:
    """Give the menus of private chats, of groups and of their administrators."""
    everywhere = tuple(_entries(language.lexicon))
    in_groups = tuple(entry for entry in everywhere if entry.command not in NOT_IN_GROUPS)
    return (
        Menu(BotCommandScopeAllPrivateChats(), language.code, everywhere),
        Menu(BotCommandScopeAllGroupChats(), language.code, in_groups),
        Menu(BotCommandScopeAllChatAdministrators(), language.code, in_groups),
    )


def languages(lexicon: Lexicon, translations: Mapping[str, Texts]) -> tuple[Language, ...]:
    """Give English, for everybody, and each translation; what one of them lacks stays English.

    Commands are called the same in all of them, as that is what is typed.
    """
    translated = (
        Language(
            # Telegram tells languages by two letters, and knows no countries.
            language.partition("-")[0],
            _translated(lexicon, texts),
            texts.get(GREETING, ENGLISH_GREETING),
            texts.get(ABOUT, ENGLISH_ABOUT),
        )
        for language, texts in translations.items()
    )
    return (Language("", lexicon), *translated)


async def announce(bot: Bot, languages: Sequence[Language]) -> tuple[str, ...]:
    """Tell Telegram what it does not have yet; give what was told, for the log.

    Each language is asked about on its own, all at the same time. Raise ExceptionGroup for those
    that failed, once the others are told.
    """
    ended = await asyncio.gather(
        *(_announce(bot, language) for language in languages),
        _announce_button(bot),
        return_exceptions=True,
    )
    if troubles := [each for each in ended if isinstance(each, BaseException)]:
        message = "Telegram was not told everything"
        raise BaseExceptionGroup(message, troubles)
    return tuple(each for told in ended if not isinstance(told, BaseException) for each in told)


async def _announce(bot: Bot, language: Language) -> list[str]:
    told = []
    code = language.code or None
    for menu in menus(language):
        if await bot.get_my_commands(menu.scope, code) != menu.commands:
            await bot.set_my_commands(menu.commands, menu.scope, code)
            told.append(_named(f"commands of {menu.scope.type}", language))
    if (await bot.get_my_description(code)).description != language.greeting:
        await bot.set_my_description(language.greeting, code)
        told.append(_named("description", language))
    if (await bot.get_my_short_description(code)).short_description != language.about:
        await bot.set_my_short_description(language.about, code)
        told.append(_named("short description", language))
    return told


async def _announce_button(bot: Bot) -> list[str]:
    if await bot.get_chat_menu_button() == MenuButtonCommands():
        return []
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    return ["menu button"]


def _translated(lexicon: Lexicon, texts: Texts) -> Lexicon:
    return Lexicon(
        tuple(
            replace(
                command,
                description=texts.get((command.full_name, "description"), command.description),
            )
            for command in lexicon.commands
        )
    )


def _entries(lexicon: Lexicon) -> Iterator[BotCommand]:
    """List commands in the order of the catalogue, a group where its first command stands."""
    groups = dict(lexicon.groups)
    for command in lexicon.commands:
        if command.group is None:
            yield BotCommand(command.name, command.description)
        elif members := groups.pop(command.group, ()):
            words = "; ".join(f"{member.name}: {member.description}" for member in members)
            yield BotCommand(command.group, cut(words, DESCRIPTION_LIMIT))


def _named(what: str, language: Language) -> str:
    return f"{what} in {language.code}" if language.code else what
