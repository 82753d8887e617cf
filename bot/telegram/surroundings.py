"""What Telegram tells of its groups and of the bot: who is in one, and how the bot is started."""

import logging

from telegram import Bot, ChatMember, ChatMemberRestricted
from telegram.error import TelegramError
from telegram.helpers import create_deep_linked_url

from bot.dialogue.invocation import Invocation
from bot.dialogue.surroundings import Standing
from bot.dialogue.turn import TurnId
from bot.telegram.requests import Requests

logger = logging.getLogger(__name__)

_MANAGING = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


class TelegramSurroundings:
    """Ask Telegram, through a bot that is logged in."""

    def __init__(self, bot: Bot, requests: Requests) -> None:
        self._bot = bot
        self._requests = requests

    async def standing(self, invocation: Invocation, chat: str, *, turn: str) -> Standing:
        """Say what somebody is in a group; where Telegram does not tell, they are not in it."""
        try:
            group, user = int(chat), int(invocation.person.account.user)
            member = await self._requests.make(
                TurnId(turn), lambda: self._bot.get_chat_member(group, user), repeatable=True
            )
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

    def link(self, word: str) -> str | None:
        """Give a deep link, which opens the bot and starts it with a word."""
        return create_deep_linked_url(self._bot.username, word)
