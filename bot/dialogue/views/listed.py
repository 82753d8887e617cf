"""Listed: the first lines of what may be many, and how many more there are."""

from collections.abc import Sequence

from bot.dialogue.reply import Block, Items, Line, Paragraph

LISTED = 10
LINE = 200
"""Characters of a title or message of somebody's file that are shown."""


def listed(lines: Sequence[Line], noun: str, *, most: int = LISTED) -> list[Block]:
    """List the first lines, and say how many more there are."""
    blocks: list[Block] = [Items(tuple(lines[:most]))]
    more = len(lines) - most
    if more > 0:
        blocks.append(Paragraph((f"and {more:,} more {noun}{'s' if more > 1 else ''}.",)))
    return blocks
