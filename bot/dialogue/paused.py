"""Paused places: where nothing is sent any more, until somebody speaks there again."""

import logging

from bot.dialogue.gateway import Gateway
from bot.dialogue.invocation import Place
from core.errors import StorageUnavailable
from core.use_cases.places import paused_places, resume_place

logger = logging.getLogger(__name__)


class PausedPlaces:
    """Know a platform's paused chats by heart: to hear a person costs no look into the database.

    What is forgotten here is only resumed later: at the next start, and the next word said there.
    """

    def __init__(self, gateway: Gateway, platform: str) -> None:
        self._gateway = gateway
        self._platform = platform
        self._chats: set[str] = set()

    async def load(self) -> None:
        """Learn which places are paused; raise StorageUnavailable."""
        self._chats = set(await self._gateway.run(lambda work: paused_places(work, self._platform)))

    def __contains__(self, chat: str) -> bool:
        """Say whether nothing is sent to a chat."""
        return chat in self._chats

    def add(self, chat: str) -> None:
        """Learn that a chat was found closed; keeping it so is up to who sent there."""
        self._chats.add(chat)

    async def heard(self, place: Place) -> None:
        """Resume a place where somebody speaks, unless the bot may not speak there unasked."""
        if place.lacks:
            return
        try:
            await self._gateway.run(
                lambda work: resume_place(work, self._platform, place.chat, place.kind)
            )
        except StorageUnavailable as error:
            fields = {"chat": place.chat, "error": repr(error)}
            logger.warning("a place stays paused", extra=fields)
        else:
            self._chats.discard(place.chat)
