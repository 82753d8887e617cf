"""What a method is asked: the fields it knows, with their types."""

import json
from typing import Annotated, Any, NoReturn

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from tests.telegram_bed.refusals import refuse_always

Json = dict[str, Any]

_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "commands": "commands must be non-empty",
    "file_id": "file_id not specified",
}
_PARSED = {
    "entities": "MessageEntity",
    "caption_entities": "MessageEntity",
    "inline_keyboard": "inline keyboard button",
}


def _decoded(value: object) -> object:
    """Read what a form carries as JSON text."""
    return json.loads(value) if isinstance(value, str) else value


FromJson = BeforeValidator(_decoded)
ChatId = Annotated[int | str, Field(union_mode="left_to_right")]


class Asked(BaseModel):
    """Fields of a request, or of an object in one; a field that Telegram does not have is none."""

    model_config = ConfigDict(extra="forbid")


class Entity(Asked):
    type: str
    offset: int
    length: int
    url: str | None = None
    user: Json | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None


class InlineButton(Asked):
    text: str
    icon_custom_emoji_id: str | None = None
    style: str | None = None
    url: str | None = None
    callback_data: str | None = None
    web_app: Json | None = None
    login_url: Json | None = None
    switch_inline_query: str | None = None
    switch_inline_query_current_chat: str | None = None
    switch_inline_query_chosen_chat: Json | None = None
    copy_text: Json | None = None
    callback_game: Json | None = None
    pay: bool | None = None


class InlineKeyboard(Asked):
    inline_keyboard: list[list[InlineButton]]


class ReplyButton(Asked):
    text: str
    icon_custom_emoji_id: str | None = None
    style: str | None = None
    request_contact: bool = False
    request_location: bool = False
    web_app: Json | None = None


class ReplyKeyboard(Asked):
    keyboard: list[list[ReplyButton]]
    is_persistent: bool = False
    resize_keyboard: bool = False
    one_time_keyboard: bool = False
    input_field_placeholder: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    selective: bool = False


class ReplyKeyboardRemove(Asked):
    remove_keyboard: bool
    selective: bool = False


class ForceReply(Asked):
    force_reply: bool
    input_field_placeholder: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    selective: bool = False


class LinkPreviewOptions(Asked):
    is_disabled: bool = False
    url: str | None = None
    prefer_small_media: bool = False
    prefer_large_media: bool = False
    show_above_text: bool = False


class ReplyParameters(Asked):
    message_id: int
    chat_id: ChatId | None = None
    allow_sending_without_reply: bool = False
    quote: str | None = None
    quote_parse_mode: str | None = None
    quote_entities: list[Entity] | None = None
    quote_position: int | None = None


Entities = Annotated[list[Entity], FromJson]
Keyboard = Annotated[InlineKeyboard | None, FromJson]
Markup = Annotated[
    InlineKeyboard | ReplyKeyboard | ReplyKeyboardRemove | ForceReply | None, FromJson
]


def refuse_invalid(error: ValidationError) -> NoReturn:
    """Say in Telegram's words what is wrong with a request."""
    first = error.errors(include_url=False)[0]
    place = [str(step) for step in first["loc"]]
    field, path = place[0], ".".join(place)
    if first["type"] == "extra_forbidden":
        refuse_always(f"no field {path} is known")  # Telegram itself lets it pass
    if first["type"] != "missing":
        refuse_always(f'field "{path}" is wrong: {first["msg"]}')
    if len(place) == 1:
        refuse_always(_MISSING.get(field, f"there is no {field} in the request"))
    lacks = f'an\'t find field "{place[-1]}"'
    what = next((words for part, words in _PARSED.items() if part in place), None)
    refuse_always(f"c{lacks}" if what is None else f"can't parse {what}: C{lacks}")
