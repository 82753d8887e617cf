"""What every refusal is made of: what is wrong, what to do, and ways on as buttons."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.dialogue.command import Command
from bot.dialogue.invocation import Place, Value
from bot.dialogue.reply import Ask, Block, Line, Mono, Paragraph, Reply, Row

ECHO = 60
"""Characters of what a person typed that are said back."""

OFFERED = 8
"""Ways on that are shown at once."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a person asked for: a command with the arguments that were accepted, in some place."""

    command: Command
    arguments: Mapping[str, Value]
    place: Place


def refused(
    wrong: Line,
    advice: Line | None = None,
    *more: Block,
    buttons: tuple[Row, ...] = (),
    asks: Ask | None = None,
) -> Reply:
    """Say what is wrong, what to do about it, and the ways on as buttons or a form."""
    advised = (Paragraph(advice),) if advice else ()
    blocks = (Paragraph(wrong), *advised, *more)
    return Reply(blocks, buttons, asks=asks, private=True, refusal=True)


def example_of(command: Command) -> Line:
    """Show how a command is typed."""
    return ("For example: ", Mono(command.example))
