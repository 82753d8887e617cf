"""The library alone as a program: the same client with commands and a button that only answer."""

import os

import discord
import uvloop
from discord import app_commands
from discord.http import Route

from bench._discord_events import DONE

ANSWER = "All right."

COMMANDS = ("next", "done")


class Client(discord.AutoShardedClient):
    """Answer two slash commands and one button."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
        )
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        """Take the commands and the button in."""
        for name in COMMANDS:
            self.tree.command(name=name, description=ANSWER)(_answer)
        self.add_view(_Buttons(timeout=None))


class _Buttons(discord.ui.View):
    @discord.ui.button(label=DONE["label"], custom_id=DONE["custom_id"])
    async def press(
        self, interaction: discord.Interaction, _button: "discord.ui.Button[_Buttons]"
    ) -> None:
        """Let the message become the answer, and no more."""
        await interaction.response.edit_message(content=ANSWER)


async def _answer(interaction: discord.Interaction) -> None:
    """Answer for its reader alone, and no more."""
    await interaction.response.send_message(ANSWER, ephemeral=True)


async def _speak() -> None:
    Route.BASE = os.environ["DISCORD_BASE_URL"]
    async with Client() as client:
        await client.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    uvloop.run(_speak())
