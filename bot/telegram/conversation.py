"""The conversation: what happened goes to the dialogue, and its reply back to where it belongs."""

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from typing import assert_never

from telegram.error import ChatMigrated, Forbidden, TelegramError

from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Call, Invocation, Place
from bot.dialogue.paused import PausedPlaces
from bot.dialogue.reply import Reply
from bot.dialogue.turn import TurnId
from bot.telegram import notices
from bot.telegram.delivery import Delivery, is_aside, notice_of
from bot.telegram.intake import Admitted, Happening, Located, Moved, Pressed, Said
from core.ports import Clock
from core.use_cases.places import move_place, pause_place

logger = logging.getLogger(__name__)

Spoken = Said | Located | Pressed
"""What somebody did that the dialogue answers."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Hold turns, each with one id for the dialogue, the delivery and the log."""

    dispatcher: Dispatcher
    clock: Clock
    delivery: Delivery
    paused: PausedPlaces

    async def hold(self, it: Happening) -> None:
        """See a turn through. Never raises: what goes wrong is logged with the turn's id."""
        turn = self.dispatcher.new_id()
        try:
            match it:
                case Said() | Located() | Pressed():
                    await self._speak(it, turn)
                case Admitted(place, present):
                    await self._admit(place, present=present)
                case Moved(place, new_chat):
                    await self._move(place, new_chat)
                case _:
                    assert_never(it)
        except Exception:
            logger.exception("turn failed", extra={"turn": turn})
            if isinstance(it, Said | Located | Pressed):
                with contextlib.suppress(Exception):  # told once that something is wrong
                    await self._deliver(notices.answer_lost(turn), it, turn)

    async def _speak(self, it: Spoken, turn: TurnId) -> None:
        reply: Reply | None = None
        notice: str | None = None
        try:
            reply = await self._answer(it, turn)
            if isinstance(it, Pressed) and reply is not None and is_aside(reply, it.place):
                notice = notice_of(reply) or await self._tell_aside(reply, it, turn)
        finally:
            if isinstance(it, Pressed):
                await self._acknowledge(it, turn, notice)
        if reply is not None and notice is None:
            await self._deliver(reply, it, turn)

    async def _answer(self, it: Spoken, turn: TurnId) -> Reply | None:
        """Ask the dialogue; None where it answered the same before."""
        dialogue = self.dispatcher.for_turn(turn)
        now = self.clock.now()
        match it:
            case Said(text, person, place, key, attachment):
                return await dialogue.said(
                    text, person, place, now=now, attachment=attachment, key=key
                )
            case Pressed(short, person, place, key):
                return await dialogue.pressed(short, person, place, now=now, key=key)
            case Located(latitude, longitude, person, place, key):
                # Its map is read from disk when first asked for.
                zone = await asyncio.to_thread(dialogue.gazetteer.zone_at, latitude, longitude)
                call = Call("tz", {"zone": zone} if zone else {})
                return await dialogue.answer(Invocation(call, person, place, key=key), now=now)
            case _:
                assert_never(it)

    async def _tell_aside(self, reply: Reply, it: Pressed, turn: TurnId) -> str:
        """Answer a press in a group in private; give the words that only its presser sees there.

        A message in the group for each press would bury it.
        """
        try:
            return await self.delivery.tell_aside(reply, it.person, turn)
        except TelegramError as error:
            _log("reply not delivered", it.place, turn, error)
            return notices.not_delivered(reply)

    async def _acknowledge(self, it: Pressed, turn: TurnId, notice: str | None) -> None:
        try:
            await self.delivery.acknowledge(it.callback, notice)
        except TelegramError as error:
            # After downtime a press is too old to be answered; what it asked for is done.
            _log("press not acknowledged", it.place, turn, error)

    async def _deliver(self, reply: Reply, it: Spoken, turn: TurnId) -> None:
        pressed = it.message if isinstance(it, Pressed) else None
        place = it.place
        try:
            try:
                await self.delivery.deliver(reply, it.person, place, turn, pressed=pressed)
            except ChatMigrated as migrated:
                await self._move(place, str(migrated.new_chat_id))
                place = Place(place.platform, str(migrated.new_chat_id), place.kind)
                await self.delivery.deliver(reply, it.person, place, turn, pressed=None)
        except TelegramError as error:
            _log("reply not delivered", place, turn, error)
            if isinstance(error, Forbidden):
                await self._admit(place, present=False)
        else:
            # Telegram tells of a place that opens again, though not for longer than a day.
            if place.chat in self.paused:
                await self.paused.heard(place)

    async def _admit(self, place: Place, *, present: bool) -> None:
        if present:
            await self.paused.heard(place)
        else:
            self.paused.add(place.chat)
            now = self.clock.now()
            await self.dispatcher.gateway.run(
                lambda work: pause_place(work, now, place.platform, place.chat, place.kind)
            )

    async def _move(self, place: Place, new_chat: str) -> None:
        await self.dispatcher.gateway.run(
            lambda work: move_place(work, place.platform, place.chat, new_chat)
        )


def _log(event: str, place: Place, turn: TurnId, error: TelegramError) -> None:
    logger.warning(event, extra={"turn": turn, "chat": place.chat, "error": repr(error)})
