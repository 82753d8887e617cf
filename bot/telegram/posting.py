"""Posting: the messages that say a reply, each sent to a place by one request."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeAlias

from telegram import Bot, LinkPreviewOptions, Message
from telegram.error import BadRequest

from bot.dialogue.invocation import Place
from bot.telegram.render import FilePart, Rendered, TextPart
from core.destination import Destination

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

UNCHANGED = "message is not modified"

_THREAD_GONE = ("message thread not found", "topic_closed", "topic_deleted")

Spot: TypeAlias = Place | Destination

Post: TypeAlias = Callable[[Bot, Spot], Awaitable[Message]]
"""Send one message to a place."""


def posts(shown: Rendered) -> list[Post]:
    """Give what sends each message of a reply, in order."""
    return [
        *(partial(_photo, each) for each in (shown.photo,) if each is not None),
        *(partial(_document, each) for each in shown.documents),
        *(partial(_text, each) for each in shown.parts),
    ]


def thread_is_gone(error: BadRequest, spot: Spot) -> bool:
    """Say whether a place cannot be written to only because of its thread."""
    return spot.thread is not None and says(error, *_THREAD_GONE)


def says(error: BadRequest, *words: str) -> bool:
    """Tell one refusal from another: by nothing but its text, for Telegram has no codes."""
    return any(each in error.message.casefold() for each in words)


async def become_text(part: TextPart, bot: Bot, chat: int, message: int) -> None:
    """Let a message of text become this one."""
    await bot.edit_message_text(
        part.text,
        chat_id=chat,
        message_id=message,
        entities=part.entities,
        reply_markup=part.keyboard,
        link_preview_options=NO_PREVIEW,
    )


async def _text(part: TextPart, bot: Bot, spot: Spot) -> Message:
    return await bot.send_message(
        int(spot.chat),
        part.text,
        entities=part.entities,
        reply_markup=part.keyboard,
        message_thread_id=_thread(spot),
        link_preview_options=NO_PREVIEW,
    )


async def _photo(photo: FilePart, bot: Bot, spot: Spot) -> Message:
    return await bot.send_photo(
        int(spot.chat),
        photo.content,
        filename=photo.name,
        caption=photo.caption or None,
        caption_entities=photo.entities,
        reply_markup=photo.keyboard,
        message_thread_id=_thread(spot),
    )


async def _document(document: FilePart, bot: Bot, spot: Spot) -> Message:
    return await bot.send_document(
        int(spot.chat),
        document.content,
        filename=document.name,
        caption=document.caption or None,
        reply_markup=document.keyboard,
        message_thread_id=_thread(spot),
    )


def _thread(spot: Spot) -> int | None:
    return None if spot.thread is None else int(spot.thread)
