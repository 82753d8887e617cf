"""Texts, captions and keyboards: what of them Telegram takes."""

from tests.telegram_bed.asked import (
    Asked,
    Entity,
    ForceReply,
    InlineButton,
    InlineKeyboard,
    Json,
    ReplyKeyboard,
    ReplyKeyboardRemove,
)
from tests.telegram_bed.refusals import refuse_always
from tests.telegram_bed.tdlib import check_entities, check_kind, check_url, parsed
from tests.telegram_bed.world import World

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITIES_LIMIT = 100
ROW_LIMIT = 8
BUTTONS_LIMIT = 100
DATA_LIMIT = 64
"""Bytes; the other limits count UTF-16 units, entities and buttons."""

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def utf16_length(text: str) -> int:
    """Count as Telegram does."""
    return len(text.encode("utf-16-le")) // 2


def as_shown(asked: Asked | None) -> Json | None:
    """Give the fields of an object that were set."""
    return None if asked is None else asked.model_dump(exclude_unset=True)


def checked_text(
    world: World, text: str, parse_mode: str | None, entities: list[Entity]
) -> tuple[str, list[Json]]:
    """Give the text and entities of a message as they are shown; refuse what is none."""
    if not text:
        refuse_always("message text is empty")
    shown, found = _checked(world, text, parse_mode, entities)
    if not shown:
        refuse_always("text must be non-empty")
    if utf16_length(shown) > TEXT_LIMIT:
        refuse_always("message is too long")
    return shown, found


def checked_caption(
    world: World, text: str, parse_mode: str | None, entities: list[Entity]
) -> Json:
    """Give the content of a message that its caption makes up; refuse one that is too long."""
    shown, found = _checked(world, text, parse_mode, entities)
    if utf16_length(shown) > CAPTION_LIMIT:
        refuse_always("message caption is too long")
    content: Json = {"caption": shown} if shown else {}
    return content | ({"caption_entities": found} if found else {})


def _checked(
    world: World, text: str, parse_mode: str | None, entities: list[Entity]
) -> tuple[str, list[Json]]:
    if parse_mode:
        text, found = parsed(text, parse_mode)
    else:
        found = [entity.model_dump(exclude_unset=True) for entity in entities]
        for entity in entities:
            check_kind(entity.type)
        check_entities(text, found)
    if len(found) > ENTITIES_LIMIT:
        world.violation(f"{len(found)} entities, of which Telegram shows {ENTITIES_LIMIT}")
        found = found[:ENTITIES_LIMIT]
    return _trimmed(text, found)


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Take the blank edges off a text, as Telegram does, and move its entities with it."""
    shown = text.strip()
    before = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(shown)
    moved = []
    for entity in entities:
        first = max(entity["offset"] - before, 0)
        last = min(entity["offset"] + entity["length"] - before, end)
        if last > first:
            moved.append(entity | {"offset": first, "length": last - first})
    return shown, moved


def checked_markup(
    world: World,
    markup: InlineKeyboard | ReplyKeyboard | ReplyKeyboardRemove | ForceReply | None,
) -> Json | None:
    """Give the keyboard of a message as it is shown; refuse buttons that cannot be."""
    if isinstance(markup, InlineKeyboard):
        buttons = [button for row in markup.inline_keyboard for button in row]
        for button in buttons:
            _check_button(button)
        if len(buttons) > BUTTONS_LIMIT:
            refuse_always("reply markup is too long")
        if any(len(row) > ROW_LIMIT for row in markup.inline_keyboard):
            world.violation(f"more than {ROW_LIMIT} buttons in a row")
        if not buttons:
            return None
    return as_shown(markup)


def _check_button(button: InlineButton) -> None:
    if not button.text:
        refuse_always("BUTTON_TEXT_INVALID")
    used = [name for name in _ACTIONS if getattr(button, name) not in (None, "")]
    if not used:
        refuse_always(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(used) > 1:
        refuse_always("can't parse inline keyboard button: exactly one action must be used")
    if button.callback_data and len(button.callback_data.encode()) > DATA_LIMIT:
        refuse_always("BUTTON_DATA_INVALID")
    if button.url:
        check_url(button.url, "inline keyboard button")
