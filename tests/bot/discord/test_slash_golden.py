"""Promises about the catalogue's slash commands: the very payload, as Discord takes it."""

import asyncio
import json

import pytest

from bot.discord.payload import SIZE_LIMIT, size_of
from tests.bot.discord.golden_commands import GOLDEN, catalogue_payload
from tests.discord_bed.specification import Specification


def test_discord_is_told_the_golden_commands() -> None:
    """Write them anew with ``python -m tests.bot.discord.golden_commands`` where this fails."""
    assert asyncio.run(catalogue_payload()) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_golden_commands_are_as_the_published_specification_asks() -> None:
    specification = Specification.load()
    if specification is None:
        pytest.skip("the specification is not at hand")
    payload = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert specification.violations("PUT", "/applications/1/commands", payload) == []


def test_every_command_of_the_catalogue_has_room_to_grow() -> None:
    sizes = [size_of(command) for command in asyncio.run(catalogue_payload())]
    assert max(sizes) < SIZE_LIMIT / 2
