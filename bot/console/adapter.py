"""The adapter: a chat in the terminal, with a person at it or a transcript piped through it."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.history import FileHistory
from rich.console import Console
from rich.text import Text

from bot.console.clock import ConsoleClock
from bot.console.completion import ChatCompleter
from bot.console.files import FileFolder
from bot.console.intake import take
from bot.console.people import person_named, private_place
from bot.console.plain import plain
from bot.console.printable import printable
from bot.console.render import WIDEST, drawn
from bot.console.session import Session
from bot.console.unasked import OpenDelivery, Unasked
from bot.console.zone import zone_guess
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import PlaceKind
from bot.dialogue.reply import Mono, Paragraph, Reply
from core.ports import Clock

logger = logging.getLogger(__name__)

FIRST_NAME = "you"

LOOK_EVERY = 1.0
"""Seconds between two looks for what is due, while a person is at the terminal."""

AGAIN_AFTER = 60.0
"""Seconds until the next look where one failed."""

_WELCOME = Reply(
    (
        Paragraph(
            (
                "Study Buddy in the terminal. ",
                Mono("/start"),
                " begins, ",
                Mono("/help"),
                " lists the commands, ",
                Mono(":help"),
                " those of the terminal. Tab completes, Ctrl-D leaves.",
            )
        ),
    )
)
_FAREWELL = Reply((Paragraph(("Until next time!",)),))


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the chat is held through: its streams, its environment and what it leaves on disk.

    ``files`` is the folder for pictures and documents, ``history`` the file that remembers what
    was typed; both are made when first needed.
    """

    stdin: TextIO
    stdout: TextIO
    environ: Mapping[str, str]
    files: Path
    history: Path


async def chat(
    dispatcher: Dispatcher, clock: Clock, terminal: Terminal, opens: OpenDelivery
) -> None:
    """Chat until the input ends or the person leaves; ``opens`` gives what delivers unasked.

    A terminal on both ends gets line editing, completion and drawn replies, and what falls due
    meanwhile. Anything else is read by lines and answered in plain text; there only setting the
    clock lets things fall due, so that a transcript reads the same every time.
    """
    interactive = terminal.stdin.isatty() and terminal.stdout.isatty()
    person = person_named(FIRST_NAME, zone=zone_guess(terminal.environ, interactive=interactive))
    own_clock = ConsoleClock(clock)
    unasked = Unasked(dispatcher.gateway, own_clock, opens)
    session = Session(dispatcher, own_clock, person, private_place(person), unasked)
    folder = FileFolder(terminal.files)
    # Whatever the locale: a byte or character out of place must not end the chat.
    if interactive:
        _reconfigure(terminal.stdout, encoding=None)
        await converse(
            session, folder, history=terminal.history, console=Console(file=terminal.stdout)
        )
    else:
        _reconfigure(terminal.stdin, encoding="utf-8-sig")  # editors may begin with its mark
        _reconfigure(terminal.stdout, encoding="utf-8")
        await transcribe(session, folder, stdin=terminal.stdin, stdout=terminal.stdout)


async def transcribe(
    session: Session, folder: FileFolder, *, stdin: TextIO, stdout: TextIO
) -> None:
    """Answer lines in plain text, each line repeated first, so that the output reads alone.

    Blank lines and lines that begin with ``#`` are passed over.
    """
    while line := await asyncio.to_thread(stdin.readline):
        typed = line.strip()
        if not typed or typed.startswith("#"):
            continue
        print(f"> {printable(typed)}", file=stdout)
        reply = await take(session, typed)
        for each in session.arrivals():
            shown = plain(each.reply, folder.keep(each.reply))
            print(f"< {printable(session.about(each))}", shown, sep="\n", end="\n\n", file=stdout)
        if reply is None:
            break
        only_you = _only_you(session, reply)
        print(
            plain(reply, folder.keep(reply), only_you=only_you), end="\n\n", file=stdout, flush=True
        )


async def converse(
    session: Session, folder: FileFolder, *, history: Path, console: Console
) -> None:
    """Answer a person at the terminal; Ctrl-C clears the line, Ctrl-D leaves."""
    history.parent.mkdir(parents=True, exist_ok=True)
    prompt: PromptSession[str] = PromptSession(
        completer=ChatCompleter(session),
        complete_while_typing=False,
        history=FileHistory(str(history)),
    )

    def show(reply: Reply, *, only_you: bool = False) -> None:
        shown = drawn(reply, folder.keep(reply), only_you=only_you)
        console.print(shown, width=min(console.width, WIDEST), crop=False)
        console.print()

    def show_arrivals() -> None:
        for each in session.arrivals():
            console.print(Text(f"< {printable(session.about(each))}", "dim"))
            show(each.reply)

    show(_WELCOME)
    async with _looking(session, show_arrivals):
        while True:
            try:
                typed = (await prompt.prompt_async(_prompt(session))).strip()
            except KeyboardInterrupt:
                continue
            except EOFError:
                break
            if not typed:
                continue
            reply = await take(session, typed)
            show_arrivals()
            if reply is None:
                break
            show(reply, only_you=_only_you(session, reply))
    show(_FAREWELL)


@contextlib.asynccontextmanager
async def _looking(session: Session, show_arrivals: Callable[[], None]) -> AsyncIterator[None]:
    """Look for what is due meanwhile, and show it above the line that is being typed."""
    leaving = asyncio.Event()

    async def look() -> None:
        while not leaving.is_set():
            pause = LOOK_EVERY
            try:
                if await session.unasked.look():
                    await run_in_terminal(show_arrivals)
            except Exception:
                logger.exception("what is due does not come")
                pause = AGAIN_AFTER
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await leaving.wait()

    looking = asyncio.create_task(look())
    try:
        yield
    finally:
        # It is not cut off amid a delivery, which would come once more in the next chat.
        leaving.set()
        await looking


def _reconfigure(stream: TextIO, *, encoding: str | None) -> None:
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding=encoding, errors="replace")


def _prompt(session: Session) -> str:
    group = f" in {session.place.chat}" if session.place.kind is PlaceKind.GROUP else ""
    return f"{printable(session.person.name)}{printable(group)}> "


def _only_you(session: Session, reply: Reply) -> bool:
    return reply.private and session.place.kind is PlaceKind.GROUP
