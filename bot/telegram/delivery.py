"""Delivery: a reply becomes messages, new ones or the one whose button was pressed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, Forbidden

from bot.dialogue.invocation import Person, Place, PlaceKind
from bot.dialogue.messenger import Lane, no_lane
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import TurnId
from bot.telegram import notices
from bot.telegram.posting import UNCHANGED, become_text, posts, says, thread_is_gone
from bot.telegram.render import FilePart, Rendered, TextPart, rendered
from bot.telegram.requests import Requests

NOTICE_LIMIT = 200
"""UTF-16 units of the words that may answer a press."""

ACKNOWLEDGE_WITHIN = 3.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Bring replies to where they belong; every attempt of a request is made in ``lane``.

    Every method raises the TelegramError that the requests end with; what was sent before stays.
    """

    bot: Bot
    requests: Requests
    lane: Lane = no_lane

    async def deliver(
        self, reply: Reply, person: Person, place: Place, turn: TurnId, *, pressed: int | None
    ) -> None:
        """Show a reply; ``pressed`` is the message whose button asked for it."""
        if is_aside(reply, place):
            await self._deliver_aside(reply, person, place, turn)
        else:
            await self._deliver_here(reply, place, turn, pressed if reply.replace else None)

    async def acknowledge(self, callback: str, notice: str | None) -> None:
        """Answer a press, so that the button stops waiting; a notice is seen by its presser.

        It is tried once and not for long, since the reply waits for it, and takes no lane: the
        limits are those of messages.
        """
        await self.bot.answer_callback_query(
            callback,
            text=notice,
            show_alert=None if notice is None else True,
            read_timeout=ACKNOWLEDGE_WITHIN,
        )

    async def tell_aside(self, reply: Reply, person: Person, turn: TurnId) -> str:
        """Answer in private what a group must not read; give the word that tells its asker so."""
        private = Place(person.account.platform, person.account.user)
        try:
            await self._show(rendered(reply), private, turn, None)
        except Forbidden:
            return notices.start_me_first(reply)
        except BadRequest as error:
            if not says(error, "chat not found"):
                raise
            return notices.start_me_first(reply)
        return notices.ANSWERED_IN_PRIVATE

    async def _deliver_aside(
        self, reply: Reply, person: Person, place: Place, turn: TurnId
    ) -> None:
        """Answer in private what a group must not read, and tell the group no more than that.

        Where all see what came of it, that is word enough.
        """
        word = await self.tell_aside(reply, person, turn)
        if reply.evident:
            return
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
            if not thread_is_gone(error, place):
                raise
            shown = _linked(rendered(notices.thread_gone(reply)), link)
            await self._show(shown, replace(place, thread=None), turn, None)

    async def _show(
        self, shown: Rendered, place: Place, turn: TurnId, replaced: int | None
    ) -> None:
        if replaced is not None:
            shown = await self._become(shown, place, turn, replaced)
        for post in posts(shown):
            await self._make(partial(post, self.bot, place), place, turn, repeatable=False)

    async def _become(self, shown: Rendered, place: Place, turn: TurnId, message: int) -> Rendered:
        """Let a message become the photo, else the first text; give what is left to send.

        A text becomes a photo, but a photo never a text: it stays, and the text comes below it.
        """
        photo, parts = shown.photo, shown.parts
        if photo is not None:
            became = await self._edit(partial(self._to_photo, photo), place, turn, message)
            return replace(shown, photo=None) if became else shown
        if parts and await self._edit(partial(self._to_text, parts[0]), place, turn, message):
            return replace(shown, parts=parts[1:])
        return shown

    async def _to_photo(self, photo: FilePart, chat: int, message: int) -> None:
        media = InputMediaPhoto(
            photo.content,
            caption=photo.caption or None,
            caption_entities=photo.entities,
            filename=photo.name,
        )
        await self.bot.edit_message_media(media, chat, message, reply_markup=photo.keyboard)

    async def _to_text(self, part: TextPart, chat: int, message: int) -> None:
        await become_text(part, self.bot, chat, message)

    async def _edit(
        self,
        edit: Callable[[int, int], Awaitable[None]],
        place: Place,
        turn: TurnId,
        message: int,
    ) -> bool:
        """Edit a message; False where that cannot be, for it is gone or of another kind."""
        try:
            await self._make(lambda: edit(int(place.chat), message), place, turn, repeatable=True)
        except BadRequest as error:
            return says(error, UNCHANGED)
        return True

    async def _make(
        self,
        request: Callable[[], Awaitable[object]],
        place: Place,
        turn: TurnId,
        *,
        repeatable: bool,
    ) -> None:
        async def in_lane() -> None:
            async with self.lane(place.chat):
                await request()

        await self.requests.make(turn, in_lane, repeatable=repeatable)


def is_aside(reply: Reply, place: Place) -> bool:
    """Say whether others read along where a reply is not for them."""
    return reply.private and place.kind is PlaceKind.GROUP


def notice_of(reply: Reply) -> str | None:
    """Give a reply as the words that answer a press, None where it needs a message.

    A refusal's buttons are no more than ways on, and left out.
    """
    shown = rendered(reply)
    if shown.parts and shown.parts[-1].keyboard and not reply.refusal:
        return None
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
