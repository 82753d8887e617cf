"""The payload: what Discord is told of the commands, its digest and its size."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from discord import app_commands

Payload = Sequence[Mapping[str, Any]]
"""The commands as Discord's API takes them, in every language."""

SIZE_LIMIT = 8000
"""Characters of one command: names, descriptions and values, with all that is in it."""


async def payload_of(tree: "app_commands.CommandTree[Any]") -> list[dict[str, Any]]:
    """Give a tree's slash commands, translated where it has a translator.

    Raise ValueError for a command above the size that Discord takes.
    """
    translator = tree.translator
    payload = [
        await command.get_translated_payload(tree, translator)
        if translator
        else command.to_dict(tree)
        for command in tree.get_commands()
        if not isinstance(command, app_commands.ContextMenu)
    ]
    for command in payload:
        if (size := size_of(command)) > SIZE_LIMIT:
            message = f"/{command['name']} has {size} characters of at most {SIZE_LIMIT}"
            raise ValueError(message)
    return payload


def digest_of(payload: Payload) -> str:
    """Give the same words for the same payload, whatever the order of its fields."""
    canonical = json.dumps(payload, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def size_of(part: Mapping[str, Any]) -> int:
    """Count characters as Discord does: of a text in many languages the longest."""
    texts = sum(_longest(part, field) for field in ("name", "description"))
    value = len(str(part.get("value", "")))
    inner = (*part.get("options", ()), *part.get("choices", ()))
    return texts + value + sum(size_of(each) for each in inner)


def _longest(part: Mapping[str, Any], field: str) -> int:
    translated = part.get(f"{field}_localizations") or {}
    return max(len(text) for text in (part.get(field, ""), *translated.values()))
