"""The golden payload of the catalogue's commands: exactly what Discord is told, in every language.

``python -m tests.bot.discord.golden_commands`` writes it anew.
"""

import asyncio
import json
from pathlib import Path
from typing import Any

from bot.dialogue.catalogue import LEXICON
from bot.dialogue.translation import read_translations
from bot.discord.payload import payload_of
from bot.discord.translation import Translator
from tests.bot.discord.hearing import Hearing, SlashBot

GOLDEN = Path(__file__).with_suffix(".json")


async def catalogue_payload() -> list[dict[str, Any]]:
    """Give the payload of the catalogue, for everywhere."""
    tree = SlashBot(LEXICON, Hearing()).tree
    await tree.set_translator(Translator(read_translations()))
    return await payload_of(tree)


if __name__ == "__main__":
    written = json.dumps(asyncio.run(catalogue_payload()), indent=2, ensure_ascii=False)
    GOLDEN.write_text(written + "\n", encoding="utf-8")
