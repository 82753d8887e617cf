"""Methods that change what was sent: edits and deletions."""

from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from tests.telegram_bed.asked import (
    Asked,
    ChatId,
    Entities,
    FromJson,
    Json,
    Keyboard,
    LinkPreviewOptions,
)
from tests.telegram_bed.chats import Message
from tests.telegram_bed.method import Method
from tests.telegram_bed.payload import Payload
from tests.telegram_bed.refusals import refuse
from tests.telegram_bed.sending import file_asked
from tests.telegram_bed.texts import checked_caption, checked_markup, checked_text
from tests.telegram_bed.world import World

DELETED_WITHIN = timedelta(hours=48)
"""How long a bot can delete a message; its own it can edit for ever."""

_MEDIA = frozenset({"document", "photo"})


class Edit(Asked):
    chat_id: ChatId
    message_id: int
    reply_markup: Keyboard = None


class EditMessageText(Edit):
    text: str
    parse_mode: str | None = None
    entities: Entities = Field(default_factory=list)
    link_preview_options: Annotated[LinkPreviewOptions | None, FromJson] = None


class EditMessageCaption(Edit):
    caption: str = ""
    parse_mode: str | None = None
    caption_entities: Entities = Field(default_factory=list)
    show_caption_above_media: bool = False


class Photo(Asked):
    type: Literal["photo"]
    media: str
    caption: str = ""
    parse_mode: str | None = None
    caption_entities: Entities = Field(default_factory=list)
    show_caption_above_media: bool = False
    has_spoiler: bool = False


class EditMessageMedia(Edit):
    media: Annotated[Photo, FromJson]


class DeleteMessage(Asked):
    chat_id: ChatId
    message_id: int


async def edit_message_text(world: World, asked: EditMessageText, payload: Payload) -> Json:
    text, entities = checked_text(world, asked.text, asked.parse_mode, asked.entities)
    message = _own(world, asked)
    if "text" not in message.content:
        refuse("there is no text in the message to edit")
    content = {"text": text} | ({"entities": entities} if entities else {})
    return _edited(world, message, content, asked)


async def edit_message_caption(world: World, asked: EditMessageCaption, payload: Payload) -> Json:
    caption = checked_caption(world, asked.caption, asked.parse_mode, asked.caption_entities)
    message = _own(world, asked)
    if "text" in message.content:
        refuse("there is no caption in the message to edit")
    media = {name: message.content[name] for name in message.content.keys() & _MEDIA}
    return _edited(world, message, media | caption, asked)


async def edit_message_media(world: World, asked: EditMessageMedia, payload: Payload) -> Json:
    photo = asked.media
    caption = checked_caption(world, photo.caption, photo.parse_mode, photo.caption_entities)
    message = _own(world, asked)
    stored = file_asked(world, photo.media, payload)
    return _edited(world, message, {"photo": stored.photo(), **caption}, asked)


async def edit_message_reply_markup(world: World, asked: Edit, payload: Payload) -> Json:
    message = _own(world, asked)
    return _edited(world, message, message.content, asked)


async def delete_message(world: World, asked: DeleteMessage, payload: Payload) -> bool:
    message = world.chat(asked.chat_id).find(asked.message_id)
    if message is None:
        refuse("message to delete not found")
    if not _deletable(world, message):
        refuse("message can't be deleted")
    message.deleted = True
    world.changes.ring()
    return True


def _own(world: World, asked: Edit) -> Message:
    message = world.chat(asked.chat_id).find(asked.message_id)
    if message is None:
        refuse("message to edit not found")
    if message.sender["id"] != world.bot["id"]:
        refuse("message can't be edited")
    return message


def _deletable(world: World, message: Message) -> bool:
    if world.now() - message.date > DELETED_WITHIN:
        return False
    return message.sender["id"] == world.bot["id"] or message.chat.may_delete


def _edited(world: World, message: Message, content: Json, asked: Edit) -> Json:
    markup = checked_markup(world, asked.reply_markup)  # none given takes the buttons away
    if (content, markup) == (message.content, message.reply_markup):
        refuse(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    message.content, message.reply_markup = content, markup
    message.edited = world.now()
    message.chat.show(message)
    return message.json()


EDITING: dict[str, Method[Any]] = {
    "editMessageText": Method(EditMessageText, edit_message_text),
    "editMessageCaption": Method(EditMessageCaption, edit_message_caption),
    "editMessageMedia": Method(EditMessageMedia, edit_message_media),
    "editMessageReplyMarkup": Method(Edit, edit_message_reply_markup),
    "deleteMessage": Method(DeleteMessage, delete_message),
}
