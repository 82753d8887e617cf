"""Bundles: the lines of a reply with what stands before each, and what is not to be parted."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Self

from bot.dialogue.reply import Block, Heading, Items, Link, Meter
from bot.discord.blocks import Shown, TextLine, shown
from bot.discord.mentions import Mentions
from bot.discord.runs import Look


class Gap(Enum):
    """What stands before a line: a line end, some room, or a rule."""

    LINE = auto()
    ROOM = auto()
    RULE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, how it is written, and what stands before it unless it is the first."""

    gap: Gap
    line: Shown
    markdown: str

    @classmethod
    def of(cls, gap: Gap, line: Shown) -> Self:
        """Write a line."""
        return cls(gap, line, line.markdown())


Bundle = tuple[Piece, ...]


def bundled(blocks: Sequence[Block], mentions: Mentions) -> list[Bundle]:
    """Give the lines of blocks that show something; a heading is bundled with what it is over."""
    bundles: list[Bundle] = []
    headings: Bundle = ()
    last: Block | None = None
    for block in blocks:
        lines = shown(block, mentions)
        if not lines:
            continue
        gaps = (_gap(last, block), *(Gap.LINE for _ in lines[1:]))
        pieces = (*headings, *map(Piece.of, gaps, lines))
        headings = pieces if isinstance(block, Heading) else ()
        if not headings:
            bundles.append(pieces)
        last = block
    return [*bundles, headings] if headings else bundles


def content(bundles: Sequence[Bundle]) -> str:
    """Write bundles as one text."""
    written = ""
    for piece in (piece for bundle in bundles for piece in bundle):
        between = "\n" if piece.gap is Gap.LINE else "\n\n"
        written += f"{between if written else ''}{piece.markdown}"
    return written


def called(bundles: Sequence[Bundle], look: Look) -> tuple[int, ...]:
    """Give the ids of the people, or of the roles, whom bundles mention, each once."""
    lines = (piece.line for bundle in bundles for piece in bundle)
    words = (run for line in lines if isinstance(line, TextLine) for run in line.words)
    return tuple(dict.fromkeys(int(run.to) for run in words if run.look is look))


def _gap(before: Block | None, after: Block) -> Gap:
    if isinstance(before, Heading):
        return Gap.LINE
    if isinstance(after, Heading):
        return Gap.RULE
    # Two lists on end would be read as one, numbered by the first.
    if isinstance(after, Items | Meter):
        return Gap.ROOM
    parted = isinstance(before, Items | Meter | Link) and type(before) is not type(after)
    return Gap.ROOM if parted else Gap.LINE
