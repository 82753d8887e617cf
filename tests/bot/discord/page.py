"""The page on Discord, and what it says to set."""

from tests.bot.guide import Guide
from tests.discord_bed.bed import DiscordBed

PAGE = Guide.of("discord")
GIVEN = PAGE.settings("2. Give it to Study Buddy")
TOKEN = GIVEN["DISCORD_TOKEN"]


def discord(token: str = TOKEN) -> DiscordBed:
    """Give a Discord that knows this token."""
    bed = DiscordBed()
    bed.world.token = token
    return bed
