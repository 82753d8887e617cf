"""The colon commands: what a person tells the terminal itself, not the bot."""

from asyncio import to_thread
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path

from bot.console.people import GROUP_MARK, group_place, private_place
from bot.console.printable import printable
from bot.console.session import Session
from bot.dialogue.invocation import Attachment
from bot.dialogue.reply import Block, Button, Heading, Items, Line, Mono, Paragraph, Reply
from core.errors import StorageUnavailable

PRIVATE = "private"
_NAME_LIMIT = 64
_NUMBER_DIGITS = 3
"""No reply has a thousand buttons, and Python refuses to read very long numbers."""


@dataclass(frozen=True, slots=True)
class ColonCommand:
    """A command to the terminal; ``run`` answers it, with None where the person leaves."""

    name: str
    argument: str
    description: str
    run: Callable[[Session, str], Awaitable[Reply | None]]


async def obey(session: Session, line: str) -> Reply | None:
    """Do what a line that begins with a colon asks; None where it asks to leave."""
    name, _, argument = line.partition(" ")
    command = next((each for each in COLON_COMMANDS if each.name == name.casefold()), None)
    if command is None:
        return _refusal(f"The terminal knows no {name}. What it knows:", Items(_usages()))
    return await command.run(session, printable(argument).strip())


async def press(session: Session, wanted: str) -> Reply:
    """Press a button of the last reply by its number, its label or the beginning of that."""
    buttons = session.buttons
    if not buttons:
        return _refusal("There is no button to press here yet.")
    fitting = _fitting(buttons, wanted)
    if len(fitting) == 1:
        return await session.press(fitting[0])
    trouble = "Which of these buttons?" if fitting else "No button is called that. There are:"
    offered = fitting or buttons
    lines = tuple((f"[{buttons.index(button) + 1}] {button.label}",) for button in offered)
    return _refusal(trouble, Items(lines))


def _fitting(buttons: tuple[Button, ...], wanted: str) -> tuple[Button, ...]:
    if wanted.isdecimal() and len(wanted) <= _NUMBER_DIGITS:
        return buttons[max(int(wanted) - 1, 0) : int(wanted)]
    folded = wanted.casefold()
    labels = [(printable(button.label).casefold(), button) for button in buttons]
    exact = tuple(button for label, button in labels if label == folded)
    if exact or not folded:
        return exact
    return tuple(button for label, button in labels if label.startswith(folded))


async def _speak_as(session: Session, name: str) -> Reply:
    if not 1 <= len(name) <= _NAME_LIMIT:
        return _refusal(f"Say who speaks, in at most {_NAME_LIMIT} characters, as in :as Ann.")
    session.speak_as(name)
    return _speaking(session)


async def _go_in(session: Session, name: str) -> Reply:
    name = name.removeprefix(GROUP_MARK)
    if not 1 <= len(name) <= _NAME_LIMIT:
        return _refusal("Say where: :in private, or in a group of a short name, as in :in readers.")
    is_private = name.casefold() == PRIVATE
    session.place = private_place(session.person) if is_private else group_place(name)
    return _speaking(session)


async def _set_clock(session: Session, typed: str) -> Reply:
    if not typed:
        return _note(f"It is {session.clock.now():%Y-%m-%d %H:%M} UTC.")
    try:
        at = session.clock.read(typed)
    except ValueError as error:
        return _refusal(f"{error} Examples: :clock 2026-11-23T08:00+01:00, :clock +1d, +2h, +90m.")
    try:
        walked = await session.unasked.walk(at)
    except StorageUnavailable:
        return _refusal(f"The database does not say what is due. {_standing(session)}")
    jump = "" if walked else "So much was due that the clock took the rest of the way in one step. "
    return _note(f"{jump}{_standing(session)}")


def _standing(session: Session) -> str:
    return f"The clock stands at {session.clock.now():%Y-%m-%d %H:%M} UTC."


async def _attach(session: Session, typed: str) -> Reply:
    if not typed:
        return _refusal("Say which file, as in :attach plan.md.")
    try:
        path, size = await to_thread(_readable, typed)
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        return _refusal(f"{typed} cannot be attached: {reason or error}.")
    session.attachment = Attachment(path.name, size, lambda: to_thread(path.read_bytes))
    return _note(f"{path.name} ({size:,} bytes) goes along with what you type next.")


async def _help(_session: Session, _argument: str) -> Reply:
    return Reply((Heading(("The terminal's own commands",)), Items(_usages())))


async def _quit(_session: Session, _argument: str) -> None:
    return None


COLON_COMMANDS = (
    ColonCommand(":press", "NUMBER or LABEL", "press a button; its number alone does too", press),
    ColonCommand(":as", "NAME", "speak as another person", _speak_as),
    ColonCommand(":in", "private or GROUP", "speak in private, or in a group", _go_in),
    ColonCommand(
        ":clock", "TIME or +1d", "set the clock, past all that is due until then", _set_clock
    ),
    ColonCommand(":attach", "PATH", "send a file along with what you type next", _attach),
    ColonCommand(":help", "", "list these commands; /help lists the bot's", _help),
    ColonCommand(":quit", "", "leave; so does Ctrl-D", _quit),
)


def _readable(typed: str) -> tuple[Path, int]:
    """Give the file that is meant and its bytes; raise OSError, RuntimeError or ValueError."""
    path = Path(typed).expanduser()
    if path.exists() and not path.is_file():
        message = "it is not a file but a folder or a device"
        raise ValueError(message)
    with path.open("rb") as file:
        return path, file.seek(0, SEEK_END)


def _speaking(session: Session) -> Reply:
    place = session.place
    private = place == private_place(session.person)
    where = "in private" if private else f"in the group {place.chat}"
    return _note(f"Speaking as {session.person.name}, {where}.")


def _usages() -> tuple[Line, ...]:
    return tuple(
        (Mono(f"{each.name} {each.argument}".rstrip()), f": {each.description}")
        for each in COLON_COMMANDS
    )


def _note(text: str) -> Reply:
    return Reply((Paragraph((text,)),))


def _refusal(text: str, *blocks: Block) -> Reply:
    return Reply((Paragraph((text,)), *blocks), refusal=True)
