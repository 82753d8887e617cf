"""A bot of which only the slash commands are real: what it hears is written down."""

from collections.abc import Mapping
from typing import Any

import discord

from bot.dialogue.command import Command, Suggestion
from bot.dialogue.gateway import Gateway
from bot.dialogue.invocation import Value
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.translation import read_translations
from bot.discord.announce import Announced, announce
from bot.discord.slash import app_commands_of
from bot.discord.translation import Translator
from bot.discord.tree import StudyTree
from tests.fakes.gateway import FakeGateway


class Hearing:
    """Answer everything, and keep what was asked; offer what it was told to."""

    def __init__(self, *offered: Suggestion) -> None:
        self.offered = offered
        self.heard: list[tuple[str, Mapping[str, Value], str | None]] = []
        self.typed: list[tuple[str, str, str]] = []
        self.outdated_names: list[str] = []

    async def invoked(
        self,
        interaction: discord.Interaction,
        command: Command,
        arguments: Mapping[str, Value],
        file: discord.Attachment | None,
    ) -> None:
        self.heard.append((command.full_name, arguments, file.filename if file else None))
        await interaction.response.send_message("heard", ephemeral=True)

    async def suggest(
        self,
        interaction: discord.Interaction,  # noqa: ARG002 - the port hands it over
        command: Command,
        parameter: str,
        typed: str,
    ) -> tuple[Suggestion, ...]:
        self.typed.append((command.full_name, parameter, typed))
        return self.offered

    async def outdated(self, interaction: discord.Interaction, name: str) -> None:
        self.outdated_names.append(name)
        await interaction.response.send_message("outdated", ephemeral=True)


class SlashBot(discord.Client):
    """Announce a lexicon at the start, unless what it knows is to differ from Discord's.

    ``outdated`` counts how often the commands should have been announced again.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        hearing: Hearing,
        gateway: Gateway | None = None,
        *,
        guild: int | None = None,
        announces: bool = True,
    ) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = StudyTree(self, hearing, on_outdated=self._count)
        for command in app_commands_of(lexicon, hearing, everywhere=guild is None):
            self.tree.add_command(command)
        self.announced: list[Announced] = []
        self.outdated = 0
        self._gateway = gateway or FakeGateway()
        self._guild = guild
        self._announces = announces

    async def setup_hook(self) -> None:
        await self.tree.set_translator(Translator(read_translations()))
        if self._announces:
            await self.announce()

    async def announce(self, *, force: bool = False) -> None:
        assert self.application_id
        self.announced.append(
            await announce(
                self.tree,
                self._gateway,
                application=self.application_id,
                guild=self._guild,
                force=force,
            )
        )

    async def _count(self) -> None:
        self.outdated += 1


def payloads(bot: SlashBot) -> list[dict[str, Any]]:
    """Give what Discord would be told of the commands, in English."""
    return [command.to_dict(bot.tree) for command in bot.tree.get_commands()]
