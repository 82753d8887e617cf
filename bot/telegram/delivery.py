"""Delivery: a reply becomes messages, new ones or the one whose button was pressed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
)
from telegram.error import BadRequest, Forbidden

from bot.dialogue.invocation import Person, Place, PlaceKind
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import TurnId
from bot.telegram import notices
from bot.telegram.render import FilePart, Rendered, TextPart, rendered
from bot.telegram.requests import Requests

T = TypeVar("T")

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

NOTICE_LIMIT = 200
"""UTF-16 units of the words that may answer a press."""

ACKNOWLEDGE_WITHIN = 3.0
"""Seconds."""

_THREAD_GONE = ("message thread not found", "topic_closed", "topic_deleted")
_UNCHANGED = "message is not modified"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Bring replies to where they belong.

    Every method raises the TelegramError that the requests end with; what was sent before stays.
    """

    bot: Bot
    requests: Requests

    async def deliver(
        self, reply: Reply, person: Person, place: Place, turn: TurnId, *, pressed: int | None
    ) -> None:
        """Show a reply; ``pressed`` is the message whose button asked for it."""
        if reply.private and place.kind is PlaceKind.GROUP:
            await self._deliver_aside(reply, person, place, turn)
        else:
            await self._deliver_here(reply, place, turn, pressed if reply.replace else None)

    async def acknowledge(self, callback: str, notice: str | None) -> None:
        """Answer a press, so that the button stops waiting; a notice is seen by its presser.

        It is tried once and not for long, since the reply waits for it.
        """
        await self.bot.answer_callback_query(
            callback,
            text=notice,
            show_alert=None if notice is None else True,
            read_timeout=ACKNOWLEDGE_WITHIN,
        )

    async def _deliver_aside(
        self, reply: Reply, person: Person, place: Place, turn: TurnId
    ) -> None:
        """Answer in private what a group must not read, and tell the group no more than that."""
        private = Place(place.platform, person.account.user)
        try:
            await self._show(rendered(reply), private, turn, None)
        except Forbidden:
            word = notices.START_ME_FIRST
        except BadRequest as error:
            if not _says(error, "chat not found"):
                raise
            word = notices.START_ME_FIRST
        else:
            word = notices.ANSWERED_IN_PRIVATE
        button = InlineKeyboardButton(notices.OPEN_PRIVATE_CHAT, url=self.bot.link)
        link = InlineKeyboardMarkup([[button]])
        await self._deliver_here(Reply((Paragraph((word,)),)), place, turn, None, link)

    async def _deliver_here(
        self,
        reply: Reply,
        place: Place,
        turn: TurnId,
        replaced: int | None,
        link: InlineKeyboardMarkup | None = None,
    ) -> None:
        """Show a reply in its thread, or beside all threads where that one is gone."""
        try:
            await self._show(_linked(rendered(reply), link), place, turn, replaced)
        except BadRequest as error:
            if place.thread is None or not _says(error, *_THREAD_GONE):
                raise
            shown = _linked(rendered(notices.thread_gone(reply)), link)
            await self._show(shown, replace(place, thread=None), turn, None)

    async def _show(
        self, shown: Rendered, place: Place, turn: TurnId, replaced: int | None
    ) -> None:
        parts = list(shown.parts)
        if replaced is not None and parts and await self._edit(parts[0], place, turn, replaced):
            parts = parts[1:]
        if shown.photo is not None:
            await self._send_photo(shown.photo, place, turn)
        for document in shown.documents:
            await self._send_document(document, place, turn)
        for part in parts:
            await self._send(part, place, turn)

    async def _edit(self, part: TextPart, place: Place, turn: TurnId, message: int) -> bool:
        """Let a message become a part; False where it cannot, being gone or not of text."""
        try:
            await self.requests.make(
                turn,
                lambda: self.bot.edit_message_text(
                    part.text,
                    chat_id=int(place.chat),
                    message_id=message,
                    entities=part.entities,
                    reply_markup=part.keyboard,
                    link_preview_options=NO_PREVIEW,
                ),
                repeatable=True,
            )
        except BadRequest as error:
            return _says(error, _UNCHANGED)
        return True

    async def _send(self, part: TextPart, place: Place, turn: TurnId) -> None:
        await self._once(
            turn,
            lambda: self.bot.send_message(
                int(place.chat),
                part.text,
                entities=part.entities,
                reply_markup=part.keyboard,
                message_thread_id=_thread(place),
                link_preview_options=NO_PREVIEW,
            ),
        )

    async def _send_photo(self, photo: FilePart, place: Place, turn: TurnId) -> None:
        await self._once(
            turn,
            lambda: self.bot.send_photo(
                int(place.chat),
                photo.content,
                filename=photo.name,
                caption=photo.caption or None,
                reply_markup=photo.keyboard,
                message_thread_id=_thread(place),
            ),
        )

    async def _send_document(self, document: FilePart, place: Place, turn: TurnId) -> None:
        await self._once(
            turn,
            lambda: self.bot.send_document(
                int(place.chat),
                document.content,
                filename=document.name,
                caption=document.caption or None,
                reply_markup=document.keyboard,
                message_thread_id=_thread(place),
            ),
        )

    async def _once(self, turn: TurnId, request: Callable[[], Awaitable[T]]) -> T:
        return await self.requests.make(turn, request, repeatable=False)


def notice_of(reply: Reply, place: Place) -> str | None:
    """Give a reply as words that only the presser sees, None where it needs a message.

    In a group this keeps a short private word out of everybody's sight; a refusal's buttons are
    no more than ways on, and left out.
    """
    if not reply.private or place.kind is not PlaceKind.GROUP:
        return None
    if reply.buttons and not reply.refusal:
        return None
    shown = rendered(reply)
    if len(shown.parts) != 1 or shown.photo is not None or shown.documents:
        return None
    (part,) = shown.parts
    fits = len(part.text.encode("utf-16-le")) // 2 <= NOTICE_LIMIT
    return part.text if fits else None


def _linked(shown: Rendered, link: InlineKeyboardMarkup | None) -> Rendered:
    """Put a link below the last message, which a reply itself has no button for."""
    if link is None:
        return shown
    *before, last = shown.parts
    return replace(shown, parts=(*before, replace(last, keyboard=link)))


def _thread(place: Place) -> int | None:
    return None if place.thread is None else int(place.thread)


def _says(error: BadRequest, *words: str) -> bool:
    # Telegram tells these apart by nothing but their text.
    return any(each in error.message.casefold() for each in words)
