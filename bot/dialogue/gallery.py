"""The gallery: how the dialogue awaits a picture, without standing still for it."""

from typing import Protocol

from bot.cards.card import Card
from bot.cards.theme import Theme


class Gallery(Protocol):
    """Draw cards beside the loop."""

    async def png(self, card: Card, theme: Theme) -> bytes:
        """Give a card as PNG; raise the worker's Stopped where drawing takes too much."""
        ...
