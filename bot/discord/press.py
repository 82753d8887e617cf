"""Presses: one item for all buttons and menus ever sent, and the form that some buttons open."""

import re
from typing import Any, Self, cast

import discord

from bot.dialogue.invocation import Call
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.views.words import cut
from bot.discord.conversation import Conversation
from bot.discord.custom_ids import TEMPLATE, Carried

TITLE_LIMIT = 45
"""Characters of a form's title, which the library does not check."""

FIELD_LIMIT = 45
"""Characters of the words over a form's field."""


class Press(discord.ui.DynamicItem[discord.ui.Item[Any]], template=TEMPLATE):
    """A button that was pressed or a menu that was chosen from, also before the bot started."""

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        _match: re.Match[str],
        /,
    ) -> Self:
        """Make it of the component, which says all there is to know."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand it to the conversation of the client that heard it."""
        conversation: Conversation = interaction.client.conversation
        carried = cast("Carried", Carried.of(self.custom_id))  # it matched the template
        item = self.item
        form = None
        if isinstance(item, discord.ui.Select):
            carried = Carried("".join(item.values), carried.owner)  # it takes one choice
        elif isinstance(item, discord.ui.Button):
            form = form_for(carried, item.label or "", conversation.dispatcher.lexicon)
        await conversation.pressed(interaction, carried, form)


def form_for(carried: Carried, title: str, lexicon: Lexicon) -> discord.ui.Modal | None:
    """Give the form that asks for what a button lacks; None where it lacks nothing.

    A button of an earlier version, whose command or parameter is no more, is not worth a form.
    """
    command = lexicon.by_name.get(Call.of_short(carried.short).command)
    parameters = command.parameters if command else ()
    asked = next((each for each in parameters if each.name == carried.field), None)
    if asked is None:
        return None
    description = asked.option.description
    form = discord.ui.Modal(title=cut(title, TITLE_LIMIT), custom_id=carried.custom_id())
    form.add_item(
        discord.ui.Label(
            text=cut(description[:1].upper() + description[1:], FIELD_LIMIT),
            component=discord.ui.TextInput(custom_id=asked.name),
        )
    )
    # What is sent is heard by the form's own id. The library would keep the form for ever.
    form.stop()
    return form
