"""Methods that send: messages, documents, photos, and the sign that one is on its way."""

from typing import Annotated, Any, Literal

from pydantic import Field

from tests.telegram_bed.asked import (
    Asked,
    ChatId,
    Entities,
    FromJson,
    Json,
    LinkPreviewOptions,
    Markup,
    ReplyParameters,
)
from tests.telegram_bed.chats import Message
from tests.telegram_bed.files import UPLOAD_LIMIT, StoredFile
from tests.telegram_bed.method import Method
from tests.telegram_bed.payload import Payload
from tests.telegram_bed.refusals import refuse, refuse_always
from tests.telegram_bed.texts import checked_caption, checked_markup, checked_text
from tests.telegram_bed.world import World


class Send(Asked):
    chat_id: ChatId
    message_thread_id: int | None = None
    disable_notification: bool = False
    protect_content: bool = False
    reply_parameters: Annotated[ReplyParameters | None, FromJson] = None
    reply_markup: Markup = None


class SendMessage(Send):
    text: str
    parse_mode: str | None = None
    entities: Entities = Field(default_factory=list)
    link_preview_options: Annotated[LinkPreviewOptions | None, FromJson] = None


class SendFile(Send):
    caption: str = ""
    parse_mode: str | None = None
    caption_entities: Entities = Field(default_factory=list)


class SendDocument(SendFile):
    document: str
    disable_content_type_detection: bool = False


class SendPhoto(SendFile):
    photo: str
    show_caption_above_media: bool = False
    has_spoiler: bool = False


class SendChatAction(Asked):
    chat_id: ChatId
    message_thread_id: int | None = None
    action: Literal[
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]


async def send_message(world: World, asked: SendMessage, payload: Payload) -> Json:
    text, entities = checked_text(world, asked.text, asked.parse_mode, asked.entities)
    return _sent(world, asked, {"text": text} | ({"entities": entities} if entities else {}))


async def send_document(world: World, asked: SendDocument, payload: Payload) -> Json:
    caption = checked_caption(world, asked.caption, asked.parse_mode, asked.caption_entities)
    stored = file_asked(world, asked.document, payload)
    return _sent(world, asked, {"document": stored.document(), **caption})


async def send_photo(world: World, asked: SendPhoto, payload: Payload) -> Json:
    caption = checked_caption(world, asked.caption, asked.parse_mode, asked.caption_entities)
    stored = file_asked(world, asked.photo, payload)
    return _sent(world, asked, {"photo": stored.photo(), **caption})


async def send_chat_action(world: World, asked: SendChatAction, payload: Payload) -> bool:
    chat = world.chat(asked.chat_id)
    if asked.message_thread_id != 1:  # only here Telegram knows General by its number
        world.thread_in(chat, asked.message_thread_id)
    return True


def file_asked(world: World, reference: str, payload: Payload) -> StoredFile:
    """Give the file that a request sends along, or that was sent before; refuse what is none."""
    upload = payload.file_of(reference)
    if upload is None:
        if reference not in world.files.stored:
            refuse_always("wrong file identifier/HTTP URL specified")
        return world.files.stored[reference]
    if not upload.data:
        refuse_always("file must be non-empty")
    if len(upload.data) > UPLOAD_LIMIT:
        refuse_always("file is too big")
    return world.files.keep(upload.name, upload.mime, upload.data)


def _sent(world: World, asked: Send, content: Json) -> Json:
    markup = checked_markup(world, asked.reply_markup)
    chat = world.chat(asked.chat_id)
    thread = world.thread_in(chat, asked.message_thread_id)
    replied: Message | None = None
    if asked.reply_parameters is not None:
        replied = chat.find(asked.reply_parameters.message_id)
        if replied is None and not asked.reply_parameters.allow_sending_without_reply:
            refuse("message to be replied not found")
        if thread is None and replied is not None and replied.topic:
            thread = replied.thread  # an answer lands in the topic of what it answers
    message = world.add_message(chat, world.bot, content)
    message.thread, message.topic = thread, thread is not None
    message.reply_to, message.reply_markup = replied, markup
    message.silent = asked.disable_notification
    chat.show(message)
    return message.json()


SENDING: dict[str, Method[Any]] = {
    "sendMessage": Method(SendMessage, send_message),
    "sendDocument": Method(SendDocument, send_document),
    "sendPhoto": Method(SendPhoto, send_photo),
    "sendChatAction": Method(SendChatAction, send_chat_action),
}
