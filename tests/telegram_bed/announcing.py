"""Methods that set and tell the bot's commands, texts and menu button."""

import re
from typing import Annotated, Any

from pydantic import Field

from tests.telegram_bed.asked import Asked, FromJson, Json
from tests.telegram_bed.menus import DEFAULT, scope_key
from tests.telegram_bed.method import Method
from tests.telegram_bed.payload import Payload
from tests.telegram_bed.refusals import refuse_always
from tests.telegram_bed.texts import utf16_length
from tests.telegram_bed.world import World

_LIMITS = {"description": 512, "short_description": 120, "name": 64}
_LANGUAGE = re.compile(r"([a-z]{2})?")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_COMMANDS_LIMIT = 100
_COMMAND_DESCRIPTION_LIMIT = 256
_PLAIN_SCOPES = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
)
_CHAT_SCOPES = {
    "chat": {"chat_id"},
    "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}


class Of(Asked):
    language_code: str = ""


class OfScope(Of):
    scope: Annotated[Json, FromJson] = DEFAULT


class BotCommand(Asked):
    command: str
    description: str


class SetMyCommands(OfScope):
    commands: Annotated[list[BotCommand], FromJson]


class SetMyDescription(Of):
    description: str = ""


class SetMyShortDescription(Of):
    short_description: str = ""


class SetMyName(Of):
    name: str = ""


class OfChat(Asked):
    chat_id: int | None = None


class SetChatMenuButton(OfChat):
    menu_button: Annotated[Json, FromJson] = Field(default=DEFAULT)


async def set_my_commands(world: World, asked: SetMyCommands, payload: Payload) -> bool:
    if len(asked.commands) > _COMMANDS_LIMIT:
        refuse_always("BOT_COMMANDS_TOO_MUCH")
    for command in asked.commands:
        if not _COMMAND.fullmatch(command.command):
            refuse_always("BOT_COMMAND_INVALID")
        if not 1 <= utf16_length(command.description) <= _COMMAND_DESCRIPTION_LIMIT:
            refuse_always("BOT_COMMAND_DESCRIPTION_INVALID")
    listed = [command.model_dump() for command in asked.commands]
    world.menus.commands[scope_key(_scope(asked)), _language(asked)] = listed
    return True


async def get_my_commands(world: World, asked: OfScope, payload: Payload) -> list[Json]:
    return world.menus.commands.get((scope_key(_scope(asked)), _language(asked)), [])


async def delete_my_commands(world: World, asked: OfScope, payload: Payload) -> bool:
    world.menus.commands.pop((scope_key(_scope(asked)), _language(asked)), None)
    return True


async def set_text(
    world: World,
    asked: SetMyDescription | SetMyShortDescription | SetMyName,
    payload: Payload,
) -> bool:
    (name,) = _LIMITS.keys() & type(asked).model_fields.keys()
    text: str = getattr(asked, name)
    if utf16_length(text) > _LIMITS[name]:
        refuse_always(f"bot {name.replace('_', ' ')} is too long")
    world.menus.texts[name, _language(asked)] = text
    return True


async def get_my_description(world: World, asked: Of, payload: Payload) -> Json:
    return _text(world, "description", asked)


async def get_my_short_description(world: World, asked: Of, payload: Payload) -> Json:
    return _text(world, "short_description", asked)


async def get_my_name(world: World, asked: Of, payload: Payload) -> Json:
    told = _text(world, "name", asked)
    return told if told["name"] else {"name": world.bot["first_name"]}


async def set_chat_menu_button(world: World, asked: SetChatMenuButton, payload: Payload) -> bool:
    if asked.menu_button.get("type") not in {"default", "commands", "web_app"}:
        refuse_always("can't parse menu button: Unsupported type specified")
    world.menus.buttons[asked.chat_id] = asked.menu_button
    return True


async def get_chat_menu_button(world: World, asked: OfChat, payload: Payload) -> Json:
    common = world.menus.buttons.get(None, DEFAULT)
    return world.menus.buttons.get(asked.chat_id, common)


def _text(world: World, name: str, asked: Of) -> dict[str, Any]:
    common = world.menus.texts.get((name, ""), "")
    return {name: world.menus.texts.get((name, _language(asked)), common)}


def _language(asked: Of) -> str:
    if not _LANGUAGE.fullmatch(asked.language_code):
        refuse_always("invalid language code specified")
    return asked.language_code


def _scope(asked: OfScope) -> Json:
    kind = asked.scope.get("type")
    wanted = set() if kind in _PLAIN_SCOPES else _CHAT_SCOPES.get(str(kind))
    if wanted is None:
        refuse_always("can't parse BotCommandScope: Unsupported type specified")
    if asked.scope.keys() - {"type"} != wanted:
        refuse_always(f"can't parse BotCommandScope: {kind} has {sorted(wanted)}")
    return asked.scope


ANNOUNCING: dict[str, Method[Any]] = {
    "setMyCommands": Method(SetMyCommands, set_my_commands),
    "getMyCommands": Method(OfScope, get_my_commands),
    "deleteMyCommands": Method(OfScope, delete_my_commands),
    "setMyDescription": Method(SetMyDescription, set_text),
    "getMyDescription": Method(Of, get_my_description),
    "setMyShortDescription": Method(SetMyShortDescription, set_text),
    "getMyShortDescription": Method(Of, get_my_short_description),
    "setMyName": Method(SetMyName, set_text),
    "getMyName": Method(Of, get_my_name),
    "setChatMenuButton": Method(SetChatMenuButton, set_chat_menu_button),
    "getChatMenuButton": Method(OfChat, get_chat_menu_button),
}
