"""What Telegram tells of its groups and of the bot: who is in one, and how the bot is started."""

import logging

from telegram import Bot, ChatMember, ChatMemberRestricted
from telegram.error import TelegramError
from telegram.helpers import create_deep_linked_url

from bot.dialogue.invocation import Invocation, Place
from bot.dialogue.surroundings import Standing
from bot.dialogue.turn import TurnId
from bot.telegram.requests import Requests

logger = logging.getLogger(__name__)

SENDING = "the permission to send messages"
"""What a bot that was restricted lacks."""

_MANAGING = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


class TelegramSurroundings:
    """Ask Telegram, through a bot that is logged in."""

    def __init__(self, bot: Bot, requests: Requests) -> None:
        self._bot = bot
        self._requests = requests

    async def standing(self, invocation: Invocation, chat: str, *, turn: str) -> Standing:
        """Say what somebody is in a group; where Telegram does not tell, they are not in it."""
        try:
            member = await self._member(int(chat), int(invocation.person.account.user), turn)
        except (TelegramError, ValueError) as error:
            fields = {"turn": turn, "chat": chat, "error": repr(error)}
            logger.warning("what somebody is in a group is not known", extra=fields)
            return Standing.OUTSIDE
        if member.status in _MANAGING:
            return Standing.MANAGER
        present = member.status == ChatMember.MEMBER or (
            isinstance(member, ChatMemberRestricted) and member.is_member
        )
        return Standing.MEMBER if present else Standing.OUTSIDE

    async def lacks(self, place: Place, *, turn: str) -> tuple[str, ...]:
        """Name what was taken from the bot in a group; where Telegram does not tell, nothing."""
        try:
            member = await self._member(int(place.chat), self._bot.id, turn)
        except TelegramError as error:
            fields = {"turn": turn, "chat": place.chat, "error": repr(error)}
            logger.warning("what lacks in a group is not known", extra=fields)
            return place.lacks
        mute = isinstance(member, ChatMemberRestricted) and not member.can_send_messages
        return (*place.lacks, SENDING) if mute else place.lacks

    def link(self, word: str) -> str | None:
        """Give a deep link, which opens the bot and starts it with a word."""
        return create_deep_linked_url(self._bot.username, word)

    async def _member(self, group: int, user: int, turn: str) -> ChatMember:
        return await self._requests.make(
            TurnId(turn), lambda: self._bot.get_chat_member(group, user), repeatable=True
        )
