"""The gallery without a process of its own."""

from bot.cards.card import Card
from bot.cards.drawing import draw
from bot.cards.theme import Theme


class HereGallery:
    """Draw cards where it is called."""

    async def png(self, card: Card, theme: Theme) -> bytes:
        """Give a card as PNG."""
        return draw(card, theme)
